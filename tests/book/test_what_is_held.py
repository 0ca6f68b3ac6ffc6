"""Columns of mail that nobody holds are read when they are asked for, each row's own."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from comity.book.known import known_on
from comity.book.store import MemoryBook
from comity.tables import TABLES

DAY = dt.date(2026, 3, 2)


def message(number: int, day: dt.date) -> dict[str, object]:
    at = dt.datetime.combine(day, dt.time(9), dt.UTC)
    return {
        "row_id": f"row {number}",
        "ref": f"<{number}>",
        "sent_at": at,
        "sent_on": day,
        "in_reply_to": f"<{number - 1}>",
    }


def test_what_is_read_later_stands_beside_its_own_row_whatever_was_left_out_before() -> None:
    book = MemoryBook()
    later = DAY + dt.timedelta(days=1)
    some = [message(1, later), message(2, DAY), message(3, later), message(4, DAY)]
    book.append("messages", pa.Table.from_pylist(some, TABLES["messages"].schema))
    for day, answers in ((DAY, ["<1>", "<3>"]), (later, ["<0>", "<1>", "<2>", "<3>"])):
        facts = known_on(book, day)
        assert "in_reply_to" not in facts["messages"].column_names
        assert facts.also("messages", "in_reply_to")["in_reply_to"].to_pylist() == answers
