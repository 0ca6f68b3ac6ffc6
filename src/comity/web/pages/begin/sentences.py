"""The portfolio's first sentences, against what was felt about it before."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from comity.web import pending
from comity.web.lacking import unread
from comity.web.models.begin import Favourite
from comity.web.models.people import User
from comity.web.models.verdicts import Standing, Verdict
from comity.web.rights import verdicts

WELL, BADLY = {"partner", "good"}, {"coercive", "one_sided", "price"}
KINDS = {"partner", "good", "price"}  # a client is “a” partner, “a” good or price client, and is easy, coercive


@dataclass(frozen=True, slots=True)
class Felt:
    """A client somebody named, with what was said of it and what was found."""

    before: str
    verdict: Verdict
    after: str
    agrees: bool
    reason: str


@dataclass(frozen=True, slots=True)
class First:
    """What the page says: how many clients, what became of the named ones, and who is unknown for want of what."""

    all: int
    counts: list[tuple[str, str, int]]
    felt: list[Felt]
    unknown: int
    why_unknown: str


def first(user: User) -> First:
    """Everything the first sentences say to this person."""
    mine = verdicts(user).filter(former_on=None)
    unknown = mine.filter(standing=Standing.UNKNOWN)
    told = (v.told for v in unknown.defer(None).only("told")[:500])
    return First(mine.count(), _counted(user), _felt(user), unknown.count(), unread(told))


def _counted(user: User) -> list[tuple[str, str, int]]:
    mine = verdicts(user).filter(former_on=None)
    found = dict(mine.order_by().values_list("standing").annotate(n=Count("pk")))
    return [(value, str(label), found[value]) for value, label in Standing.choices if value in found]


def _felt(user: User) -> list[Felt]:
    told = {(f.side, f.account): f for f in reversed(Favourite.objects.filter(user=user))}
    named = list(reversed(told.values()))  # two that are one client by now are told once
    found = {v.account: v for v in verdicts(user).filter(account__in=[f.account for f in named])}
    return [_said(user, f, found[f.account]) for f in named if f.account in found]


def _said(user: User, favourite: Favourite, verdict: Verdict) -> Felt:
    kind = verdict.standing in KINDS
    if favourite.side == Favourite.Side.DREADED:
        before = _("You dread %(name)s; it is a") if kind else _("You dread %(name)s; it is")
    elif favourite.place == 1:
        before = _("Your favourite, %(name)s, is a") if kind else _("Your favourite, %(name)s, is")
    else:
        before = _("You like %(name)s; it is a") if kind else _("You like %(name)s; it is")
    after = _("client") if kind and verdict.standing != Standing.PARTNER else ""
    agrees = verdict.standing in (WELL if favourite.side == Favourite.Side.LIKED else BADLY)
    hides = pending.hides_something(verdict.refresh)
    return Felt(before % {"name": verdict.name}, verdict, after, agrees, pending.reason(user, verdict, hides=hides))
