"""Where facts lie: append-only tables, on disk as Delta tables or in memory for a throw-away book."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import DeltaError
from pyarrow.fs import FileSelector, FileSystem, LocalFileSystem, SubTreeFileSystem

if TYPE_CHECKING:
    import pyarrow.dataset as ds

from comity.book import derived
from comity.book.copies import messages, united
from comity.book.kept_words import kept_words
from comity.errors import UserError
from comity.keeping import Cache
from comity.tables import TABLES

SPARE = 8 << 20  # bytes of a disk that are left free
AT_ONCE = 100  # rows whose texts are held at a time


class Book(Protocol):
    """A place for facts. Appending is atomic; rows are never changed, and none goes but by a purge."""

    def append(self, table: str, rows: pa.Table) -> None:
        """Add rows (in the table's schema)."""
        ...

    def facts(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """All rows of a table, or only some of its columns; an empty table where nothing was read.

        Of a message what all of its copies tell together.
        """
        ...

    def as_read(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """The same, but of a message what the copy tells that was read first."""
        ...

    def texts(self, table: str, column: str, rows: Collection[str]) -> Iterator[tuple[str, str]]:
        """One column of the rows with these row_ids, each with its own, as they lie; few are held at a time."""
        ...

    def replace(self, table: str, rows: pa.Table) -> None:
        """Hold these rows and no others, with no history that still knows others: for purging alone."""
        ...

    def scratch(self) -> Path | None:
        """A folder for files that are gone with the process; None where all texts are in memory, or none can be."""
        ...

    def kept_words(self) -> Cache | None:
        """A cache of what is worked out of the book and holds its words; None where no such thing may be kept."""
        ...


class MemoryBook:
    """A book for one review, gone afterwards."""

    def __init__(self) -> None:
        self._parts: dict[str, list[pa.Table]] = {}

    def append(self, table: str, rows: pa.Table) -> None:
        """See `Book`."""
        self._parts.setdefault(table, []).append(rows)

    def facts(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """See `Book`."""
        return messages(self, columns) if table == "messages" else self.as_read(table, columns)

    def as_read(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """See `Book`."""
        parts = self._parts.get(table)
        rows = pa.concat_tables(parts) if parts else TABLES[table].schema.empty_table()
        return rows.select(columns) if columns else rows

    def texts(self, table: str, column: str, rows: Collection[str]) -> Iterator[tuple[str, str]]:
        """See `Book`."""
        wanted = frozenset(rows)
        for part in self._parts.get(table, ()):
            for batch in part.select(["row_id", column]).to_batches(AT_ONCE):
                yield from _wanted(batch, wanted)

    def replace(self, table: str, rows: pa.Table) -> None:
        """See `Book`."""
        self._parts[table] = [rows]

    def scratch(self) -> Path | None:
        """See `Book`."""
        return None

    def kept_words(self) -> Cache | None:
        """See `Book`."""
        return None


class DeltaBook:
    """A book on disk: one Delta table a fact table, each append one transaction.

    All ways raise UserError where its files are damaged, or cannot be written (a full disk).
    """

    options: dict[str, str] | None = None  # of the place where the tables lie

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened: dict[str, _Opened] = {}
        self._places: dict[str, _Places] = {}

    def append(self, table: str, rows: pa.Table) -> None:
        """See `Book`."""
        if rows.num_rows:
            with self._told(table, "written", "Make room, or name another home"):
                self._room(rows)
                self._write(table, rows)

    def place(self, table: str) -> str:
        """Where a table lies."""
        return str(self.folder / table)

    def facts(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """See `Book`."""
        return messages(self, columns) if table == "messages" else self.as_read(table, columns)

    def as_read(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """See `Book`."""
        schema = TABLES[table].schema
        if not self._holds(table):
            rows = schema.empty_table()
            return rows.select(columns) if columns else rows
        with self._told(table, "read", "Read the exports again into a new home"):
            return self._rows(table, pa.schema([schema.field(c) for c in columns]) if columns else schema)

    def _rows(self, table: str, wanted: pa.Schema) -> pa.Table:
        """All rows, file by file: of the few files of a book Arrow's datasets take longer to load than to read."""
        held = self._as_now(table)
        if not held.plain:
            return self._as_dataset(table, wanted)
        return pa.concat_tables(
            [wanted.empty_table(), *(_complete(file.read(wanted.names), wanted) for file in held.files)]
        )

    def _as_dataset(self, table: str, wanted: pa.Schema) -> pa.Table:
        """The same, for what takes long to open one after the other."""
        rows = self.dataset(table)
        known = set(rows.schema.names)
        return _complete(rows.to_table(columns=[c for c in wanted.names if c in known]), wanted)

    def find(self, table: str, column: str, values: Sequence[str], columns: list[str] | None = None) -> pa.Table:
        """The rows of a table whose column holds one of these values; only they are taken into memory."""
        rows = TABLES[table].schema.empty_table()
        if self._holds(table):
            with self._told(table, "read", "Read the exports again into a new home"):
                rows = self.dataset(table).to_table(filter=pc.field(column).isin(list(values)))
                rows = _complete(rows, TABLES[table].schema)
        if table == "messages":
            rows = united(self, rows)
        return rows.select(columns) if columns else rows

    def texts(self, table: str, column: str, rows: Collection[str]) -> Iterator[tuple[str, str]]:
        """See `Book`. Only files with one of the rows are opened."""
        if not rows or not self._holds(table):
            return
        wanted = frozenset(rows)
        with self._told(table, "read", "Run again; where that fails, read the exports into a new home"):
            for file in self._files(table, wanted):
                with file.open() as source, pq.ParquetFile(source) as held:
                    for batch in held.iter_batches(AT_ONCE, columns=["row_id", column], use_threads=False):
                        yield from _wanted(batch, wanted)

    def _files(self, table: str, rows: Collection[str]) -> list[_File]:
        """The files in which these rows lie."""
        held = self._as_now(table)
        places = self._places.get(table)
        if places is None or places.version != held.version:
            files = sorted(held.files, key=lambda f: f.path)
            places = self._places[table] = _Places(held.version, files)
        return places.of(rows)

    def replace(self, table: str, rows: pa.Table) -> None:
        """See `Book`. Each step leaves a whole table: new files, old ones gone, a log that begins with a checkpoint.

        A table's log holds the least and the greatest text of each file, so it is history too. What is derived goes
        first: no row is gone while something worked out of it still lies there; and once more at the end, for what was
        worked out of the old rows meanwhile.
        """
        with self._told(table, "written", "Make room, or name another home"):
            self._room(rows)
            self._clear_derived()
            write_deltalake(
                self.place(table), rows, mode="overwrite", schema_mode="overwrite", storage_options=self.options
            )
            now = self._table(table)
            now.vacuum(retention_hours=0, enforce_retention_duration=False, dry_run=False, full=True)
            now = self._table(table)
            now.create_checkpoint()
            self._forget(table, now.version())
            self._clear_derived()

    def scratch(self) -> Path | None:
        """See `Book`."""
        return derived.made(self.folder)

    def kept_words(self) -> Cache | None:
        """See `Book`."""
        return kept_words(self.folder)

    def _write(self, table: str, rows: pa.Table) -> None:
        write_deltalake(self.place(table), rows, mode="append", schema_mode="merge", storage_options=self.options)

    def dataset(self, table: str) -> ds.Dataset:
        """A table's rows where they lie; what the libraries raise goes on upwards.

        Arrow opens the files itself: what deltalake would open them with is Python, which Arrow's threads may still ask
        for when the process ends, and then it is aborted.
        """
        system, place = self._system(table)
        return self._as_now(table).table.to_pyarrow_dataset(filesystem=SubTreeFileSystem(place, system))

    def _as_now(self, table: str) -> _Opened:
        """A table as it is now. Its log is read again only where another file lies in it than before."""
        log, held = self._log(table), self._opened.get(table)
        if held is None or held.log != log or not log:
            system, place = self._system(table)
            now = self._table(table)
            names = (uri.rpartition("/")[2] for uri in now.file_uris())  # all lie in the table's own folder
            files = tuple(_File(system, f"{place}/{name}") for name in names)
            held = self._opened[table] = _Opened(log, now, files)
        return held

    def _log(self, table: str) -> frozenset[str]:
        """The names in a table's log; none where there is no such table, or where asking takes as long as reading."""
        try:
            return frozenset(os.listdir(self.folder / table / "_delta_log"))  # noqa: PTH208 - names alone
        except (FileNotFoundError, NotADirectoryError):
            return frozenset()

    def _system(self, table: str) -> tuple[FileSystem, str]:
        """What a table lies on, and where on it."""
        return LocalFileSystem(), str((self.folder / table).absolute())

    def _table(self, table: str) -> DeltaTable:
        return DeltaTable(self.place(table), storage_options=self.options)

    def _forget(self, table: str, version: int) -> None:
        """Take the log before a version away."""
        system, place = self._system(table)
        for file in system.get_file_info(FileSelector(f"{place}/_delta_log")):
            told = file.base_name.partition(".")[0]
            if told.isdecimal() and int(told) < version:
                system.delete_file(file.path)

    def _clear_derived(self) -> None:
        derived.clear(self.folder)

    def _room(self, rows: pa.Table) -> None:
        """Raise OSError where the rows may not fit: the library below tells a full disk in many lines of its own."""
        self.folder.mkdir(parents=True, exist_ok=True)
        free, wanted = shutil.disk_usage(self.folder).free, rows.nbytes + SPARE
        if free < wanted:
            raise OSError(f"no space left: {free >> 20} MB are free, {wanted >> 20} MB wanted")

    def _holds(self, table: str) -> bool:
        """Whether anything was ever kept in a table; one that may not be looked into is not an empty one."""
        with self._told(table, "read", "Mend its rights, or name another home"):
            log, held = self._log(table), self._opened.get(table)
        if held is not None and held.log == log:
            return True
        return bool(log) and DeltaTable.is_deltatable(self.place(table))

    @contextmanager
    def _told(self, table: str, what: str, advice: str) -> Iterator[None]:
        """Tell in one line what the libraries below say in many."""
        try:
            yield
        except (DeltaError, pa.ArrowException, OSError) as error:
            # The first line says what, the last one why.
            lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
            why = ": ".join(dict.fromkeys((lines[0][:200], lines[-1][:200])))
            raise UserError(f"{self.place(table)}: cannot be {what} ({why}). {advice}.") from None


class _Opened(msgspec.Struct, frozen=True):
    """A table as its log, which has these names in it, told it."""

    log: frozenset[str]
    table: DeltaTable
    files: tuple[_File, ...]

    @property
    def version(self) -> int:
        """The number of its last transaction."""
        return self.table.version()

    @property
    def plain(self) -> bool:
        """Whether its rows are those of its files and nothing else, as in every table that is written here."""
        return self.table.protocol().min_reader_version == 1


class _File(msgspec.Struct, frozen=True):
    """A file of a table."""

    system: FileSystem
    path: str

    def open(self) -> pa.NativeFile:
        """The file itself."""
        return self.system.open_input_file(self.path)

    def read(self, columns: Collection[str]) -> pa.Table:
        """These columns; what was written before the table got a column has none of it."""
        with self.open() as source, pq.ParquetFile(source) as held:
            known = frozenset(held.schema_arrow.names)
            return held.read([c for c in columns if c in known])


class _Places:
    """In which file of a table each row lies, as digests, for a big book has millions of rows."""

    def __init__(self, version: int, files: Sequence[_File]) -> None:
        self.version, self._all = version, files
        found = [_digests(file.read(["row_id"])["row_id"].to_pylist()) for file in files]
        rows = np.concatenate([np.zeros(0, np.int64), *found])
        order = np.argsort(rows, kind="stable")
        self._rows = rows[order]
        self._file = np.repeat(np.arange(len(files)), [len(some) for some in found])[order]

    def of(self, rows: Collection[str]) -> list[_File]:
        """The files of these rows, in the files' order."""
        wanted = _digests(rows)
        begins, ends = (np.searchsorted(self._rows, wanted, side) for side in ("left", "right"))
        found = {n for b, e in zip(begins.tolist(), ends.tolist(), strict=True) for n in self._file[b:e].tolist()}
        return [self._all[n] for n in sorted(found)]


def _digests(rows: Collection[str]) -> np.ndarray:
    return np.fromiter(map(hash, rows), np.int64, len(rows))


def _wanted(batch: pa.RecordBatch, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    texts = batch.column(1)
    for number, row in enumerate(batch.column(0).to_pylist()):
        if row in wanted:
            yield row, texts[number].as_py() or ""


def _complete(rows: pa.Table, wanted: pa.Schema) -> pa.Table:
    """The rows in a schema, with nulls where a column came later than they."""
    for field in wanted:
        if field.name not in rows.schema.names:
            rows = rows.append_column(field, pa.nulls(rows.num_rows, field.type))
    return rows.select(wanted.names).cast(wanted)
