"""Whose an empty home is: where others can reach the address, a code that only the terminal tells is asked for."""

from __future__ import annotations

import ipaddress
import os
import secrets

from django.http import HttpRequest

CODE = "COMITY_SETUP_CODE"  # in the environment of the process tree: it ends with it
_HOSTS = "COMITY_HOSTS"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_CLAIMED = "may set up"


def is_open(host: str) -> bool:
    """Whether others than this machine reach the app: it listens on more than loopback, or a proxy stands before it."""
    if os.environ.get(_HOSTS, "").strip():
        return True
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host != "localhost"


def new_code() -> str:
    """A code of twelve letters: nobody guesses it while a server runs."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return "-".join(letters[i : i + 4] for i in (0, 4, 8))


def asks(request: HttpRequest) -> bool:
    """Whether the code is asked of this visitor: not on loopback, nor of the owner who has just emptied the home."""
    return bool(os.environ.get(CODE)) and not request.session.get(_CLAIMED)


def right(typed: str) -> bool:
    """Whether this is the code; blanks, hyphens and capitals do not matter."""
    return secrets.compare_digest(_plain(typed), _plain(os.environ.get(CODE, "")))


def _plain(code: str) -> bytes:
    return "".join(c for c in code.lower() if c.isalnum()).encode()


def hand_over(request: HttpRequest) -> None:
    """Whoever emptied the home may set it up again, without the code."""
    request.session.flush()
    request.session[_CLAIMED] = True
