"""Texts laid out in a file without a name, so that some of very many are had without going through all the others.

The file is gone with the process, however that ends: nothing that is purged is left in it.
"""

from __future__ import annotations

import shutil
import tempfile
from array import array
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import numpy as np

SPARE = 64 << 20  # bytes of a disk that are left free
_AT_ONCE = 8 << 20  # bytes between two looks at what is free


class LaidTexts:
    """These texts with their row_ids, as they come. Raises OSError where there is no room for them."""

    def __init__(self, folder: Path, texts: Iterable[tuple[str, str]]) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - open for as long as this is there
        names, begins, sizes = array("q"), array("q"), array("q")
        at = looked = 0
        for row, text in texts:
            told = row.encode() + text.encode("utf-8", "surrogatepass")
            if at + len(told) > looked:
                looked = at + len(told) + _AT_ONCE
                if shutil.disk_usage(folder).free < SPARE + _AT_ONCE + len(told):
                    raise OSError("no space left")
            self._file.write(told)
            names.append(hash(row))
            begins.append(at)
            sizes.append(len(told))
            at += len(told)
        self._file.flush()
        order = np.argsort(np.array(names, np.int64), kind="stable")
        self._names, self._begins, self._sizes = (np.array(some, np.int64)[order] for some in (names, begins, sizes))

    def fetch(self, rows: Collection[str]) -> Iterator[tuple[str, str]]:
        """Those of the rows that are here, as they lie."""
        asked = list(rows)
        wanted = np.fromiter(map(hash, asked), np.int64, len(asked))
        first, last = (np.searchsorted(self._names, wanted, side) for side in ("left", "right"))
        places = [
            (self._begins[place], self._sizes[place], row)
            for row, begin, end in zip(asked, first.tolist(), last.tolist(), strict=True)
            for place in range(begin, end)
        ]
        for begin, size, row in sorted(places):
            self._file.seek(begin)
            told, name = self._file.read(size), row.encode()
            if told.startswith(name):  # else another row's, of the same digest
                yield row, told[len(name) :].decode("utf-8", "surrogatepass")
