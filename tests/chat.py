"""A small server that speaks the common chat protocol, as good or as bad as a test wants it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from comity.signals.asking import questions

# What the model says to the sentences of a question: by number the labels, each with its quote.
Model = Callable[[list[dict[str, Any]]], Any]
Labels = list[tuple[str, str]]


class Chat:
    """What a server was sent, and how it answers: by `model`, or with `raw` bytes and a `status`."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.raw: bytes | None = None
        self.status = 200
        self.headers: dict[str, str] = {}
        self.wait = threading.Event()  # set: answer; a test that wants it to hang clears it
        self.wait.set()
        self.bodies: list[bytes] = []
        self.paths: list[str] = []
        self.keys: list[str] = []
        self.url = ""

    @property
    def sentences(self) -> list[dict[str, Any]]:
        """Every sentence that it got."""
        found = []
        for body in self.bodies:
            found += json.loads(json.loads(body)["messages"][1]["content"])["sentences"]
        return found


@contextmanager
def served(model: Model) -> Iterator[Chat]:
    """A server on a free port of this machine."""
    chat = Chat(model)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            chat.bodies.append(body)
            chat.paths.append(self.path)
            chat.keys.append(self.headers.get("Authorization", ""))
            chat.wait.wait(10)
            told = chat.raw if chat.raw is not None else _chat(chat.model(_asked(body)))
            try:
                self.send_response(chat.status)
                for name, value in chat.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002, ARG002 - its own words
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    chat.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield chat
    finally:
        chat.wait.set()
        server.shutdown()
        server.server_close()


def knowing(says: Callable[[dict[str, Any]], Labels] = lambda _: []) -> Model:
    """A model that knows the sentences of ours, and says of all others what a test wants."""

    def model(sentences: list[dict[str, Any]]) -> dict[str, Any]:
        return answers(
            (s["n"], _ours(s["text"]) or ([] if s["text"] in questions._SILENT else says(s))) for s in sentences
        )

    return model


def answers(told: Iterable[tuple[int, Labels]]) -> dict[str, Any]:
    """An answer in the form that is asked for."""
    return {"answers": [{"n": n, "labels": [{"label": x, "quote": q} for x, q in labels]} for n, labels in told]}


def _ours(text: str) -> Labels:
    return [("commitment", text)] if text in questions._SAYING else []


def _asked(body: bytes) -> list[dict[str, Any]]:
    return json.loads(json.loads(body)["messages"][1]["content"])["sentences"]


def _chat(told: object) -> bytes:
    content = told if isinstance(told, str) else json.dumps(told)
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
