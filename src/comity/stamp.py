"""Folders known again by their files, by names, sizes and times, without opening one; and what libraries are there."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path


def stamp(folder: Path, *, without: str = "") -> bytes:
    """A digest that is another one as soon as a file comes, goes, or is written; `without` a folder of that name.

    The time of a file's last change of any kind (ctime) is the system's own and no program can set it: a file that was
    put in the place of another is told from it whatever time it claims. Raises OSError where a folder cannot be read.
    """
    digest = hashlib.blake2b(digest_size=16)
    for place, found in sorted(_files(str(folder), without)):
        digest.update(f"{place}\0{found.st_size}\0{found.st_mtime_ns}\0{found.st_ctime_ns}\0{found.st_ino}\0".encode())
    return digest.digest()


def _files(folder: str, without: str, within: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Every file with its place; what Python compiles beside its modules is no part of anything."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in (without, "__pycache__"):
                continue
            place = f"{within}/{os.fsencode(entry.name).hex()}"
            if entry.is_dir():
                yield from _files(entry.path, without, place)
            else:
                yield place, entry.stat()


def libraries() -> tuple[str, ...]:
    """What is installed, each with its version, by the names of the folders that tell of it."""
    return _libraries(tuple(sys.path))


@cache
def _libraries(places: tuple[str, ...]) -> tuple[str, ...]:
    there = [place for place in places if os.path.isdir(place)]  # noqa: PTH112 - a Path for each takes longer
    return tuple(
        sorted(name for place in there for name in os.listdir(place) if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208
    )
