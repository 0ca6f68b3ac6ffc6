"""Verdicts then and now: a client's course through the refreshes, and what changed since the last verdict."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from comity.standing.change import Change, change
from comity.web.models.people import User
from comity.web.models.verdicts import Standing, Verdict
from comity.web.rights import told

KEPT, SHOWN = 400, 24  # refreshes that are looked through, and days that are drawn
LINE, LEFT, STEP = 22, 96, 26  # the drawing, in its own units
WORTH_TELLING = 0.05  # of probability


@dataclass(frozen=True, slots=True)
class Then:
    """One day's verdict, and where it stands in the drawing."""

    pk: int
    as_of: dt.date
    standing: str
    probability: float
    made_by: tuple[str, str]
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class Course:
    """A client's verdicts, newest first; `change` against the last one that was another, else the first, of `since`."""

    then: list[Then]
    change: Change | None
    since: dt.date | None
    other_rules: bool

    @property
    def was(self) -> str:
        """The standing that it is compared with, in words."""
        return str(Standing(self.change.standing_before).label) if self.change else ""

    @property
    def lines(self) -> list[tuple[int, str]]:
        """The height of each standing that occurs in the drawing, with its word."""
        return sorted({(t.y, str(Standing(t.standing).label)) for t in self.then})

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the drawing."""
        return LEFT + STEP * len(self.then), LINE * len(self.lines)


def course(user: User, verdict: Verdict) -> Course:
    """The course of a client up to this verdict, told with nothing that this person may not see."""
    rows = Verdict.objects.filter(account=verdict.account, refresh__lte=verdict.refresh).order_by("-refresh")
    fields = ("pk", "refresh__as_of", "standing", "probability", "refresh__policy", "refresh__model")
    told_then = [Then(pk, day, what, sure, (policy, model)) for pk, day, what, sure, policy, model
                 in rows.values_list(*fields)[:KEPT]]  # fmt: skip
    before = _last_other(told_then)
    found = None
    if before is not None:
        earlier = Verdict.objects.get(pk=before.pk)
        found = change(told(user, earlier), told(user, verdict))
    other = bool(before) and before.made_by != told_then[0].made_by
    return Course(_drawn(told_then), found, before.as_of if before else None, other)


def _last_other(then: list[Then]) -> Then | None:
    """The newest earlier verdict that differs, else the first that is kept; None where there was none."""
    if len(then) < 2:
        return None
    now = then[0]
    differs = (
        t for t in then[1:] if t.standing != now.standing or abs(t.probability - now.probability) > WORTH_TELLING
    )
    return next(differs, then[-1])


def _drawn(then: list[Then]) -> list[Then]:
    """The last verdict of each day, oldest at the left, each standing on its own line, the best at the top."""
    by_day: dict[dt.date, Then] = {}
    for t in then:
        by_day.setdefault(t.as_of, t)
    shown = list(by_day.values())[:SHOWN]
    ranks = sorted({Standing.values.index(t.standing) for t in shown}, reverse=True)
    place = {rank: n for n, rank in enumerate(ranks)}
    return [
        Then(t.pk, t.as_of, t.standing, t.probability, t.made_by,
             LEFT + STEP * (len(shown) - 1 - n), LINE * place[Standing.values.index(t.standing)])
        for n, t in enumerate(shown)
    ]  # fmt: skip
