"""What is dropped on the page, laid into a folder of the home: names made harmless, archives opened with limits."""

from __future__ import annotations

import re
import secrets
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from comity.errors import UserError

MOST_BYTES = 20 * 1024**3  # of one upload, archives opened
MOST_FILES = 20_000
MOST_OPENED = 200  # an archive that grows more than this many times is none that a person made
PIECE = 1024 * 1024
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


def inbox(home: Path) -> Path:
    """Where uploads lie until they are read."""
    return home / "inbox"


def harmless(name: str) -> PurePosixPath:
    """A name as it may be used below a folder of ours: no root, no way up, no signs that a system obeys."""
    parts = [_UNSAFE.sub("_", p).strip(". ")[:150] for p in name.replace("\\", "/").split("/")]
    return PurePosixPath(*([p for p in parts if p][-12:] or ["file"]))


def lay_down(home: Path, files: Iterable[tuple[str, UploadedFile]]) -> Path:
    """Lay uploaded files into a new folder, archives opened. Raises UserError, and leaves nothing, past a limit."""
    folder = inbox(home) / secrets.token_hex(8)
    folder.mkdir(parents=True)
    laying = _Laying(folder)
    try:
        for name, file in files:
            if name.lower().endswith(".zip"):
                laying.archive(name, file)
            else:
                laying.file(harmless(name), file.chunks(PIECE))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


class _Laying:
    """One upload: counts files and bytes as they are written, whatever their heads claim."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bytes = 0
        self.files = 0

    def file(self, name: PurePosixPath, pieces: Iterable[bytes], most: int = MOST_BYTES) -> None:
        """Write one file. Raises UserError past a limit."""
        self.files += 1
        if self.files > MOST_FILES:
            raise UserError(_("More than %(n)s files at once. Drop them in several goes.") % {"n": MOST_FILES})
        place = self._free(self.folder / name)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as out:
            written = 0
            for piece in pieces:
                written += len(piece)
                self.bytes += len(piece)
                if self.bytes > MOST_BYTES or written > most:
                    raise UserError(_("%(name)s: too large once opened. Drop a smaller part.") % {"name": name})
                out.write(piece)

    def archive(self, name: str, file: UploadedFile) -> None:
        """Open a zip into a folder of its own name. Raises UserError where it is damaged, locked, or a bomb."""
        try:
            with zipfile.ZipFile(_stream(file)) as opened:
                for entry in opened.infolist():
                    if entry.is_dir() or entry.filename.startswith("__MACOSX/"):
                        continue
                    most = max(entry.compress_size, 4096) * MOST_OPENED
                    with opened.open(entry) as packed:
                        self.file(harmless(entry.filename), _pieces(packed), most)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as error:
            raise UserError(
                _("%(name)s: this archive cannot be opened (%(why)s). Pack it again without a password.")
                % {"name": harmless(name), "why": error}
            ) from None

    def _free(self, place: Path) -> Path:
        """The place, or one beside it where two files are called alike."""
        number, free = 2, place
        while free.exists():
            free = place.with_name(f"{place.stem} ({number}){place.suffix}")
            number += 1
        return free


def _stream(file: UploadedFile) -> BinaryIO:
    file.seek(0)
    return file.file  # pyright: ignore[reportReturnType]


def _pieces(packed: Iterable[bytes] | BinaryIO | object) -> Iterator[bytes]:
    while piece := packed.read(PIECE):  # pyright: ignore[reportAttributeAccessIssue]
        yield piece
