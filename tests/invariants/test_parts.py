"""Judging some accounts after the other comes to what judging all at once comes to, to the byte."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pyarrow as pa
import pytest

from comity import judge
from comity.book.corrections import HOLDS_NOT, say
from comity.book.store import Book, MemoryBook
from comity.correcting.saying import correction
from comity.judge import see, see_in_parts
from comity.review_json import as_json
from comity.reviews import review_book
from comity.tables import TABLES
from tests.invariants.books import KEPT, TODAY, book_of, example, read_into
from tests.web import small_firm

NOON = dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC)


def told(book: Book, part: int) -> str:
    return json.dumps(as_json(review_book(book, as_of=None, today=TODAY, cache=KEPT, part=part)))


@pytest.mark.parametrize("part", [1, 100])
def test_a_book_is_judged_part_by_part_as_if_it_were_judged_whole(part: int) -> None:
    assert told(example(), part) == told(example(), 10**9)


def test_a_very_large_book_is_judged_in_few_parts_and_not_in_small_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    many = sum(1 for _ in see_in_parts(example(), None, today=TODAY, cache=KEPT, part=1))
    monkeypatch.setattr(judge, "MOST_PARTS", 2)
    few = sum(1 for _ in see_in_parts(example(), None, today=TODAY, cache=KEPT, part=1))
    assert 1 < few < 5 < many


def test_one_mail_to_clients_of_several_parts_and_what_people_said_count_in_each(tmp_path: Path) -> None:
    book = book_of(small_firm.exports(tmp_path / "firm"))
    day = small_firm.LAST
    both = small_firm.letter(9000, small_firm.OURS, f"cleo@{small_firm.MILLS}", day, small_firm.WE_SAY[0])
    (tmp_path / "both").mkdir()
    cc = both.replace(b"\nSubject:", f"\nCc: cleo@{small_firm.FREIGHT}\nSubject:".encode(), 1)
    assert cc != both
    (tmp_path / "both" / "both.mbox").write_bytes(small_firm.mbox([cc]))
    read_into(book, tmp_path / "both")
    plain = told(book, 10**9)
    assert told(book, 1) == plain
    for sentence in small_firm.WE_SAY[:3]:
        say(book, correction("sentence", HOLDS_NOT, by="Ida", at=NOON, account=small_firm.MILLS,
                             ref="<1@petrelworks.example>", sentence=sentence, label="commitment"))  # fmt: skip
    corrected = told(book, 10**9)
    assert corrected != plain
    assert told(book, 1) == corrected
    merge(book)
    assert told(book, 1) == told(book, 10**9) != corrected


def test_until_when_money_is_known_is_told_by_the_books_of_all_accounts(tmp_path: Path) -> None:
    folder = small_firm.exports(tmp_path / "firm")
    promised = small_firm.letter(9000, f"cleo@{small_firm.MILLS}", small_firm.OURS, dt.date(2026, 8, 3),
                                 "We will pay your invoice 1001 by 10 August.")  # fmt: skip
    (folder / "paying.mbox").write_bytes(small_firm.mbox([promised]))
    (folder / "invoices.csv").write_text(
        "No.,Customer,Customer email,Invoice Date,Due Date,Memo,Amount,Currency,Status,Paid Date\n"
        f"1001,Goldfield Mills,cleo@{small_firm.MILLS},07/01/2026,07/31/2026,welding,500.00,GBP,Open,\n"
        f"1002,Goldfield Freight,cleo@{small_firm.FREIGHT},09/29/2026,10/29/2026,welding,500.00,GBP,Open,\n"
    )
    book = book_of(folder)
    looked = see(book, None, today=TODAY, cache=KEPT)
    broken = "select account from promises where broken_on is not null and proof_kind = 'invoice'"
    assert looked.engine.query(broken).to_pylist() == [{"account": small_firm.MILLS}]
    parts = see_in_parts(book, None, today=TODAY, cache=KEPT, part=1)
    assert [row for s in parts for row in s.engine.query(broken).to_pylist()] == [{"account": small_firm.MILLS}]


def merge(book: MemoryBook) -> None:
    row = {"row_id": "a decision", "decided_at": NOON, "decided_by": "Ida", "what": "merge",
           "account": small_firm.MILLS, "others": [small_firm.FREIGHT]}  # fmt: skip
    book.append("decisions", pa.Table.from_pylist([row], schema=TABLES["decisions"].schema))
