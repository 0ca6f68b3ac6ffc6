"""One command, one process tree: the pages and the worker as children that end with it, begun again where one dies."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from comity.errors import UserError
from comity.web.boot import migrate, ready
from comity.web.claiming import CODE, is_open, new_code
from comity.web.lifeline import end_with_parent

GRACE = 10.0  # seconds that a child has to end before it is ended
LOOK = 0.2  # seconds between two looks at the children
SOON = 5.0  # a child that lives shorter than this did not come up
MOST_FALLS = 5
THREADS = 8  # requests that are answered at the same time
CHILD = "COMITY_CHILD"  # in the environment of the tree: who reads it ends with its parent


def serve(home: Path, host: str, port: int, *, demo: bool = False) -> None:
    """Serve a home until told to end. Raises UserError where that cannot be."""
    _free(host, port)
    opened = is_open(host)
    if opened:
        _reached_as(host)
    ready(home)
    migrate()
    if demo:
        call_command("demo")
    if opened:
        os.environ[CODE] = new_code()
        call_command("tell_code")
    connection.close()
    os.environ[CHILD] = "1"
    pages = ["-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws", "--no-log",
             "--blocking-threads", str(THREADS), "comity.web.wsgi:application"]  # fmt: skip
    tree = _Tree([_Child("pages", pages), _Child("worker", ["-m", "django", "work"])])
    shown = f"[{host}]" if ":" in host else host
    tree.run(f"Comity is open at http://{shown}:{port}  (Ctrl-C ends it)", (host, port))


def _reached_as(host: str) -> None:
    """Let the app answer under the address it listens on; where that is every address, under the machine's name."""
    names = [socket.gethostname()] if host in ("0.0.0.0", "::") else [f"[{host}]" if ":" in host else host]  # noqa: S104
    told = os.environ.get("COMITY_HOSTS", "")
    os.environ["COMITY_HOSTS"] = ",".join(filter(None, (told, *names)))


def work_apart(home: Path) -> None:
    """Do jobs in this very process. Raises UserError for a home without an app's database."""
    ready(home)
    if "web_job" not in connection.introspection.table_names():
        raise UserError(f"{home}: no app works here yet. Run `comity serve` first.")
    call_command("work")


def _free(host: str, port: int) -> None:
    """Raise UserError where the address cannot be listened on: before anything is begun."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except (OSError, OverflowError) as error:
        why = error.strerror if isinstance(error, OSError) else "no such port"
        raise UserError(f"{host}:{port}: cannot listen there ({why}). Name another with --host or --port.") from None


class _Child:
    """One process of the tree."""

    def __init__(self, name: str, words: list[str]) -> None:
        self.name = name
        self.words = words
        self.process: subprocess.Popen[bytes] | None = None
        self.begun = 0.0
        self.falls = 0

    def begin(self) -> None:
        """Start it. It has its own session, so that Ctrl-C reaches the parent alone, which ends it in order."""
        self.begun = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, *self.words], start_new_session=True, preexec_fn=end_with_parent
        )

    def fell(self) -> bool:
        """Whether it has ended by itself."""
        return self.process is not None and self.process.poll() is not None

    def killed(self) -> bool:
        """Whether somebody killed it."""
        return self.process is not None and self.process.poll() == -signal.SIGKILL

    def end(self, number: int) -> None:
        """Tell it to end."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)


class _Tree:
    """The children, watched until somebody tells us to end."""

    def __init__(self, children: list[_Child]) -> None:
        self.children = children
        self.told = False

    def run(self, says: str, address: tuple[str, int]) -> None:
        """Begin all, say so once the pages answer, watch, and end all."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._tell)
        try:
            for child in self.children:
                child.begin()
            while not self.told:
                if says and _answers(address):
                    sys.stdout.write(f"{says}\n")
                    sys.stdout.flush()
                    says = ""
                for child in self.children:
                    self._mend(child)
                time.sleep(LOOK)
        finally:
            self._end()

    def _tell(self, *_: object) -> None:
        self.told = True

    def _mend(self, child: _Child) -> None:
        """Begin a fallen child again. Raises UserError where it falls again and again."""
        if not child.fell():
            return
        if not child.killed():  # from outside, or for memory: says nothing against its beginning again
            child.falls = child.falls + 1 if time.monotonic() - child.begun < SOON else 1
        if child.falls > MOST_FALLS:
            raise UserError(f"the {child.name} cannot be kept running; the lines above say why.")
        time.sleep(LOOK * child.falls)
        child.begin()

    def _end(self) -> None:
        for child in self.children:
            child.end(signal.SIGTERM)
        until = time.monotonic() + GRACE
        for child in self.children:
            if child.process is None:
                continue
            try:
                child.process.wait(max(until - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                child.end(signal.SIGKILL)
                child.process.wait()


def _answers(address: tuple[str, int]) -> bool:
    """Whether the pages answer, not only listen."""
    host, port = address
    near = "localhost" if host in ("0.0.0.0", "::") else host  # noqa: S104 - asked, not listened on
    try:
        with socket.create_connection((near, port), timeout=2) as asking:
            asking.sendall(b"HEAD /sign-in/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return bool(asking.recv(1))
    except OSError:
        return False
