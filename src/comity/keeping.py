"""Keeping what was worked out once: by the name of a thing, with a digest of all that it was worked out from."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Protocol

import numpy as np

_DIGEST = 16  # bytes
_HEAD = 2  # whole numbers that hold a digest
_NOWHERE = -1
_WAITING = 50_000  # of what had to be worked out, until it is kept


class Cache(Protocol):
    """Keeps numbers by the name of what they tell of, of several kinds: no text of anybody."""

    def get(self, kind: str, keys: Sequence[str]) -> Mapping[str, np.ndarray]:
        """What of a kind is kept under these keys."""
        ...

    def put(self, kind: str, found: Mapping[str, np.ndarray]) -> None:
        """Keep these, in place of what was kept under their keys."""
        ...


class Kept:
    """Whole numbers of one kind, worked out where the cache does not hold them made from the same; `save` keeps them.

    `alike` is what all are worked out from beside what is told of each: code, thresholds.
    """

    def __init__(self, cache: Cache | None, kind: str, names: Sequence[str], alike: Iterable[bytes] = ()) -> None:
        self._cache, self._kind = cache, kind
        self._kept = cache.get(kind, names) if cache else {}
        self._alike = _digest(alike)
        self._fresh: dict[str, np.ndarray] = {}

    def expect(self, names: Sequence[str]) -> None:
        """These may be asked for from now on, and none that were said before."""
        self.save()
        self._kept = self._cache.get(self._kind, names) if self._cache else {}

    def of(self, name: str, made_from: bytes, make: Callable[[], Sequence[int]]) -> Sequence[int]:
        """The numbers of a thing; `made_from` is what it is worked out from."""
        if self._cache is None:
            return make()
        digest = self._alike.copy()
        digest.update(made_from)
        head = digest.digest()
        row = self._kept.get(name)
        if row is not None and row[:_HEAD].tobytes() == head:
            return row[_HEAD:].tolist()
        made = make()
        self._fresh[name] = np.concatenate([np.frombuffer(head, np.int64), np.array(made, np.int64)])
        if len(self._fresh) >= _WAITING:
            self.save()
        return made

    def texts(self, name: str, body: str, made_from: str, make: Callable[[], Sequence[str]]) -> Sequence[str]:
        """Texts out of a body, kept as the places where they stand; where one does not, they are worked out again."""
        made: list[str] = []

        def places() -> list[int]:
            made.extend(make())
            found = [(body.find(text), len(text)) for text in made]
            return [n for place in found for n in place] if all(at >= 0 for at, _ in found) else [_NOWHERE]

        row = self.of(name, f"{made_from}\0{body}".encode("utf-8", "surrogatepass"), places)
        if made or not row:
            return made
        if row[0] == _NOWHERE:
            return make()
        return [body[at : at + size] for at, size in zip(row[::2], row[1::2], strict=True)]

    def save(self) -> None:
        """Keep what had to be worked out."""
        if self._cache and self._fresh:
            self._cache.put(self._kind, self._fresh)
            self._fresh = {}


class Sealed:
    """Bytes of one kind by name, each of use as long as what it was made from is the same; one that is damaged is none.

    They may hold words: only a cache that lies with the book, and goes with its rows, is given to this.
    """

    def __init__(self, cache: Cache | None, kind: str) -> None:
        self._cache, self._kind = cache, kind

    def missing(self, made_from: Mapping[str, bytes]) -> frozenset[str]:
        """The names under which nothing is kept that was made from the same; each with a digest of that."""
        kept = self._of(made_from)
        return frozenset(n for n, told in made_from.items() if n not in kept or kept[n][:_DIGEST].tobytes() != told)

    def find(self, made_from: Mapping[str, bytes]) -> Iterator[tuple[str, bytes | None]]:
        """What is kept under each of these names, made from the same; None where there is no such thing."""
        kept = self._of(made_from)
        for name, digest in made_from.items():
            row = kept[name].tobytes() if name in kept else b""
            told = row[2 * _DIGEST :]
            yield name, told if row[: 2 * _DIGEST] == digest + digest_of(told) else None

    def keep(self, found: Mapping[str, bytes], made_from: Mapping[str, bytes]) -> None:
        """Keep these, in place of what was kept under their names."""
        if self._cache:
            rows = {n: np.frombuffer(made_from[n] + digest_of(told) + told, np.uint8) for n, told in found.items()}
            self._cache.put(self._kind, rows)

    def lists(
        self, made_from: Mapping[str, bytes], make: Callable[[frozenset[str]], Mapping[str, Sequence[str]]]
    ) -> dict[str, Sequence[str]]:
        """A list of texts by each name; `make` works out those that are not kept."""
        kept = dict(self.find(made_from))
        missing = frozenset(name for name, told in kept.items() if told is None)
        made = make(missing) if missing else {}
        if self._cache:
            self.keep({name: json.dumps(made[name]).encode() for name in missing}, made_from)
        return {name: made[name] if told is None else json.loads(told) for name, told in kept.items()}

    def _of(self, made_from: Mapping[str, bytes]) -> Mapping[str, np.ndarray]:
        return self._cache.get(self._kind, list(made_from)) if self._cache else {}


def digest_of(*parts: bytes) -> bytes:
    """A digest of all these together."""
    return _digest(parts).digest()


def _digest(parts: Iterable[bytes]) -> hashlib.blake2b:
    digest = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest


@cache
def of_code(*packages: str) -> bytes:
    """A digest of everything that these packages decide by, and of the Python that runs them."""
    digest = hashlib.blake2b(f"{sys.version_info[:2]}".encode(), digest_size=8)
    for package in packages:
        folder = Path(str(resources.files(package)))
        for file in sorted(f for f in folder.rglob("*") if f.suffix in (".py", ".toml")):
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.digest()
