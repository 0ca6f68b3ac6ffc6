"""Keeping numbers in files of a folder: which rows stand where is held, the rows themselves are read when asked for."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import BinaryIO

import numpy as np

from comity.folders import Folder

# A file joins later ones unless it is so many times larger than they: so there are few, and little is copied.
LARGER = 2
_COPIED = 1 << 24  # bytes that are copied at a time
_MOST_FILES = 1 << 20  # of one kind: many more than there ever are


class KeptFiles:
    """See `comity.keeping.Cache`: numbers by name, for one version of what worked them out; no text of anybody.

    Each `put` adds a file of its own, joined with earlier ones that are not much larger, so that a day's mail costs a
    day's mail. Files of another version are nobody's, and go. A file that cannot be read is none.
    """

    def __init__(self, folder: Folder, version: str) -> None:
        self._folder, self._version = folder, version
        self._files: dict[str, list[_File]] = {}

    def get(self, kind: str, keys: Sequence[str]) -> Mapping[str, np.ndarray]:
        """See `comity.keeping.Cache`. Each row is read when it is asked for."""
        files = self._of(kind)
        names = _digests(keys)
        found: dict[str, int] = {}
        for number, file in enumerate(files):  # later ones stand for earlier ones
            places = np.searchsorted(file.names, names)
            places[places == len(file.names)] = 0
            here = np.flatnonzero(file.names[places] == names) if len(file.names) else places[:0]
            at = (places[here] * _MOST_FILES + number).tolist()
            found.update(zip((keys[n] for n in here.tolist()), at, strict=True))
        return _Rows(files, found)

    def put(self, kind: str, found: Mapping[str, np.ndarray]) -> None:
        """See `comity.keeping.Cache`. Written aside and moved into place, so that no half file is ever read."""
        if not found:
            return
        files = self._of(kind)
        size = sum(row.nbytes for row in found.values())
        joined: list[_File] = []
        alike = next(iter(found.values()))
        while files and files[-1].size <= LARGER * size and files[-1].alike(alike):
            joined.insert(0, files.pop())
            size += joined[0].size
        # In the order of their names later files stand for earlier ones.
        name = f"{kind}.{self._version}.{time.time_ns():016x}{secrets.token_hex(4)}.rows"
        try:
            with self._folder.writing(name) as file:
                _write(file, joined, found)
            files.append(_File(self._folder, name))
            for there in self._folder.names():
                if there in [f.name for f in joined] or f".{self._version}." not in there:
                    self._folder.drop(there)
        except OSError:
            # A home that cannot be written to is reviewed without a cache.
            files += joined

    def _of(self, kind: str) -> list[_File]:
        if kind not in self._files:
            self._files[kind] = []
            for name in self._folder.names():
                if name.startswith(f"{kind}.{self._version}.") and name.endswith(".rows"):
                    try:
                        self._files[kind].append(_File(self._folder, name))
                    except (OSError, ValueError, EOFError):
                        continue
        return self._files[kind]


class _File:
    """One file: sorted digests of names, where the row of each begins and ends, and the rows as they were kept."""

    def __init__(self, folder: Folder, name: str) -> None:
        self.name = name
        self._opened = folder.read(name)
        self.names, self.begins, self.ends, alike = (_read(self._opened) for _ in range(4))
        self.dtype, self.shape = alike.dtype, alike.shape[1:]
        self._data = self._opened.tell()
        self.size = self._opened.seek(0, os.SEEK_END) - self._data
        self._one = alike.dtype.itemsize * int(np.prod(self.shape))
        whole = int(self.ends.max(initial=0)) * self._one
        if not len(self.names) == len(self.begins) == len(self.ends) or whole != self.size:
            raise ValueError(f"{name}: damaged")

    def row(self, place: int) -> np.ndarray:
        """The row of a name, by its place among the names."""
        begin, end = int(self.begins[place]), int(self.ends[place])
        self._opened.seek(self._data + begin * self._one)
        told = self._opened.read((end - begin) * self._one)
        return np.frombuffer(told, self.dtype).reshape(-1, *self.shape)

    def alike(self, row: np.ndarray) -> bool:
        """Whether another row may stand in the same file."""
        return (self.dtype, self.shape) == (row.dtype, row.shape[1:])

    def copied(self, to: BinaryIO, lasting: np.ndarray) -> None:
        """Write those rows that last behind what stands in another file, as they lie."""
        whole = int((self.ends - self.begins).sum()) * self._one == self.size
        if not (whole and lasting.all()):
            for place in np.argsort(self.begins, kind="stable").tolist():
                if lasting[place]:
                    to.write(self.row(place).tobytes())
            return
        self._opened.seek(self._data)
        while some := self._opened.read(_COPIED):
            to.write(some)


class _Rows(Mapping[str, np.ndarray]):
    """Rows by name, each read from its file when it is asked for."""

    def __init__(self, files: Sequence[_File], places: Mapping[str, int]) -> None:
        self._files, self._places = tuple(files), places

    def __getitem__(self, name: str) -> np.ndarray:
        place, number = divmod(self._places[name], _MOST_FILES)
        return self._files[number].row(place)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _read(file: BinaryIO) -> np.ndarray:
    return np.lib.format.read_array(file, allow_pickle=False)


def _write(to: BinaryIO, joined: Sequence[_File], found: Mapping[str, np.ndarray]) -> None:
    """Rows of earlier files, then these; of several of one name the last, for the others nobody would ever read."""
    rows = [np.asarray(row) for row in found.values()]
    of_files = [file.names for file in joined]
    names = np.concatenate([*of_files, _digests(list(found))])
    kept, last = np.unique(names[::-1], return_index=True)
    last = len(names) - 1 - last
    sizes = np.concatenate([*(file.ends - file.begins for file in joined), np.array([len(row) for row in rows])])
    lasting = np.zeros(len(names), bool)
    lasting[last] = True
    # Where each lasting row stands among the others, file by file in the order in which they lie in each.
    order = np.concatenate([np.zeros(0, np.int64), *_in_file_order(joined, len(rows))])
    ends = np.cumsum(np.where(lasting, sizes, 0)[order])
    begins = np.empty(len(names), np.int64)
    begins[order] = ends - np.where(lasting, sizes, 0)[order]
    for told in (kept, begins[last], begins[last] + sizes[last]):
        np.lib.format.write_array(to, told.astype(np.int64))
    np.lib.format.write_array(to, rows[0][:0])
    at = 0
    for file in joined:
        file.copied(to, lasting[at : at + len(file.names)])
        at += len(file.names)
    for row, lasts in zip(rows, lasting[at:].tolist(), strict=True):
        if lasts:
            to.write(np.ascontiguousarray(row).tobytes())


def _in_file_order(files: Sequence[_File], more: int) -> Iterator[np.ndarray]:
    """The numbers of the rows of these files, and of more behind them, as they lie."""
    at = 0
    for file in files:
        yield at + np.argsort(file.begins, kind="stable")
        at += len(file.names)
    yield at + np.arange(more)


def _digests(names: Sequence[str]) -> np.ndarray:
    told = b"".join(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest() for name in names)
    return np.frombuffer(told, np.int64)
