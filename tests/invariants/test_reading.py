"""Reading twice, in parts, in any order, after a crash: the same verdicts to the byte, every record accounted for."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from comity.book.known import Facts, known_on
from comity.book.reading import read_folders
from comity.book.rejected import standing_rejects
from comity.book.store import Book, DeltaBook, MemoryBook
from comity.book.tally import FileTally
from comity.book.whois import who_is_who
from comity.book.whois.traffic import FIRST, traffic
from comity.judge import see
from comity.ledger.columns import table as ledger_table
from comity.ledger.home import home_of
from comity.ledger.money_facts import money_tables
from comity.ledger.statement import statement
from comity.sources import Settings
from comity.tables import TABLES
from tests.invariants.books import (
    EXAMPLE,
    EXPORTED,
    KEPT,
    OTHERS,
    TODAY,
    Row,
    accounts,
    book_of,
    changed,
    differences,
    example,
    judged,
    read_into,
    told,
)

OF_READING = ("readings", "rejects", "sightings", "duplicates")


def files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file())


def check_same(book: Book, whole: str) -> None:
    """The accounts of the book's review are those of the whole, to the byte."""
    found = judged(book)
    if told(found) != whole:
        wanted = accounts(judged(example()))
        raise AssertionError("\n".join([*differences(wanted, accounts(found))][:20]))


def facts_of(book: Book) -> dict[str, set[str]]:
    """The row_ids of all facts."""
    names = [n for n in TABLES if n not in OF_READING]
    return {n: set(book.facts(n, ["row_id"])["row_id"].to_pylist()) for n in names}


def parts(folder: Path, into: Path, chance: random.Random) -> list[Path]:
    """The files dealt out to three folders, some of them to two, as a firm's people would send them."""
    found = [into / name for name in ("first", "second", "third")]
    for path in files(folder):
        for part in chance.sample(found, chance.choice((1, 1, 2))):
            target = part / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    chance.shuffle(found)
    return [part for part in found if part.exists()]


@pytest.fixture(scope="module")
def whole() -> str:
    """What the bundled firm's accounts are when all is read at once."""
    return told(judged(example()))


@pytest.mark.parametrize("seed", range(2))
def test_files_read_one_at_a_time_in_any_order_say_the_same(whole: str, seed: int) -> None:
    order = files(EXAMPLE)
    random.Random(seed).shuffle(order)
    book = MemoryBook()
    for path in order:
        read_into(book, path)
    check_same(book, whole)


def test_overlapping_parts_say_the_same_on_disk_and_read_again_add_nothing(tmp_path: Path, whole: str) -> None:
    book = DeltaBook(tmp_path / "book")
    sent = parts(EXAMPLE, tmp_path / "sent", random.Random(3))
    for part in sent:
        read_into(book, part)
    check_same(book, whole)
    before = facts_of(book)
    again = [count for part in (*sent[::-1], EXAMPLE) for count in read_into(book, part)]
    assert facts_of(book) == before
    assert [(c.file, c.kept) for c in again if c.kept] == []
    check_same(book, whole)


def test_facts_lie_in_a_book_in_any_order(whole: str) -> None:
    def shuffled(_name: str, rows: list[Row]) -> list[Row]:
        return random.Random(7).sample(rows, len(rows))

    check_same(changed(example(), shuffled), whole)


def test_statements_are_the_same_in_whatever_order_facts_lie() -> None:
    def backwards(_name: str, rows: list[Row]) -> list[Row]:
        return rows[::-1]

    seen = [see(book, None, today=TODAY, cache=KEPT) for book in (example(), changed(example(), backwards))]
    for account in seen[0].now:
        one, other = (statement(s.engine, account, s.as_of) for s in seen)
        assert [replace(e, amount=None) for e in one] == [replace(e, amount=None) for e in other]
        amounts = [[e.amount or 0.0 for e in some] for some in (one, other)]
        assert amounts[0] == pytest.approx(amounts[1])


def messages(mbox: Path) -> list[bytes]:
    """The messages of an mbox, each with its separator."""
    raw = mbox.read_bytes()
    return [b"From " + part for part in raw.removeprefix(b"From ").split(b"\n\nFrom ")]


def copies(mbox: Path, into: Path, chance: random.Random) -> Iterator[Path]:
    """Overlapping copies of a mailbox: two halves of it, single files with Windows' line ends, and a Maildir."""
    every = messages(mbox)
    third = len(every) // 3
    for name, some in (("old", every[: 2 * third]), ("new", every[third:])):
        (into / name).mkdir(parents=True)
        (into / name / "all.mbox").write_bytes(b"\n\n".join(some) + b"\n")
        yield into / name
    (into / "single").mkdir()
    (into / "Maildir" / "cur").mkdir(parents=True)
    for number, message in enumerate(chance.sample(every, third)):
        body = message.partition(b"\n")[2].replace(b"\n>From ", b"\nFrom ")
        (into / "single" / f"{number}.eml").write_bytes(body.replace(b"\n", b"\r\n"))
        (into / "Maildir" / "cur" / f"17{number:08}.M1P{number}.host:2,S").write_bytes(body + b"\n")
    yield into / "single"
    yield into / "Maildir"


@pytest.mark.parametrize("backwards", [False, True])
def test_overlapping_copies_of_a_mailbox_in_any_form_are_one_mailbox(
    tmp_path: Path, whole: str, *, backwards: bool
) -> None:
    found = list(copies(EXAMPLE / "mail" / "all.mbox", tmp_path, random.Random(5)))
    rest = tmp_path / "rest"
    shutil.copytree(EXAMPLE, rest, ignore=lambda _folder, names: {"mail"} & set(names))
    book = MemoryBook()
    for folder in [*found, rest][:: -1 if backwards else 1]:
        read_into(book, folder)
    assert book.facts("messages").num_rows == example().facts("messages").num_rows
    check_same(book, whole)


def test_a_reading_cut_short_is_gone_on_with(tmp_path: Path, whole: str) -> None:
    book, halfway = DeltaBook(tmp_path / "book"), "mail/all.mbox"

    def stop(name: str, done: int, size: int) -> None:
        if name == halfway and done * 2 > size:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_folders([EXAMPLE], book, today=TODAY, settings=Settings(), progress=stop)
    read_into(book, EXAMPLE)
    check_same(book, whole)


def check_tally(tallies: list[FileTally], files_read: int) -> None:
    assert len(tallies) == files_read
    for tally in tallies:
        parted = (tally.kept, tally.duplicate, tally.rejected, tally.ignored)
        assert min(parted) >= 0, tally
        assert sum(parted) == tally.records, tally


def test_every_record_of_every_file_is_in_exactly_one_of_four(tmp_path: Path) -> None:
    book = MemoryBook()
    sent = parts(EXAMPLE, tmp_path, random.Random(4))
    counts = [count for part in sent for count in read_into(book, part)]
    assert all(c.records == c.kept + c.duplicate + c.rejected for c in counts)
    check_tally(list(judged(book).read), len({c.file for c in counts}))


def test_a_review_tells_of_a_reading_what_the_reading_told() -> None:
    book = MemoryBook()
    counts = read_into(book, EXAMPLE)
    first = {c.file: (c.kind, c.records, c.kept, c.duplicate, c.rejected) for c in counts}
    tallies = {t.file: (t.kind, t.records, t.kept + t.ignored, t.duplicate, t.rejected) for t in judged(book).read}
    assert tallies == first


def test_what_is_ignored_is_counted_for_its_own_file_where_two_have_one_name(tmp_path: Path) -> None:
    every = messages(EXAMPLE / "mail" / "all.mbox")
    half = len(every) // 2
    for name, some in (("a", every[:half]), ("b", every[half:])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "all.mbox").write_bytes(b"\n\n".join(some) + b"\n")
    tallies = list(judged(book_of(tmp_path / "a", tmp_path / "b")).read)
    check_tally(tallies, 2)
    together = list(judged(book_of(EXAMPLE / "mail")).read)
    assert sum(t.ignored for t in tallies) == sum(t.ignored for t in together) > 0


SHEET = "Date,Client,Project,Task,Notes,Hours,First Name,Last Name\n"
OPEN_DAYS = SHEET + "05/04/2026,Fen Boats,Hire,Oars,,2.00,Ann,Reed\n04/06/2026,Fen Boats,Hire,Oars,,1.00,Ann,Reed\n"
FIRM = '[firm]\nname = "Reed Rowing"\ndomains = ["reed.example"]\nlocale = "nl_NL"\n'


def test_a_reject_is_taken_back_once_its_advice_was_followed(tmp_path: Path) -> None:
    (tmp_path / "hours.csv").write_text(OPEN_DAYS)
    book = MemoryBook()
    [refused] = read_into(book, tmp_path)
    assert refused.rejected == 2
    assert len(standing_rejects(book)) == 2
    (tmp_path / "comity.toml").write_text(FIRM)
    hours = next(count for count in read_into(book, tmp_path) if count.file == "hours.csv")
    assert (hours.kept, hours.rejected) == (2, 0)
    assert standing_rejects(book) == []
    tallies = list(judged(book).read)
    check_tally(tallies, 2)
    assert [(t.file, t.kept, t.rejected) for t in tallies] == [("comity.toml", 1, 0), ("hours.csv", 2, 0)]


def test_every_meeting_of_a_series_is_a_record_that_was_kept(tmp_path: Path) -> None:
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:a", "DTSTART:20260105T100000Z", "RRULE:FREQ=WEEKLY;COUNT=5"]
    (tmp_path / "a.ics").write_text("\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""]))
    (tmp_path / "hours.csv").write_text(SHEET + "2026-05-05,Fen Boats,Hire,Oars,,2.00,Ann,Reed\n")
    tallies = {t.file: t for t in judged(book_of(tmp_path)).read}
    assert (tallies["a.ics"].records, tallies["a.ics"].kept, tallies["a.ics"].duplicate) == (5, 5, 0)


def rows(name: str, *values: Row) -> pa.Table:
    return pa.Table.from_pylist(list(values), schema=TABLES[name].schema)


def facts_with(**tables: pa.Table) -> Facts:
    """All tables as known on a day, these with rows."""
    book = MemoryBook()
    for name, filled in tables.items():
        book.append(name, filled)
    return known_on(book, EXPORTED)


def test_of_a_busy_stranger_the_first_mails_sent_are_looked_at_not_the_first_read() -> None:
    start = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
    mails: list[Row] = [
        {"row_id": f"{n:03}", "ref": f"<{n}@kiln.example>", "sender": "ann@kiln.example", "subject": f"No {n}",
         "sent_at": start + dt.timedelta(days=n), "sent_on": (start + dt.timedelta(days=n)).date()}
        for n in range(FIRST + 9)
    ]  # fmt: skip
    own = frozenset({"reed.example"})
    forwards, backwards = (traffic(facts_with(messages=rows("messages", *some)), own) for some in (mails, mails[::-1]))
    assert forwards["ann@kiln.example"].first == backwards["ann@kiln.example"].first
    assert forwards["ann@kiln.example"].first[0] == "000"


def paid(source: str, number: str, ref: str, amount: int = 100) -> Row:
    """A payment of Fen Boats for invoice 7: of a list where it has a number, else told by the invoice itself."""
    told_of = {"source": source, "ref": ref, "number": number or None, "customer": "Fen Boats", "applied_to": "7"}
    return {"row_id": f"{source}{ref}", "paid_on": dt.date(2026, 5, 4), "amount": Decimal(amount), **told_of}


def payments_of(*told_of: Row) -> list[Row]:
    facts = facts_with(payments=rows("payments", *told_of))
    whois = who_is_who(facts)
    found = money_tables(facts, whois, home_of(facts, whois))["payments"]
    assert found.schema == ledger_table("payments", []).schema
    return found.to_pylist()


@pytest.mark.parametrize("seed", range(4))
def test_a_payment_told_by_a_list_and_by_its_invoice_counts_once_whichever_was_read_first(seed: int) -> None:
    told_of = [paid("book.xlsx", "", "7"), paid("list.csv", "P1", "P1")]
    random.Random(seed).shuffle(told_of)
    assert [(p["ref"], p["amount"]) for p in payments_of(*told_of)] == [("P1", 100.0)]


def test_two_equal_payments_of_one_list_count_twice_though_they_were_read_from_two_exports() -> None:
    first, second = paid("may.csv", "", ""), {**paid("june.csv", "", ""), "row_id": "2"}
    assert len(payments_of(first, second)) == len(payments_of(second, first)) == 2


@pytest.mark.slow
@pytest.mark.parametrize("firm", OTHERS)
def test_the_other_firms_say_the_same_in_parts_and_in_any_order(shared: Path, tmp_path: Path, firm: str) -> None:
    folder = shared / "examples" / firm / "exports"
    wanted = judged(book_of(folder))
    chance = random.Random(firm)
    order = files(folder)
    book = MemoryBook()
    # Twice: a file whose days only comity.toml decides is rejected where it was read before that, with that advice.
    for _ in range(2):
        chance.shuffle(order)
        for path in order:
            read_into(book, path)
    found = judged(book)
    assert told(found) == told(wanted)
    check_tally(list(found.read), len({(path.name, path.read_bytes()) for path in order}))
    book = DeltaBook(tmp_path / "book")
    for part in parts(folder, tmp_path / "sent", chance):
        read_into(book, part)
    assert told(judged(book)) == told(wanted)
