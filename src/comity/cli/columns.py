"""The statement on a terminal: we on the left, they on the right, dates down the middle."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Sequence

from rich.text import Text

from comity.book.whois import Account
from comity.cli.shared import Console
from comity.in_words import long_day
from comity.ledger.proof import Proof
from comity.ledger.statement import Entry
from comity.standing.telling import number

LINES = 3  # of an entry that are shown
MIDDLE = 12  # characters for the date
NUMBERED = ("invoice", "payment")  # what people call by the number that stands on it


def print_statement(
    account: Account, entries: Sequence[Entry], day: dt.date, currency: str, channels: Sequence[str]
) -> None:
    """Print both sides as two columns fitted to the terminal's width; `channels` are the kinds of facts that were read
    of the account.
    """
    console = Console()
    side = (max(console.width, 60) - MIDDLE - 2) // 2
    console.print(Text(f"{account.name}, as of {long_day(day)}: what each side gave (+) and took (-)."))
    console.print()
    console.print(Text(f"{'we':>{side}} {'':^{MIDDLE}} they", style="bold"))
    for entry in entries:
        mark = "+" if entry.flow == "gave" else "-"
        lines = textwrap.wrap(f"{mark} {told(entry, currency)}", side, max_lines=LINES, placeholder=" …") or [""]
        for i, line in enumerate(lines):
            date = f"{entry.on:%Y-%m-%d}" if i == 0 else ""
            left, right = (line, "") if entry.side == "we" else ("", line)
            text = Text(f"{left:>{side}} {date:^{MIDDLE}} {right}")
            if entry.flow == "took":
                text.stylize("red")
            console.print(text)
    if not entries and channels:
        console.print(
            Text(f"What was read of them until that day ({', '.join(channels)}) tells of nothing given or taken.")
        )
    elif not entries:
        console.print(Text("Nothing is known of this account until that day."))


def told(entry: Entry, currency: str) -> str:
    """An entry in words: what was done, how much, and the words that prove it."""
    amount = ""
    if entry.amount is not None:
        # Money to the cent, as it stands on the invoice that the entry names; a loss is told in words.
        size = abs(entry.amount)
        said = f"{size:,.2f}".removesuffix(".00") if entry.unit == "money" else number(size)
        amount = f" {said} {currency if entry.unit == 'money' else entry.unit or ''}".rstrip()
    return f"{entry.sentence}{amount}{_borne_out(entry.evidence)}"


def _borne_out(proof: Proof) -> str:
    """What proves an entry, as a person knows it again: the words, the number of an invoice, else whose it is and what
    stands there; the keys of all else are a program's own."""
    if proof.quote and proof.kind in ("message", "note"):
        return f": “{proof.quote}”"
    known = [proof.ref] if proof.kind in NUMBERED else [proof.who, proof.quote]
    told = ", ".join(filter(None, known))
    longest = "longest: " if proof.kind == "hours" else ""  # of the hours of a month one entry stands for all
    return f" ({longest}{told})" if told else ""
