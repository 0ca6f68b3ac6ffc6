"""Who is known at a client, as its sheets tell and private threads do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.compute as pc
from django.conf import settings

from comity.ledger.people import Contact, contacts
from comity.web import sheets
from comity.web.models.verdicts import Verdict

WROTE = ("person", "kind", "side", "happened_on", "thread", "proof_kind", "ref")  # what it takes of the timeline


def contacts_of(verdict: Verdict) -> list[Contact]:
    """Everybody there; somebody who is known from private mail alone is nobody here."""
    wrote, talk = read(verdict, "timeline", WROTE), read(verdict, "said")
    heard = {r["person"] for r in wrote}
    listed = [r for r in read(verdict, "people") if not r["mails"] or r["person"] in heard]
    return contacts(listed, wrote, talk, verdict.refresh.as_of)


def read(verdict: Verdict, sheet: str, columns: tuple[str, ...] | None = None) -> list[dict[str, Any]]:
    """A client's rows of a sheet; of the timeline what its own people wrote and said on the telephone."""
    found = sheets.rows(Path(settings.HOME), verdict.refresh.statements, sheet, verdict.account, columns)
    if "side" in found.column_names and sheet == "timeline":
        found = found.filter((pc.field("side") == "client") & pc.field("kind").isin(["mail", "call"]))
    return found.to_pylist()
