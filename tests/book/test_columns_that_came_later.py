"""A home that an earlier Comity made is read, added to and purged, though its tables had fewer columns."""

from __future__ import annotations

from pathlib import Path

from deltalake import DeltaTable, write_deltalake

from comity.book.store import DeltaBook
from comity.tables import TABLES

TABLE = TABLES["firm"]


def earlier(folder: Path) -> DeltaBook:
    """A book with a table of the firm from before it could name a reader."""
    rows = TABLE.schema.empty_table().from_pylist([{"name": "Fen Boats", "row_id": "1"}], schema=TABLE.schema)
    write_deltalake(folder / "firm", rows.drop_columns(["reader"]))
    return DeltaBook(folder)


def test_what_was_written_before_a_column_came_has_nothing_in_it(tmp_path: Path) -> None:
    book = earlier(tmp_path)
    assert book.facts("firm").schema == TABLE.schema
    assert book.facts("firm")["reader"].to_pylist() == [None]
    assert book.facts("firm", ["reader", "name"]).to_pylist() == [{"reader": None, "name": "Fen Boats"}]
    assert book.find("firm", "name", ["Fen Boats"])["reader"].to_pylist() == [None]


def test_new_rows_are_added_to_it_and_a_purge_writes_it_anew(tmp_path: Path) -> None:
    book = earlier(tmp_path)
    more = TABLE.schema.empty_table().from_pylist([{"name": "Fen", "row_id": "2", "reader": "{}"}], schema=TABLE.schema)
    book.append("firm", more)
    told = {r["row_id"]: r["reader"] for r in book.facts("firm").to_pylist()}
    assert told == {"1": None, "2": "{}"}
    other = earlier(tmp_path / "other")
    other.replace("firm", more)
    assert other.facts("firm")["name"].to_pylist() == ["Fen"]
    assert "reader" in {f.name for f in DeltaTable(tmp_path / "other" / "firm").schema().fields}
