"""Reads a folder into a home that `benchmarks._many` laid, where one is named, and judges all of the home's accounts.

`python -m benchmarks._judged HOME [FOLDER]` prints a digest of the review; sentences cost it nothing to read.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from benchmarks._many import FewSentences, cache_of
from comity.book.reading import read_folders
from comity.home import open_book
from comity.review_json import in_pieces
from comity.reviews import review_book
from comity.signals.ears import shipped_reader
from comity.sources import Settings
from comity.web.days import today


def judged(home: Path, folder: Path | None) -> str:
    """The review as a digest."""
    book = open_book(home)
    if folder:
        read_folders([folder], book, today=today(), settings=Settings())
    found = review_book(
        book, as_of=None, today=today(), reader=FewSentences(), thresholds=shipped_reader().thresholds,
        cache=cache_of(home),
    )  # fmt: skip
    digest = hashlib.sha256()
    for piece in in_pieces(found):
        digest.update(piece.encode())
    return digest.hexdigest()


if __name__ == "__main__":
    print(judged(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
