"""What is dropped on the page, laid into a folder of the home: names made harmless, archives opened with limits."""

from __future__ import annotations

import hashlib
import lzma
import os
import re
import secrets
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from comity.errors import UserError

MOST_BYTES = 20 * 1024**3  # of one upload, archives opened
MOST_FILES = 20_000
MOST_OPENED = 200  # an archive that grows more than this many times is none that a person made
MOST_DEEP = 3  # archives in archives
LEAST = 256 * 1024  # a small archive may grow as far as one of this size
MOST_NAME = 150  # bytes of a part of a name
SPARED = 512 * 1024**2  # bytes of the disk that are left alone
PIECE = 1024 * 1024
DIGEST = 16  # bytes of what tells one upload from another
_LAID = re.compile(rf"([0-9a-f]{{{2 * DIGEST}}})-[0-9a-f]{{16}}")  # how uploads are called
_ENDING = 10  # bytes at the end of a name that is cut
# What the reader of zips raises on those that are damaged, locked, or packed in a way it does not know.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, EOFError, OSError, ValueError,
)  # fmt: skip
Taken = Callable[[Path], bool]  # whether nothing can be laid at a place any more
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


class _Stays(Exception):  # noqa: N818 - it is told of a file in a zip, not of the program
    """A file stays in its zip: it cannot be taken out."""


def inbox(home: Path) -> Path:
    """Where uploads lie until they are read."""
    return home / "inbox"


def harmless(name: str) -> PurePosixPath:
    """A name as it may be used below a folder of ours: no root, no way up, no signs that a system obeys."""
    parts = [_short(_UNSAFE.sub("_", p).strip(". ")) for p in name.replace("\\", "/").split("/")]
    return PurePosixPath(*([p for p in parts if p][-12:] or ["file"]))


def _short(part: str) -> str:
    """A part of a name that every disk takes: cut in its middle, so that its ending stays."""
    kept = part.encode("utf-8", "ignore")
    if len(kept) > MOST_NAME:
        kept = kept[: MOST_NAME - _ENDING] + kept[-_ENDING:]
    return kept.decode("utf-8", "ignore")


def lay_down(home: Path, files: Iterable[tuple[str, UploadedFile]]) -> Path:
    """Lay uploaded files into a new folder, archives opened. Raises UserError, and leaves nothing, past a limit.

    Its name begins with what was laid, so that the same, dropped once more by a second click, is known again.
    """
    folder = inbox(home) / secrets.token_hex(8)
    folder.mkdir(parents=True)
    laying = _Laying(folder)
    try:
        for name, file in files:
            if name.lower().endswith(".zip"):
                laying.archive(name, _stream(file))
            else:
                laying.file(harmless(name), file.chunks(PIECE))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder.rename(folder.with_name(f"{laying.told.hexdigest()}-{folder.name}"))


def same_uploads(home: Path, one: Path, other: Path) -> bool:
    """Whether two folders are uploads of the same files; a folder that lies anywhere else is none."""
    laid = [_LAID.fullmatch(p.name) if p.parent == inbox(home) else None for p in (one, other)]
    return bool(laid[0] and laid[1] and laid[0][1] == laid[1][1])


class _Laying:
    """One upload: counts files and bytes as they are written, whatever their heads claim."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bytes = 0
        self.files = 0
        self.room = MOST_BYTES
        self.told = hashlib.blake2b(digest_size=DIGEST)
        self.disk = shutil.disk_usage(folder).free - SPARED
        # By a place that is taken, the number of the last one beside it: of very many alike each is looked for once.
        self._numbers: dict[tuple[Path, Taken], int] = {}

    def file(self, name: PurePosixPath, pieces: Iterable[bytes], most: int = MOST_BYTES) -> None:
        """Write one file. Raises UserError past a limit."""
        self.files += 1
        if self.files > MOST_FILES:
            raise UserError(_("More than %(n)s files at once. Drop them in several goes.") % {"n": MOST_FILES})
        below = self.folder
        for part in name.parts[:-1]:
            below = self._free(below / part, Path.is_file)
        below.mkdir(parents=True, exist_ok=True)
        place = self._free(below / name.name, Path.exists)
        self.told.update(f"\0{place.relative_to(self.folder)}\0".encode())
        try:
            with place.open("xb") as out:
                out.writelines(self._counted(name, pieces, most))
        except _Stays:
            place.unlink()  # half of a mailbox would be taken for the whole
            raise

    def _free(self, place: Path, taken: Taken) -> Path:
        """The place, or one beside it where what lies there is called alike."""
        if not taken(place):
            return place
        number = self._numbers.get((place, taken), 2)
        while taken(free := place.with_name(f"{place.stem} ({number}){place.suffix}")):
            number += 1
        self._numbers[place, taken] = number
        return free

    def archive(self, name: str, file: IO[bytes], depth: int = 1) -> None:
        """Lay what is in a zip, and in zips in it. Of one that is damaged or locked what can be taken out is laid, and
        the zip beside it: whoever reads the folder is told why. Raises UserError where one is a bomb.
        """
        if depth > MOST_DEEP:
            raise UserError(_("%(name)s: archives in archives in archives. Unpack the outer ones.") % {"name": name})
        if depth == 1:
            self.room = min(MOST_BYTES, self.bytes + max(file.seek(0, os.SEEK_END), LEAST) * MOST_OPENED)
        if not self._emptied(name, file, depth):
            file.seek(0)
            self.file(harmless(name), _pieces(file))
        if depth == 1:
            self.room = MOST_BYTES

    def _emptied(self, name: str, file: IO[bytes], depth: int) -> bool:
        """Lay what can be taken out of a zip; whether that was all."""
        try:
            opened = zipfile.ZipFile(file)
        except _DAMAGED:
            return False
        with opened:
            entries = [e for e in opened.infolist() if not e.is_dir() and not e.filename.startswith("__MACOSX/")]
            taken_out = [self._entry(opened, entry, name, depth) for entry in entries]
        return all(taken_out)

    def _entry(self, opened: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, depth: int) -> bool:
        """Lay one file of a zip; whether it could be taken out."""
        inside = harmless(entry.filename)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise UserError(
                _("%(name)s: “%(inside)s” in it is a link to another place and no file. Pack the files themselves.")
                % {"name": harmless(name), "inside": inside}
            )
        most = max(entry.compress_size, 4096) * MOST_OPENED
        try:
            if inside.suffix.lower() != ".zip":
                self.file(inside, _taken_out(opened, entry), most)
                return True
            with tempfile.SpooledTemporaryFile(PIECE, dir=str(self.folder)) as whole:
                whole.writelines(self._counted(inside, _taken_out(opened, entry), most))
                self.archive(f"{name}/{inside}", whole, depth + 1)
        except _Stays:
            return False
        return True

    def _counted(self, name: PurePosixPath, pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
        """The pieces, as long as they stay within every limit."""
        written = 0
        for piece in pieces:
            written += len(piece)
            self.bytes += len(piece)
            if self.bytes > self.disk:
                raise UserError(_("The disk of this machine has no room for that. Make room, then drop it again."))
            if self.bytes > self.room or written > most:
                raise UserError(_("%(name)s: too large once opened. Drop a smaller part.") % {"name": name})
            self.told.update(piece)
            yield piece


def _stream(file: UploadedFile) -> IO[bytes]:
    file.seek(0)
    return file.file  # pyright: ignore[reportReturnType]


def _taken_out(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a file of a zip holds. Raises _Stays where that is damaged, or locked."""
    try:
        with opened.open(entry) as packed:
            yield from _pieces(packed)
    except _DAMAGED:
        raise _Stays from None


def _pieces(packed: IO[bytes]) -> Iterator[bytes]:
    while piece := packed.read(PIECE):
        yield piece
