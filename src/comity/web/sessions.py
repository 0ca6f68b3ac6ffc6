"""Sessions as people see them: where one is signed in, since when, and ended with one click."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from comity.web.guessing import address_of
from comity.web.models.doors import Seen
from comity.web.models.people import User

OFTEN = dt.timedelta(minutes=5)  # a session's last sight is written down no more often
_NOTED = "seen_at"


def begin(request: HttpRequest, user: User) -> None:
    """Sign somebody in and note the session."""
    login(request, user)
    note(request, user)


def note(request: HttpRequest, user: User) -> None:
    """Write down that a session was used just now."""
    if not request.session.session_key:
        request.session.save()
    request.session[_NOTED] = timezone.now().timestamp()
    told = {"seen_at": timezone.now(), "address": address_of(request),
            "agent": request.META.get("HTTP_USER_AGENT", "")[:200]}  # fmt: skip
    Seen.objects.update_or_create(session=request.session.session_key, defaults={**told, "user": user})


def of(user: User) -> list[Seen]:
    """The sessions of somebody that still hold, the one used last first; what has ended is forgotten."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    Seen.objects.filter(user=user).exclude(session__in=alive).delete()
    return list(Seen.objects.filter(user=user))


def end(user: User, *, pk: int | None = None, but: str | None = None) -> None:
    """End one session of somebody, or all; `but` names one that goes on."""
    rows = Seen.objects.filter(user=user).exclude(session=but or "")
    keys = list((rows if pk is None else rows.filter(pk=pk)).values_list("session", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    Seen.objects.filter(session__in=keys).delete()


class Noting:
    """Middleware: notes sessions while they are used."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note the session where that was not done for a while."""
        user = request.user
        if isinstance(user, User):
            last = request.session.get(_NOTED, 0.0)
            if timezone.now().timestamp() - last > OFTEN.total_seconds():
                note(request, user)
        return self.answer(request)
