"""Writing a backup: one zip with the database as it was at one moment, and every file of the home that goes with it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from comity.book import derived
from comity.errors import UserError
from comity.home import locked
from comity.web.backup.database import NAMES, dump

FORMAT = "backup/1"
MANIFEST = "comity-backup.json"
DATABASE = "database/"
HOME = "home/"
# What is derived, or belongs to processes that run now.
LEFT_OUT = frozenset({"cache", "lock", "worker"})
PIECE = 1024 * 1024
# What a compressed file gains by being compressed again is not worth the wait.
_PACKED = (".parquet", ".npz", ".zip", ".gz", ".dump")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    files: int
    size: int
    database: str


def write(home: Path, file: Path, waiting: Callable[[], None]) -> Written:
    """Write a backup of a home. Nobody reads into the book meanwhile; pages and refreshes go on.

    The database is copied first and the statements next: what it says was published is there.
    Raises UserError where the file is there already or cannot be written.
    """
    if file.exists():
        raise UserError(f"{file}: is there already. Name another file, or remove that one first.")
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with locked(home, waiting):
            # Mails and the key that signs sessions are in it: nobody else on this machine may read it.
            handle = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w+b") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as z:
                written = _fill(z, home, {file.resolve(), aside.resolve()})
        aside.rename(file)
    except OSError as error:
        raise UserError(f"{file}: cannot be written ({error.strerror}). Name a file in a folder with room.") from None
    finally:
        aside.unlink(missing_ok=True)
    return written


def _fill(packed: zipfile.ZipFile, home: Path, not_these: set[Path]) -> Written:
    sums: dict[str, dict[str, object]] = {}
    vendor = ""
    if has_database():
        vendor = connection.vendor
        with tempfile.TemporaryDirectory(prefix="comity-") as folder:
            copy = Path(folder) / NAMES[vendor]
            dump(copy)
            sums[DATABASE + NAMES[vendor]] = _add(packed, copy, DATABASE + NAMES[vendor])
    for path in _files(home, not_these):
        name = HOME + path.relative_to(home).as_posix()
        try:
            sums[name] = _add(packed, path, name)
        except FileNotFoundError:
            # A refresh has just tidied an old one away.
            continue
    told = {"comity": FORMAT, "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), "database": vendor,
            "home": str(home.resolve()), "files": sums}  # fmt: skip
    packed.writestr(MANIFEST, json.dumps(told, ensure_ascii=False, indent=1))
    return Written(len(sums), sum(int(str(s["size"])) for s in sums.values()), vendor)


def has_database() -> bool:
    """Whether an app ever worked on this home."""
    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).exists()


def _files(home: Path, not_these: set[Path]) -> Iterator[Path]:
    """The files of a home, the published statements first; links lead elsewhere and are no files of it."""
    made_anew = derived.place(home / "book")
    found = [p for p in home.rglob("*") if p.is_file() and not p.is_symlink() and p.resolve() not in not_these]
    found.sort(key=lambda p: (p.relative_to(home).parts[0] != "published", p))
    base = Path(connection.settings_dict["NAME"]).name if connection.vendor == "sqlite" else "\0"
    for path in found:
        first = path.relative_to(home).parts[0]
        if made_anew in path.parents:
            continue
        if first not in LEFT_OUT and not first.startswith((NAMES["sqlite"], "secret.", base)) and path.suffix != ".tmp":
            yield path


def _add(packed: zipfile.ZipFile, path: Path, name: str) -> dict[str, object]:
    """Add a file; gives its size and digest as they were written, for it may grow meanwhile."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source:
        entry = zipfile.ZipInfo(name, dt.datetime.now(dt.UTC).timetuple()[:6])
        entry.external_attr = 0o600 << 16
        entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
        with closing(packed.open(entry, "w", force_zip64=True)) as target:
            while piece := source.read(PIECE):
                digest.update(piece)
                size += len(piece)
                target.write(piece)
    return {"size": size, "sha256": digest.hexdigest()}
