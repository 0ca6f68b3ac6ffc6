"""The portfolio on a terminal by whose move it is, first what presses; a line a client."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from rich.table import Table
from rich.text import Text

from comity.cli.shared import Console
from comity.in_words import counted, long_day
from comity.review_html import in_short, words
from comity.reviewed import Judgement, Review
from comity.signals.tongues import NAMES as LANGUAGES
from comity.standing.policy import PRESSING
from comity.standing.verdict import Reason, Verdict

NARROW = 90  # columns below which no quotes are shown
NAMED = 3  # files of no known kind that are named
QUOTE = 150  # characters of a quote that are shown
SURE, HALF_SURE = 0.7, 0.45  # probabilities from which a standing is told without a mark, or with one
_STYLE = {
    "partner": "green", "good": "green", "easy": "yellow", "price": "dark_orange", "one_sided": "dark_orange",
    "coercive": "red", "unknown": "bright_black",
}  # fmt: skip
_ORDER = ("coercive", "one_sided", "price", "easy", "unknown", "good", "partner")


def print_portfolio(review: Review) -> None:
    """Print a review, fitted to the terminal's width, in colour only on a terminal."""
    console = Console()
    console.print(Text(in_short(review.own.name, long_day(review.as_of), review.accounts), style="bold"))
    if review.own.inferred and review.own.domains:
        ours = ", ".join(sorted(review.own.domains))
        console.print(Text(f"Our own mail is taken to be {ours}; a comity.toml in the folder can say otherwise."))
    _left_out(console, review)
    judged: dict[str, list[Judgement]] = {}
    for said in review.judged:
        judged.setdefault(said.account, []).append(said)
    ours = [v for v in review.accounts if v.whose == "us"]
    rest = [v for v in review.accounts if v.whose == "none" and not v.former_on]
    _block(console, "Our move, and it presses", [v for v in ours if _presses(v)], judged, moves=True)
    _block(console, "Our move, in its time", [v for v in ours if not _presses(v)], judged, moves=True)
    _block(console, "We wait for them", [v for v in review.accounts if v.whose == "them"], judged, moves=False)
    _block(console, "Nobody's move", rest, judged, moves=False)
    _block(console, "Clients no longer", [v for v in review.accounts if v.former_on], judged, moves=False)
    waiting = sum(len(v.possible) for v in review.accounts)
    if waiting:
        told = "1 grave sentence is only possible: it decides nothing until somebody has looked." if waiting == 1 else (
            f"{waiting} grave sentences are only possible: one alone decides nothing until somebody has looked; "
            "several on different days may."
        )  # fmt: skip
        console.print(Text(f"\n{told}"))
    for question in review.questions[:5]:
        console.print(Text(f"? {question}"))


def _presses(v: Verdict) -> bool:
    """Whether a move presses: a bad standing, a yellow flag, or a course that goes down."""
    return v.standing in PRESSING or v.trend == "down"


def _left_out(console: Console, review: Review) -> None:
    """Name what was not read: a missing channel is no silence."""
    rejected = sum(f.rejected for f in review.read)
    unknown = [f.file for f in review.read if f.kind == "unknown"]
    missing = [n for n in ("mail", "money", "hours", "calls") if not any(v.channels.get(n) for v in review.accounts)]
    said = []
    if missing:
        said.append(f"not read: {', '.join(missing)}")
    if rejected:
        said.append(f"{counted(rejected, 'record')} could not be read (run `comity read`, then `comity rejects`)")
    if unknown:
        more = ", …" if len(unknown) > NAMED else ""
        files = counted(len(unknown), "file is", "files are")
        said.append(f"{files} of no known kind ({', '.join(unknown[:NAMED])}{more})")
    said += [
        f"{counted(messages, 'message')} of {clients} in {language}, which Comity does not read yet"
        for language, messages, clients in _unread(review)
    ]
    if said:
        told = "; ".join(said)
        console.print(Text(told[0].upper() + told[1:] + "."))


def _unread(review: Review) -> list[tuple[str, int, str]]:
    """Each language that is not read: how many messages of the last year, and of how many clients."""
    messages, clients = Counter[str](), Counter[str]()
    for v in review.accounts:
        messages.update(v.unread)
        clients.update(v.unread.keys())
    return [(LANGUAGES[x], n, counted(clients[x], "client")) for x, n in messages.most_common()]


def _block(
    console: Console, title: str, verdicts: Sequence[Verdict], judged: Mapping[str, Sequence[Judgement]], *, moves: bool
) -> None:
    """One part of the list: a client a line, its standing, its strongest reason, what to do by when, and what our own
    people see.
    """
    if not verdicts:
        return
    console.print(Text(f"\n{title}", style="bold"))
    narrow = console.width < NARROW
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(ratio=3, min_width=14)
    table.add_column(width=12, no_wrap=True)
    table.add_column(ratio=8)
    for v in sorted(verdicts, key=lambda v: (_ORDER.index(v.standing), -v.score.probability, v.name)):
        sure = "" if v.score.probability >= SURE else " ?" if v.score.probability >= HALF_SURE else " ??"
        why = Text(reason(v))
        if moves and v.plays:
            why.append(f" {v.plays[0].title}, by {day(v.plays[0].due)}.", style="italic")
        if not narrow and (proof := quoted(v)):
            why.append(f"\n{proof}", style="dim")
        for own in judged.get(v.id, ()):
            said = shortened(" ".join(own.why.split()))
            why.append(f"\n{own.by or 'Somebody'} sees them as {words(own.standing)}: {said}")
        table.add_row(Text(v.name), Text(words(v.standing) + sure, style=_STYLE[v.standing]), why)
    console.print(table)


def reason(v: Verdict) -> str:
    """The strongest reason for the standing, in words."""
    return chosen.sentence if (chosen := _strongest(v)) else "Nothing speaks for or against them yet."


def quoted(v: Verdict) -> str:
    """The words that prove the strongest reason, with who and when; '' where no words do."""
    chosen = _strongest(v)
    proof = next((p for p in chosen.evidence if p.quote and p.kind in ("message", "note")), None) if chosen else None
    return f"“{shortened(proof.quote)}” {proof.who}, {day(proof.on)} {proof.on:%Y}" if proof else ""


def shortened(text: str) -> str:
    """A quote as far as a line or two take it."""
    return text if len(text) <= QUOTE else text[: QUOTE - 1].rsplit(" ", 1)[0] + " …"


def _strongest(v: Verdict) -> Reason | None:
    return next((r for r in v.reasons if r.toward == v.standing and r.points > 0), None) or next(iter(v.reasons), None)


def day(on: dt.date) -> str:
    """A day as it is said: 14 Oct."""
    return f"{on.day} {on:%b}"
