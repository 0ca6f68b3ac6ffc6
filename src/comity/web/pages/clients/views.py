"""The list of clients."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from comity.web.models.verdicts import Cause, Refresh, Standing, Verdict, Whose
from comity.web.rights import Request, can, signed_in, verdicts

PAGE = 50
FILTERS = ("standing", "owner", "cause", "move")


@signed_in
def clients(request: Request) -> HttpResponse:
    """Every client that this person may see, those that need somebody first."""
    mine = verdicts(request.user)
    found = Paginator(narrowed(mine, request.GET, request.user.role), PAGE)
    shown = {
        "page": found.get_page(request.GET.get("page")),
        "counts": counted(mine),
        "owners": mine.exclude(owner="").order_by("owner").values_list("owner", flat=True).distinct(),
        "choices": {"standing": Standing.choices, "cause": Cause.choices, "move": Whose.choices},
        "refresh": Refresh.current(),
        "words": can(request.user, "words"),
        "narrowed": any(request.GET.get(name) for name in (*FILTERS, "q")),
    }
    return render(request, "clients/_rows.html" if request.htmx else "clients/clients.html", shown)


def narrowed(mine: QuerySet[Verdict], asked: QueryDict, role: str) -> QuerySet[Verdict]:
    """The clients that the filters and the search leave, in the order of the list."""
    chosen = {name: asked[name] for name in FILTERS if asked.get(name)}
    found = mine.filter(**chosen).order_by("rank", "-probability", "name")
    for word in asked.get("q", "").split()[:8]:
        reason = Q(reason_money__icontains=word) if role == "finance" else Q(reason__icontains=word)
        found = found.filter(Q(name__icontains=word) | Q(account__icontains=word) | Q(owner__icontains=word) | reason)
    return found


def counted(mine: QuerySet[Verdict]) -> list[tuple[str, str, int]]:
    """How many of each standing, in the list's order: the standing, its word, the number."""
    found = dict(mine.order_by().values_list("standing").annotate(n=Count("pk")))
    return [(value, str(label), found[value]) for value, label in Standing.choices if value in found]
