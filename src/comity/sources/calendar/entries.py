"""A calendar file cut into its entries, one at a time and tolerantly: one broken entry never loses the others."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

KEPT = 65_536  # characters of one line, and of one entry's raw text; what is longer is cut
MANY = 1_000  # lines of one name in one entry: no meeting has more attendees
ZONES = 200  # time zones that one file may define
KNOWN = frozenset((
    "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SUMMARY",
    "DESCRIPTION", "ORGANIZER", "ATTENDEE", "STATUS", "SEQUENCE", "CREATED", "LAST-MODIFIED", "DTSTAMP",
))  # fmt: skip
PASSED_OVER = frozenset((
    "ACTION", "ATTACH", "CATEGORIES", "CLASS", "COLOR", "COMMENT", "COMPLETED", "CONCEPT", "CONFERENCE", "CONTACT",
    "DUE", "FREEBUSY", "GEO", "IMAGE", "LINK", "LOCATION", "NAME", "PERCENT-COMPLETE", "PRIORITY", "REFID",
    "REFRESH-INTERVAL", "RELATED-TO", "REPEAT", "REQUEST-STATUS", "RESOURCES", "SOURCE", "STRUCTURED-DATA",
    "STYLED-DESCRIPTION", "TRANSP", "TRIGGER", "URL",
))  # fmt: skip
TEXTS = frozenset(("SUMMARY", "DESCRIPTION"))
PROPERTY = re.compile(r"([A-Za-z0-9-]+)[ \t]*((?:;[^\":;]*(?:\"[^\"]*\"[^\":;]*)*)*):(.*)", re.DOTALL)
PARAMETER = re.compile(r";\s*([A-Za-z0-9-]+)\s*=\s*((?:\"[^\"]*\"|[^\";])*)")
ESCAPED = re.compile(r"\\([\\;,:\"nN])")


@dataclass(slots=True)
class Property:
    """One line of an entry: its parameters as written, and its value."""

    params: str
    value: str

    def parameters(self) -> dict[str, str]:
        """Its parameters by name, without quotes."""
        return {key.upper(): value.replace('"', "").strip() for key, value in PARAMETER.findall(self.params)}

    def text(self) -> str:
        """The value with its escapes undone."""
        return ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], self.value)


Properties = dict[str, list[Property]]


@dataclass(slots=True)
class Entry:
    """One VEVENT: the line it begins in, which calendar of the file it belongs to, and its lines by name."""

    line: int
    calendar: int
    properties: Properties = field(default_factory=dict)
    raw: list[str] = field(default_factory=list)
    size: int = 0
    done: int = 0
    ended: bool = False
    outlook: bool = False  # whether Outlook wrote it

    def first(self, name: str) -> Property | None:
        """The first line of a name; a repeated one is against the format and passed over."""
        found = self.properties.get(name)
        return found[0] if found else None

    def value(self, name: str) -> str:
        """The first value of a name, stripped; '' where there is none."""
        found = self.first(name)
        return found.value.strip() if found else ""

    def bytes(self) -> bytes:
        """Its raw lines, as far as kept."""
        return "".join(self.raw).encode("utf-8", "surrogateescape")


@dataclass(slots=True)
class Zone:
    """A VTIMEZONE: its name, the known place it tells, and its observances (STANDARD or DAYLIGHT)."""

    name: str = ""
    place: str = ""
    observances: list[Properties] = field(default_factory=list)


@dataclass(slots=True)
class Calendar:
    """What a VCALENDAR says about all its entries."""

    method: str = ""
    zone: str = ""
    name: str = ""
    owner: str = ""

    @property
    def whose(self) -> tuple[str, str]:
        """What tells it from other people's calendars: Google tells that by the name, Outlook by the owner."""
        return self.owner.casefold(), self.name.casefold()


@dataclass(slots=True)
class Found:
    """What a file holds besides its entries; complete once its last entry was seen."""

    file: str = ""  # the letters of its name
    zones: list[Zone] = field(default_factory=list)
    calendars: list[Calendar] = field(default_factory=lambda: [Calendar()])
    others: Counter[str] = field(default_factory=Counter)


def entries(path: Path, encoding: str, found: Found) -> Iterator[Entry]:
    """Every VEVENT of the file in its order; what else is in the file goes to `found`."""
    # A byte of UTF-8 that stands wrong is kept as it is; half a character of UTF-16 cannot be.
    found.file = "".join(sign for sign in path.stem.casefold() if sign.isalpha())
    amiss = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding, amiss, newline="") as file:
        cutter = _Cutter(found)
        for number, line, texts, size in _unfolded(file):
            entry = cutter.take(number, line, texts, size)
            if entry is not None:
                entry.done = raw.tell()
                yield entry
        if cutter.entry:
            yield cutter.entry


def _unfolded(file: TextIO) -> Iterator[tuple[int, str, list[str], int]]:
    """Each logical line with the number of its first physical line, these lines as they stand, and their length."""
    number, first, line, texts, size = 0, 0, "", [], 0
    parts: list[str] = []
    while text := file.readline(KEPT):
        number += 1
        length = len(text)
        if length == KEPT:
            rest = text
            while len(rest) == KEPT and rest[-1] not in "\r\n":
                rest = file.readline(KEPT)
        if text[0] in " \t" and texts:
            if size < KEPT:
                parts.append(text[1:].rstrip("\r\n"))
                texts.append(text)
                size += length
            continue
        if texts:
            yield first, _readable(line + "".join(parts) if parts else line), texts, size
        first, line, texts, size, parts = number, text.rstrip("\r\n"), [text], length, []
    if texts:
        yield first, _readable(line + "".join(parts)), texts, size


def _readable(line: str) -> str:
    """A line in UTF-8, or cp1252 where it is none; only now, for lines are folded amid a character."""
    if line.isascii():
        return line.replace("\0", "")
    raw = line.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8").replace("\0", "")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace").replace("\0", "")


class _Cutter:
    """Where in the nesting of components the reading stands."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.entry: Entry | None = None
        self.inner: list[str] = []  # components open within the entry or the passed over component
        self.zone: Zone | None = None
        self.observance: Properties | None = None
        self.text: Property | None = None  # the text that an unfolded line goes on with

    def take(self, number: int, line: str, texts: list[str], size: int) -> Entry | None:
        """Take one logical line in; the entry that ends with it."""
        begins = line[6:].strip().upper() if line[:6].upper() == "BEGIN:" else ""
        if begins in ("VEVENT", "VCALENDAR"):
            return self._open(number, begins, texts, size)
        if self.entry is not None and self.entry.size < KEPT:
            self.entry.raw += texts
            self.entry.size += size
        if begins:
            self._begin(begins)
        elif line[:4].upper() == "END:":
            return self._end(line[4:].strip().upper())
        elif not self.inner:
            self._property(line)
        return None

    def _open(self, number: int, name: str, texts: list[str], size: int) -> Entry | None:
        """Open an entry or a calendar; the entry that was still open."""
        before = self._close(ended=False)
        if name == "VEVENT":
            self.entry = Entry(number, len(self.found.calendars) - 1, raw=list(texts), size=size)
        else:
            self.found.calendars.append(Calendar())
        return before

    def _begin(self, name: str) -> None:
        self.text = None
        if self.entry is not None or self.inner:
            self.inner.append(name)
        elif name == "VTIMEZONE":
            self.zone = Zone()
        elif self.zone is not None:
            self.observance = {}
        else:
            self.found.others[name] += 1
            self.inner.append(name)

    def _end(self, name: str) -> Entry | None:
        self.text = None
        if name in ("VEVENT", "VCALENDAR"):
            return self._close(ended=name == "VEVENT")
        if name in self.inner:
            while self.inner.pop() != name:
                pass
        elif name == "VTIMEZONE" and self.zone is not None:
            if len(self.found.zones) < ZONES:
                self.found.zones.append(self.zone)
            self.zone = None
        elif self.zone is not None and self.observance is not None:
            if len(self.zone.observances) < ZONES:
                self.zone.observances.append(self.observance)
            self.observance = None
        return None

    def _close(self, *, ended: bool) -> Entry | None:
        """Leave whatever is open; the entry among it."""
        entry, self.entry, self.inner, self.zone, self.observance, self.text = self.entry, None, [], None, None, None
        if entry is not None:
            entry.ended = ended
        return entry

    def _property(self, line: str) -> None:
        match = PROPERTY.match(line)
        name = match[1].upper() if match else ""
        if self.entry is not None:
            if match is None or (name not in KNOWN and name not in PASSED_OVER and name[:2] != "X-"):
                if self.text is not None and len(self.text.value) < KEPT:
                    self.text.value += "\n" + line
                return
            self.text = None
            if name in KNOWN:
                self._known(self.entry, name, Property(match[2], match[3]))
            elif name.startswith("X-MICROSOFT-CDO"):
                self.entry.outlook = True
        elif match is not None:
            self._outside(name, Property(match[2], match[3]))

    def _known(self, entry: Entry, name: str, found: Property) -> None:
        lines = entry.properties.setdefault(name, [])
        if len(lines) < MANY:
            lines.append(found)
        if name in TEXTS:
            self.text = found

    def _outside(self, name: str, found: Property) -> None:
        if self.observance is not None:
            lines = self.observance.setdefault(name, [])
            if len(lines) < MANY:
                lines.append(found)
        elif self.zone is not None:
            if name == "TZID":
                self.zone.name = found.value.strip()
            elif name == "X-LIC-LOCATION":
                self.zone.place = found.value.strip()
        elif name == "METHOD":
            self.found.calendars[-1].method = found.value.strip().upper()
        elif name == "X-WR-TIMEZONE":
            self.found.calendars[-1].zone = found.value.strip()
        elif name == "X-WR-CALNAME":
            self.found.calendars[-1].name = found.value.strip()
        elif name == "X-OWNER":
            self.found.calendars[-1].owner = found.value.strip()
