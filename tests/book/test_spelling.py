"""One spelling for words that people write in many."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from comity.book.spelling import clean


@given(st.text("aB3 .,:;/@'&+_-\t\n()?", max_size=20))
def test_a_text_is_cleaned_alike_whether_or_not_all_of_it_is_usual(text: str) -> None:
    assert clean(f"{text} é").removesuffix("é").strip() == clean(text)
