"""Telephone logs whose headings nobody foresaw: what they must hold to be taken for one, and what is then read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from comity.sources import tabular
from comity.sources.calls.shapes import is_number, way_of
from tests.sources.exports import export_of
from tests.sources.tables import kind_of, read_text, workbook

HEADS = ["Stamp", "Leg", "Desk", "Far end", "Known as", "Spoke", "Stretch", "Close"]
LINES = [
    ["2026-03-02 09:40", "in", "01904 555900", "01904 555011", "Hollin Dairy", "Ida", "1:11", "talked"],
    ["2026-03-02 10:12", "out", "01904 555901", "01482 555020", "Quay Optics", "Ben", "3:29", "talked"],
    ["2026-03-02 11:30", "in", "01904 555900", "01904 555011", "Hollin Dairy", "", "0:00", "no answer"],
    ["2026-03-03 08:55", "out", "01904 555901", "0113 555 0177", "Abbey Press", "Ben", "12:01", "talked"],
    ["2026-03-03 09:20", "in", "01904 555900", "01482 555020", "Quay Optics", "Ida", "0:48", "talked"],
    ["2026-03-03 14:02", "out", "01904 555901", "0113 555 0177", "Abbey Press", "", "0:00", "busy"],
    ["2026-03-04 11:45", "in", "01904 555900", "07700 900123", "", "Ida", "2:00", "talked"],
]
DROPPED = "dropped"


def text(changed: dict[int, list[str] | str] | None = None) -> str:
    """The log with some of its columns changed or dropped."""
    changed = changed or {}
    table = [list(HEADS), *map(list, LINES)]
    for index, cells in changed.items():
        if isinstance(cells, list):
            for line, cell in zip(table[1:], cells, strict=True):
                line[index] = cell
    return "".join(",".join(cell for i, cell in enumerate(line) if changed.get(i) != DROPPED) + "\n" for line in table)


def test_a_log_is_told_by_what_its_columns_hold_and_that_is_said(tmp_path: Path) -> None:
    read = read_text(tmp_path, text())
    assert not read.rejects
    assert [row["direction"] for row in read.values] == ["in", "out", "missed", "out", "in", "out", "in"]
    first = read.values[0]
    assert (first["their_number"], first["our_number"]) == ("01904 555011", "01904 555900")
    assert (first["their_name"], first["our_name"], first["seconds"]) == ("Hollin Dairy", "Ida", 71)
    assert "; ".join(read.said) == (
        "its headings are not known: taken for a telephone log by what its columns hold, "
        '"Stamp" for called_at, "Leg" for direction, "Desk" for our_number, "Far end" for number, "Close" for result, '
        '"Stretch" for seconds, "Known as" for name, "Spoke" for our_name (comity.toml can say otherwise)'
    )


@pytest.mark.parametrize("index", [0, 1, 3])
def test_without_moment_way_or_their_number_it_is_none(tmp_path: Path, index: int) -> None:
    assert kind_of(tmp_path, text({index: DROPPED})) == ""


@pytest.mark.parametrize("dropped", [(2,), (4, 5), (6,), (7,), (2, 7)])
def test_what_else_it_holds_may_be_missing(tmp_path: Path, dropped: tuple[int, ...]) -> None:
    assert kind_of(tmp_path, text(dict.fromkeys(dropped, DROPPED))) == "calls"


def test_without_length_and_outcome_nothing_speaks_of_calls(tmp_path: Path) -> None:
    assert kind_of(tmp_path, text({6: DROPPED, 7: DROPPED})) == ""


NEAR: dict[str, dict[int, list[str] | str]] = {
    "all went one way": {1: ["in"] * 7},
    "the way says more than the way": {1: ["in stock", "out of stock"] * 3 + ["in stock"]},
    "days without a time": {0: [f"2026-03-0{day}" for day in range(1, 8)]},
    "dates where numbers should be": {3: [f"0{day}.03.2026" for day in range(1, 8)]},
    "sums where numbers should be": {3: [f"{day}2500.00" for day in range(1, 8)]},
    "slips counted up": {2: DROPPED, 3: [f"01904{day:05}" for day in range(11, 18)]},
    "one line and no other": {2: DROPPED, 3: ["01904 555900"] * 7},
    "two columns of others' numbers": {2: [f"0161 555 01{day}" for day in (72, 11, 34, 15, 86, 37, 98)]},
    "stays of hours, nobody turned away": {
        2: DROPPED, 6: ["1:30", "0:45", "2:05", "8:15", "0:25", "3:40", "1:10"], 7: ["seen"] * 7
    },
}  # fmt: skip


@pytest.mark.parametrize("changed", NEAR.values(), ids=NEAR.keys())
def test_a_table_that_is_near_is_none(tmp_path: Path, changed: dict[int, list[str] | str]) -> None:
    assert kind_of(tmp_path, text(changed)) == ""


def test_a_heading_that_speaks_against_calls_counts(tmp_path: Path) -> None:
    assert kind_of(tmp_path, text().replace("Close", "SMS status")) == ""


def test_of_two_columns_of_lengths_the_one_is_read_that_is_nought_when_nobody_answered(tmp_path: Path) -> None:
    read = read_text(tmp_path, text({5: ["0:04", "0:09", "0:20", "0:07", "0:05", "0:30", "0:03"]}))
    assert [row["seconds"] for row in read.values] == [71, 209, 0, 721, 48, 0, 120]


def test_bare_numbers_are_lengths_where_they_are_nought_when_nobody_answered(tmp_path: Path) -> None:
    read = read_text(tmp_path, text({6: ["71", "209", "0", "721", "48", "0", "120"]}))
    assert [row["seconds"] for row in read.values] == [71, 209, 0, 721, 48, 0, 120]
    read = read_text(tmp_path, text({6: ["71", "209", "90", "721", "0", "44", "120"]}))
    assert [row["seconds"] for row in read.values] == [None] * 7


def test_who_is_named_is_not_guessed(tmp_path: Path) -> None:
    days = ["Monday", "Monday", "Monday", "Tuesday", "Tuesday", "Tuesday", "Wednesday"]
    read = read_text(tmp_path, text({4: days, 5: ["Sales"] * 7}))
    assert {(row["their_name"], row["our_name"]) for row in read.values} == {(None, None)}


def test_what_comity_toml_says_counts_before_what_a_column_seems_to_hold(tmp_path: Path) -> None:
    read = read_text(tmp_path, text(), columns={"table.csv": {"Known as": "calls.company", "Close": "our_name"}})
    assert read.values[0]["their_company"] == "Hollin Dairy"
    assert read.values[0]["our_name"] == "talked"
    assert not read_text(tmp_path, text(), columns={"table.csv": {"Known as": "notes.text"}}).rows


def test_a_sheet_of_a_workbook_with_real_moments_and_lengths_is_told_too(tmp_path: Path) -> None:
    rows = [
        [dt.datetime.fromisoformat(line[0]), *line[1:6], dt.timedelta(minutes=int(m), seconds=int(s)), line[7]]
        for line in LINES
        for m, s in [line[6].split(":")]
    ]
    path = tmp_path / "log.xlsx"
    path.write_bytes(workbook({"March": [HEADS, *rows]}))
    assert tabular.kind_of(export_of(path)) == "calls"


@pytest.mark.parametrize(
    ("word", "way"),
    [
        ("IN", {"in"}), ("Incoming call", {"in"}), ("eingehender Anruf", {"in"}), ("uit", {"out"}),
        ("Appel sortant", {"out"}), ("chiamata persa", {"missed"}), ("missed (in)", {"missed", "in"}),
        ("llamada saliente", {"out"}), ("in stock", set()), ("in/out", set()), ("", set()), ("Ida Ruck", set()),
    ],
)  # fmt: skip
def test_a_way_is_a_word_for_it_and_nothing_else(word: str, way: set[str]) -> None:
    assert way_of(word) == way


@pytest.mark.parametrize(
    ("written", "is_one"),
    [
        ("+44 1904 555011", True), ("(303) 555-0110", True), ("0800 555 977", True), ("20 12 34 56", True),
        ("06-12345678", True), ("Ida Ruck (01904 555011)", True), ("01/04/2025", False), ("2025-04-01", False),
        ("1250.00", False), ("0.1234567", False), ("1 234 567", False), ("41310207629", False), ("101", False),
        ("000012345", False), ("", False), ("1:11", False),
    ],
)  # fmt: skip
def test_a_telephone_number_is_told_by_its_looks(written: str, is_one: bool) -> None:
    assert is_number(written) is is_one
