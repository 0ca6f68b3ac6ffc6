"""Since when a move is called for: one that nobody answered keeps the day that it had, until its facts have changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from comity.plays.facts import changed, facts_of
from comity.web.days import today
from comity.web.models.moves import MoveAnswer
from comity.web.models.verdicts import Refresh, Verdict, Whose
from comity.web.moves import AGAIN, newest, still_answered

CHUNK = 200  # verdicts whose long text is held at once

Told = Mapping[str, Any]


def keep_days(rows: Sequence[Verdict], earlier: Refresh | None) -> None:
    """Give the moves of these verdicts the days that they had in an earlier refresh, where those come sooner.

    Only where it was our move there too: while we waited for an answer nothing was due. What was answered, and comes
    up again later, has its day from when it does.
    """
    if earlier is None:
        return
    ours = {row.account: row for row in rows if row.move == Whose.US and row.told["plays"]}
    answers = newest(MoveAnswer.objects.filter(said_at__date__gte=today() - AGAIN))
    before = Verdict.objects.filter(refresh=earlier, move=Whose.US).values_list("account", "told")
    for account, told in before.iterator(chunk_size=CHUNK):
        if account in ours:
            _keep(ours[account], told, answers.get(account, {}))


def _keep(row: Verdict, before: Told, answers: Mapping[str, MoveAnswer]) -> None:
    plays, by_first = row.told["plays"], str(row.due) == row.told["plays"][0]["due"]
    had = {play["play"]: play["due"] for play in before["plays"]}
    for play in plays:
        name, facts = play["play"], facts_of(play["play"], row.told)
        if name not in had or changed(facts_of(name, before), facts) or still_answered(facts, answers.get(name)):
            continue
        play["due"] = min(play["due"], had[name])
    if by_first:
        row.due = dt.date.fromisoformat(plays[0]["due"])
        row.told["move"]["due"] = plays[0]["due"]
