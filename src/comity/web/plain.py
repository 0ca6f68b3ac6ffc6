"""Refusing what no text of a person holds: a NUL, which PostgreSQL cannot store or look for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.utils.translation import gettext as _

NUL = "\0"
API = "/api/"


class Plain:
    """Middleware: answers 400 where a NUL stands in an address, its question or a form."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the address; forms are looked at once it is known who reads them."""
        if request.path_info.startswith(API):
            # What it says of a question it tells by itself, as its description has it.
            return _unknown() if NUL in request.path_info else self.answer(request)
        return _refused() if _held(request.path_info, request.GET.lists()) else self.answer(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Look at the form, which the check of its origin has just read."""
        return _refused() if request.method == "POST" and _held("", request.POST.lists()) else None


def _held(path: str, told: Iterable[tuple[str, list[str]]]) -> bool:
    return NUL in path or any(NUL in text for name, values in told for text in (name, *values))


def _unknown() -> HttpResponse:
    return JsonResponse({"detail": _("There is no such account.")}, status=404)


def _refused() -> HttpResponse:
    return HttpResponseBadRequest(_("There is a sign in it that no keyboard types. Type it anew."), "text/plain")
