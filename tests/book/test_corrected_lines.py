"""A line without a key that was corrected in its file does not count beside what it was corrected to."""

from __future__ import annotations

import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from comity.book.known import Facts, known_on
from comity.book.reconcile import reconcile
from comity.book.store import MemoryBook
from tests.book.test_reading import TODAY, put, read

SHEET = "Date,Client,Project,Task,Notes,Hours,First Name,Last Name\n"
LINES = [
    "2026-03-02,Fen Boats,Hire,Oars,sanding,2.00,Ann,Reed\n",
    "2026-03-03,Fen Boats,Hire,Oars,sanding,35.00,Ann,Reed\n",
    "2026-03-04,Alnwick Mills,Loom,Belts,,4.00,Ann,Reed\n",
    "2026-03-05,Alnwick Mills,Loom,Belts,,4.00,Ben,Alder\n",
]


def book_of(folder: Path, *editions: str, name: str = "a__csv") -> MemoryBook:
    """A book that read a file in these editions, one after the other."""
    book = MemoryBook()
    for edition in editions:
        read(book, put(folder, **{name: edition}))
    return book


def facts(book: MemoryBook, day: dt.date = TODAY) -> Facts:
    return known_on(book, day)


def hours(book: MemoryBook, day: dt.date = TODAY) -> list[float]:
    return sorted(facts(book, day)["hours"]["hours"].to_pylist())


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("35.00", "3.50"), ("2026-03-03", "2026-03-04"), ("Ann", "Ben"), ("Fen Boats", "Alnwick Mills")],
)
def test_a_corrected_line_takes_the_place_of_the_wrong_one(wrong: str, right: str, tmp_path: Path) -> None:
    corrected = LINES[1].replace(wrong, right)
    book = book_of(tmp_path, SHEET + "".join(LINES), SHEET + LINES[0] + corrected + "".join(LINES[2:]))
    fresh = book_of(tmp_path, SHEET + LINES[0] + corrected + "".join(LINES[2:]))
    assert hours(book) == hours(fresh)
    assert sorted(facts(book)["hours"]["worked_on"].to_pylist()) == sorted(
        facts(fresh)["hours"]["worked_on"].to_pylist()
    )


def test_a_line_that_was_corrected_twice_counts_once_and_so_does_one_that_was_put_back(tmp_path: Path) -> None:
    def edition(figure: str) -> str:
        return SHEET + "".join(LINES).replace("35.00", figure)

    assert hours(book_of(tmp_path, edition("35.00"), edition("5.00"), edition("3.50"))) == [2.0, 3.5, 4.0, 4.0]
    assert hours(book_of(tmp_path, edition("35.00"), edition("3.50"), edition("35.00"))) == [2.0, 4.0, 4.0, 35.0]


def test_what_a_newer_edition_merely_does_not_have_stays(tmp_path: Path) -> None:
    assert hours(book_of(tmp_path, SHEET + "".join(LINES), SHEET + "".join(LINES[2:]))) == [2.0, 4.0, 4.0, 35.0]


def test_a_list_of_the_last_weeks_takes_nothing_from_the_weeks_before(tmp_path: Path) -> None:
    weeks = [
        f"2026-0{3 + n // 4}-{1 + n % 4 * 7:02},Fen Boats,Hire,Oars,the weekly call,1.00,Ann,Reed\n" for n in range(12)
    ]
    book = book_of(tmp_path, *(SHEET + "".join(weeks[at : at + 6]) for at in range(7)))
    assert len(hours(book)) == 12


def test_a_list_of_one_client_takes_nothing_from_a_list_of_another_under_its_name(tmp_path: Path) -> None:
    other = "".join(LINES[:2]).replace("Fen Boats", "Tarn Ltd")
    assert len(hours(book_of(tmp_path, SHEET + "".join(LINES[:2]), SHEET + other))) == 4


def test_what_stands_in_a_file_of_another_name_is_told_there_still(tmp_path: Path) -> None:
    book = MemoryBook()
    read(book, put(tmp_path, a__csv=SHEET + "".join(LINES), b__csv=SHEET + "".join(LINES)))
    read(book, put(tmp_path, a__csv=SHEET + "".join(LINES).replace("35.00", "3.50")))
    assert 35.0 in hours(book)


def test_on_a_day_before_the_newer_edition_the_older_one_is_what_was_known(tmp_path: Path) -> None:
    later = "2026-05-04,Fen Boats,Hire,Hulls,tarring,1.00,Ann,Reed\n"
    book = book_of(tmp_path, SHEET + "".join(LINES), SHEET + "".join(LINES).replace("35.00", "3.50") + later)
    assert hours(book, dt.date(2026, 4, 1)) == [2.0, 4.0, 4.0, 35.0]
    assert hours(book) == [1.0, 2.0, 3.5, 4.0, 4.0]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_line_that_was_corrected_before_a_longer_period_was_exported_counts_once(
    tmp_path: Path, at_once: bool
) -> None:
    later = "2026-04-14,Fen Boats,Hire,Hulls,tarring,1.00,Ann,Reed\n"
    files = {
        "time_from2026-03-01to2026-03-31__csv": SHEET + "".join(LINES),
        "time_from2026-03-01to2026-04-30__csv": SHEET + "".join(LINES).replace("35.00", "3.50") + later,
    }
    book = MemoryBook()
    for at, (name, text) in enumerate(files.items()):
        put(tmp_path / ("" if at_once else str(at)), **{name: text})
        if not at_once:
            read(book, tmp_path / str(at))
    if at_once:
        read(book, tmp_path)
    assert hours(book) == [1.0, 2.0, 3.5, 4.0, 4.0]


def test_time_sheets_of_several_months_or_people_take_nothing_from_each_other(tmp_path: Path) -> None:
    book = MemoryBook()
    moved = [line.replace("2026-03", "2026-04") for line in LINES]
    others = [line.replace("Ann,Reed", "Cy,Tarn").replace("Ben,Alder", "Di,Moss") for line in LINES]
    april = "2026-04-14,Fen Boats,Hire,Hulls,tarring,1.00,Cy,Tarn\n"
    read(book, put(tmp_path, time_2026_03__csv=SHEET + "".join(LINES), time_2026_04__csv=SHEET + "".join(moved)))
    read(book, put(tmp_path / "more", time_2026_05__csv=SHEET + "".join(others) + april))
    assert len(hours(book)) == 13


def workbook(path: Path, **sheets: list[str]) -> MemoryBook:
    """A book that read a workbook of these lines."""
    with xlsxwriter.Workbook(path / "hours.xlsx") as made:
        for name, lines in sheets.items():
            sheet = made.add_worksheet(name)
            for number, line in enumerate([SHEET, *lines]):
                sheet.write_row(number, 0, line.strip().split(","))
    book = MemoryBook()
    read(book, path)
    return book


def test_a_sheet_that_tells_the_others_together_doubles_no_hours(tmp_path: Path) -> None:
    twice = [LINES[0], LINES[0]]
    book = workbook(tmp_path, March=twice, April=LINES[1:], All=[*twice, *LINES[1:]])
    assert hours(book) == [2.0, 2.0, 4.0, 4.0, 35.0]


def test_sheets_that_do_not_tell_who_worked_are_of_several_people(tmp_path: Path) -> None:
    nobody = LINES[0].replace("Ann,Reed", ",")
    assert hours(workbook(tmp_path, Ann=[nobody], Ben=[nobody])) == [2.0, 2.0]


PAYMENTS = """Payment Date,Customer,Invoice No,Amount,Method
2026-02-01,Tarn,70,80.00,BACS
2026-03-01,Fen Boats,71,100.00,BACS
2026-05-09,Tarn,72,90.00,BACS
"""


def test_a_corrected_day_of_a_payment_is_the_day(tmp_path: Path) -> None:
    book = book_of(tmp_path, PAYMENTS, PAYMENTS.replace("2026-03-01", "2026-05-01"))
    assert sorted(facts(book)["payments"]["paid_on"].to_pylist()) == [
        dt.date(2026, 2, 1),
        dt.date(2026, 5, 1),
        dt.date(2026, 5, 9),
    ]


INVOICES = """Invoice Number,Customer,Invoice Date,Due Date,Net,VAT,Total,Date Paid,Status,Currency
71,Fen Boats,2026-02-10,2026-03-12,800.00,160.00,960.00,2026-03-10,Paid,GBP
72,Fen Boats,2026-02-11,2026-03-12,800.00,160.00,960.00,2026-03-10,Paid,GBP
74,Tarn,2026-05-20,2026-06-12,800.00,160.00,960.00,,Unpaid,GBP
"""


def paid(book: MemoryBook) -> list[tuple[str, dt.date, Decimal]]:
    rows = facts(book)["payments"].to_pylist()
    return sorted((r["applied_to"], r["paid_on"], r["amount"]) for r in rows)


def test_a_day_of_payment_that_an_invoice_list_corrects_is_corrected_with_its_invoice(tmp_path: Path) -> None:
    first, whole = INVOICES.split("\n", 2)[1], Decimal(960)
    later = INVOICES.replace(first, first.replace("2026-03-10", "2026-05-10"))
    unpaid = INVOICES.replace(first, first.replace("2026-03-10,Paid", ",Unpaid"))
    other = ("72", dt.date(2026, 3, 10), whole)
    assert paid(book_of(tmp_path, INVOICES, later)) == [("71", dt.date(2026, 5, 10), whole), other]
    assert paid(book_of(tmp_path, INVOICES, later, unpaid)) == [other]
    assert paid(book_of(tmp_path, unpaid, INVOICES)) == [("71", dt.date(2026, 3, 10), whole), other]


def test_a_payment_that_every_edition_tells_stays(tmp_path: Path) -> None:
    more = INVOICES + "73,Fen Boats,2026-02-12,2026-03-12,800.00,160.00,960.00,2026-03-10,Paid,GBP\n"
    assert [p[0] for p in paid(book_of(tmp_path, INVOICES, more, more.replace("2026-03-12", "2026-03-13")))] == [
        "71",
        "72",
        "73",
    ]


CALLS = """Date,Direction,Number,Name,Duration
2026-03-02 10:00,Outbound,+44 20 7946 0001,Fen Boats,300
2026-03-03 11:00,Inbound,+44 20 7946 0002,Tarn,60
"""


def test_a_corrected_call_is_one_call(tmp_path: Path) -> None:
    book = book_of(tmp_path, CALLS, CALLS.replace(",300", ",360"))
    assert sorted(facts(book)["calls"]["seconds"].to_pylist()) == [60, 360]


@given(st.data())
def test_of_a_sheet_that_is_exported_again_and_again_nothing_is_lost_while_nothing_is_corrected(
    data: st.DataObject,
) -> None:
    """Editions that tell of some days or clients each, under one name: all that any of them told counts."""
    every = [
        f"2026-03-{day:02},{client},Hire,Oars,,{hours}.00,{who},Reed\n"
        for day in range(1, 8) for client in ("Fen Boats", "Tarn") for hours in (1, 2) for who in ("Ann", "Ben")
    ]  # fmt: skip
    lines = [line for line in every if data.draw(st.booleans())]
    book, told = MemoryBook(), set[str]()
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(3):
            begins = data.draw(st.integers(1, 7))
            until = data.draw(st.integers(begins, 7))
            some = [line for line in lines if begins <= int(line[8:10]) <= until]
            told |= set(some)
            read(book, put(Path(folder), a__csv=SHEET + "".join(some)))
    assert len(hours(book)) == len(told)


LISTED = "Invoice Number,Customer,Invoice Date,Due Date,Total,Paid on\n"
BILLS = [
    "A-61,Fen Boats,2026-03-02,2026-04-01,310.00,\n",
    "A-26,Fen Boats,2026-03-09,2026-04-08,125.00,2026-03-20\n",
    "A-63,Tarn,2026-03-16,2026-04-15,88.00,\n",
    "A-64,Tarn,2026-03-23,2026-04-22,41.00,\n",
]


def bills(book: MemoryBook) -> list[tuple[str, str]]:
    told = facts(book)["invoices"]
    return sorted(zip(told["number"].to_pylist(), told["customer"].to_pylist(), strict=True))


@pytest.mark.parametrize(("wrong", "right"), [("A-26", "A-62"), ("Fen Boats", "Tarn")])
def test_an_invoice_whose_number_or_customer_was_corrected_counts_once_and_was_paid_once(
    tmp_path: Path, wrong: str, right: str
) -> None:
    corrected = "".join((BILLS[0], BILLS[1].replace(wrong, right), *BILLS[2:]))
    book = book_of(tmp_path, LISTED + "".join(BILLS), LISTED + corrected)
    fresh = book_of(tmp_path / "b", LISTED + corrected)
    assert bills(book) == bills(fresh)
    paid = [facts(b)["payments"].select(["customer", "applied_to", "amount"]).to_pylist() for b in (book, fresh)]
    assert paid[0] == paid[1]


def said(book: MemoryBook, folder: Path, edition: str) -> list[str]:
    return [text for count in read(book, put(folder, a__csv=edition)) for text in count.said if "no longer" in text]


def test_lines_that_a_newer_edition_of_these_days_does_not_have_are_told_and_kept(tmp_path: Path) -> None:
    book = book_of(tmp_path, LISTED + "".join(BILLS))
    (told,) = said(book, tmp_path, LISTED + BILLS[0] + BILLS[3])
    assert told.startswith("2 records of the edition before are no longer there, and kept: 2026-03-09, Fen Boats")
    assert len(bills(book)) == 4
    assert [t.said for t in reconcile(book, ()) if "no longer there" in t.said]
    assert said(book, tmp_path, LISTED + BILLS[0] + BILLS[3]) == []


def test_what_was_corrected_and_what_another_edition_tells_of_other_days_is_not_told_as_gone(tmp_path: Path) -> None:
    book = book_of(tmp_path, LISTED + "".join(BILLS))
    changed = BILLS[0].replace("310.00", "300.00") + BILLS[1].replace("A-26", "A-62") + BILLS[2] + BILLS[3]
    assert said(book, tmp_path, LISTED + changed) == []
    assert said(book, tmp_path, LISTED + "".join(BILLS[2:])) == []


def test_hours_that_were_deleted_are_told(tmp_path: Path) -> None:
    book = book_of(tmp_path, SHEET + "".join(LINES))
    (told,) = said(book, tmp_path, SHEET + LINES[0] + LINES[3])
    assert told.startswith("2 records of the edition before are no longer there, and kept: 2026-03-03")
