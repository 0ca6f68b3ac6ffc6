"""What makes a record the same record: its words, however they are wrapped."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from comity.identity import row_id
from comity.tables import TABLES

MESSAGES = TABLES["messages"]
# White space of ASCII and beyond, beside letters of both and a sign that is none.
TEXTS = st.text(st.sampled_from(" \t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u2003ab\u00e9\ufeff"), max_size=40)


@given(TEXTS)
def test_white_space_counts_once(text: str) -> None:
    assert row_id(MESSAGES, {"body": text}, "") == row_id(MESSAGES, {"body": " ".join(text.split())}, "")


@given(TEXTS, TEXTS)
def test_other_words_are_another_record(one: str, other: str) -> None:
    same = row_id(MESSAGES, {"body": one}, "") == row_id(MESSAGES, {"body": other}, "")
    assert same == (one.split() == other.split())


def test_a_record_keeps_its_digest() -> None:
    """Books of years hold it: another one would read each mail a second time."""
    values = {"sender": "ann@north.example", "subject": "Offer  7", "body": "We agree.\n\nAnn\n> to the  price \n"}
    assert row_id(MESSAGES, values, "<7@north.example>") == "b12323028e589b78fd56b936d7572538"
