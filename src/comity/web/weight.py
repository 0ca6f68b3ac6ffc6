"""Refusing what is too heavy before a byte of it is kept: forms are read, onto the disk, before any view is asked."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from comity.web.intake import MOST_BYTES

MOST_OF_STRANGERS = 256 * 1024  # bytes that somebody sends who is not signed in: a name, a password, a code


class Weight:
    """Middleware: answers 413 where more is announced than whoever asks may send; what is not announced is not read."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at what is announced."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        most = MOST_BYTES if SESSION_KEY in request.session else MOST_OF_STRANGERS
        if not announced.isdecimal() or int(announced) > most:
            said = _("That is too much at once. Drop a smaller part, or name a folder on this machine.")
            return HttpResponse(said, "text/plain", 413)
        return self.answer(request)
