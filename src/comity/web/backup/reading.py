"""Bringing a backup back: everything is checked and laid beside the home first, and moved into place as a whole."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from comity.errors import UserError
from comity.web.backup.database import NAMES
from comity.web.backup.writing import DATABASE, FORMAT, HOME, MANIFEST, PIECE

_MOST_TOLD = 64 * 1024 * 1024  # bytes of the list of files


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back; `old_home` is where the files lay, `dump` a PostgreSQL database that still waits."""

    files: int
    made_at: str
    database: str
    old_home: str
    dump: Path | None


def lay_back(file: Path, home: Path, vendor: str) -> Restored:
    """Lay a backup's files into a home that is not there or empty; one written for SQLite brings its database along.

    Raises UserError, and leaves nothing, where the home is in use or the file is none, damaged, or plays tricks.
    """
    if home.exists() and any(home.iterdir()):
        raise UserError(f"{home}: is not empty. Name another home with --home, or move that one away first.")
    home.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{home.name}.", dir=home.parent))
    try:
        with zipfile.ZipFile(file) as packed:
            told = _told(packed, file)
            _room(told["files"], aside, file)
            if told["database"] not in ("", vendor):
                raise UserError(
                    f"{file}: holds a {told['database']} database, and this home is to work on {vendor}. "
                    "Set COMITY_DATABASE_URL to a PostgreSQL database for the one, unset it for the other."
                )
            for entry in packed.infolist():
                if entry.filename != MANIFEST:
                    _lay(packed, entry, told["files"], aside, file)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise UserError(f"{file}: is no backup, or a damaged one ({error}).") from None
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise UserError(f"{file}: cannot be brought back ({error.strerror or error}).") from None
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    if home.exists():
        home.rmdir()
    aside.rename(home)
    waits = home / NAMES["postgresql"]
    return Restored(
        len(told["files"]), str(told["made_at"]), str(told["database"]), str(told["home"]),
        waits if waits.exists() else None,
    )  # fmt: skip


def _told(packed: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    """The list of what is in it. Raises UserError where that is missing, of another make, or not what is there."""
    try:
        entry = packed.getinfo(MANIFEST)
        told = json.loads(packed.read(entry)) if entry.file_size <= _MOST_TOLD else {}
    except (KeyError, ValueError):
        told = {}
    files = told.get("files") if isinstance(told, dict) else None
    if (
        not isinstance(files, dict)
        or told.get("comity") != FORMAT
        or not {"database", "home", "made_at"} <= told.keys()
    ):
        raise UserError(f"{file}: is no backup of Comity, or one of a newer version.")
    there = [e.filename for e in packed.infolist() if e.filename != MANIFEST]
    if sorted(there) != sorted(files):
        raise UserError(f"{file}: does not hold the files that it lists. Take another backup.")
    return told


def _room(files: Mapping[str, Mapping[str, Any]], folder: Path, file: Path) -> None:
    need, free = sum(int(f["size"]) for f in files.values()), shutil.disk_usage(folder).free
    if need > free:
        raise UserError(f"{file}: needs {need / 2**20:,.0f} MB, and {free / 2**20:,.0f} MB are free there.")


def _lay(
    packed: zipfile.ZipFile, entry: zipfile.ZipInfo, files: Mapping[str, Mapping[str, Any]], folder: Path, file: Path
) -> None:
    """Lay one file. Raises UserError where its name leads out, or it is not what was written."""
    place = folder / _inside(entry, file)
    place.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), int(files[entry.filename]["size"])
    with packed.open(entry) as source, place.open("xb") as target:
        place.chmod(0o600)
        while piece := source.read(PIECE):
            left -= len(piece)
            if left < 0:
                break
            digest.update(piece)
            target.write(piece)
    if left or digest.hexdigest() != files[entry.filename]["sha256"]:
        raise UserError(f"{file}: {entry.filename} in it is damaged. Take another backup.")


def _inside(entry: zipfile.ZipInfo, file: Path) -> PurePosixPath:
    """Where a file goes below the home. Raises UserError for every name that is not plainly below it."""
    name = PurePosixPath(entry.filename)
    parts = list(name.parts)
    plain = not name.is_absolute() and name.as_posix() == entry.filename and ".." not in parts and len(parts) > 1
    mode = entry.external_attr >> 16
    if not plain or "\\" in entry.filename or "\0" in entry.filename or (mode and stat.S_ISLNK(mode)):
        raise UserError(f"{file}: “{entry.filename}” in it leads out of the home. Nothing was brought back.")
    if entry.filename.startswith(HOME) and not parts[1].startswith(tuple(NAMES.values())):
        return PurePosixPath(*parts[1:])
    if entry.filename in {DATABASE + n for n in NAMES.values()}:
        return PurePosixPath(parts[1])
    raise UserError(f"{file}: “{entry.filename}” in it belongs to no home. Nothing was brought back.")
