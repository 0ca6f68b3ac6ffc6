"""Error files: what a spreadsheet would work out is given out harmless, and comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.sources.delimited import Delimited
from comity.sources.mended import TO_MEND, as_it_was, as_they_were, harmless

CELLS = st.one_of(
    st.text("'=+-@ \t\r\n1,.a＝", max_size=8), st.text(max_size=8), st.floats(allow_nan=False), st.booleans()
)


@given(CELLS)
def test_whatever_was_given_out_comes_back_as_it_was(cell: object) -> None:
    assert as_it_was(harmless(cell)) == cell


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "  =1", "+49 30", "-A1", "-100.00", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "-1+cmd|' /C calc'!A0"],
)
def test_what_a_spreadsheet_would_work_out_gets_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Smith", "O'Neill", "'tis", "a=b", 5.0, None])
def test_all_else_stays(cell: object) -> None:
    assert as_it_was(cell) == harmless(cell) == cell


def test_only_an_error_file_is_read_without_its_apostrophes(tmp_path: Path) -> None:
    for name, told in ((f"mail/{TO_MEND}a.csv", "=b"), ("a.csv", "'=b"), ("not to mend - a.csv", "'=b")):
        path = tmp_path / "a.csv"
        path.write_bytes(raw := b"A;B\n1;'=b\n")
        sheet = as_they_were(name, Delimited(path, raw, len(raw), ";"))
        for lines in (sheet.head(9), list(sheet.lines(2))):
            assert [line.cells for line in lines] == [["A", "B"], ["1", told]]
