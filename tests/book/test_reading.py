"""Taking exports into a book: nothing lost, nothing twice, in any order and any book."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.book import reading
from comity.book.reading import FileCount, read_folders
from comity.book.rejected import standing_rejects, unread_files
from comity.book.store import Book, DeltaBook, MemoryBook
from comity.identity import row_id
from comity.sources import Export, Outcome, Reject, Row, Said, Settings, unknown
from comity.tables import TABLES

TODAY = dt.date(2026, 6, 1)

SHEET = "Date,Client,Project,Task,Notes,Hours,First Name,Last Name\n"
ANN = "2026-05-04,Fen Boats,Hire,Oars,sanding,2.00,Ann,Reed\n"
BEN = "2026-05-05,Fen Boats,Hire,Hulls,tarring,3.50,Ben,Alder\n"
MEETING = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260510T100000Z\nEND:VEVENT\nEND:VCALENDAR\n"
BROKEN = MEETING.replace("20260510T100000Z", "soon")


class Lines:
    """A source for tests: each line of a file is a record, told by its first letter."""

    __name__ = "lines"
    KIND = "lines"

    def detect(self, export: Export) -> bool:
        """Whether it is one of ours."""
        return export.name.endswith(".lines")

    def read(self, export: Export) -> Iterator[Outcome]:
        """`h` is an hour of a time sheet, `c` a firm of a CRM, `?` broken, anything else told of the whole file."""
        for number, line in enumerate(export.path.read_text().splitlines(), 1):
            place = f"line {number}"
            if line.startswith("h"):
                yield Row("hours", {"person": line[1:], "hours": 1.0, "worked_on": dt.date(2026, 5, 4)}, place)
            elif line.startswith("c"):
                yield Row("companies", {"crm": "lines", "company_id": line[1:], "name": line}, place, line[1:])
            elif line.startswith("?"):
                yield Reject(place, "broken. Mend it and read again.", line.encode())
            else:
                yield Said(line)


@pytest.fixture
def of_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with the source for tests."""
    source = Lines()
    monkeypatch.setattr(reading, "source_of", lambda export: source if source.detect(export) else None)


def put(folder: Path, **files: str) -> Path:
    """Write files; two underscores in a name stand for its dot."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_text(content)
    return folder


def read(book: Book, *folders: Path, today: dt.date = TODAY) -> list[FileCount]:
    return read_folders(folders, book, today=today, settings=Settings())


def ids(book: Book) -> dict[str, set[str]]:
    """Everything a book holds but where it was first seen."""
    return {name: set(book.facts(name, ["row_id"])["row_id"].to_pylist()) for name in TABLES}


def test_counts_tell_what_became_of_each_record(tmp_path: Path) -> None:
    folder = put(tmp_path, a__csv=SHEET + ANN + BEN, b__ics=MEETING + BROKEN, c__txt="rope, paint\n")
    counts = read(MemoryBook(), folder)
    told = [(c.file, c.kind, c.records, c.kept, c.duplicate, c.rejected) for c in counts]
    assert told == [
        ("a.csv", "time", 2, 2, 0, 0),
        ("b.ics", "calendar", 2, 1, 0, 1),
        ("c.txt", "unknown", 0, 0, 0, 0),
    ]


def test_reading_twice_keeps_nothing_new(tmp_path: Path) -> None:
    folder = put(tmp_path, a__csv=SHEET + ANN + BEN, b__ics=MEETING + BROKEN)
    book = MemoryBook()
    first = read(book, folder)
    before = ids(book)
    second = read(book, folder)
    assert ids(book) == before
    assert [(c.records, c.kept) for c in second] == [(c.records, 0) for c in first]
    assert [c.rejected for c in second] == [c.rejected for c in first]


def test_equal_lines_of_one_sheet_are_different_facts_and_of_two_exports_the_same(tmp_path: Path) -> None:
    book = MemoryBook()
    [may] = read(book, put(tmp_path / "may", a__csv=SHEET + ANN + ANN))
    [june] = read(book, put(tmp_path / "june", a__csv=SHEET + ANN + ANN + BEN + ANN))
    assert (may.kept, may.duplicate) == (2, 0)
    assert (june.kept, june.duplicate) == (2, 2)
    assert book.facts("hours").num_rows == 4


def test_a_row_tells_where_it_was_read_and_when(tmp_path: Path) -> None:
    book = MemoryBook()
    read(book, put(tmp_path, b__ics=MEETING))
    [row] = book.facts("meetings").to_pylist()
    assert (row["source"], row["place"], row["ref"], row["read_on"]) == ("b.ics", "line 2", "a", TODAY)
    assert [row["row_id"]] == book.facts("sightings")["record"].to_pylist()


def test_a_reject_keeps_its_place_reason_and_bytes(tmp_path: Path) -> None:
    book = MemoryBook()
    read(book, put(tmp_path, b__ics=BROKEN))
    [reject] = book.facts("rejects").to_pylist()
    assert (reject["source"], reject["place"]) == ("b.ics", "line 2")
    assert reject["reason"].startswith('"soon" is no date')
    assert b"DTSTART:soon" in reject["raw"]


def test_the_day_of_an_export_is_its_newest_fact_that_is_not_in_the_future(tmp_path: Path) -> None:
    later = ANN.replace("2026-05-04", "2027-01-01")
    folder = put(tmp_path, a__csv=SHEET + ANN + BEN + later, b__ics=MEETING)
    book = MemoryBook()
    read(book, folder)
    assert book.facts("readings")["exported_on"].to_pylist() == [dt.date(2026, 5, 5)] * 2


def test_facts_that_are_still_to_come_are_kept_and_it_is_said_that_they_do_not_count_yet(tmp_path: Path) -> None:
    later = ANN.replace("2026-05-04", "2027-01-01")
    [count] = read(MemoryBook(), put(tmp_path, a__csv=SHEET + ANN + later))
    assert count.kept == 2
    assert count.said == [
        "1 record is dated after the day of reading, the last 1 January 2027: none counts before its day"
    ]


@pytest.mark.parametrize("form", ["mbox", "eml"])
def test_mail_that_nobody_can_have_sent_yet_is_rejected_until_its_day_comes(form: str, tmp_path: Path) -> None:
    mail = "From: a@x.example\nTo: b@y.example\nSubject: x\nDate: Thu, 02 Jul 2026 10:00:00 +0000\n\nHello\n"
    before = "From a@x.example\n" if form == "mbox" else ""
    book, folder = MemoryBook(), put(tmp_path, **{f"a__{form}": before + mail})
    [count] = read(book, folder)
    assert (count.kept, count.rejected) == (0, 1)
    assert "dated 2026-07-02" in standing_rejects(book)[0]["reason"]
    [count] = read(book, folder, today=dt.date(2026, 7, 2))
    assert (count.kept, count.rejected, standing_rejects(book)) == (1, 0, [])


def test_what_the_firm_says_of_itself_decides_days_in_all_files_of_the_folder(tmp_path: Path) -> None:
    sheet = SHEET + ANN.replace("2026-05-04", "04/05/2026")
    for locale, day in (("nl_NL", dt.date(2026, 5, 4)), ("en_US", dt.date(2026, 4, 5))):
        book = MemoryBook()
        toml = f'[firm]\nname = "Fen Boats"\nlocale = "{locale}"\n'
        read(book, put(tmp_path / locale, a__csv=sheet, z__toml=toml))
        assert book.facts("hours")["worked_on"].to_pylist() == [day]


def test_a_link_in_the_folder_is_counted_as_rejected(tmp_path: Path) -> None:
    put(tmp_path / "exports", b__ics=MEETING)
    (tmp_path / "exports" / "a.ics").symlink_to(tmp_path)
    book = MemoryBook()
    link, meeting = read(book, tmp_path / "exports")
    assert (link.file, link.records, link.rejected) == ("a.ics", 1, 1)
    assert meeting.kept == 1
    assert "not followed" in book.facts("rejects")["reason"].to_pylist()[0]


def test_a_file_that_vanishes_while_others_are_read_is_rejected_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path, a__ics=MEETING, b__ics=MEETING.replace("UID:a", "UID:b"))
    found = reading.source_of

    def taken_away(export: Export) -> object:
        if export.name == "a.ics":
            export.path.unlink()
        return found(export)

    monkeypatch.setattr(reading, "source_of", taken_away)
    book = MemoryBook()
    gone, other = read(book, folder)
    assert (gone.records, gone.rejected, other.kept) == (1, 1, 1)
    assert book.facts("rejects")["reason"].to_pylist() == [
        "cannot be read (No such file or directory). Copy it again and read again."
    ]


def test_a_file_that_nobody_knows_is_listed_with_why_until_a_later_reading_understands_it(tmp_path: Path) -> None:
    book, sheet = MemoryBook(), "Papier,Wer,Wann,Wieviel\n77-1,Fen Boats,2026-03-04,120.00\n"
    folder = put(tmp_path, a__csv=sheet, b__zip="", c__csv=SHEET + ANN)
    read(book, folder)
    assert unread_files(book) == [("a.csv", unknown.HEADINGS), ("b.zip", unknown.EMPTY)]
    columns = {"Papier": "number", "Wer": "customer", "Wann": "issued_on", "Wieviel": "gross"}
    told = '[columns."a.csv"]\n' + "".join(f'{head} = "invoices.{name}"\n' for head, name in columns.items())
    read(book, put(tmp_path, comity__toml=told))
    assert unread_files(book) == [("b.zip", unknown.EMPTY)]


@pytest.mark.usefixtures("of_lines")
def test_what_is_said_of_a_file_is_kept_with_its_reading_and_is_no_record(tmp_path: Path) -> None:
    book = MemoryBook()
    [count] = read(book, put(tmp_path, a__lines="days first\nhann\n! cut\n"))
    assert (count.records, count.said) == (1, ["days first", "! cut"])
    assert book.facts("readings")["said"].to_pylist() == ["days first; ! cut"]


@pytest.mark.usefixtures("of_lines")
def test_a_reading_cut_short_leaves_no_record_of_it_and_is_made_good_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path, a__lines="".join(f"h{n}\n" for n in range(20)), b__lines="c1\n?\nc2\n")
    monkeypatch.setattr(reading, "BATCH", 3)
    whole, cut = MemoryBook(), MemoryBook()
    read(whole, folder)

    def stop(name: str, _done: int, _size: int) -> None:
        if name == "b.lines":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_folders([folder], cut, today=TODAY, settings=Settings(), progress=stop)
    assert cut.facts("hours").num_rows == 18
    assert cut.facts("readings").num_rows == 0
    read(cut, folder)
    assert ids(cut) == ids(whole)


@pytest.mark.usefixtures("of_lines")
def test_progress_goes_up_to_the_whole(tmp_path: Path) -> None:
    folder = put(tmp_path, a__lines="h1\nh2\n", b__lines="c1\n", c__other="nobody knows\n")
    told: list[tuple[str, int, int]] = []
    read_folders([folder], MemoryBook(), today=TODAY, settings=Settings(), progress=lambda *step: told.append(step))
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert told[-1] == ("c.other", 22, 22)


line = st.sampled_from(("hann", "hann", "hben", "c1", "c2", "c2", "?x", "?y", "said"))
files = st.lists(st.lists(line, max_size=8), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(contents=files, order=st.randoms(use_true_random=False))
def test_any_overlapping_exports_read_in_any_order_and_twice_make_the_same_book(
    contents: list[list[str]], order: random.Random
) -> None:
    source = Lines()
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "source_of", lambda _export: source)
        root = Path(place)
        folders = [put(root / f"{n}", a__lines="\n".join(lines)) for n, lines in enumerate(contents)]
        one, other = MemoryBook(), MemoryBook()
        counts = read(one, *folders)
        for count in counts:
            assert count.records == count.kept + count.duplicate + count.rejected
        assert sum(c.records for c in counts) == sum(not x.startswith("s") for lines in contents for x in lines)
        shuffled = [*folders, *folders]
        order.shuffle(shuffled)
        for folder in shuffled:
            read(other, folder)
        facts = {n: v for n, v in ids(one).items() if n in ("hours", "companies")}
        assert facts == {n: v for n, v in ids(other).items() if n in facts}
        # A time sheet's equal lines are as many facts as the export that has most of them shows.
        most = max((Counter(lines)["hann"] for lines in contents), default=0)
        assert one.facts("hours")["person"].to_pylist().count("ann") == most


def test_a_book_on_disk_holds_what_one_in_memory_holds(tmp_path: Path) -> None:
    folder = put(
        tmp_path / "exports",
        a__csv=SHEET + ANN + BEN,
        b__ics=MEETING + BROKEN,
        comity__toml='[firm]\nname = "Fen Boats"\nhourly_cost = 48.5\ndomains = ["fen.example"]\n',
    )
    memory, disk = MemoryBook(), DeltaBook(tmp_path / "book")
    assert read(memory, folder) == read(disk, folder)
    for name, table in TABLES.items():
        for columns in (None, ["row_id", table.columns[-1].name]):
            here, there = memory.facts(name, columns), disk.facts(name, columns)
            assert here.schema.equals(there.schema), name
            assert here.sort_by("row_id").to_pylist() == there.sort_by("row_id").to_pylist()
    again = DeltaBook(tmp_path / "book")
    assert [c.kept for c in read(again, folder)] == [0, 0, 0]
    assert ids(again) == ids(memory)


def test_an_empty_append_makes_no_table_and_an_unread_one_is_empty(tmp_path: Path) -> None:
    book = DeltaBook(tmp_path)
    book.append("calls", TABLES["calls"].schema.empty_table())
    assert list(tmp_path.iterdir()) == []
    assert book.facts("calls").schema.equals(TABLES["calls"].schema)
    assert book.facts("calls", ["row_id"]).column_names == ["row_id"]


def test_a_record_is_the_same_whatever_way_it_is_wrapped_and_written() -> None:
    table = TABLES["invoices"]
    told = {"number": "7", "total": Decimal("12.50"), "issued_on": dt.date(2026, 5, 4), "memo": "oars and  hulls"}
    again = {"memo": "oars\nand hulls", "total": Decimal("12.5000"), "number": "7", "issued_on": dt.date(2026, 5, 4)}
    assert row_id(table, told, "7") == row_id(table, again, "7")
    assert row_id(table, {**told, "memo": None, "kind": ""}, "7") == row_id(table, {**told, "memo": ""}, "7")


@pytest.mark.parametrize(
    "change",
    [
        {"number": "8"},
        {"total": Decimal("12.51")},
        {"issued_on": dt.date(2026, 5, 5)},
        {"memo": "oars"},
        {"due_on": dt.date(2026, 5, 4)},
    ],
)
def test_records_that_say_something_else_are_others(change: dict[str, object]) -> None:
    told = {"number": "7", "total": Decimal("12.50"), "issued_on": dt.date(2026, 5, 4), "memo": "oars and hulls"}
    assert row_id(TABLES["invoices"], told, "7") != row_id(TABLES["invoices"], {**told, **change}, "7")


def test_a_moment_is_the_same_in_every_zone_and_another_value_in_another_column_is_another() -> None:
    noon = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
    east = noon.astimezone(dt.timezone(dt.timedelta(hours=9)))
    calls = TABLES["calls"]
    assert row_id(calls, {"called_at": noon}, "") == row_id(calls, {"called_at": east}, "")
    # Without a zone it is in UTC, as the tables take it, and not on the clock of whoever reads.
    assert row_id(calls, {"called_at": noon.replace(tzinfo=None)}, "") == row_id(calls, {"called_at": noon}, "")
    assert row_id(calls, {"their_name": "Ann"}, "") != row_id(calls, {"our_name": "Ann"}, "")
    assert row_id(calls, {}, "1") != row_id(calls, {}, "2") != row_id(calls, {}, "2", 2)


def test_a_value_of_no_known_type_is_refused() -> None:
    with pytest.raises(TypeError, match="no value of a fact"):
        row_id(TABLES["calls"], {"their_name": object()}, "")


def test_a_memory_book_gives_all_that_was_appended() -> None:
    book = MemoryBook()
    schema = TABLES["filings"].schema
    for n in range(3):
        book.append("filings", pa.Table.from_pylist([{"row_id": f"{n}", "label": "Inbox"}], schema=schema))
    assert book.facts("filings", ["row_id"]).to_pydict() == {"row_id": ["0", "1", "2"]}
