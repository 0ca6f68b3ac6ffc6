"""The list of clients."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from comity.web.models.grants import Grant
from comity.web.models.verdicts import Standing, Verdict
from comity.web.pages.clients import pending
from comity.web.pages.clients.asking import CHOICES, Asked
from comity.web.pages.clients.searching import Hit
from comity.web.rights import Request, signed_in

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One client of the list; `was` is its standing when one last looked, where it has another one since."""

    verdict: Verdict
    reason: str
    owners: str
    was: str
    hit: Hit | None


@signed_in
def clients(request: Request) -> HttpResponse:
    """Every client that this person may see, those that need somebody first."""
    asked = Asked.of(request)
    shown = {"asked": asked} | (_list(request, asked) if asked else {})
    part = request.htmx and not request.htmx.history_restore_request
    answer = render(request, "clients/_rows.html" if part else "clients/clients.html", shown)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _list(request: Request, asked: Asked) -> dict[str, object]:
    rows = asked.found.defer(None) if asked.hides else asked.found
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return {"page": page, "lines": lines(request, asked, page), **around(request, asked, "clients")}


def around(request: Request, asked: Asked, place: str) -> dict[str, object]:
    """What stands around list and map alike: the counts, the filters, and the views that somebody keeps."""
    return {
        "counts": asked.counts(),
        "owners": asked.owners(),
        "choices": {name: kind.choices for name, kind in CHOICES.items()},
        "views": list(request.user.views.all()),  # pyright: ignore[reportAttributeAccessIssue]
        "kept": request.GET.urlencode(),
        "place": place,
    }


def lines(request: Request, asked: Asked, page: Page[Verdict]) -> list[Line]:
    """The clients of one page with what is told of each."""
    names = [v.account for v in page]
    owners, before = owned(page, names), _before(asked, names)
    return [
        Line(v, pending.reason(request.user, v, hides=asked.hides), owners[v.account],
             _was(v, before.get(v.account)), asked.hits.get(v.account))
        for v in page
    ]  # fmt: skip


def owned(verdicts: Iterable[Verdict], names: list[str] | None = None) -> dict[str, str]:
    """By account, who owns it: whom the CRM names, then whom somebody here named. `names` narrows what is asked."""
    given: defaultdict[str, list[str]] = defaultdict(list)
    grants = Grant.objects.filter(source="person")
    if names is not None:
        grants = grants.filter(account__in=names)
    for account, name in grants.values_list("account", "user__name"):
        given[account].append(name)
    return {v.account: ", ".join(dict.fromkeys(filter(None, (v.owner, *sorted(given[v.account]))))) for v in verdicts}


def _before(asked: Asked, names: list[str]) -> dict[str, str]:
    """By account, its standing when somebody last looked."""
    if asked.looked.before is None:
        return {}
    then = Verdict.objects.filter(refresh=asked.looked.before, account__in=names)
    return dict(then.values_list("account", "standing"))


def _was(verdict: Verdict, before: str | None) -> str:
    return str(Standing(before).label) if before and before != verdict.standing else ""
