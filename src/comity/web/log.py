"""Writing the log: every change that a request makes is put down here by itself, so that no page can forget it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from comity.web.models.log import LogEntry
from comity.web.models.people import User

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
QUIET = "_logged"  # on a request that its view has put down in its own words


def digest(ref: str) -> str:
    """The fingerprint under which the log knows a message."""
    return hashlib.blake2b(ref.encode("utf-8", "replace"), digest_size=16).hexdigest()


def opened(user: User, account: str, ref: str) -> None:
    """Somebody opened a message."""
    put(user, "opened a message", account=account, ref=ref)


def put(user: User | None, what: str, *, account: str = "", ref: str = "", says: str = "") -> None:
    """Write a line."""
    LogEntry.objects.create(
        who_id=user.pk if user else None, who=user.email if user else "", what=what[:60], account=account[:255],
        about=digest(ref) if ref else "", says=says[:300],
    )  # fmt: skip


def told(request: HttpRequest, what: str, *, account: str = "", ref: str = "", says: str = "") -> None:
    """Write a line about a request in its view's own words, in place of the line that it would get by itself."""
    setattr(request, QUIET, True)
    put(request.user if isinstance(request.user, User) else None, what, account=account, ref=ref, says=says)


class Logging:
    """Middleware: each request that changed something is put down: who, which address, and what stood in it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then write the line."""
        user = request.user if isinstance(request.user, User) else None
        answer = self.answer(request)
        match = request.resolver_match
        user = user or (request.user if isinstance(request.user, User) else None)
        if request.method in SAFE or answer.status_code >= 400 or match is None or hasattr(request, QUIET) or not user:
            return answer
        places = {name: str(value) for name, value in match.kwargs.items() if name != "account"}
        says = ", ".join(f"{name} {value}" for name, value in places.items())
        put(user, match.url_name or "", account=str(match.kwargs.get("account", "")), says=says)
        return answer
