"""Payments of which a later export tells that nothing of them stayed, or less: they were charged back or refunded."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pyarrow as pa
import pyarrow.compute as pc

from comity.book.ages import Age, age_of, never
from comity.book.sightings import Sightings
from comity.book.store import Book
from comity.identity import alike

# By what a payment is known again; several lines of one list may share it, for one pays several invoices.
_SAME = ("number", "customer", "paid_on", "applied_to", "memo")


def that_came(book: Book, payments: pa.Table, seen: Sightings, day: dt.date) -> pa.Table:
    """The payments of which something came, each as the newest list known on the day tells it.

    Only one that has its own number is known again, and only less of it is told later: more under its number, or both
    in one list, is another payment.
    """
    amounts = payments["amount"].to_pylist()
    same: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, told in enumerate(zip(*(payments[c].to_pylist() for c in _SAME), strict=True)):
        if told[0] and amounts[at] is not None:
            same[tuple(map(alike, told))].append(at)
    several = [rows for rows in same.values() if len({amounts[at] for at in rows}) > 1]
    gone = {at for at, amount in enumerate(amounts) if amount == 0}
    if several:
        gone |= _less_since(book, payments, several, seen, day)
    return payments.filter(pa.array([at not in gone for at in range(len(amounts))], pa.bool_())) if gone else payments


def _less_since(book: Book, payments: pa.Table, several: list[list[int]], seen: Sightings, day: dt.date) -> set[int]:
    """Of rows that tell the same payment, those that do not hold where a newer list of other files tells less.

    Of lists of one reading nobody knows which is newer: what went back came first.
    """
    names, own, amounts = (payments[c].to_pylist() for c in ("row_id", "file_id", "amount"))
    files = {names[at]: {own[at]} for rows in several for at in rows}
    again = book.facts("duplicates", ["record", "told_in", "file_id"])
    again = again.filter(pc.call_function("equal", [again["told_in"], pa.scalar("payments", pa.string())]))
    for record, file_id in zip(again["record"].to_pylist(), again["file_id"].to_pylist(), strict=True):
        if record in files:
            files[record].add(file_id)

    def ages(on: dt.date) -> dict[str, Age]:
        moments = {name: [m for f in told for m in seen.told_in(f)] for name, told in files.items()}
        return {name: max((age_of(m, on) for m in some), default=never(on)) for name, some in moments.items()}

    now, ever = ages(day), ages(dt.date.max)

    def gone(less: int, more: int) -> int | None:
        one, other = names[less], names[more]
        if files[one] & files[other] or ever[one] < ever[other] or (ever[one] == ever[other] and amounts[less]):
            return None
        return more if now[one] >= now[other] else less

    pairs = ((less, more) for rows in several for less in rows for more in rows if amounts[less] < amounts[more])
    return {at for less, more in pairs if (at := gone(less, more)) is not None}
