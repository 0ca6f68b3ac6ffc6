"""The list of clients."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from comity.web import pending, searching
from comity.web.kept import once, part
from comity.web.models.grants import Grant
from comity.web.models.lists import SavedView
from comity.web.models.verdicts import Standing, Verdict
from comity.web.pages.clients.asking import CHOICES, Asked
from comity.web.rights import Request, signed_in
from comity.web.searching import Hit

PAGE = 50


SHOWN = (
    "account",
    "name",
    "standing",
    "probability",
    "trend",
    "last_contact",
    "owner",
    "reason",
    "reason_money",
    "former_on",
)


Row = Any  # a verdict, or of its many columns those that the list shows


class Line(NamedTuple):
    """One client of the list; `was` is its standing when one last looked, where it has another one since."""

    account: str
    name: str
    standing: str
    probability: float
    trend: str
    last_contact: dt.date | None
    reason: str
    owners: str
    was: str
    hit: Hit | None
    words: bool
    former: bool


@signed_in
def clients(request: Request) -> HttpResponse:
    """Every client that this person may see, those that need somebody first."""
    asked = Asked.of(request)
    shown = {"asked": asked} | (_list(request, asked) if asked else {})
    # A page that follows by itself (`follows.html`) asks for the whole of it; filters ask for rows.
    part = request.htmx and not request.htmx.history_restore_request and request.htmx.target != "main"
    answer = render(request, "clients/_rows.html" if part else "clients/clients.html", shown)
    patch_vary_headers(answer, ["HX-Request", "HX-Target"])
    return answer


def _list(request: Request, asked: Asked) -> dict[str, object]:
    page, shown = _page(request, asked), around(request, asked, "clients")
    told = lines(request, asked, page)

    def listed() -> dict[str, object]:
        rows = [part("clients/_row.html", line, lambda line=line: {"line": line}) for line in told]
        return {"request": request, "asked": asked, "page": page, "lines": rows}

    looked = asked.looked.before_id  # pyright: ignore[reportAttributeAccessIssue]
    key = (asked.edition, shown["kept"], page.number, page.paginator.count, asked.words, looked, tuple(told))
    return {"listed": part("clients/_listed.html", key, listed), "any": bool(told), **shown}


def _page(request: Request, asked: Asked) -> Page[Any]:
    """The rows of the page that is asked for.

    What does not hang on who asks, nor on what people said since, is looked up once for all who see every account.
    """
    number = request.GET.get("page", "")[:8]
    if asked.hides:
        return Paginator(asked.found.defer(None), PAGE).get_page(number)

    def found() -> Page[Any]:
        pages = Paginator(asked.found.values_list(*SHOWN, named=True), PAGE)
        if not asked.chosen:
            pages.count = sum(n for *_, n in asked.counts())  # pyright: ignore[reportAttributeAccessIssue]
        page = pages.get_page(number)
        page.object_list = list(page.object_list)
        return page

    return found() if asked.kept is None else once((*asked.kept, "page", number), found)


def around(request: Request, asked: Asked, place: str) -> dict[str, object]:
    """What stands around list and map alike: the counts, the filters, and the views that somebody keeps."""
    counts, owners, former, query = asked.counts(), asked.owners(), asked.former, request.GET.urlencode()

    def filters() -> dict[str, object]:
        choices = {name: kind.choices for name, kind in CHOICES.items()}
        told = {"counts": counts, "owners": owners, "former": former}
        return {"request": request, "place": place, "choices": choices, **told}

    return {
        "filters": part("clients/_filters.html", (place, query, tuple(counts), tuple(owners), former), filters),
        "views": list(SavedView.objects.filter(user=request.user).values("pk", "name", "query")),
        "kept": query,
        "place": place,
    }


def lines(request: Request, asked: Asked, page: Page[Any]) -> list[Line]:
    """The clients of one page with what is told of each."""
    rows: list[Row] = list(page)
    names = [v.account for v in rows]
    owners, before, hits = owned(rows, names, asked.given), _before(asked, names), _hits(asked, names)
    return [
        Line(v.account, v.name, v.standing, v.probability, v.trend, v.last_contact, _reason(request, asked, v),
             owners[v.account], _was(v, before.get(v.account)), hits.get(v.account), asked.words,
             v.former_on is not None)
        for v in rows
    ]  # fmt: skip


def _reason(request: Request, asked: Asked, row: Row) -> str:
    if isinstance(row, Verdict):
        return pending.reason(request.user, row, hides=asked.hides)
    return row.reason if asked.words else row.reason_money


def owned(verdicts: Iterable[Row], names: list[str], known: list[tuple[str, str]] | None = None) -> dict[str, str]:
    """By account, who owns it: whom the CRM names, then whom somebody here named (`known`, where that was asked)."""
    given: defaultdict[str, list[str]] = defaultdict(list)
    if known is None:
        found = Grant.holding().filter(source="person", account__in=names)
        known = [(account, name) for account, name in found.values_list("account", "user__name")]
    for account, name in known:
        given[account].append(name)
    return {v.account: ", ".join(dict.fromkeys(filter(None, (v.owner, *sorted(given[v.account]))))) for v in verdicts}


def _before(asked: Asked, names: list[str]) -> dict[str, str]:
    """By account, its standing when somebody last looked."""
    if asked.looked.before_id is None:  # pyright: ignore[reportAttributeAccessIssue]
        return {}
    then = Verdict.objects.filter(refresh=asked.looked.before_id, account__in=names)  # pyright: ignore[reportAttributeAccessIssue]
    return dict(then.values_list("account", "standing"))


def _hits(asked: Asked, names: list[str]) -> Mapping[str, Hit]:
    """By account, where the words were found."""
    numbers = [asked.hits[name] for name in names if name in asked.hits]
    return searching.hits(Path(settings.HOME), asked.refresh, numbers)


def _was(verdict: Row, before: str | None) -> str:
    return str(Standing(before).label) if before and before != verdict.standing else ""
