"""Random tables survive every way of writing them, and damaged files never raise and always add up."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from comity.book.reading import read_folders
from comity.book.store import MemoryBook
from comity.errors import UserError
from comity.sources import Export, Reject, Row, Said, Settings, tabular
from tests.patience import within
from tests.sources.tables import workbook

HEADINGS = ["Date", "Employee", "Client", "Project", "Notes", "Hours", "Billable", "Bill rate"]
ORDERS = {"iso": "%Y-%m-%d", "day": "%d/%m/%Y", "month": "%m/%d/%Y", "dots": "%d.%m.%Y", "words": "%d %b %Y"}

words = (
    st.text("abcdefghijklmnopqrstuvwxyzÅØéüß \",;'\n&=-", min_size=1, max_size=30)
    .map(str.strip)
    .filter(
        lambda text: len(text) > 2 and text[0].isalpha() and text[:3].lower() not in ("tot", "som", "sum", "ges", "nul")
    )
)
entries = st.lists(
    st.tuples(
        st.dates(dt.date(1991, 1, 1), dt.date(2099, 12, 31)),
        words,
        words,
        st.integers(1, 2900).map(lambda quarters: Decimal(quarters) / 4),
        st.booleans(),
        st.integers(1, 99_999_999).map(lambda cents: Decimal(cents) / 100),
    ),
    min_size=1,
    max_size=25,
)
Entry = tuple[dt.date, str, str, Decimal, bool, Decimal]


def written(number: Decimal, decimals: str, groups: str) -> str:
    """A number with two decimals as a country writes it."""
    return f"{number:,.2f}".translate(str.maketrans({",": groups, ".": decimals}))


def table(rows: list[Entry], separator: str, order: str, decimals: str, groups: str) -> str:
    """The entries as separated values. Two certain dates show the order of day and month."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for day, client, note, hours, billable, rate in [*rows, *PROOF]:
        shown = day.strftime(ORDERS[order])
        cells = [shown, "Ida Holm", client, "Shop", note, written(hours, decimals, "")]
        writer.writerow([*cells, "yes" if billable else "no", written(rate, decimals, groups)])
    return out.getvalue()


PROOF: list[Entry] = [(dt.date(2025, 6, 25), "Fjord", "proof", Decimal(1), True, Decimal("12.50"))]


def outcomes(path: Path, **comity_toml: object) -> tuple[list[Row], list[Reject]]:
    """All rows and rejects of a file."""
    with path.open("rb") as file:
        head = file.read(65_536)
    export = Export(path, path.name, path.stat().st_size, head, Settings(**comity_toml))  # pyright: ignore
    found = [outcome for outcome in tabular.read(export) if not isinstance(outcome, Said)]
    return [o for o in found if isinstance(o, Row)], [o for o in found if isinstance(o, Reject)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=entries,
    separator=st.sampled_from(",;\t|"),
    charset=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    order=st.sampled_from(sorted(ORDERS)),
    marks=st.sampled_from([(".", ","), (",", "."), (",", " "), (".", "'"), (".", "")]),
)
def test_a_table_is_the_same_however_it_was_written(
    tmp_path: Path, rows: list[Entry], separator: str, charset: str, order: str, marks: tuple[str, str]
) -> None:
    path = tmp_path / "hours.csv"
    path.write_bytes(table(rows, separator, order, *marks).encode(charset))
    found, rejects = outcomes(path)
    assert rejects == []
    assert len(found) == len(rows) + 1
    for row, (day, client, note, hours, billable, rate) in zip(found, rows, strict=False):
        values = row.values
        assert values["worked_on"] == day
        assert values["client"] == client
        assert values["memo"] == note
        assert values["hours"] == pytest.approx(float(hours), abs=1e-6)
        assert values["billable"] is billable
        assert values["bill_rate"] == rate


TROUBLE = [b'"', b"\0", b"\r", b"\n", b";", b"\xff\xfe", b"=1+1", b"1e400", b"NaN", b"\xe9"]


@pytest.mark.slow
def test_a_hundred_thousand_lines_are_read_in_seconds(tmp_path: Path) -> None:
    path = tmp_path / "hours.csv"
    path.write_text(table(PROOF * 100_000, ",", "day", ".", ","))
    with within():
        rows, rejects = outcomes(path)
        assert (len(rows), len(rejects)) == (100_001, 0)


def broken(content: bytes, chance: random.Random) -> bytes:
    """The bytes with some of them changed, lost, doubled or put in."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data) or 1)
        what = chance.randrange(6)
        if what == 0 and data:
            data[at % len(data)] = chance.randrange(256)
        elif what == 1:
            del data[at : at + chance.randint(1, 40)]
        elif what == 2:
            data[at:at] = data[max(at - 60, 0) : at]
        elif what == 3:
            data[at:at] = chance.choice(TROUBLE)
        elif what == 4:
            data = data[: max(at, 1)]
        else:
            data[at:at] = b"," * chance.randint(1, 30)
    return bytes(data)


REPORT = (
    b",Date,Transaction Type,Num,Due Date,Amount,Open Balance\n"
    + (
        b'"Fjord, Inc.",,,,,,\n'
        b',06/25/2025,Invoice,1,07/02/2025,"1,000.00",0.00\n'
        b",06/26/2025,Payment,9,,-10.00,0.00\n"
        b"Total for Fjord,,,,,10.00,0.00\n"
    )
    * 20
)
CALLS = b"Start Time\tDirection\tFrom\tTo\tDuration\n" + b"2025-06-25 08:00\tInbound\t+47 1\t+47 2\t1:05\n" * 30
FIRMS = [["Company name", "Website", "Industry"], *[["Fjord", "fjord.example", "optics"]] * 20]
SAMPLES: dict[str, Callable[[], bytes]] = {
    "hours.csv": lambda: table(PROOF * 30, ",", "day", ",", ".").encode(),
    "hours16.csv": lambda: table(PROOF * 30, ";", "month", ".", ",").encode("utf-16"),
    "report.csv": lambda: REPORT,
    "calls.tsv": lambda: CALLS,
    "crm.xlsx": lambda: workbook({"A": FIRMS}),
}


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_damaged_file_never_raises_and_every_reject_says_why(tmp_path: Path, name: str) -> None:
    content, chance = SAMPLES[name](), random.Random(name)
    for _ in range(120):
        (tmp_path / name).write_bytes(broken(content, chance))
        _, rejects = outcomes(tmp_path / name)
        for reject in rejects:
            assert reject.place
            assert reject.raw
            assert "\n" not in reject.reason
            assert reject.reason.endswith(".")
            assert len(reject.reason) < 300


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_what_a_book_takes_of_damaged_files_adds_up(tmp_path: Path, name: str) -> None:
    content, chance = SAMPLES[name](), random.Random(name + "book")
    (tmp_path / "exports").mkdir()
    for number in range(12):
        (tmp_path / "exports" / f"{number:02}-{name}").write_bytes(broken(content, chance))
    book = MemoryBook()
    counts = read_folders([tmp_path / "exports"], book, today=dt.date(2026, 1, 1), settings=Settings())
    for count in counts:
        assert count.records == count.kept + count.duplicate + count.rejected
    assert book.facts("rejects").num_rows == sum(count.rejected for count in counts)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400) | st.text('Date,Client;Hours\t|"\n0123456789/.-:', max_size=300).map(str.encode))
@example(content=b"Date,Client,Project,Hours\n" + b'"' * 90)
@example(content=b"\xff\xfe")
@example(content=b"Date,Client,Project,Hours\n\xff\xfe\x00,,,,,,,,\n")
def test_any_bytes_at_all_are_a_table_or_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    rows, rejects = outcomes(path)
    assert len(rows) + len(rejects) <= content.count(b"\n") + content.count(b"\r") + 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(heading=st.text(max_size=20), column=st.text(max_size=30))
def test_any_mapping_is_understood_or_refused_in_one_line(tmp_path: Path, heading: str, column: str) -> None:
    path = tmp_path / "hours.csv"
    path.write_text(table(PROOF, ",", "iso", ".", ","))
    try:
        rows, rejects = outcomes(path, columns={"*.csv": {heading: column}})
    except UserError as error:
        rows, rejects = [], []
        refusal = str(error)
        assert refusal.isprintable()
    assert len(rows) + len(rejects) <= 2
