"""Corrections in the words of the vocabulary, checked before they are written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from comity.book.corrections import BROKEN, HOLDS, HOLDS_NOT, KEPT, NONE, WITHDRAWN, digest, row_of
from comity.errors import UserError
from comity.signals.labels import NAMES
from comity.standing.policy import STANDINGS

VALUES: Mapping[str, tuple[str, ...]] = {
    "sentence": (HOLDS, HOLDS_NOT),
    "promise": (KEPT, BROKEN, WITHDRAWN, NONE),
    "standing": STANDINGS,
}
LONGEST = 1_000  # of a reason


def correction(
    what: str, value: str, *, by: str, at: dt.datetime, account: str, ref: str = "", sentence: str = "",
    label: str = "", why: str = "", source: str = "comity correct",
) -> dict[str, Any]:  # fmt: skip
    """One correction as a row of the table. Raises UserError where its words are none of the vocabulary."""
    if value not in VALUES.get(what, ()):
        known = ", ".join(VALUES.get(what, ()))
        raise UserError(f"“{value}” can be said of no {what}. Choose one of: {known or 'sentence, promise, standing'}.")
    if what == "sentence" and label not in NAMES:
        raise UserError(f"“{label}” is nothing a sentence can say. Choose one of: {', '.join(NAMES)}.")
    if what == "standing" and not why.strip():
        raise UserError("a standing of your own needs a reason: others will read it beside Comity's.")
    said = {"what": what, "value": value, "account": account, "label": label, "why": why.strip()[:LONGEST]}
    named = digest(sentence) if sentence else ""
    return row_of({**said, "said_by": by, "said_at": at, "sentence": named, "undoes": ""}, ref, source)


def undoing(row: Mapping[str, Any], *, by: str, at: dt.datetime, source: str = "comity correct") -> dict[str, Any]:
    """The row that takes a correction back."""
    said = {"what": "undo", "value": "", "account": row["account"], "label": "", "why": "", "undoes": row["row_id"]}
    return row_of({**said, "said_by": by, "said_at": at, "sentence": row["sentence"]}, row["ref"], source)
