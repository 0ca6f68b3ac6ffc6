"""The reader of sentences: whether all that it reads with was made when Comity was installed."""

from __future__ import annotations

from collections.abc import Iterator

from comity.signals import larger


def look() -> Iterator[str]:
    """A line where the larger encoder is not there."""
    if told := larger.missing():
        yield told
