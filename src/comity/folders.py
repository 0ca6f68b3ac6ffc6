"""A folder of small files, on a disk or on an object store: whoever opens one sees the whole of it, never a half."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import quote

from pyarrow.fs import FileSelector, FileSystem

from comity.aside import aside


def store_at(address: str) -> tuple[FileSystem, str]:
    """The object store of an address, which begins with s3://, and the place on it. Keys are the environment's."""
    return FileSystem.from_uri(quote(address, safe=":/"))


class Folder(Protocol):
    """Files by their names. What cannot be read or written raises OSError."""

    def names(self) -> list[str]:
        """Those that are there, in order; none where there is no such folder yet."""
        ...

    def read(self, name: str) -> BinaryIO:
        """One of them, opened to be read at any place; it stays what it is when it is taken away meanwhile."""
        ...

    def writing(self, name: str) -> AbstractContextManager[BinaryIO]:
        """One to be written, which is there when its end is, whole, in place of what had its name."""
        ...

    def drop(self, name: str) -> None:
        """Take one away, if it is there."""
        ...


class OnDisk:
    """See `Folder`. Nobody else on the machine may look in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """See `Folder`."""
        return sorted(file.name for file in self._folder.glob("[!.]*"))

    def read(self, name: str) -> BinaryIO:
        """See `Folder`."""
        return (self._folder / name).open("rb", buffering=0)  # type: ignore[return-value] - one of the binary files

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """See `Folder`."""
        with aside(self._folder / name) as written, written.open("wb") as file:
            yield file

    def drop(self, name: str) -> None:
        """See `Folder`."""
        (self._folder / name).unlink(missing_ok=True)


class OnStore:
    """See `Folder`. An object is there once all of it has arrived."""

    def __init__(self, address: str) -> None:
        """`address` begins with s3://."""
        self._system, self._place = store_at(address)

    def names(self) -> list[str]:
        """See `Folder`."""
        found = self._system.get_file_info(FileSelector(self._place, allow_not_found=True))
        return sorted(file.base_name for file in found if file.is_file)

    def read(self, name: str) -> BinaryIO:
        """See `Folder`. All of it is fetched at once."""
        with self._system.open_input_stream(f"{self._place}/{name}") as file:
            return io.BytesIO(file.read())

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """See `Folder`. It is sent once it is whole: what is closed too soon would be there as far as it came."""
        with tempfile.TemporaryFile() as written:
            yield written
            written.seek(0)
            with self._system.open_output_stream(f"{self._place}/{name}") as file:
                shutil.copyfileobj(written, file)

    def drop(self, name: str) -> None:
        """See `Folder`."""
        if name in self.names():
            self._system.delete_file(f"{self._place}/{name}")
