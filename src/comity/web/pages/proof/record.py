"""A record of the book in words: what it holds, its text with the proving words marked, and what belongs with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from comity.book.store import DeltaBook
from comity.tables import TABLES
from comity.web.clock import OwnClock
from comity.web.models.verdicts import Verdict
from comity.web.pages.proof.labels import label, word
from comity.web.pages.proof.thread import Piece, marked
from comity.web.proofs import Proof

TABLE = {
    "meeting": "meetings", "invoice": "invoices", "payment": "payments", "hours": "hours", "call": "calls",
    "deal": "deals", "placement": "placements", "contract": "contracts", "note": "notes",
}  # fmt: skip
# The column of a kind that is a text to be read, not a line of a list.
_TEXT = {"note": "text", "contract": "text", "meeting": "description"}
AROUND = 1_500  # characters of a long text that are shown about the proving words
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where it was read, its lines, its text in pieces (`before`, `after`: what is folded away).

    `unpaid` says of an invoice that no payment of it was read. `timed` where a line tells a time of day, by our own
    clock if that is known (`clocked`).
    """

    source: str
    place: str
    lines: list[tuple[str, str]]
    pieces: tuple[Piece, ...]
    before: str
    after: str
    beside: list[tuple[str, str, str]]
    unpaid: str
    title: str
    timed: bool
    clocked: bool


def record(book: DeltaBook, verdict: Verdict, proof: Proof) -> Record | None:
    """The record that a proof names; None where the book knows none of this key, or several.

    Two customers may both have an invoice 1001: a key that means several records opens none of them.
    """
    table = TABLES[TABLE[proof.kind]]
    rows = _rows(book, proof)
    if not rows or len({tuple(str(r[c]) for c in table.key or ("row_id",)) for r in rows}) > 1:
        return None
    row = max(rows, key=lambda r: r["read_on"])
    text = _TEXT.get(proof.kind, "")
    # What takes whole days has no time of day, and a sheet of hours and a log of calls are written by their own clock.
    times = _times(row) if table.name == "meetings" and not row["all_day"] else {}
    clock = OwnClock(book, verdict.refresh.own_domains, list(times.values()))
    row |= {c: clock.told(at) for c, at in times.items()}
    # An invoice that tells one sum alone does not tell whether it is with tax or without: it is called neither.
    one_sum = proof.kind == "invoice" and row["total"] in (None, row["net"])
    left, called = ({text, "total"}, {"net": "amount"}) if one_sum else ({text}, {})
    lines = [
        (means, word(table.name, c.name, shown)) for c in table.columns
        if c.name not in left and (means := label(table.name, called.get(c.name, c.name)))
        and (shown := _told(c.name, row[c.name]))
    ]  # fmt: skip
    beside = _beside(book, proof, row)
    pieces, before, after = _reading(str(row.get(text) or ""), proof.quote)
    return Record(
        row["source"], row["place"] or "", lines, pieces, before, after, beside,
        _unpaid(book, row) if proof.kind == "invoice" and not beside else "", _title(proof, row), bool(times),
        clock.known,
    )  # fmt: skip


def _times(row: Row) -> dict[str, dt.datetime]:
    return {c: v for c, v in row.items() if isinstance(v, dt.datetime)}


def _title(proof: Proof, row: Row) -> str:
    """What the record calls itself; its key where that is what people call it by."""
    named = {"meeting": "summary", "deal": "name", "contract": "title", "placement": "candidate", "hours": "project"}
    told = str(row.get(named.get(proof.kind, "")) or "")
    return told or (proof.ref[:60] if proof.kind in ("invoice", "payment") else "")


def _rows(book: DeltaBook, proof: Proof) -> list[Row]:
    """The rows of a proof's key, as each kind of fact is named in the ledger."""
    name = TABLE[proof.kind]
    if not proof.ref:
        return []
    if proof.kind == "hours":
        # day/person/first letters of the row's digest
        first = proof.ref.rpartition("/")[2]
        return [r for r in _on(book, "hours", "worked_on", proof.ref[:10]) if str(r["row_id"]).startswith(first)][:1]
    if proof.kind == "contract":
        named = book.facts("contracts", ["row_id", "source"]).to_pylist()
        found = [r["row_id"] for r in named if str(r["source"]).rpartition("/")[2] == proof.ref]
        return book.find("contracts", "row_id", found).to_pylist()
    key = {"placement": "placement_id", "deal": "deal_id", "note": "note_id", "meeting": "uid"}.get(proof.kind)
    rows = book.find(name, "ref", [proof.ref]).to_pylist()
    rows = rows or (book.find(name, key, [proof.ref]).to_pylist() if key else [])
    if proof.kind in ("meeting", "invoice"):
        # One entry of a calendar may occur many times, and numbers may count anew each year.
        rows = [r for r in rows if r[TABLES[name].known_on or ""] == proof.on] or rows
    return rows


def _on(book: DeltaBook, table: str, column: str, day: str) -> list[Row]:
    try:
        on = dt.date.fromisoformat(day)
    except ValueError:
        return []
    return book.facts(table).filter(pc.field(column) == on).to_pylist()


def _reading(text: str, quote: str) -> tuple[tuple[Piece, ...], str, str]:
    """A text with its proving words marked; of a long one what stands about them, the rest folded away."""
    pieces = list(marked(text, quote)) if text else []
    place = next((n for n, p in enumerate(pieces) if p.kind == "mark"), None)
    if place is None:
        return tuple(Piece("own", p.text[:AROUND]) for p in pieces), "", text[AROUND:]
    before = "".join(p.text for p in pieces[:place])
    after = "".join(p.text for p in pieces[place + 1 :])
    shown = (Piece("own", before[-AROUND:]), pieces[place], Piece("own", after[:AROUND]))
    return tuple(p for p in shown if p.text), before[:-AROUND], after[AROUND:]


def _beside(book: DeltaBook, proof: Proof, row: Row) -> list[tuple[str, str, str]]:
    """What belongs with a record: the payments of an invoice, the other hours of that month. Day, figure, words."""
    if proof.kind == "invoice" and row["number"]:
        paid = book.find("payments", "applied_to", [row["number"]]).to_pylist()
        mine = {_paid(p): p for p in paid if p["customer"] == row["customer"] and p["amount"]}.values()
        return [(said(p["paid_on"]), said(p["amount"]), p["memo"] or "") for p in mine]
    if proof.kind == "hours":
        first = row["worked_on"].replace(day=1)
        after = (first + dt.timedelta(days=31)).replace(day=1)
        day, mine = pc.field("worked_on"), pc.field("client") == row["client"]
        month = book.facts("hours").filter(mine & (day >= first) & (day < after)).sort_by("worked_on").to_pylist()
        rest = [r for r in month if r["row_id"] != row["row_id"]]
        return [
            (f"{said(r['worked_on'])} {r['person'] or ''}", said(r["hours"]), r["memo"] or r["project"] or "")
            for r in rest
        ]
    return []


def _unpaid(book: DeltaBook, row: Row) -> str:
    """That no payment of an invoice was read, and up to when payments were: what came later nobody can know of."""
    if row["kind"] != "invoice" or row["status"] in ("paid", "void") or row["paid_amount"]:
        return ""
    theirs = book.find("payments", "customer", [row["customer"]], ["paid_on"])
    if newest := _newest(theirs):
        says = _("No payment that names it was read; the newest of this client’s that was read is of %(day)s.")
    elif newest := _newest(book.facts("payments", ["paid_on"])):
        says = _("No payment of this client’s was read; the newest of any client’s that was read is of %(day)s.")
    else:
        return _("No payments were read at all.")
    return says % {"day": said(newest)}


def _newest(payments: pa.Table) -> dt.date | None:
    return max(payments["paid_on"].drop_null().to_pylist(), default=None)


def _paid(payment: Row) -> tuple[str, str, str]:
    return str(payment["paid_on"]), str(payment["amount"]), str(payment["number"])


def _told(column: str, value: object) -> str:
    """What stands in a column: a share as people write it."""
    return f"{round(100 * value, 1):g} %" if column.endswith("_share") and isinstance(value, float) else said(value)


def said(value: object) -> str:
    """A value as people write it; '' where there is nothing to say."""
    if value is None or value is False or value == [] or value == "":
        return ""
    if value is True:
        return _("yes")
    if isinstance(value, dt.datetime):
        return date_format(value, _("j M Y, H:i"))
    if isinstance(value, dt.date):
        return date_format(value, _("j M Y"))
    if isinstance(value, Decimal | float):
        return number_format(f"{value:.2f}", 2, force_grouping=True)
    if isinstance(value, list):
        return ", ".join(filter(None, (said(v) for v in value)))
    if isinstance(value, dict):
        name, address = str(value.get("name") or ""), str(value.get("address") or "")
        answer = str(value.get("answer") or "")
        shown = f"{name} <{address}>" if name and address else name or address
        return f"{shown} ({answer})" if answer and answer != "none" else shown
    return str(value)
