"""Which proofs of an account may be opened: those of its verdict and statement, each by a key that tells nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
from django.utils.translation import gettext as _

from comity.ledger.statement import phrases
from comity.web import sheets, statements
from comity.web.keys import key
from comity.web.languages import translated
from comity.web.models.people import User
from comity.web.models.verdicts import Verdict
from comity.web.private import hidden, shared_book
from comity.web.rights import may_open, shut, told


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof; `says` is the reason or the entry that it bears out."""

    kind: str
    ref: str
    on: dt.date
    who: str
    quote: str
    says: str


def find(user: User, verdict: Verdict, home: Path, wanted: str) -> Proof | None:
    """The account's proof of this key that the person may open; None where there is none."""
    found = next((p for p in _of_verdict(user, verdict) if key(p.kind, p.ref, p.quote) == wanted), None)
    found = found or _of_sheets(home, verdict, wanted) or _of_words(user, verdict, home, wanted)
    return found if found and may_open(user, found.kind) else None


def _of_sheets(home: Path, verdict: Verdict, wanted: str) -> Proof | None:
    """A proof among the account's entries and everything else that happened with it."""
    name = verdict.refresh.statements
    if r := sheets.one(home, name, "statement", verdict.account, wanted):
        return Proof(r["proof"], r["ref"], r["on"], r["who"], r["quote"], r["sentence"])
    for sheet in ("promises", "said", "contracts", "worries", "named", "exceptions", "timeline"):
        if r := sheets.one(home, name, sheet, verdict.account, wanted):
            quote = r.get("quote") or (r["says"] if r.get("kind") == "exception" else "")
            return Proof(
                r["proof_kind"],
                r["ref"] or "",
                r["happened_on"] or verdict.refresh.as_of,
                r.get("who") or "",
                quote or "",
                _says(sheet, r),
            )
    return _of_outcome(home, verdict, wanted)


def _of_words(user: User, verdict: Verdict, home: Path, wanted: str) -> Proof | None:
    """A sentence that something was read out of, though no page but its own mail's names it."""
    heard = sheets.rows(home, verdict.refresh.statements, "laid-talk", verdict.account)
    if "quote" not in heard.column_names:
        return None
    private = hidden()
    rows = heard.select(["kind", "ref", "said_on", "who", "quote"]).to_pylist()
    keyed = ((key(r["kind"], r["ref"], r["quote"] or ""), r) for r in rows if r["ref"] not in private)
    r = next((r for name, r in keyed if name == wanted), None)
    if r is None or (r["kind"] == "message" and shut(user, shared_book(home), {r["ref"]})):
        return None
    return Proof(r["kind"], r["ref"], r["said_on"], r["who"] or "", r["quote"], "")


def _of_outcome(home: Path, verdict: Verdict, wanted: str) -> Proof | None:
    """What tells that a promise was kept, broken or given back."""
    made = sheets.rows(home, verdict.refresh.statements, "promises", verdict.account)
    if "told_key" not in made.column_names:
        return None
    found = made.filter(pc.field("told_key") == wanted).slice(0, 1).to_pylist()
    if not found:
        return None
    r = found[0]
    says = {"kept": _("a promise was kept"), "broken": _("a promise was not kept")}
    return Proof(
        r["told_kind"], r["told_ref"] or "", r["told_on"], r["told_who"] or "", r["told_quote"] or "",
        says.get(r["outcome"], _("a promise is owed no more")),
    )  # fmt: skip


def _says(sheet: str, row: Mapping[str, Any]) -> str:
    """What a row of a sheet says that its proof bears out."""
    if sheet == "promises":
        return _("we promised") if row["side"] == "us" else _("they promised")
    if sheet in ("worries", "named"):
        return _("they told a worry") if sheet == "worries" else _("they named somebody")
    told = phrases()
    if sheet == "said":
        return told["they"].get(row["label"], "")
    if sheet == "exceptions":
        asked = "free_work" if row["outcome"] != "given" else "flexibility"
        return told["we"]["concession"] if row["side"] == "us" else told["they"][asked]
    if row.get("kind") == "exception":
        return told["we" if row["side"] == "us" else "they"].get(row["detail"], "")
    return ""


def every(user: User, verdict: Verdict, home: Path) -> Iterator[Proof]:
    """The proofs of an account's verdict and of its statement, in their order."""
    yield from _of_verdict(user, verdict)
    for r in statements.read(home, verdict.refresh.statements, verdict.account):
        yield Proof(r["proof"], r["ref"], r["on"], r["who"], r["quote"], r["sentence"])


def what_it_says(reason: Mapping[str, Any], evidence: Mapping[str, Any]) -> str:
    """What a piece of evidence says: its reason, where it counts in it."""
    if not evidence.get("earlier"):
        return reason["sentence"]
    return _("Older than a year, so it does not count in: %(reason)s") % {"reason": translated(reason["sentence"])}


def _of_verdict(user: User, verdict: Verdict) -> Iterator[Proof]:
    seen = told(user, verdict)
    for says, e in (
        *((what_it_says(r, e), e) for r in seen["reasons"] for e in r["evidence"]),
        *((p["label"], p["evidence"]) for p in seen["possible"]),
    ):
        yield Proof(e["kind"], e["ref"], dt.date.fromisoformat(e["on"]), e["who"], e["quote"], says)
