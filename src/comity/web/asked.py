"""What stands in an address or a form, as the number that it should be."""

from __future__ import annotations

MOST_DIGITS = 18  # what a column of the database holds


def number(text: str) -> int:
    """The whole number that a text is; 0, which is the number of nothing, where it is none that is kept anywhere."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else 0
