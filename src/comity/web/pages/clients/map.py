"""The map: what we give against what they give, each client a mark, drawn on the server as plain SVG."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

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
        many = asked.found.count()
        shown |= around(request, asked, "map") | {"many": many, "here": "clients"}
        shown["drawn"] = gathered(request, asked) if many > GATHERED else spread(request, asked)
    return render(request, "clients/map.html", shown)
