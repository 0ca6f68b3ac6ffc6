"""Who a message went to, read from the columns at once, is who each row names."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from comity.book.whois.ends import went_to
from comity.tables import TABLES

_NAMED = st.fixed_dictionaries({
    "address": st.sampled_from(["a@x.example", "b@y.example", ""]), "name": st.sampled_from(["A", "", None]),
})  # fmt: skip
_ROW = st.none() | st.lists(_NAMED, max_size=3)


@given(st.lists(st.lists(st.tuples(_ROW, _ROW), max_size=4), max_size=3), st.integers(0, 3))
def test_addressees_are_those_of_each_row_however_the_columns_are_cut(
    chunks: list[list[tuple[list[dict[str, str]] | None, list[dict[str, str]] | None]]], skipped: int
) -> None:
    schema = TABLES["messages"].schema
    kind = schema.field("recipients").type
    columns = [pa.chunked_array([pa.array([row[i] for row in rows], kind) for rows in chunks], kind) for i in (0, 1)]
    messages = pa.table({"recipients": columns[0], "copied": columns[1]}).slice(skipped)
    expected = [
        [(r["address"], r["name"]) for r in (*(to or ()), *(copied or ()))]
        for to, copied in [row for rows in chunks for row in rows][skipped:]
    ]
    assert went_to(messages) == expected
