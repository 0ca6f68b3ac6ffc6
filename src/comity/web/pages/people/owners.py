"""Whose accounts are whose: what the CRM says, and what a person says against or beside it."""

from __future__ import annotations

from collections import defaultdict

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from comity.web import log
from comity.web.asked import number
from comity.web.models.grants import Grant
from comity.web.models.people import Role, User
from comity.web.models.verdicts import Verdict
from comity.web.rights import Request, may, verdicts

PAGE = 50


@may("settings")
def owners(request: Request) -> HttpResponse:
    """Every account with the people who work for it."""
    asked = request.GET.get("q", "").strip()
    found = verdicts(request.user).order_by("name")
    if asked:
        found = found.filter(Q(name__icontains=asked) | Q(account__icontains=asked) | Q(owner__icontains=asked))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    whose: defaultdict[str, list[Grant]] = defaultdict(list)
    for given in (
        Grant.holding().select_related("user").filter(account__in=[v.account for v in page]).order_by("-source")
    ):
        # Who worked for both of two that are one client now works for it once, whoever said so.
        if given.user not in [g.user for g in whose[given.account]]:
            whose[given.account].append(given)
    users = {u.pk: u for u in User.objects.filter(is_active=True).order_by("name")}
    rows = [(v, [(g, g.user) for g in whose[v.account] if g.user.pk in users]) for v in page]
    need = [u for u in users.values() if u.role in (Role.LEAD, Role.MEMBER)]
    return render(request, "people/owners.html", {"page": page, "rows": rows, "need": need, "q": asked})


@may("settings")
@require_POST
def grant(request: Request) -> HttpResponse:
    """Somebody works for an account from now on."""
    verdict, whom = _named(request)
    _say(verdict, whom, "person")
    log.told(request, "granted", account=verdict.account, says=whom.email)
    return _back(request)


@may("settings")
@require_POST
def ungrant(request: Request) -> HttpResponse:
    """Somebody works for an account no more, whatever the CRM says later, until a person grants it again."""
    verdict, whom = _named(request)
    _say(verdict, whom, Grant.TAKEN)
    log.told(request, "took back a grant", account=verdict.account, says=whom.email)
    return _back(request)


def _say(verdict: Verdict, whom: User, source: str) -> None:
    """Write what a person said, over all that was said before of the client or of what was merged into it."""
    Grant.objects.filter(account=verdict.account, user=whom).update(source=source)
    Grant.objects.get_or_create(account=verdict.account, user=whom, written_of="", defaults={"source": source})


def _named(request: Request) -> tuple[Verdict, User]:
    account, user = request.POST.get("account", ""), request.POST.get("user", "")
    whom = get_object_or_404(User, pk=number(user))
    return get_object_or_404(verdicts(request.user), account=account), whom


def _back(request: Request) -> HttpResponse:
    asked = {name: request.POST[name] for name in ("q", "page") if request.POST.get(name)}
    answer = redirect("owners")
    if asked:
        answer["Location"] += f"?{urlencode(asked)}"
    return answer
