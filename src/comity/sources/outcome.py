"""What reading a file gives: rows and rejects, each with its place; nothing else ever comes out of a source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from comity.engine import Spread
from comity.tables import Values

RAW_KEPT = 65_536  # bytes of a rejected record that are kept


def one_line(text: str) -> str:
    """A text as it can be printed in one line: white space counts once, what cannot be shown is a sign for it."""
    return "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))


@dataclass(slots=True)
class Row:
    """One record understood: the values of one row of one table.

    `place` tells where it stands in the file, `ref` is the source's own key ('' where it has none), `done` how many
    bytes of the file lie behind it, for the progress bar (0: not known). One record may tell more than one fact (an
    invoice line that also says when it was paid): the further rows ride in `also` and are not counted. `digest` is its
    row_id where whoever understood the record worked it out already; `edition` tells how new the file tells it, where
    the file says that itself (`comity.tables.sightings.Edition`).
    """

    table: str
    values: Values
    place: str
    ref: str = ""
    done: int = 0
    also: tuple[Row, ...] = ()
    digest: str = field(default="", compare=False)
    edition: str = ""

    def __reduce__(self) -> tuple[type[Row], tuple[object, ...]]:
        """For another process: half the time of what Python does by itself."""
        return Row, (self.table, self.values, self.place, self.ref, self.done, self.also, self.digest, self.edition)


@dataclass(slots=True)
class Said:
    """Something decided about the whole file, told in the reconciliation: "day comes before month, as row 14 shows"."""

    text: str

    def __post_init__(self) -> None:
        self.text = one_line(self.text)


@dataclass(slots=True)
class Reject:
    """One record that could not be read: where, why (and what to do), and its raw bytes.

    Place and reason are one line each, whatever of the file is quoted in them; a place that is left empty is the file.
    """

    place: str
    reason: str
    raw: bytes = b""
    done: int = 0

    def __post_init__(self) -> None:
        self.place = one_line(self.place) or "file"
        self.reason = one_line(self.reason)
        self.raw = self.raw[:RAW_KEPT]


Outcome = Row | Reject | Said


@dataclass(frozen=True, slots=True)
class Settings:
    """What comity.toml says that reading depends on.

    `locale` (such as "nl_NL") decides dates which a whole file leaves open, `currency` (the firm's own) what a sign
    means that several share; `columns` maps, for a file's name (or a pattern of it), a header as written to
    "table.column" or "column".
    """

    locale: str | None = None
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """One file to read. `name` is relative to the folder that was given, `head` its first 64 KB.

    `spread` is how workers are asked to read a large file, where there are any; `today` is the day on which it is read,
    where what cannot have happened yet is to be told from what has.
    """

    path: Path
    name: str
    size: int
    head: bytes
    settings: Settings = Settings()
    spread: Spread | None = None
    today: dt.date | None = None

    def bytes(self) -> bytes:
        """The whole content."""
        return self.path.read_bytes()
