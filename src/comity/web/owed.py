"""What a client owes past its terms, beside the invoices that pages name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings

from comity.home import create_book
from comity.web import sheets
from comity.web.models.verdicts import Verdict

Owed = Mapping[tuple[str, str], Mapping[str, Any]]  # by an invoice's number and the day it fell due


def owed(verdict: Verdict) -> Owed:
    """What is open of each of the client's invoices; `taxed` is the same with tax, where the invoice tells it."""
    rows = sheets.rows(Path(settings.HOME), verdict.refresh.statements, "owed", verdict.account).to_pylist()
    told = [r for r in rows if r["rest"] is not None]
    taxes = _taxes(told)
    return {(r["ref"], str(r["due_on"])): {**r, "taxed": _taxed(r, taxes)} for r in told}


def _taxes(open_ones: Sequence[Mapping[str, Any]]) -> dict[tuple[str, float], float]:
    """By number and net amount, by how much the tax makes an invoice greater. A number alone may be another's too."""
    numbers = sorted({r["ref"] for r in open_ones if r["ref"]})
    if not numbers:
        return {}
    book = create_book(Path(settings.HOME))
    found = book.find("invoices", "number", numbers, ["number", "net", "total"]).to_pylist()
    return {(r["number"], float(r["net"])): float(r["total"] / r["net"])
            for r in found if r["net"] and r["total"] and r["total"] > r["net"]}  # fmt: skip


def _taxed(row: Mapping[str, Any], taxes: Mapping[tuple[str, float], float]) -> float | None:
    tax = taxes.get((row["ref"], row["amount"]))
    return row["rest"] * tax if tax is not None else None


def by_quarter(of: Owed, entries: pa.Table) -> dict[str, float]:
    """How much is open of the invoices that a statement's entries name, by the key of the quarter they fell due in.

    What is past its terms for less than a month is owed and no entry yet.
    """
    named = entries.filter(pc.field("kind") == "payment_open")
    found: dict[str, float] = {}
    for ref, due in set(zip(named["ref"].to_pylist(), named["on"].to_pylist(), strict=True)):
        if row := of.get((ref, str(due))):
            name = f"{due.year}-{(due.month + 2) // 3}"
            found[name] = found.get(name, 0.0) + row["rest"]
    return found
