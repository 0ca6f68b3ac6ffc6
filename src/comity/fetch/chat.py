"""A server that speaks the common chat protocol: one question, one reply. No word of either is kept or logged.

Certificates are verified, nothing is sent unencrypted but to this machine, no redirect is followed, and a reply that is
too large or too slow is none.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import threading
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

LARGEST = 1 << 20  # bytes of a reply
REFUSES = (400, 422)  # what servers answer to a word that they do not know


class NoReply(Exception):  # noqa: N818 - said as it is
    """The server gave no reply; the message says why in one line, without a word of what was sent."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where to ask: the address up to and without `/chat/completions`, the model, and the key that opens it."""

    url: str
    model: str
    key: str = ""
    timeout: float = 60.0


def on_this_machine(url: str) -> bool:
    """Whether an address leads to this very machine."""
    host = (urlsplit(url).hostname or "").lower()
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def reply(server: Server, system: str, user: str) -> str:
    """What the model says. Raises NoReply."""
    messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
    plain: dict[str, Any] = {"model": server.model, "messages": messages, "stream": False}
    status, found = _posted(server, plain | {"temperature": 0, "response_format": {"type": "json_object"}})
    if status in REFUSES:
        # Some servers and models know neither of these.
        status, found = _posted(server, plain)
    if status != http.HTTPStatus.OK:
        raise NoReply(f"it answered with status {status}")
    try:
        content = json.loads(found)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        content = None
    if not isinstance(content, str):
        raise NoReply("what it answered is no chat")
    return content


def _posted(server: Server, told: dict[str, Any]) -> tuple[int, bytes]:
    """The status and the body of the answer. Raises NoReply."""
    parts = urlsplit(server.url)
    late = threading.Event()
    try:
        connection = _connection(server)
        connection.connect()
        line = connection.sock
        # A server that sends a sign now and then never times out by itself.
        watch = threading.Timer(server.timeout, lambda: (late.set(), _cut(line)))
        watch.daemon = True
        watch.start()
        try:
            head = {"Content-Type": "application/json", "Accept": "application/json"}
            if server.key:
                head["Authorization"] = f"Bearer {server.key}"
            body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
            connection.request("POST", f"{parts.path.rstrip('/')}/chat/completions", body, head)
            answer = connection.getresponse()
            found = answer.read(LARGEST + 1)
        finally:
            watch.cancel()
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoReply("it took too long" if late.is_set() else _why(error)) from None
    if late.is_set():
        raise NoReply("it took too long")
    if len(found) > LARGEST:
        raise NoReply("its answer was far too large")
    return answer.status, found


def _connection(server: Server) -> http.client.HTTPConnection:
    parts = urlsplit(server.url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        trusted = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port, timeout=server.timeout, context=trusted)
    if parts.scheme != "http" or not on_this_machine(server.url):
        raise NoReply("its address must begin with https://")
    return http.client.HTTPConnection(host, parts.port, timeout=server.timeout)


def _cut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        # It is closed already.
        return


def _why(error: Exception) -> str:
    """A failure in the words of its kind; what a server wrote is not repeated."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not to be trusted"
    if isinstance(error, TimeoutError):
        return "it took too long"
    if isinstance(error, ConnectionRefusedError):
        return "nobody listens there"
    if isinstance(error, socket.gaierror):
        return "its name is not known"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return "the connection broke off"
