"""A review as a notebook shows it: one sentence, then a table, each reason with its best proof; nothing but HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from comity.in_words import counted
from comity.standing.policy import STANDINGS
from comity.standing.verdict import Reason, Verdict

# Each standing has a shape and a colour, used for nothing else (4.5:1 on white).
_MARK = {
    "partner": ("●", "#1e6b3a"), "good": ("▲", "#33691e"), "easy": ("◆", "#8a5a00"), "price": ("■", "#9a3f00"),
    "one_sided": ("◣", "#8c2f5a"), "coercive": ("✖", "#a31515"), "unknown": ("○", "#5f6368"),
}  # fmt: skip
_CELL = "padding:.35em .7em;text-align:left;vertical-align:top;border-top:1px solid #ddd"


def words(standing: str) -> str:
    """A standing as it is said."""
    return standing.replace("_", "-")


def in_short(name: str, day: str, accounts: Sequence[Verdict]) -> str:
    """The portfolio in one sentence; who is a client no longer is counted apart."""
    clients = [v for v in accounts if not v.former_on]
    counts = Counter(v.standing for v in clients)
    parts = [f"{counts[s]} {words(s)}" for s in STANDINGS if counts[s]]
    told = f" {', '.join(parts)}." if parts else ""
    gone = len(accounts) - len(clients)
    former = f" {counted(gone, 'client')} no longer." if gone else ""
    return f"{name or 'This firm'}, {day}: {counted(len(clients), 'client')}.{told}{former}"


def html(name: str, day: str, accounts: Sequence[Verdict]) -> str:
    """The whole table; everything that came from files is escaped."""
    rows = "".join(_row(v) for v in accounts)
    head = "".join(f'<th style="{_CELL}">{h}</th>' for h in ("Client", "Standing", "Why", "Whose move", "Next"))
    return (
        f'<p style="font-family:serif;font-size:1.15em">{escape(in_short(name, day, accounts))}</p>'
        f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _row(v: Verdict) -> str:
    mark, colour = _MARK[v.standing]
    own = [r for r in v.reasons if r.toward == v.standing and r.points > 0] or list(v.reasons)
    next_move = f"{v.plays[0].title}, by {v.plays[0].due:%d %b}" if v.plays else ""
    whose = {"us": "ours", "them": "theirs", "none": ""}[v.whose]
    standing = f'<span style="color:{colour}">{mark} {words(v.standing)}</span> {v.score.probability:.0%}'
    cells = (escape(v.name), standing, _why(own[0]) if own else "Too little is known to say.", whose, escape(next_move))
    return "<tr>" + "".join(f'<td style="{_CELL}">{c}</td>' for c in cells) + "</tr>"


def _why(reason: Reason) -> str:
    quoted = next((p for p in reason.evidence if p.quote and p.kind in ("message", "note")), None)
    if quoted is None:
        return escape(reason.sentence)
    said = f"“{quoted.quote}” {quoted.who}, {quoted.on:%d %b %Y}"
    return f'{escape(reason.sentence)}<br><i style="color:#555">{escape(said)}</i>'
