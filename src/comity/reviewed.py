"""What judging comes to: a firm's accounts as of a day, each with its verdict. It loads nothing of what judges."""

from __future__ import annotations

import datetime as dt
import importlib
from typing import TYPE_CHECKING

import msgspec

from comity.book.own_side import OwnSide
from comity.book.tally import FileTally
from comity.in_words import long_day
from comity.review_html import html
from comity.standing.verdict import Verdict

if TYPE_CHECKING:
    import pyarrow as pa


class Judgement(msgspec.Struct, frozen=True):
    """The standing in which somebody of the firm sees an account: it stands beside the verdict, and changes none."""

    account: str
    standing: str
    by: str
    why: str


class Review(msgspec.Struct, frozen=True):
    """A firm's accounts as of a day, each with its verdict; `read` tells what became of every file, `judged` what the
    firm's own people see.
    """

    as_of: dt.date
    policy: str
    own: OwnSide
    currency: str
    read: tuple[FileTally, ...]
    accounts: tuple[Verdict, ...]
    questions: tuple[str, ...]
    judged: tuple[Judgement, ...] = ()

    def to_arrow(self) -> pa.Table:
        """One row an account: standing, probabilities, cause, advice, move, and every measure (null: not known)."""
        rows = [
            {"id": v.id, "name": v.name, "standing": v.standing, "probability": v.score.probability,
             "cause": v.cause, "advice": v.advice, "move": v.whose, "due": v.due, "trend": v.trend,
             **{f"p_{s}": p for s, p in v.score.probabilities.items()}, **v.measures}
            for v in self.accounts
        ]  # fmt: skip
        return importlib.import_module("pyarrow").Table.from_pylist(rows)  # slow, and not needed by who prints a page

    def _repr_html_(self) -> str:
        return html(self.own.name, long_day(self.as_of), self.accounts)
