"""Hostile workbooks one by one, listed as those of `tests.hostile.things` are."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.folder import workbook
from tests.hostile.things import ENTITIES, thing


@thing(why="unpacks to more", slow=True)
def a_workbook_that_unpacks_to_600_mb(folder: Path) -> None:
    workbook(folder / "bomb.xlsx", b" " * 1_000_000, times=600)


@thing(why="claims 1,048,576 rows")
def a_workbook_with_a_cell_in_its_last_corner(folder: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row>'
    workbook(folder / "far.xlsx", b'<row r="1"><c r="A1"><v>1</v></c></row>' + far)


FAR = b"<is><t>far</t></is></c></row>"


@thing(why="lies outside of any sheet")
def a_workbook_with_a_row_number_of_300_digits(folder: Path) -> None:
    workbook(folder / "far.xlsx", b'<row r="1"><c r="A%b" t="inlineStr">' % (b"9" * 300) + FAR)


@thing(why="lies outside of any sheet")
def a_workbook_with_a_column_of_seven_letters(folder: Path) -> None:
    workbook(folder / "far.xlsx", b'<row r="1"><c r="ZZZZZZZ1" t="inlineStr">' + FAR)


@thing(why="claims 1,048,576 rows")
def a_workbook_that_hides_a_far_cell_behind_another_attribute(folder: Path) -> None:
    workbook(folder / "far.xlsx", b"""<row r="1048576"><c a='r="A1"' b="&gt;>" r="XFD1048576" t="inlineStr">""" + FAR)


@thing(why="claims 1,048,576 rows")
def a_workbook_that_hides_a_far_cell_behind_a_comment(folder: Path) -> None:
    workbook(folder / "far.xlsx", b'<!-- <c a=" --><row r="1048576"><c r="XFD1048576" t="inlineStr">' + FAR)


@thing(why="claims 99,999 rows")
def a_workbook_whose_cells_seem_to_name_their_place(folder: Path) -> None:
    cells = b'<c a="r="><v>1</v></c>' * 100
    workbook(folder / "far.xlsx", b'<row r="1">' + cells + b'</row><row r="99999">' + cells + b"</row>")


@thing(why="is no sound XML")
def a_workbook_that_hides_a_far_cell_in_unsound_xml(folder: Path) -> None:
    workbook(folder / "far.xlsx", b'<row r="1"></c><c r="XFD1048576" t="inlineStr">' + FAR)


@thing(why="lies outside of its row")
def a_workbook_that_counts_its_rows_back(folder: Path) -> None:
    far = b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    back = b'<row r="1048570"><c r="A2"><v>1</v></c></row><row><c><v>1</v></c></row>'
    workbook(folder / "far.xlsx", far + back)


@thing(why="claims 99,999 rows")
def a_workbook_whose_elements_have_an_odd_space(folder: Path) -> None:
    cells = b"<x-y:c><x-y:v>1</x-y:v></x-y:c>"
    row = b'<x-y:row r="1">' + cells * 16_384 + b'</x-y:row><x-y:row r="99999">' + cells + b"</x-y:row>"
    workbook(folder / "far.xlsx", row)


@thing(why="declares XML entities")
def entities_in_a_workbook(folder: Path) -> None:
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&l11;&outside;</t></is></c></row>'
    workbook(folder / "entities.xlsx", row, further=ENTITIES)
