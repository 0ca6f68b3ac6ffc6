"""Hard lines of the firm's own: which account crossed one, and with which words."""

from __future__ import annotations

import datetime as dt
import re

from comity.book.spelling import fold
from comity.engine import Engine
from comity.ledger.ground import Ground
from comity.ledger.proof import Proof

_STOP = frozenset(
    re.findall(
        r"\S+",
        "the and for with our own one not any that this from into than who whom out are was were has have had but all"
        " its of people person client clients work without asks ask other der die das und nicht ohne een het van niet",
    )
)
SURE = 0.5  # probability from which a sentence counts beside a line that it names
SHARED = 2  # words that a sentence shares with the line


def crossed_lines(ground: Ground, engine: Engine, day: dt.date) -> dict[str, Proof]:
    """By account, the clearest sentence of the last year that crosses a declared line; empty where none is declared.

    A sentence crosses a line when it is an improper ask, contempt or a threat that decides or is likely, and shares
    at least two telling words with the line as the owner wrote it.
    """
    lines = [_words(line) for line in ground.home.hard_lines]
    if not lines:
        return {}
    rows = engine.query(
        "select account, kind, ref, said_on, said_by, who, quote, probability from talk "
        f"where said_by = 'client' and said_on <= date '{day}' and said_on > date '{day}' - interval 12 month "
        f"and label in ('improper_ask', 'contempt', 'threat') and probability >= {SURE} "
        "order by probability desc, ref, quote"
    )
    found: dict[str, Proof] = {}
    for r in rows.to_pylist():
        if r["account"] not in found and any(len(_words(r["quote"]) & line) >= SHARED for line in lines):
            found[r["account"]] = Proof(r["kind"], r["ref"], r["said_on"], r["said_by"], r["who"], r["quote"], 1.0)
    return found


def _words(text: str) -> frozenset[str]:
    """Telling words by their first five letters, so that "certificate" and "certified" meet."""
    return frozenset(w[:5] for w in re.findall(r"[a-z]{3,}", fold(text)) if w not in _STOP)
