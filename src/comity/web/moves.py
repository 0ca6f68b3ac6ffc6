"""Which moves wait: those of the verdicts, without what was done or put off while its facts stay the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comity.plays.facts import changed, facts_of
from comity.web import sheets
from comity.web.days import today
from comity.web.models.moves import MoveAnswer, Outcome
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict, Whose
from comity.web.private import hidden
from comity.web.rights import can, granted, told, verdicts

AGAIN = dt.timedelta(days=90)  # after so long a move that was done may be asked for again
REST = dt.timedelta(days=7)  # after a move was done, its client is left alone for so long
CHUNK = 20  # verdicts that are looked through at once
PROMISE = "promise:"

Answers = Mapping[str, Mapping[str, MoveAnswer]]  # by account and what it is about, the newest


@dataclass(frozen=True, slots=True)
class Move:
    """One move of a client: `what` names it, `facts` are those that it stands on."""

    verdict: Verdict
    what: str
    title: str
    why: str
    steps: tuple[str, ...]
    due: dt.date | None
    facts: Mapping[str, Any]
    reason: str = ""  # the strongest sentence for the client's standing


def waiting(user: User, whose: Whose, most: int, answers: Answers) -> tuple[list[Move], bool]:
    """The first moves of ours, or theirs, that nobody has answered; and whether there are more."""
    mine = verdicts(user).defer(None).filter(move=whose).order_by("rank", "due", "-probability", "name", "pk")
    private = hidden()
    found: list[Move] = []
    start = 0
    while chunk := list(mine[start : start + CHUNK]):
        start += CHUNK
        found += [m for v in chunk if (m := next_move(user, v, answers.get(v.account, {}), private)) is not None]
        if len(found) > most:
            break
    return found[:most], len(found) > most


def next_move(user: User, verdict: Verdict, answered: Mapping[str, MoveAnswer], private: frozenset[str]) -> Move | None:
    """A client's next move that is not answered; none while the client is left alone after one that was done."""
    if any(_rests(a) for a in answered.values()):
        return None
    return next((m for m in moves_of(user, verdict, private) if not settled(m, answered.get(m.what))), None)


def moves_of(user: User, verdict: Verdict, private: frozenset[str] | None = None) -> Iterable[Move]:
    """All moves of a client as this person may know them."""
    account = told(user, verdict, private)
    own = (r for r in account["reasons"] if (r["toward"] == verdict.standing) == (r["points"] > 0))
    reason = next((r["sentence"] for r in own), "")
    if verdict.move == Whose.THEM:
        what = f"answer:{verdict.due}"
        yield Move(verdict, what, _("They owe us an answer"), "", (), verdict.due, facts_of("", account), reason)
        return
    for p in account["plays"]:
        due = dt.date.fromisoformat(p["due"])
        yield Move(verdict, p["play"], p["title"], p["why"], (), due, facts_of(p["play"], account), reason)


def settled(move: Move, answer: MoveAnswer | None) -> bool:
    """Whether an answer still holds: until its day or its time is over, and only while the facts are the same."""
    if answer is None or changed(answer.facts, move.facts):
        return False
    if answer.outcome == Outcome.LATER:
        return answer.until is not None and today() < answer.until
    return today() < answer.said_at.date() + AGAIN


def answers(user: User, account: str | None = None) -> dict[str, dict[str, MoveAnswer]]:
    """The newest answer to each move of the clients that this person may see, as far back as any still holds."""
    rows = recent(user) if account is None else recent(user).filter(account=account)
    found: dict[str, dict[str, MoveAnswer]] = {}
    for answer in rows:
        found.setdefault(answer.account, {}).setdefault(answer.what, answer)
    return found


def recent(user: User) -> QuerySet[MoveAnswer]:
    """Answers about clients that this person may see, the newest first."""
    since = today() - 2 * AGAIN
    return MoveAnswer.objects.filter(granted(user), said_at__date__gte=since).select_related("said_by")


def promises_due(user: User, home: Path, refresh: Refresh, answered: Answers) -> list[dict[str, Any]]:
    """Open promises of either side that are due about now, ours first, without those that somebody has settled."""
    found = sheets.every(home, refresh.statements, "due") if can(user, "words") else None
    if found is None or not found.num_rows:
        return []
    theirs = verdicts(user).filter(account__in=found["account"].unique().to_pylist())
    names = dict(theirs.values_list("account", "name"))
    rows = found.filter(pc.field("account").isin(sorted(names))).to_pylist()
    for row in rows:
        row["name"], row["what"] = names[row["account"]], PROMISE + row["key"]
        row["mine"] = row["who"] == user.name
    rows = [r for r in rows if not _held(answered.get(r["account"], {}).get(r["what"]))]
    return sorted(rows, key=lambda r: (r["side"] != "us", not r["mine"], r["due_on"], r["name"], r["key"]))


def promise(home: Path, verdict: Verdict, what: str) -> Move | None:
    """A promise as something that can be answered; None where the client has none of this name."""
    row = sheets.one(home, verdict.refresh.statements, "promises", verdict.account, what.removeprefix(PROMISE))
    if row is None or not what.startswith(PROMISE):
        return None
    return Move(verdict, what, row["quote"], "", (), row["due_on"], {})


def _held(answer: MoveAnswer | None) -> bool:
    """Whether a promise was answered: a promise has no facts but itself."""
    return answer is not None and (answer.outcome == Outcome.DONE or (answer.until or dt.date.min) > today())


def _rests(answer: MoveAnswer) -> bool:
    done = answer.outcome == Outcome.DONE and not answer.what.startswith(PROMISE)
    return done and today() < answer.said_at.date() + REST
