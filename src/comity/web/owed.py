"""What a client owes past its terms, beside the invoices that pages name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from comity.web import sheets
from comity.web.models.verdicts import Verdict

Owed = Mapping[tuple[str, str], Mapping[str, Any]]  # by an invoice's number and the day it fell due


def owed(verdict: Verdict) -> Owed:
    """What is open of each of the client's invoices."""
    rows = sheets.rows(Path(settings.HOME), verdict.refresh.statements, "owed", verdict.account).to_pylist()
    return {(r["ref"], str(r["due_on"])): r for r in rows if r["rest"] is not None}


def by_quarter(of: Owed) -> dict[str, float]:
    """How much of what fell due in each quarter is open, by the quarter's key."""
    found: dict[str, float] = {}
    for row in of.values():
        due = row["due_on"]
        name = f"{due.year}-{(due.month + 2) // 3}"
        found[name] = found.get(name, 0.0) + row["rest"]
    return found
