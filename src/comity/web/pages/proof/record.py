"""A record of the book in words: each column that holds something, with what it means."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format

from comity.book.store import DeltaBook
from comity.tables import TABLES
from comity.web.proofs import Proof

_TABLE = {
    "meeting": "meetings", "invoice": "invoices", "payment": "payments", "hours": "hours", "call": "calls",
    "deal": "deals", "placement": "placements", "contract": "contracts", "note": "notes",
}  # fmt: skip


def record(book: DeltaBook, proof: Proof) -> dict[str, Any] | None:
    """Where the record was read and what it holds; None where the book knows none of this key, or several.

    Two customers may both have an invoice 1001: a key that means several records opens none of them.
    """
    table = TABLES[_TABLE[proof.kind]]
    rows = book.find(table.name, "ref", [proof.ref]).to_pylist() if proof.ref else []
    if not rows or len({tuple(str(r[c]) for c in table.key or ("row_id",)) for r in rows}) > 1:
        return None
    newest = max(rows, key=lambda r: r["read_on"])
    lines = [(c.means, _said(newest[c.name])) for c in table.columns if _said(newest[c.name])]
    return {"source": newest["source"], "place": newest["place"], "lines": lines}


def _said(value: object) -> str:
    """A value as people write it; '' where there is nothing to say."""
    if value is None or value is False or value == [] or value == "":
        return ""
    if isinstance(value, dt.datetime):
        return date_format(value, "j M Y, H:i")
    if isinstance(value, dt.date):
        return date_format(value, "j M Y")
    if isinstance(value, Decimal | float):
        return f"{value:,.2f}"
    if isinstance(value, list):
        return ", ".join(filter(None, (_said(v) for v in value)))
    if isinstance(value, dict):
        name, address = str(value.get("name") or ""), str(value.get("address") or "")
        return f"{name} <{address}>" if name and address else name or address or str(value)
    return str(value)
