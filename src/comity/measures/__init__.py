"""Measures: one SQL file each, told by its own head; the folder is the registry.

A file begins with comment lines that are its documentation, its tooltip and its contract:

    -- name | unit | window | side | from channel
    -- What it means, in one or more lines; null is "cannot be known".
    -- says: The sentence a reason is told with: {value}, {times}, {share}, {left}, {weight} or {level}, and each with
    -- typical_ before it; {money}.
    -- proof: message, 8 at most

then one query that gives `day, account, value` for every day in the table `days`, and after a line `-- proof` a second
one that gives `day, account, kind, ref, happened_on, said_by, who, quote, weight`, heaviest first the most telling.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import msgspec

UNITS = ("count", "share", "days", "hours", "money", "level", "months", "weight", "rate")
SIDES = ("we", "they", "both")
CHANNELS = ("mail", "calls", "meetings", "money", "hours", "crm", "placements", "any")


class Measure(msgspec.Struct, frozen=True):
    """One measure: `sql` gives day, account, value; `proof` the rows that bear it out (empty where none can)."""

    name: str
    unit: str
    window: str
    side: str
    channel: str
    means: str
    says: str
    sql: str
    proof: str

    @property
    def brief(self) -> str:
        """What it means in one sentence, without a full stop: the first."""
        return self.means.partition(". ")[0].removesuffix(".")

    @property
    def by_due(self) -> bool:
        """Whether its proofs stand on the days on which invoices fell due."""
        return "due_on as happened_on" in self.proof


def parse(name: str, text: str) -> Measure:
    """The measure a file tells. Raises ValueError naming the file and what is missing in its head."""
    head = re.match(r"((?:--[^\n]*\n)+)", text)
    if not head:
        raise ValueError(f"measures/{name}.sql: begins with no head; see measures/__init__.py")
    lines = [line[2:].strip() for line in head[1].splitlines()]
    parts = [p.strip() for p in lines[0].split("|")]
    if len(parts) != 5 or parts[0] != name:
        raise ValueError(
            f"measures/{name}.sql: the first line must read '{name} | unit | window | side | from channel'"
        )
    says = " ".join(line.removeprefix("says:").strip() for line in lines[1:] if line.startswith("says:"))
    means = " ".join(line for line in lines[1:] if not line.startswith("says:"))
    unit, window, side, channel = parts[1], parts[2].removeprefix("window "), parts[3].removeprefix("side "), parts[4]
    channel = channel.removeprefix("from ")
    if unit not in UNITS or side not in SIDES or channel not in CHANNELS or not means or not says:
        raise ValueError(f"measures/{name}.sql: unit, side, channel, meaning or 'says:' is missing or not known")
    sql, _, proof = text[head.end() :].partition("-- proof\n")
    return Measure(name, unit, window, side, channel, means, says, sql.strip().rstrip(";"), proof.strip().rstrip(";"))


@cache
def measures() -> dict[str, Measure]:
    """All measures by name, in alphabetical order."""
    folder = resources.files(__name__)
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return {f.name[:-4]: parse(f.name[:-4], f.read_text("utf-8")) for f in files}
