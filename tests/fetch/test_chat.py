"""A chat server is asked over a line that is safe, and whatever it does costs one clear sentence."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from comity.fetch.chat import NoReply, Server, on_this_machine, reply
from tests.chat import Chat, knowing, served
from tests.patience import within


@pytest.fixture
def chat() -> Iterator[Chat]:
    with served(knowing()) as found:
        yield found


def ask(chat: Chat, **more: object) -> str:
    return reply(Server(chat.url, "m", **more), "label", json.dumps({"sentences": [{"n": 1, "text": "Hi."}]}))  # pyright: ignore[reportArgumentType]


def test_one_question_gets_one_reply(chat: Chat) -> None:
    assert json.loads(ask(chat, key="open sesame")) == {"answers": [{"n": 1, "labels": []}]}
    assert chat.paths == ["/v1/chat/completions"]
    assert chat.keys == ["Bearer open sesame"]
    sent = json.loads(chat.bodies[0])
    assert (sent["model"], sent["temperature"], [m["role"] for m in sent["messages"]]) == ("m", 0, ["system", "user"])


def test_a_server_that_knows_fewer_words_is_asked_with_fewer() -> None:
    with served(knowing()) as chat:
        chat.status = 400
        with pytest.raises(NoReply, match="status 400"):
            ask(chat)
        assert [sorted(json.loads(b)) for b in chat.bodies] == [
            ["messages", "model", "response_format", "stream", "temperature"], ["messages", "model", "stream"],
        ]  # fmt: skip


@pytest.mark.parametrize("status", [500, 429, 401, 404, 204])
def test_a_server_that_says_no_is_told_by_its_status(chat: Chat, status: int) -> None:
    chat.status = status
    with pytest.raises(NoReply, match=f"status {status}"):
        ask(chat)


def test_no_redirect_is_followed(chat: Chat) -> None:
    with served(knowing()) as other:
        chat.status, chat.headers = 307, {"Location": f"{other.url}/chat/completions"}
        with pytest.raises(NoReply, match="status 307"):
            ask(chat)
        assert other.bodies == []


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}', b"\xff\xfe", b"[" * 9999],
)  # fmt: skip
def test_what_is_no_chat_is_no_reply(chat: Chat, raw: bytes) -> None:
    chat.raw = raw
    with pytest.raises(NoReply, match="no chat"):
        ask(chat)


def test_a_huge_reply_is_not_taken_in(chat: Chat) -> None:
    chat.raw = b"x" * (3 << 20)
    with pytest.raises(NoReply, match="too large"):
        ask(chat)


def test_a_server_that_hangs_is_left_in_time(chat: Chat) -> None:
    chat.wait.clear()
    with within(), pytest.raises(NoReply, match="too long"):
        ask(chat, timeout=0.2)


def test_a_server_that_drips_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            line, _ = listening.accept()
            with line:
                try:
                    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                    for _ in range(100):
                        line.sendall(b" ")
                        time.sleep(0.05)
                except OSError:
                    return

        threading.Thread(target=drip, daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        with within(), pytest.raises(NoReply, match="too long"):
            reply(Server(url, "m", timeout=0.4), "", "")


def test_nobody_there_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(NoReply, match="nobody listens"):
        reply(Server(f"http://127.0.0.1:{port}", "m"), "", "")
    with pytest.raises(NoReply):
        reply(Server("http://127.0.0.1:99999", "m"), "", "")


def test_nothing_goes_unencrypted_to_another_machine_and_no_certificate_is_taken_on_trust(chat: Chat) -> None:
    with pytest.raises(NoReply, match="https"):
        reply(Server("http://chat.example/v1", "m"), "", "")
    with pytest.raises(NoReply):
        reply(Server(chat.url.replace("http", "https"), "m"), "", "")
    assert chat.bodies == []


@pytest.mark.parametrize(
    ("url", "here"),
    [("http://127.0.0.1:1/v1", True), ("http://localhost", True), ("http://[::1]:8/v1", True),
     ("https://chat.example/v1", False), ("http://localhost.example", False), ("http://10.0.0.1", False), ("", False)],
)  # fmt: skip
def test_this_machine_is_told_from_others(url: str, here: bool) -> None:
    assert on_this_machine(url) == here
