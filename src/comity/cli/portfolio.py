"""The portfolio on a terminal: first what needs a move and whose it is, then the rest; a line a client."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from comity.book.reading import FileCount
from comity.review import Review
from comity.standing.policy import BAD, STANDINGS
from comity.standing.verdict import Verdict

SHOWN = {"one_sided": "one-sided"}
_STYLE = {
    "partner": "green", "good": "green", "easy": "yellow", "price": "dark_orange", "one_sided": "dark_orange",
    "coercive": "red", "unknown": "bright_black",
}  # fmt: skip
_ORDER = ("coercive", "one_sided", "price", "easy", "unknown", "good", "partner")


def print_portfolio(review: Review) -> None:
    """Print a review, fitted to the terminal's width, in colour only on a terminal."""
    console = Console(highlight=False)
    counts = Counter(v.standing for v in review.accounts)
    parts = [f"{counts[s]} {SHOWN.get(s, s)}" for s in STANDINGS if counts[s]]
    name = review.own.name or "This firm"
    console.print(Text(f"{name}: {len(review.accounts)} clients as of {review.as_of:%d %B %Y}. {', '.join(parts)}."))
    if review.own.inferred:
        console.print(Text(f"Our own mail is taken to be {', '.join(sorted(review.own.domains))}; comity.toml says otherwise."))
    _left_out(console, review)
    needing = [v for v in review.accounts if v.whose == "us" and (v.standing in BAD or v.standing == "easy" or v.trend == "down")]
    rest = [v for v in review.accounts if v not in needing]
    _block(console, "Our move", needing, moves=True)
    _block(console, "The others", rest, moves=False)
    waiting = sum(len(v.possible) for v in review.accounts)
    if waiting:
        console.print(Text(f"\n{waiting} grave sentences are only possible and decide nothing until somebody has looked."))
    for question in review.questions[:5]:
        console.print(Text(f"? {question}"))


def _left_out(console: Console, review: Review) -> None:
    """Name what was not read: a missing channel is no silence."""
    rejected = sum(f.rejected for f in review.read)
    unknown = [f.file for f in review.read if f.kind == "unknown"]
    missing = [n for n in ("mail", "money", "hours", "calls") if not any(v.channels.get(n) for v in review.accounts)]
    said = []
    if missing:
        said.append(f"no {' and no '.join(missing)} {'was' if len(missing) == 1 else 'were'} read")
    if rejected:
        said.append(f"{rejected} records could not be read (`comity rejects`)")
    if unknown:
        said.append(f"{len(unknown)} files are of no known kind ({', '.join(unknown[:3])})")
    if said:
        told = "; ".join(said)
        console.print(Text(told[0].upper() + told[1:] + "."))


def _block(console: Console, title: str, verdicts: Sequence[Verdict], *, moves: bool) -> None:
    if not verdicts:
        return
    console.print()
    console.print(Text(title, style="bold"))
    width = min(max((len(v.name) for v in verdicts), default=10), 34)
    for v in sorted(verdicts, key=lambda v: (_ORDER.index(v.standing), -v.score.probability, v.name)):
        line = Text()
        line.append(f"{v.name[:width]:{width}}  ")
        line.append(f"{SHOWN.get(v.standing, v.standing):9}", style=_STYLE[v.standing])
        sure = "" if v.score.probability >= 0.7 else "?" if v.score.probability >= 0.45 else "??"
        line.append(f"{sure:3}")
        line.append(reason(v))
        if moves and v.plays:
            line.append(f" → {v.plays[0].title}, by {day(v.plays[0].due)}.", style="italic")
        line.truncate(max(console.width, 60) * 2, overflow="ellipsis")
        console.print(line)


def reason(v: Verdict) -> str:
    """The strongest reason for the standing, in words."""
    own = [r for r in v.reasons if r.toward == v.standing and r.points > 0]
    chosen = (own or list(v.reasons))[:1]
    return chosen[0].sentence if chosen else "Too little is known to say."


def day(on: dt.date) -> str:
    """A day as it is said: 14 Oct."""
    return f"{on.day} {on:%b}"


def print_reconciliation(counts: Sequence[FileCount]) -> None:
    """What became of every file, a line each, and the sum."""
    console = Console(highlight=False)
    many = Counter(c.file.rpartition("/")[0] for c in counts if c.kind == "mail" and c.records == 1)
    for c in counts:
        if many[c.file.rpartition("/")[0]] > 5 and c.kind == "mail" and not c.rejected:
            continue
        said = f"; {'; '.join(c.said)}" if c.said else ""
        told = "of no known kind" if c.kind == "unknown" and not c.records else _tally(c)
        console.print(Text(f"{c.file} ({c.kind}): {told}{said}" if c.kind != "unknown" else f"{c.file}: {told}{said}"))
    for folder, number in sorted(many.items()):
        if number > 5:
            console.print(Text(f"{folder or '.'} (mail): {number} messages in files of their own"))
    total = FileCount("", "", *(sum(getattr(c, k) for c in counts) for k in ("records", "kept", "duplicate", "rejected")))
    console.print(Text(f"In all: {_tally(total)}."))


def _tally(c: FileCount) -> str:
    parts = [f"{c.records:,} records", f"{c.kept:,} kept"]
    parts += [f"{c.duplicate:,} known already"] if c.duplicate else []
    parts += [f"{c.rejected:,} rejected"] if c.rejected else []
    return ", ".join(parts)
