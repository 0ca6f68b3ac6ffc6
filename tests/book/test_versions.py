"""Which version of a record holds: the newest export's, of one day the newest reading's, and what others add."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.book.known import Facts, known_on
from comity.book.reading import read_folders
from comity.book.store import Book, DeltaBook, MemoryBook
from comity.book.whois import firm_row
from comity.identity import row_id
from comity.sources import Settings
from comity.tables import TABLES

TODAY = dt.date(2026, 6, 1)
LAST, BEFORE = dt.date(2026, 5, 5), dt.date(2026, 4, 1)  # the newest fact of the exports, and a day before it
WORKED = "Date,Client,Task,Hours,First Name,Last Name\n2026-05-05,Fen Boats,Oars,2.00,Ann,Reed\n"
BILLS = "Invoice Number,Customer,Invoice Date,Due Date,Total\n"
SHEET = "Date,Client,Project,Task,Notes,Hours,First Name,Last Name,Billable Rate,Cost Rate\n"


def put(folder: Path, **files: str) -> Path:
    """Write files; two underscores in a name stand for its dot."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_text(content)
    return folder


def read(book: Book, *folders: Path, today: dt.date = TODAY) -> None:
    read_folders(folders, book, today=today, settings=Settings())


def firm(cost: int | None, name: str = "Reed Rowing") -> str:
    return f'[firm]\nname = "{name}"\ndomains = ["reed.example"]\n' + (f"hourly_cost = {cost}\n" if cost else "")


def cost(facts: Facts) -> int | None:
    told = firm_row(facts)["hourly_cost"]
    return int(told) if isinstance(told, Decimal) else None


def totals(facts: Facts) -> list[int]:
    return sorted(int(total) for total in facts["invoices"]["total"].to_pylist())


def rates(facts: Facts) -> list[tuple[float, int | None, int | None]]:
    """Each line of hours with what is charged and what it costs."""
    hours, billed, paid = (facts["hours"][c].to_pylist() for c in ("hours", "bill_rate", "cost_rate"))
    whole = [[None if rate is None else int(rate) for rate in some] for some in (billed, paid)]
    return sorted(zip(hours, *whole, strict=True))


def line(bill: object = "", cost: object = "", hours: int = 5) -> str:
    return f"2026-01-05,Fen Boats,Hire,Oars,sanding,{hours}.00,Ann,Reed,{bill},{cost}\n"


def test_an_edited_file_holds_from_its_next_reading_on_and_so_does_what_it_is_set_back_to(tmp_path: Path) -> None:
    for costs in ((50, 60, 70), (70, 60, 50), (50, 60, 50), (60, 50, 60, 50)):
        book = DeltaBook(tmp_path / "-".join(map(str, costs)))
        for told in costs:
            read(book, put(tmp_path / "exports", comity__toml=firm(told), hours__csv=WORKED))
            # A correction of what is timeless is timeless.
            assert [cost(known_on(book, day)) for day in (BEFORE, LAST, TODAY)] == [told] * 3


def test_what_is_taken_out_of_a_file_is_no_longer_told(tmp_path: Path) -> None:
    book = MemoryBook()
    for told in (50, None):
        read(book, put(tmp_path, comity__toml=firm(told), hours__csv=WORKED))
        assert cost(known_on(book, TODAY)) == told


def test_a_firm_that_gives_itself_another_name_is_the_same_firm(tmp_path: Path) -> None:
    book = MemoryBook()
    for name in ("Reed Rowing", "Reed and Daughters", "Reed Rowing"):
        read(book, put(tmp_path, comity__toml=firm(50, name), hours__csv=WORKED))
        assert firm_row(known_on(book, TODAY))["name"] == name


def test_a_corrected_invoice_holds_though_nothing_newer_came_with_it(tmp_path: Path) -> None:
    book = MemoryBook()
    for total in (1000, 600, 700, 1000):
        read(book, put(tmp_path, a__csv=f"{BILLS}7,Fen Boats,2026-03-10,2026-04-09,{total}.00\n", h__csv=WORKED))
        assert totals(known_on(book, TODAY)) == [total]


def test_what_was_known_on_a_day_stays_when_newer_facts_come_with_an_edit(tmp_path: Path) -> None:
    book, later = MemoryBook(), WORKED + "2026-05-20,Fen Boats,Oars,2.00,Ann,Reed\n"
    read(book, put(tmp_path, comity__toml=firm(50), hours__csv=WORKED))
    read(book, put(tmp_path, comity__toml=firm(60), hours__csv=later))
    assert [cost(known_on(book, day)) for day in (BEFORE, LAST, dt.date(2026, 5, 20))] == [50, 50, 60]


def test_reading_the_same_folders_again_changes_nothing_also_where_they_have_files_of_one_name(tmp_path: Path) -> None:
    bill = "7,Fen Boats,2026-03-10,2026-04-09,{}.00\n"
    one = put(tmp_path / "one", a__csv=BILLS + bill.format(1000), h__csv=WORKED)
    other = put(tmp_path / "other", a__csv=BILLS + bill.format(600), h__csv=WORKED)
    book = MemoryBook()
    read(book, one)
    read(book, one, other)
    before = (totals(known_on(book, TODAY)), book.facts("readings").num_rows)
    for folders in ((one, other), (other, one), (one, other)):
        read(book, *folders)
        assert (totals(known_on(book, TODAY)), book.facts("readings").num_rows) == before


def test_a_home_from_before_readings_were_counted_takes_the_last_read_and_follows_edits(tmp_path: Path) -> None:
    old = MemoryBook()
    for told, today in ((50, TODAY), (60, TODAY + dt.timedelta(days=1))):
        read(old, put(tmp_path, comity__toml=firm(told), hours__csv=WORKED), today=today)
    book = uncounted(old)
    assert cost(known_on(book, TODAY)) == 60
    for told in (50, 60):
        read(book, put(tmp_path, comity__toml=firm(told), hours__csv=WORKED), today=TODAY + dt.timedelta(days=2))
        assert cost(known_on(book, TODAY)) == told


def uncounted(book: Book) -> MemoryBook:
    """The book as it was before readings and equal lines were counted."""
    copy = MemoryBook()
    for name, table in TABLES.items():
        rows = [
            {**r, **{c: None for c in ("number", "anew", "nth") if name in ("readings", "hours") and c in r}}
            for r in book.facts(name).to_pylist()
            if name != "readings" or not r["anew"]
        ]
        copy.append(name, pa.Table.from_pylist(rows, schema=table.schema))
    return copy


def test_a_sheet_exported_again_with_other_rates_is_the_same_work(tmp_path: Path) -> None:
    quarter, year = SHEET + line(80, 30) + line(80, 30), SHEET + line(85, 30) + line(85, 30)
    book = MemoryBook()
    read(book, put(tmp_path, quarter__csv=quarter, year__csv=year))
    assert rates(known_on(book, TODAY)) == [(5.0, 85, 30)] * 2


def test_a_sheet_exported_again_without_rates_takes_none_away(tmp_path: Path) -> None:
    book, bare = MemoryBook(), SHEET.replace(",Billable Rate,Cost Rate", "")
    read(book, put(tmp_path, a__csv=SHEET + line(80, 30), z__csv=bare + line().replace(",,", "")))
    assert rates(known_on(book, TODAY)) == [(5.0, 80, 30)]


def test_lines_that_differ_in_their_rates_alone_are_as_many_as_their_sheet_has(tmp_path: Path) -> None:
    book = MemoryBook()
    read(book, put(tmp_path / "a", a__csv=SHEET + line(80) + line(95)))
    read(book, put(tmp_path / "b", b__csv=SHEET + line(80) + line(95) + line(80)))
    assert rates(known_on(book, TODAY)) == [(5.0, 80, None), (5.0, 80, None), (5.0, 95, None)]


def test_equal_lines_read_before_they_were_counted_stay_as_many_and_take_new_rates(tmp_path: Path) -> None:
    old = MemoryBook()
    read(old, put(tmp_path / "a", a__csv=SHEET + line(80) + line(80) + line(80)))
    book = uncounted(old)
    assert rates(known_on(book, TODAY)) == [(5.0, 80, None)] * 3
    read(book, put(tmp_path / "a", a__csv=SHEET + line(85) + line(85) + line(85)))
    assert rates(known_on(book, TODAY)) == [(5.0, 85, None)] * 3


def test_a_number_that_counts_anew_in_another_year_is_another_invoice(tmp_path: Path) -> None:
    old, new = "2,Fen Boats,2025-10-10,2025-11-09,1000.00\n", "2,Fen Boats,2026-01-10,2026-02-09,300.00\n"
    one, other = MemoryBook(), MemoryBook()
    read(one, put(tmp_path / "one", a__csv=BILLS + old + new))
    read(other, put(tmp_path / "two", a__csv=BILLS + old, b__csv=BILLS + new))
    for book in (one, other):
        assert totals(known_on(book, dt.date(2025, 12, 31))) == [1000]
        assert totals(known_on(book, TODAY)) == [300, 1000]


def test_a_later_invoice_of_the_same_number_changes_no_earlier_day_however_soon_it_comes(tmp_path: Path) -> None:
    old, new = "2,Fen Boats,2025-12-10,2026-01-09,1000.00\n", "2,Fen Boats,2026-01-10,2026-02-09,300.00\n"
    book = MemoryBook()
    read(book, put(tmp_path, a__csv=BILLS + old, b__csv=BILLS + new))
    assert totals(known_on(book, dt.date(2025, 12, 31))) == [1000]


def test_an_invoice_whose_day_was_corrected_is_one_invoice(tmp_path: Path) -> None:
    book = MemoryBook()
    for day in ("2026-03-10", "2026-04-10"):
        read(book, put(tmp_path, a__csv=f"{BILLS}2,Fen Boats,{day},2026-05-09,1000.00\n", h__csv=WORKED))
    assert totals(known_on(book, TODAY)) == [1000]
    assert known_on(book, TODAY)["invoices"]["issued_on"].to_pylist() == [dt.date(2026, 4, 10)]


def invoice(book: Book, day: dt.date = TODAY) -> Mapping[str, object]:
    [row] = known_on(book, day)["invoices"].to_pylist()
    return row


def test_what_only_the_other_of_two_lists_of_a_day_tells_is_not_lost(tmp_path: Path) -> None:
    book = MemoryBook()
    short = "Invoice Number,Customer,Invoice Date,Total\n7,Fen Boats,2026-03-10,1000.00\n"
    paid = (
        "Invoice Number,Customer,Invoice Date,Due Date,Total,Open Balance\n7,Fen Boats,2026-03-10,2026-04-09,1000,0\n"
    )
    read(book, put(tmp_path, a__csv=paid, z__csv=short, h__csv=WORKED))
    row = invoice(book)
    assert (row["due_on"], row["status"], row["state_from"]) == (dt.date(2026, 4, 9), "paid", LAST)
    # Before the day of the export a state is known of neither.
    row = invoice(book, BEFORE)
    assert (row["due_on"], row["status"], row["state_from"]) == (dt.date(2026, 4, 9), None, None)


def test_a_list_that_tells_another_sum_does_not_complete_what_it_contradicts(tmp_path: Path) -> None:
    book = MemoryBook()
    one = "Invoice Number,Customer,Invoice Date,Due Date,Total\n7,Fen Boats,2026-03-10,2026-04-09,1000.00\n"
    other = "Invoice Number,Customer,Invoice Date,Total\n7,Fen Boats,2026-03-10,600.00\n"
    read(book, put(tmp_path, a__csv=one, z__csv=other))
    assert (invoice(book)["total"], invoice(book)["due_on"]) == (Decimal(600), None)


def test_what_rides_on_the_digest_of_a_line_did_not_change() -> None:
    """Homes hold lines by it: another digest would have each of them read twice."""
    told = {"person": "Ann", "hours": 2.0, "worked_on": LAST, "bill_rate": Decimal(80)}
    assert row_id(TABLES["hours"], {**told, "nth": 2}, "") == row_id(TABLES["hours"], told, "")


def domains(book: Book, day: dt.date = TODAY) -> list[tuple[str, tuple[str, ...]]]:
    """Each firm of the CRM with its domains."""
    rows = known_on(book, day)["companies"].to_pylist()
    return sorted((r["name"], tuple(sorted(r["domains"] or ()))) for r in rows)


FIRMS = "{}Company Name,Company Domain Name,Owner,Industry\n"


@pytest.mark.parametrize("number", ["", "7,", "81004417,"], ids=["by name", "by a count", "by an id"])
def test_a_firm_told_twice_in_one_list_has_the_domains_of_both_lines(tmp_path: Path, number: str) -> None:
    head = FIRMS.format("Company ID," if number else "")
    lines = [f"{number}Fen Boats,{domain},Ann,Boats\n" for domain in ("fen.example", "fenboats.example")]
    for n, order in enumerate((lines, lines[::-1])):
        book = MemoryBook()
        read(book, put(tmp_path / f"{n}", firms__csv=head + "".join(order), h__csv=WORKED))
        assert domains(book) == [("Fen Boats", ("fen.example", "fenboats.example"))]
        # A later export that tells one line of it no more tells that domain no more.
        read(book, put(tmp_path / f"{n}", firms__csv=head + order[0], h__csv=WORKED.replace("05-05", "05-20")))
        assert domains(book) == [("Fen Boats", (order[0].split(",")[-3],))]
        assert len(domains(book, LAST)[0][1]) == 2


def test_a_person_told_twice_in_one_list_has_the_addresses_of_both_lines(tmp_path: Path) -> None:
    head = "Contact ID,Contact Name,Email,Company\n"
    told = "".join(f"81004417,Jo Park,{a}@fen.example,Fen Boats\n" for a in ("jo", "park"))
    book = MemoryBook()
    read(book, put(tmp_path, people__csv=head + told))
    [row] = known_on(book, TODAY)["contacts"].to_pylist()
    assert row["emails"] == ["park@fen.example", "jo@fen.example"]


firms = st.lists(
    st.lists(st.tuples(st.sampled_from(("Fen Boats", "Low Mill")), st.sampled_from("abcd")), min_size=1, max_size=4),
    min_size=1, max_size=3,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(contents=firms, order=st.randoms(use_true_random=False))
def test_firms_have_all_domains_that_the_newest_list_has_of_them_in_any_order_of_reading(
    contents: list[list[tuple[str, str]]], order: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folders = []
        for n, told in enumerate(contents):
            lines = (f"{name},{at}{n}.example,Ann,Boats\n" for name, at in told)
            newest = WORKED.replace("05-05", f"05-0{n + 1}")
            folders.append(put(Path(place) / f"{n}", firms__csv=FIRMS.format("") + "".join(lines), h__csv=newest))
        one, other = MemoryBook(), MemoryBook()
        for folder in folders:
            read(one, folder)
        for folder in order.sample(folders, len(folders)):
            read(other, folder)
        last = {name: n for n, told in enumerate(contents) for name, _ in told}
        found = [
            (name, tuple(sorted({f"{at}{n}.example" for who, at in contents[n] if who == name})))
            for name, n in sorted(last.items())
        ]
        assert domains(one) == domains(other) == found
        read(other, *folders)
        assert domains(other) == found


files = st.lists(st.lists(st.sampled_from((80, 85, 90)), min_size=1, max_size=3), min_size=1, max_size=3)


@settings(max_examples=25, deadline=None)
@given(contents=files, order=st.randoms(use_true_random=False))
def test_folders_of_one_reading_say_the_same_in_any_order_and_again(
    contents: list[list[int]], order: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        folders = [
            put(root / f"{n}", **{f"s{n}__csv": SHEET + "".join(map(line, bills))}) for n, bills in enumerate(contents)
        ]
        one, other = MemoryBook(), MemoryBook()
        read(one, *folders)
        shuffled = folders[:]
        order.shuffle(shuffled)
        read(other, *shuffled)
        found = rates(known_on(one, TODAY))
        assert len(found) == max(map(len, contents))
        assert rates(known_on(other, TODAY)) == found
        read(other, *folders)
        assert rates(known_on(other, TODAY)) == found
