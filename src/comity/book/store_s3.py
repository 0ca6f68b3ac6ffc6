"""A book on an S3-compatible object store: the same Delta tables, with nobody who holds a lock.

Address and keys come from the environment, as everywhere with S3: AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY; AWS_ALLOW_HTTP=true where the store speaks plain http.
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError
from pyarrow.fs import FileSystem

from comity.book.store import DeltaBook
from comity.folders import store_at
from comity.keeping import Cache

SCHEME = "s3://"
# Two who write at once: the one whose log entry is there first has written, the other one tries again.
OPTIONS = {"aws_conditional_put": "etag"}
TRIES = 20
PAUSE = 0.2  # seconds, about, before the next try


class S3Book(DeltaBook):
    """See `DeltaBook`. Several may append at once, and nothing of anybody's is lost.

    A record that two of them read at the same time is in it twice, and given once.
    """

    options = OPTIONS

    def __init__(self, address: str) -> None:
        """`address` begins with s3://."""
        super().__init__(Path(address.removeprefix(SCHEME)))

    def as_read(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """See `DeltaBook`."""
        if columns is None or "row_id" in columns:
            return _once(super().as_read(table, columns))
        return _once(super().as_read(table, [*columns, "row_id"])).select(columns)

    def place(self, table: str) -> str:
        """See `DeltaBook`."""
        return f"{SCHEME}{self.folder.as_posix()}/{table}"

    def _rows(self, table: str, wanted: pa.Schema) -> pa.Table:
        return self._as_dataset(table, wanted)

    def _system(self, table: str) -> tuple[FileSystem, str]:
        return store_at(self.place(table))

    def _holds(self, table: str) -> bool:
        with self._told(table, "read", "Look at the AWS_ variables of the environment"):
            return DeltaTable.is_deltatable(self.place(table), self.options)

    def _log(self, table: str) -> frozenset[str]:  # noqa: ARG002 - a way of every book
        return frozenset()

    def _clear_derived(self) -> None:
        """Nothing that is derived lies on an object store."""

    def scratch(self) -> Path | None:
        """See `Book`: this machine's own place for such files."""
        return Path(tempfile.gettempdir())

    def kept_words(self) -> Cache | None:
        """See `Book`: nothing that is derived lies on an object store."""
        return None

    def _room(self, rows: pa.Table) -> None:
        """An object store is never full."""

    def _write(self, table: str, rows: pa.Table) -> None:
        for left in reversed(range(TRIES)):
            try:
                return super()._write(table, rows)
            except CommitFailedError:
                if not left:
                    raise
                time.sleep(PAUSE * random.uniform(0.5, 1.5))  # noqa: S311 - it keeps no secret
        return None


def _once(rows: pa.Table) -> pa.Table:
    """Of the rows of one record the first."""
    names = rows["row_id"]
    if len(names.unique()) == rows.num_rows:
        return rows
    numbered = pa.table({"row_id": names, "at": pa.array(range(rows.num_rows), pa.int64())})
    return rows.take(numbered.group_by("row_id").aggregate([("at", "min")])["at_min"].sort())
