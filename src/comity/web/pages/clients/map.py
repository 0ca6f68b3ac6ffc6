"""The map: what we give against what they give, each client a mark, drawn on the server as plain SVG."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from comity.web.kept import part
from comity.web.pages.clients.asking import Asked
from comity.web.pages.clients.drawing import gathered, spread
from comity.web.pages.clients.views import around
from comity.web.rights import Request, signed_in

GATHERED = 1_000  # with more clients than these, marks near one another are one


@signed_in
def chart(request: Request) -> HttpResponse:
    """The clients that the address asks for, on the map, with the same as a table behind it."""
    asked = Asked.of(request)
    shown: dict[str, object] = {"asked": asked}
    if asked:
        shown |= around(request, asked, "map") | {"here": "clients"}
        key = asked.kept and (*asked.kept, shown["kept"])
        shown["drawn"] = part("clients/_drawn.html", key, lambda: _drawn(request, asked))
    return render(request, "clients/map.html", shown)


def _drawn(request: Request, asked: Asked) -> dict[str, object]:
    many = asked.found.count()
    drawn = gathered(request, asked) if many > GATHERED else spread(request, asked)
    return {"request": request, "asked": asked, "many": many, "drawn": drawn}
