"""Workbooks (XLSX): looked through before they are parsed, for a workbook is a zip of XML and may be a trap."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise, zip_longest
from pathlib import Path
from posixpath import join, normpath
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

from comity.sources.amounts import CODES, SYMBOLS
from comity.sources.sheets import Cell, Line, shown, within_columns

MAGIC = b"PK\x03\x04"
MAX_ENTRIES = 5_000  # files within the zip
MAX_PART = 256 << 20  # bytes of one part of the workbook, unpacked
MAX_WHOLE = 320 << 20  # of all parts
MAX_TEXT = 512 << 20  # bytes of all cells' texts, each text counted as often as it is used
LONG_TEXT = 4_096  # bytes of a text from which on it matters how often it is used
MAX_RATIO = 400  # unpacked to packed, for parts of over 1 MB; what people write stays below 100
MAX_CELLS = 5_000_000  # of one sheet, empty ones counted: the parser makes room for the whole rectangle
CHUNK = 1 << 20
MAIN = "xl/workbook.xml"
PLACES = "xl/_rels/workbook.xml.rels"  # in which part each of its sheets stands
_SPACE = rb"(?:[^\s<>:/!?=]+:)?"  # what may stand before an element's name
TEXT = re.compile(rb"<" + _SPACE + rb"si\b")
TEXT_CELL = re.compile(rb"""\bt\s*=\s*["']s["']""")
USED = re.compile(rb"""\bt\s*=\s*["']s["'][^>]*>\s*<""" + _SPACE + rb"""v\b[^>]*>\s*(\d{1,9})""")
DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
PLACE = re.compile(r"([A-Za-z]{0,3})([0-9]{1,7})")  # a sheet ends at XFD1048576
STYLES = "xl/styles.xml"
# A currency in the format of a cell: "[$€-407] #,##0.00", "£"#,##0.00.
CURRENCY = re.compile(r"\[\$([^\]\-]+)(?:-[0-9A-Fa-f]+)?\]|([€£¥₹]|(?<!\[)\$|\b[A-Z]{3}\b)")
CELLS = b"sheetData"  # the element that cells stand in
UNWORKED = (
    "{} a formula that was never worked out, and is read as blank: open the workbook in a spreadsheet program, "
    "save it, and read again"
)
FORMATTED = (
    "some cells are formatted as sums in {}, and what is formatted is not read: put the currency in a column of its "
    "own, and read again"
)
AGAIN = "Save the workbook again in the program it comes from, and read again."


class Unfit(Exception):  # noqa: N818 - it is told of a file, not of the program
    """The workbook cannot be read at all; the message says why and what to do."""


class WorkbookSheet:
    """One sheet of a workbook."""

    def __init__(self, name: str, rows: list[list[Cell]], size: int, remark: str = "") -> None:
        self.name = name
        self._remark = remark
        self._rows = rows
        self._size = size

    def head(self, count: int) -> list[Line]:
        """See `Sheet`."""
        return [self._line(i, row) for i, row in enumerate(self._rows[:count])]

    def lines(self, width: int) -> Iterator[Line]:  # noqa: ARG002 - rows of a sheet need no telling apart
        """See `Sheet`."""
        for i, row in enumerate(self._rows):
            yield self._line(i, row)

    def remark(self) -> str:
        """See `Sheet`."""
        return self._remark

    def _line(self, index: int, cells: list[Cell]) -> Line:
        raw = "\t".join(shown(c) for c in cells).encode("utf-8", "replace")
        where = f"sheet {self.name}, row"
        done = self._size * index // max(len(self._rows), 1)
        kept, fault = within_columns(cells)
        return Line(index + 1, where, kept, raw, done, fault)


def is_workbook(path: Path, head: bytes) -> bool:
    """Whether the file is an XLSX workbook, sound or not; other zips (DOCX, archives) are none."""
    if not head.startswith(MAGIC):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return MAIN in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return b"xl/" in head and b"word/" not in head


@lru_cache(maxsize=1)
def workbook_sheets(path: Path, size: int, stamp: int) -> list[WorkbookSheet]:
    """All sheets with their values (formulas are never computed, only what was stored beside them).

    `stamp` is the file's time of change: the last workbook is kept, for several sources ask for it in turn.
    Raises Unfit when the workbook is damaged or looks like a trap.
    """
    del stamp
    try:
        packed, unworked, formatted = _checked(path)
        book = CalamineWorkbook.from_filelike(io.BytesIO(packed))
        sheets, room = [], MAX_CELLS
        for name in book.sheet_names:
            rows = _rows(book, name, room)
            room -= len(rows) * len(rows[0]) if rows else 0
            remarks = [unworked.get(name, unworked.get("", "")), formatted]
            sheets.append(WorkbookSheet(name, rows, size, "; ".join(filter(None, remarks))))
        return sheets
    except (CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise Unfit(f"the workbook is damaged ({_told(error)}). {AGAIN}") from None


def _rows(book: CalamineWorkbook, name: str, room: int) -> list[list[Cell]]:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > room:
        raise Unfit(f"sheet {name} claims more cells than a table should have. {AGAIN}")
    return sheet.to_python(skip_empty_area=False)


def _checked(path: Path) -> tuple[bytes, dict[str, str], str]:
    """The workbook packed anew from parts that were each unpacked within bounds, what is to be said of its sheets whose
    cells hold formulas that no program has worked out, and of sums whose currencies nothing but their formats tell.

    What the parser then sees is what was looked at, whatever a zip's two directories claim.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as clean:
        entries = archive.infolist()
        if len(entries) > MAX_ENTRIES:
            raise Unfit(f"{len(entries)} files within the workbook. {AGAIN}")
        room, parts, blank = MAX_WHOLE, dict[str, bytes](), dict[str, int]()
        for entry in entries:
            # Nothing but XML is needed, and nothing but XML can be looked through.
            if not entry.filename.endswith((".xml", ".rels")):
                continue
            if entry.flag_bits & 1:
                raise Unfit("the workbook is locked with a password. Save it without one, and read again.")
            if entry.filename in parts:
                raise Unfit(f"{entry.filename} is in the workbook twice. {AGAIN}")
            part = parts[entry.filename] = _part(archive, entry, min(MAX_PART, room))
            room -= len(part)
            if count := _look(entry.filename, part):
                blank[entry.filename] = count
            clean.writestr(entry.filename, part)
        _look_at_texts(parts)
    return out.getvalue(), _unworked(parts, blank) if blank else {}, _formatted(parts.get(STYLES, b""))


def _formatted(styles: bytes) -> str:
    """What is said where the formats of cells show sums in several currencies: values come without their formats."""
    used = {row.get("numFmtId") for row in _rows_of(styles, "xf")}
    codes = [row.get("formatCode", "") for row in _rows_of(styles, "numFmt") if row.get("numFmtId") in used]
    signs = {next(filter(None, found)).strip() for code in codes for found in CURRENCY.findall(code)}
    signs = {sign for sign in signs if sign in CODES or sign in SYMBOLS}
    return FORMATTED.format(", ".join(sorted(signs))) if len(signs) > 1 else ""


def _unworked(parts: Mapping[str, bytes], blank: Mapping[str, int]) -> dict[str, str]:
    """The remark on each sheet by how many formulas its part holds that nobody worked out; on '', for all sheets, where
    the workbook does not tell in which sheet one stands."""
    places = {row.get("Id", ""): row.get("Target", "") for row in _rows_of(parts.get(PLACES, b""), "Relationship")}
    found: dict[str, str] = {}
    left = {**blank}
    for row in _rows_of(parts.get(MAIN, b""), "sheet"):
        place = next((places.get(value, "") for name, value in row.items() if name.endswith(":id")), "")
        part = place[1:] if place.startswith("/") else normpath(join("xl", place))
        if count := left.pop(part, 0):
            found[row.get("name", "")] = _remark(count, "sheet")
    return {"": _remark(sum(blank.values()), "workbook")} if left else found


def _remark(count: int, of: str) -> str:
    return UNWORKED.format(f"1 cell of the {of} holds" if count == 1 else f"{count:,} cells of the {of} hold")


def _rows_of(part: bytes, element: str) -> list[dict[str, str]]:
    """The attributes of each element of that name; none where the part is no sound XML."""
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate("utf-8")

    def begins(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == element:
            found.append(attributes)

    parser.StartElementHandler = begins
    try:
        parser.Parse(part, True)
    except expat.ExpatError:
        return []
    return found


def _look_at_texts(parts: dict[str, bytes]) -> None:
    """A workbook keeps each text once: a long one that many cells use would fill the memory."""
    lengths: list[int] = []
    for part in parts.values():
        starts = [*(found.start() for found in TEXT.finditer(part)), len(part)]
        here = [after - before for before, after in pairwise(starts)]
        lengths = [max(pair) for pair in zip_longest(lengths, here, fillvalue=0)]
    longest = max(lengths, default=0)
    if longest <= LONG_TEXT:
        return
    room = MAX_TEXT
    for part in parts.values():
        used = [int(found[1]) for found in USED.finditer(part)]
        hidden = sum(1 for _ in TEXT_CELL.finditer(part)) - len(used)
        room -= sum(lengths[number] for number in used if number < len(lengths)) + hidden * longest
    if room < 0:
        raise Unfit(f"the texts of the workbook are too long to be those of a table. {AGAIN}")


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """One part, unpacked; stops as soon as it grows out of bounds, whatever size it claims to have."""
    part = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            part += chunk
            if len(part) > room or (len(part) > CHUNK and len(part) > MAX_RATIO * max(entry.compress_size, 1)):
                raise Unfit(f"{entry.filename} unpacks to more than a workbook should hold. {AGAIN}")
    return bytes(part)


def _look(name: str, part: bytes) -> int:
    """No declarations of entities, and no cell so far out that the sheet's rectangle fills the memory.

    How many cells hold a formula and no value.
    """
    if b"\0" in part[:CHUNK]:
        raise Unfit(f"{name} is no XML in UTF-8. {AGAIN}")
    if DECLARATION.search(part):
        raise Unfit(f"{name} declares XML entities, which no spreadsheet program does. {AGAIN}")
    if CELLS in part:
        extent = _Extent(name, part)
        if extent.width * extent.height > MAX_CELLS:
            raise Unfit(f"{name} claims {extent.height:,} rows of {extent.width:,} columns. {AGAIN}")
        return extent.unworked
    return 0


class _Extent:
    """How many columns and rows lie between the first and the last cell that holds something.

    Told by an XML parser: what stands in comments or in other attributes is no cell, and hides none. Where rows and
    cells do not name their place it is counted, never too low.
    """

    def __init__(self, name: str, part: bytes) -> None:
        self._name = name
        self.width = self.height = self._row = self._rows = self._column = self._columns = 0
        self._within = False  # in a cell in which nothing has been found yet
        self._formula = self._value = False
        self.unworked = 0  # cells with a formula and no value
        self._parser = parser = expat.ParserCreate("utf-8")  # whatever it says of itself: our parser takes it for that
        parser.StartElementHandler, parser.EndElementHandler = self._begins, self._ends
        try:
            parser.Parse(part, True)
        except expat.ExpatError as error:
            raise Unfit(f"{name} is no sound XML ({_told(error)}). {AGAIN}") from None

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        what = name.rpartition(":")[2]
        if what == "row":
            self._rows += 1
            self._row = self._place(attributes)[1] or max(self._row, self._rows - 1) + 1
            self._column = self._columns = 0
        elif what == "c":
            self._columns += 1
            column, row = self._place(attributes)
            if row not in (0, self._row):
                raise Unfit(f"{self._name} has a cell that lies outside of its row. {AGAIN}")
            self._column = column or max(self._column, self._columns - 1) + 1
            self._within, self._formula, self._value = True, False, False
            return
        self._formula |= what == "f"
        if self._formula and what in ("v", "is"):
            self._parser.CharacterDataHandler = self._holds
        if self._within and what not in ("row", "c"):
            self._within = False  # a cell without anything in it takes no room
            self.width, self.height = max(self.width, self._column), max(self.height, self._row)

    def _holds(self, text: str) -> None:
        self._value |= bool(text)

    def _ends(self, name: str) -> None:
        if name.rpartition(":")[2] == "c":
            self._within = False
            self.unworked += self._formula and not self._value
            self._formula, self._parser.CharacterDataHandler = False, None

    def _place(self, attributes: dict[str, str]) -> tuple[int, int]:
        """Column and row that are named, each from 1; 0 where it is not."""
        told = attributes.get("r", "")
        found = PLACE.fullmatch(told)
        if found is None:
            if told.isalnum():  # longer than a sheet is; the parser would count on, and ask for that much memory
                raise Unfit(f"{self._name} has a cell that lies outside of any sheet. {AGAIN}")
            return 0, 0
        return _column(found[1]), int(found[2])


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
