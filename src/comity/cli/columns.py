"""The statement on a terminal: we on the left, they on the right, dates down the middle."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Sequence

from rich.text import Text

from comity.book.whois import Account
from comity.cli.shared import Console
from comity.in_words import long_day
from comity.ledger.statement import Entry
from comity.standing.telling import number

LINES = 3  # of an entry that are shown
MIDDLE = 12  # characters for the date


def print_statement(account: Account, entries: Sequence[Entry], day: dt.date, currency: str) -> None:
    """Print both sides as two columns fitted to the terminal's width."""
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
    if not entries:
        console.print(Text("Nothing is known of this account until that day."))


def told(entry: Entry, currency: str) -> str:
    """An entry in words: what was done, how much, and the words that prove it."""
    amount = ""
    if entry.amount is not None:
        # Money to the cent, as it stands on the invoice that the entry names.
        said = f"{entry.amount:,.2f}".removesuffix(".00") if entry.unit == "money" else number(entry.amount)
        amount = f" {said} {currency if entry.unit == 'money' else entry.unit or ''}".rstrip()
    quote = f": “{entry.evidence.quote}”" if entry.evidence.quote and entry.evidence.kind in ("message", "note") else ""
    proof = "" if quote else f" ({entry.evidence.ref})" if entry.evidence.ref else ""
    return f"{entry.sentence}{amount}{quote}{proof}"
