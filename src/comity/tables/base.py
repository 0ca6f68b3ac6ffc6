"""What a table of facts is: described columns, a natural key, and the day from which a row is known."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import pyarrow as pa

TEXT = pa.string()
DAY = pa.date32()
INSTANT = pa.timestamp("us", tz="UTC")
MONEY = pa.decimal128(18, 4)
NUMBER = pa.float64()
WHOLE = pa.int64()
FLAG = pa.bool_()
TEXTS = pa.list_(pa.string())
ADDRESSES = pa.list_(pa.struct([("name", pa.string()), ("address", pa.string())]))

# The values of one record, by column name; a column left out is null.
Values = Mapping[str, object]


class Column(msgspec.Struct, frozen=True):
    """One column: its name as a manager says it, its Arrow type, and what it means.

    A `state` has no date of its own (an invoice's status): it is known from the day of its export on, unknown before.
    What is `apart` is long: it is left where it lies until somebody asks for that of a certain row.
    """

    name: str
    type: pa.DataType
    means: str
    state: bool = False
    apart: bool = False


PROVENANCE = (
    Column("row_id", TEXT, "digest of what the record says; the same record read twice has the same one"),
    Column("source", TEXT, "the file it was read from, relative to the folder that was read"),
    Column("file_id", TEXT, "digest of that file"),
    Column("place", TEXT, "where in the file: a line, a byte offset, a sheet's row"),
    Column("ref", TEXT, "the source's own key: a Message-ID, an invoice number"),
    Column("read_on", DAY, "the day it was read"),
)


class Table(msgspec.Struct, frozen=True):
    """A canonical fact table.

    `key` names the columns that make the record the same thing in two exports (none of them: there is only one thing);
    a later export's version of it replaces the earlier one when judged. It may be used again, for another record, where
    so many days lie between as `again_after` tells. `identity` names the columns that tell two records apart (all of
    them when empty); where `repeats` is set, equal records of one file are different facts (two equal lines of a time
    sheet), and a key ends in the column that counts them.
    `known_on` names the column with the day from which the fact is known; None means timeless, and a row whose own
    date is null is timeless too. `telling` names the columns by which a person knows the record again, whose it is
    first; a table without them holds no records of its own. `corrected` names those by which a line without a key, or
    whose key was corrected, is known again in a newer edition of its file, all but one of them: that one was corrected.
    `whole` names the column of what a file tells as a whole (a series of meetings): what the newest version of it no
    longer has is gone. `called` names the column that tells two records of one key apart, where a list's own key may be
    a mere count of its lines.
    """

    name: str
    means: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] | None = None
    known_on: str | None = None
    identity: tuple[str, ...] = ()
    repeats: bool = False
    telling: tuple[str, ...] = ()
    again_after: int | None = None
    corrected: tuple[str, ...] = ()
    whole: str | None = None
    called: str | None = None

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, provenance first, every field described in its metadata."""
        fields = [
            pa.field(c.name, c.type, metadata={"means": c.means, "state": "yes" if c.state else "no"})
            for c in (*PROVENANCE, *self.columns)
        ]
        return pa.schema(fields, metadata={"means": self.means})

    @property
    def states(self) -> tuple[str, ...]:
        """Names of the columns that are known only from the export's day on."""
        return tuple(c.name for c in self.columns if c.state)

    @property
    def agreed(self) -> tuple[str, ...]:
        """Names of the columns in which two lists of one day tell the same, or they do not mean the same: figures,
        days, states and the currency. The lines of a sheet are the same by their key alone: their rates may change."""
        kinds = () if self.repeats else (MONEY, NUMBER, WHOLE, DAY, INSTANT, FLAG)
        return tuple(c.name for c in self.columns if c.state or c.type in kinds or c.name == "currency")

    @property
    def near(self) -> list[str]:
        """Names of all columns but those that are left where they lie, provenance first."""
        return [c.name for c in (*PROVENANCE, *self.columns) if not c.apart]
