"""Which moves wait: those of the verdicts, without what was done or put off while its facts stay the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity.plays import playbook
from comity.plays.facts import changed, facts_of
from comity.web import sheets
from comity.web.days import today
from comity.web.kept import edition, once
from comity.web.models.moves import MoveAnswer, Outcome
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict, Whose
from comity.web.rights import ALL_ACCOUNTS, can, granted, told, verdicts

AGAIN = dt.timedelta(days=90)  # after so long a move that was done may be asked for again
WAITS = (7, 14, 30, 90)  # days by which a move can be put off
CHUNK = 10  # clients that are looked through at once
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
    reason: str = ""  # what the move is about, else the strongest sentence for the client's standing


def waiting(
    user: User, refresh: Refresh, whose: Whose, most: int, answers: Answers, private: frozenset[str]
) -> tuple[list[Move], bool]:
    """The first moves of ours, or theirs, that nobody has answered; and whether there are more."""
    found: list[Move] = []
    start = 0
    while chunk := _chunk(user, refresh, whose, private, start):
        start += CHUNK
        found += [m for some in chunk if (m := next_move(some, answers)) is not None]
        if len(found) > most:
            break
    return found[:most], len(found) > most


def _chunk(user: User, refresh: Refresh, whose: Whose, private: frozenset[str], start: int) -> list[tuple[Move, ...]]:
    """The moves of the next few clients, in the order of an index: no other verdict is read.

    They are the same for all who see every account and may read as much.
    """

    def read() -> list[tuple[Move, ...]]:
        mine = verdicts(user, refresh).defer(None).filter(move=whose)
        mine = mine.order_by("rank", "due", "-probability", "name", "pk")[start : start + CHUNK]
        return [tuple(moves_of(user, v, private)) for v in mine]

    if user.role not in ALL_ACCOUNTS:
        return read()
    seen = (whose, can(user, "words"), private, get_language(), start)
    return once((*edition(Path(settings.HOME), refresh), "moves", *seen), read)


def next_move(of_client: Sequence[Move], answers: Answers) -> Move | None:
    """A client's next move that is not answered: once one is done or put off, the one behind it comes up."""
    answered = answers.get(of_client[0].verdict.account, {}) if of_client else {}
    return next((m for m in of_client if not settled(m, answered.get(m.what))), None)


def moves_of(user: User, verdict: Verdict, private: frozenset[str] | None = None) -> Iterable[Move]:
    """All moves of a client as this person may know them."""
    account = told(user, verdict, private)
    own = (r for r in account["reasons"] if (r["toward"] == verdict.standing) == (r["points"] > 0))
    reason = next((r["sentence"] for r in own), "")
    asked = {r["measure"]: r["sentence"] for r in account["reasons"] if not r["points"]}
    if verdict.move == Whose.THEM:
        what = f"answer:{verdict.due}"
        title = _("They owe us an answer, or what they promised")
        yield Move(verdict, what, title, "", (), verdict.due, facts_of("", account), reason)
        return
    for p in account["plays"]:
        due = dt.date.fromisoformat(p["due"])
        play = playbook().get(p["play"])
        about = " ".join(asked[m] for m in (play.measures if play else ()) if m in asked)
        yield Move(verdict, p["play"], p["title"], p["why"], (), due, facts_of(p["play"], account), about or reason)


def settled(move: Move, answer: MoveAnswer | None) -> bool:
    """Whether an answer still holds: until its day or its time is over, and only while the facts are the same."""
    return still_answered(move.facts, answer)


def still_answered(facts: Mapping[str, Any], answer: MoveAnswer | None) -> bool:
    """The same of a move that stands on these facts."""
    if answer is None or changed(answer.facts, facts):
        return False
    if answer.outcome == Outcome.LATER:
        return answer.until is not None and today() < answer.until
    return today() < answer.said_at.date() + AGAIN


def newest(answers: Iterable[MoveAnswer]) -> dict[str, dict[str, MoveAnswer]]:
    """Of answers, the newest first, the one to each move of each client that holds."""
    found: dict[str, dict[str, MoveAnswer]] = {}
    for answer in answers:
        found.setdefault(answer.account, {}).setdefault(answer.what, answer)
    return found


def recent(user: User) -> QuerySet[MoveAnswer]:
    """Answers about clients that this person may see, the newest first, as far back as any still holds."""
    since = today() - 2 * AGAIN
    return MoveAnswer.objects.filter(granted(user), said_at__date__gte=since).select_related("said_by__team")


def of_client(user: User, verdict: Verdict) -> dict[str, MoveAnswer | None]:
    """Each move of a client that can be answered, with the answer that holds."""
    said = newest(MoveAnswer.objects.filter(account=verdict.account).select_related("said_by__team"))
    answers = said.get(verdict.account, {})
    found = {m.what: (m, answers.get(m.what)) for m in moves_of(user, verdict)}
    return {what: answer if settled(move, answer) else None for what, (move, answer) in found.items()}


def promises_due(user: User, refresh: Refresh, answered: Answers, private: frozenset[str]) -> list[dict[str, Any]]:
    """Open promises of either side that are due about now, ours first, without those that somebody has settled."""
    if not can(user, "words"):
        return []
    key = (*edition(Path(settings.HOME), refresh), "due", private, user.name)
    rows = once(key, lambda: _due(refresh, user.name))
    if rows and user.role not in ALL_ACCOUNTS:
        theirs = set(verdicts(user, refresh).order_by().values_list("account", flat=True))
        rows = [r for r in rows if r["account"] in theirs]
    held = {(account, what) for account, some in answered.items() for what, a in some.items() if _held(a)}
    return [r for r in rows if (r["account"], r["what"]) not in held] if held else rows


def _due(refresh: Refresh, name: str) -> list[dict[str, Any]]:
    """Those of all clients, ours first and first of these somebody's own, by their day, with the client's name."""
    rows = sheets.every(Path(settings.HOME), refresh.statements, "due").to_pylist()
    theirs = Verdict.objects.filter(refresh=refresh, account__in={r["account"] for r in rows})
    names = dict(theirs.values_list("account", "name"))
    told = [{**r, "what": PROMISE + r["key"], "name": names[r["account"]]} for r in rows if r["account"] in names]
    return sorted(told, key=lambda r: (r["side"] != "us", r["who"] != name, r["due_on"], r["name"], r["key"]))


def promises_done(verdict: Verdict) -> dict[str, MoveAnswer]:
    """By a promise's key the answer that it is done, where somebody gave one that holds."""
    found = MoveAnswer.objects.filter(account=verdict.account, what__startswith=PROMISE).select_related("said_by")
    newest_of = newest(found).get(verdict.account, {})
    return {what.removeprefix(PROMISE): a for what, a in newest_of.items() if a.outcome == Outcome.DONE}


def promise(home: Path, verdict: Verdict, what: str) -> Move | None:
    """A promise as something that can be answered; None where the client has none of this name."""
    row = sheets.one(home, verdict.refresh.statements, "promises", verdict.account, what.removeprefix(PROMISE))
    if row is None or not what.startswith(PROMISE):
        return None
    return Move(verdict, what, row["quote"], "", (), row["due_on"], {})


def _held(answer: MoveAnswer) -> bool:
    """Whether an answer to a promise still holds: a promise has no facts but itself."""
    return answer.outcome == Outcome.DONE or (answer.until or dt.date.min) > today()
