"""A two-sided statement gathered by quarter: what each side gave and took, each unit as what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

# Kinds of entries that are exceptions from what was agreed, asked or granted.
EXCEPTIONS = frozenset({"concession", "concession_traded", "credit_note", "flexibility", "free_work"})

# Units of how late something was: three invoices each a month late are not a quarter late, so the longest is told.
DELAYS = frozenset({"days", "working days"})


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of thing in one quarter: how often, and how much of its own unit (None: nothing is counted): in all, or
    of delays the longest.
    """

    side: str
    flow: str
    kind: str
    sentence: str
    times: int
    amount: float | None
    unit: str | None

    @property
    def longest(self) -> bool:
        """Whether the amount is the longest of several delays."""
        return self.unit in DELAYS and self.times > 1


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter's lines, what was given before what was taken."""

    year: int
    number: int
    we: tuple[Line, ...]
    they: tuple[Line, ...]

    @property
    def key(self) -> str:
        """The quarter as an address names it: 2026-3."""
        return f"{self.year}-{self.number}"


def quarters(entries: pa.Table) -> list[Quarter]:
    """The quarters of one account's entries (columns on, side, flow, kind, sentence, amount, unit), newest first."""
    if not entries.num_rows:
        return []
    years, numbers = (pc.call_function(part, [entries["on"]]) for part in ("year", "quarter"))
    marked = entries.append_column("year", years).append_column("quarter", numbers)
    keys = ["year", "quarter", "side", "flow", "kind", "sentence", "unit"]
    gathered = marked.group_by(keys).aggregate([("amount", "sum"), ("amount", "max"), ("on", "count")]).to_pylist()
    found: dict[tuple[int, int], list[Line]] = {}
    for r in gathered:
        amount = r["amount_max" if r["unit"] in DELAYS else "amount_sum"]
        line = Line(r["side"], r["flow"], r["kind"], r["sentence"], r["on_count"], amount, r["unit"])
        found.setdefault((r["year"], r["quarter"]), []).append(line)
    return [
        Quarter(*key, _side(lines, "we"), _side(lines, "they")) for key, lines in sorted(found.items(), reverse=True)
    ]


def of_quarter(entries: pa.Table, key: str) -> pa.Table:
    """The entries of the quarter of this key; none for a key that is none."""
    year, _, number = key.partition("-")
    if not (year.isdigit() and number.isdigit()):
        return entries.slice(0, 0)
    if not (1 <= int(number) <= 4 and dt.MINYEAR <= int(year) < dt.MAXYEAR):
        return entries.slice(0, 0)
    first = dt.date(int(year), 3 * int(number) - 2, 1)
    after = dt.date(int(year) + int(number) // 4, 3 * int(number) % 12 + 1, 1)
    return entries.filter((pc.field("on") >= pa.scalar(first)) & (pc.field("on") < pa.scalar(after)))


def _side(lines: Sequence[Line], side: str) -> tuple[Line, ...]:
    own = [line for line in lines if line.side == side]
    return tuple(sorted(own, key=lambda x: (x.flow == "took", x.unit is None, x.unit or "", -x.times, x.kind)))
