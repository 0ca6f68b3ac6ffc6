"""Corrections in the words of the vocabulary, checked before they are written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from comity.book.corrections import BROKEN, HOLDS, HOLDS_NOT, KEPT, NONE, WITHDRAWN, digest, row_of
from comity.errors import UserError
from comity.ledger.statement import phrases
from comity.signals.labels import LABELS, NAMES
from comity.standing.policy import STANDINGS

VALUES: Mapping[str, tuple[str, ...]] = {
    "sentence": (HOLDS, HOLDS_NOT),
    "promise": (KEPT, BROKEN, WITHDRAWN, NONE),
    "standing": STANDINGS,
}
LONGEST = 1_000  # of a reason
_BY = {label.name: label.by for label in LABELS}


def correction(
    what: str, value: str, *, by: str, at: dt.datetime, account: str, ref: str = "", sentence: str = "",
    side: str = "", label: str = "", why: str = "", source: str = "comity correct",
) -> dict[str, Any]:  # fmt: skip
    """One correction as a row of the table; `side` is whose the sentence is, where that is known.

    Raises UserError where its words are none of the vocabulary, or can be said of no sentence of that side.
    """
    value_of(what, value)
    label = label_of(label, side) if what == "sentence" else label
    if what == "standing" and not why.strip():
        raise UserError("a standing of your own needs a reason: others will read it beside Comity's.")
    said = {"what": what, "value": value, "account": account, "label": label, "why": why.strip()[:LONGEST]}
    named = digest(sentence) if sentence else ""
    return row_of({**said, "said_by": by, "said_at": at, "sentence": named, "undoes": ""}, ref, source)


def value_of(what: str, said: str) -> str:
    """The value, where it can be said of such a thing. Raises UserError, naming all that can, where it cannot."""
    if said not in VALUES.get(what, ()):
        known = ", ".join(VALUES.get(what, ()))
        raise UserError(f"“{said}” can be said of no {what}. Choose one of: {known or 'sentence, promise, standing'}.")
    return said


def label_of(said: str, side: str = "") -> str:
    """The label of this name, or of these words in a statement. Raises UserError, naming all, where there is none; and
    where sentences of that side never carry it.
    """
    name = "_".join(said.casefold().replace("_", " ").replace("-", " ").split())
    words = {_spelt(p): k for kinds in phrases().values() for k, p in kinds.items() if k in NAMES}
    found = name if name in NAMES else words.get(_spelt(said))
    if found is None:
        told = {kind: phrase for phrase, kind in words.items()}
        known = ", ".join(f"{n} ({told[n]})" if n in told else n for n in NAMES)
        raise UserError(f"“{said}” is nothing a sentence can say. Choose one of: {known}.")
    if side and side not in _BY[found]:
        whose = "our sentences, and this one is the client's" if side == "client" else "clients' sentences, not of ours"
        raise UserError(f"“{found}” can be said only of {whose}.")
    return found


def _spelt(words: str) -> str:
    return " ".join(words.casefold().split())


def undoing(row: Mapping[str, Any], *, by: str, at: dt.datetime, source: str = "comity correct") -> dict[str, Any]:
    """The row that takes a correction back."""
    said = {"what": "undo", "value": "", "account": row["account"], "label": "", "why": "", "undoes": row["row_id"]}
    return row_of({**said, "said_by": by, "said_at": at, "sentence": row["sentence"]}, row["ref"], source)
