"""The way back from a proof: to the page one came from, at the place that named it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

# Pages that name a proof, by the place of it there: the same key stands as the id of what names it.
PAGES = frozenset({"week", "client", "statement", "people-of", "person", "promises", "timeline", "effort", "notes",
                   "clients", "heard", "first", "map", "confirm", "corrections"})  # fmt: skip


def way_back(request: HttpRequest, key: str) -> str:
    """The address of the page that one came from, with its question and the place; '' where it was none of ours."""
    came_from = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return ""
    parts = urlsplit(came_from)
    try:
        known = resolve(parts.path).url_name in PAGES
    except Resolver404:
        return ""
    return f"{parts.path}{'?' if parts.query else ''}{parts.query}#{key}" if known else ""
