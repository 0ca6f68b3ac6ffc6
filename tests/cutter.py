"""Cuts an export folder off on a day, by the contracts' rule of what is known on a day.

Facts dated later are dropped; later days in facts that stay (an end, a payment, a decision) are blanked with what they
date; states without a day of their own (a deal's stage, an invoice's status, an open balance) are blanked where the cut
lies before the export. Who people and firms are stays. It looks at the files with nothing of `comity.sources`, so that
it can be the referee of what the program makes of a whole export; only a contract's day is the source's to tell.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_tz
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from comity.sources import Export, Row, contracts

Cells = list[object]

# Headings of the day a record is dated by, the best first: the row goes where that day is later.
DATED = (
    "invoice date", "invoicedate", "issued", "payment date", "create date", "created date", "date added", "lead on",
    "week ending", "date submitted", "from date", "customer since", "start date", "start time", "date",
)  # fmt: skip
# Headings of days that are known from that day on only, and what they date: blanked where later.
LATER = {
    "end date": ("end reason",),
    "fullypaidondate": ("invoiceamountpaid",),
    "paid on": ("paid amount",),
    "date interviewed": (),
    "date decided": (),
    "date closed": (),
    "offer on": (),
    "negotiation on": (),
    "won on": (),
    "lost on": (),
}
# Headings of states without a day: blanked where the cut lies before the export.
STATES = (
    "deal stage", "stage", "close date", "closed lost reason", "loss reason", "reason", "open balance", "open",
    "balance", "invoiceamountdue",
)  # fmt: skip
# "Status" is a state of an invoice, a placement, a job, a candidate; of a firm or a person it tells who they are.
STATUS_OF = ("due date", "duedate", "placement id", "employment type", "# openings", "date submitted")
# A remark that strikes an invoice out was written when it was: it is a state as well.
REMARKS = ("comment", "memo", "description", "reference")
STRUCK_OUT = re.compile(r"\bVOID(?:ED)?\b")
LONGEST_CELL = 20  # lines that one quoted cell may run over
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
WORDS = re.compile(r"(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4})")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
MAIL_HEAD = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*(?:From|Date|Received|Message-ID|Subject):", re.I)


def cut(folder: Path, into: Path, day: dt.date, *, states: bool = False) -> Path:
    """Write the folder as it would have been exported on `day` into a new folder; `states` keeps undated states."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        target = into / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        _file(path, target, _Cut(day, states))
    return into


@dataclass(frozen=True, slots=True)
class _Cut:
    """The day after which nothing is known, and whether undated states are known on it."""

    day: dt.date
    states: bool

    def keeps(self, on: dt.date | None) -> bool:
        return on is None or on <= self.day


def _file(path: Path, target: Path, how: _Cut) -> None:
    head = path.read_bytes()[:65_536]
    if head.lstrip(b"\xef\xbb\xbf\r\n").startswith(b"From "):
        target.write_bytes(b"".join(p for p in _mbox(path.read_bytes()) if how.keeps(_sent_on(p))))
    elif b"BEGIN:VCALENDAR" in head[:1000]:
        _calendar(path, target, how)
    elif head.startswith(b"PK") and path.suffix == ".xlsx":
        _workbook(path, target, how)
    elif path.suffix in (".pdf", ".docx", ".txt"):
        if how.keeps(_contract_day(path, head)):
            shutil.copyfile(path, target)
    elif path.suffix in (".csv", ".tsv"):
        _table_file(path, target, how)
    elif not MAIL_HEAD.match(head) or how.keeps(_sent_on(path.read_bytes())):
        shutil.copyfile(path, target)


def _contract_day(path: Path, head: bytes) -> dt.date | None:
    found = [r for r in contracts.read(Export(path, path.name, path.stat().st_size, head)) if isinstance(r, Row)]
    days = [r.values.get("dated_on") for r in found]
    return next((d for d in days if isinstance(d, dt.date)), None)


# Mail


def _mbox(raw: bytes) -> Iterator[bytes]:
    """The messages of an mbox, separators and all."""
    lines = raw.splitlines(keepends=True)
    begins = [
        i for i, line in enumerate(lines)
        if line.startswith(b"From ") and (i == 0 or not lines[i - 1].strip())
        and i + 1 < len(lines) and FIELD.match(lines[i + 1])
    ]  # fmt: skip
    yield b"".join(lines[: begins[0] if begins else 0])
    for start, stop in zip(begins, [*begins[1:], len(lines)], strict=True):
        yield b"".join(lines[start:stop])


def _sent_on(raw: bytes) -> dt.date | None:
    """The day a message was sent by its Date, else its newest Received, else its separator."""
    separator, _, rest = raw.partition(b"\n") if raw.startswith(b"From ") else (b"", b"", raw)
    head = re.split(rb"\r?\n\r?\n", rest, maxsplit=1)[0].decode("latin-1")
    fields = re.findall(r"(?im)^(date|received)[ \t]*:((?:.*(?:\r?\n[ \t].*)*))", head)
    told = [_mail_day(v) for k, v in fields if k.lower() == "date"]
    passed = [_mail_day(v.rpartition(";")[2]) for k, v in fields if k.lower() == "received"]
    own = next((d for d in told if d), None) or max((d for d in passed if d), default=None)
    return own or _mail_day(" ".join(separator.decode("latin-1").split()[2:]))


def _mail_day(text: str) -> dt.date | None:
    told = parsedate_tz(" ".join(text.split()))
    try:
        return dt.date(*told[:3]) if told and 1990 <= told[0] < 2100 else None
    except ValueError:
        return None


# Calendars


def _calendar(path: Path, target: Path, how: _Cut) -> None:
    """Entries that begin later go; one called off later is not called off yet."""
    text = path.read_bytes().decode("utf-8-sig")
    parts = re.split(r"(?s)(BEGIN:VEVENT.*?END:VEVENT\r?\n)", text)
    kept = [_event(p, how) if p.startswith("BEGIN:VEVENT") else p for p in parts]
    target.write_bytes("".join(kept).encode("utf-8"))


def _event(text: str, how: _Cut) -> str:
    begins, instead_of = _stamp(text, "DTSTART"), _stamp(text, "RECURRENCE-ID")
    # A change of one meeting of a series is known with the earlier of its two days, from where and to where it moved.
    if not how.keeps(min(filter(None, (begins, instead_of)), default=None)):
        return ""
    made, changed = _stamp(text, "CREATED"), _stamp(text, "LAST-MODIFIED")
    off = changed if changed and begins and (made or dt.date.min) <= changed <= begins else begins
    return text if how.keeps(off) else re.sub(r"(?m)^STATUS:CANCELL?ED\r?$", "STATUS:CONFIRMED", text)


def _stamp(text: str, name: str) -> dt.date | None:
    found = re.search(rf"(?m)^{name}[^:\n]*:(\d{{4}})(\d\d)(\d\d)", text)
    return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None


# Tables


@dataclass(slots=True)
class _Columns:
    """What the headings of a table say: where the row's day stands, what to blank and when."""

    dated: list[int] = field(default_factory=list)
    later: dict[int, list[int]] = field(default_factory=dict)
    states: list[int] = field(default_factory=list)
    remarks: list[int] = field(default_factory=list)


def _columns(cells: Sequence[object]) -> _Columns | None:
    """The columns where these cells are headings; None where they are none."""
    names = [" ".join(str(c).lower().strip("﻿ ").split()) for c in cells]
    dated = [names.index(n) for n in DATED if n in names]
    if len([n for n in names if n]) < 3 or (not dated and not set(names) & {*STATES, "status", *LATER}):
        return None
    found = _Columns(dated)
    for i, name in enumerate(names):
        if name in LATER and not (name == "end date" and "duration" in names):
            found.later[i] = [names.index(n) for n in LATER[name] if n in names]
    found.states = [i for i, n in enumerate(names) if n in STATES or (n == "status" and set(names) & set(STATUS_OF))]
    found.remarks = [i for i, n in enumerate(names) if n in REMARKS and set(names) & {"due", *STATUS_OF}]
    return found


def _row(cells: Cells, columns: _Columns, day_of: Callable[[object], dt.date | None], how: _Cut) -> Cells | None:
    """A row as it was known, None where it was not."""
    at = (cells[i] if i < len(cells) else "" for i in columns.dated)
    if not how.keeps(next((d for d in map(day_of, at) if d), None)):
        return None
    kept = list(cells)
    for i, told in columns.later.items():
        on = day_of(cells[i]) if i < len(cells) else None
        if not how.keeps(on) or (on is None and not how.states):
            for j in (i, *told):
                kept[j : j + 1] = [""] * len(kept[j : j + 1])
    if not how.states:
        for j in columns.states:
            kept[j : j + 1] = [""] * len(kept[j : j + 1])
        for j in columns.remarks:
            kept[j : j + 1] = ["" if STRUCK_OUT.search(str(c)) else c for c in kept[j : j + 1]]
    return kept


def _days(cells: Sequence[object]) -> Callable[[object], dt.date | None]:
    """A reader of days; which of two numbers is the day is decided by all cells of the file."""
    pairs = [m for c in cells if isinstance(c, str) and (m := NUMBERS.match(c.strip()))]
    month_first = any(int(m[2]) > 12 for m in pairs)

    def day_of(cell: object) -> dt.date | None:
        if isinstance(cell, dt.datetime):
            return cell.date()
        if isinstance(cell, dt.date):
            return cell
        text = str(cell).strip()
        try:
            if match := ISO.match(text):
                return dt.date(int(match[1]), int(match[2]), int(match[3]))
            if match := NUMBERS.match(text):
                day, month = (match[2], match[1]) if month_first else (match[1], match[2])
                return dt.date(int(match[3]), int(month), int(day))
            if (match := WORDS.match(text)) and match[2].lower() in MONTHS:
                return dt.date(int(match[3]), MONTHS.index(match[2].lower()) + 1, int(match[1]))
        except ValueError:
            return None
        return None

    return day_of


def _table_file(path: Path, target: Path, how: _Cut) -> None:
    raw = path.read_bytes()
    encoding = _encoding(raw)
    text = raw.decode(encoding)
    separator = max(",;\t", key=lambda s: sum(line.count(s) for line in text.splitlines()[:20]))
    rows = list(_lines(text, separator))
    day_of = _days([c for _, cells in rows for c in cells])
    columns: _Columns | None = None
    parts = []
    for line, cells in rows:
        found = None if columns else _columns(cells)
        columns = columns or found
        kept: Cells | None = list(cells)
        if columns and not found and len(cells) > 2:
            kept = _row(list(cells), columns, day_of, how)
        if kept is not None:
            parts.append(line if kept == cells else _written(kept, separator))
    target.write_bytes("".join(parts).encode(encoding))


def _encoding(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _lines(text: str, separator: str) -> Iterator[tuple[str, list[str]]]:
    """Each record as it stands and its cells; one whose quotes never close is the one line it begins in."""
    lines = text.splitlines(keepends=True)
    at = 0
    while at < len(lines):
        size = next((n for n in range(1, LONGEST_CELL) if "".join(lines[at : at + n]).count('"') % 2 == 0), 1)
        record = "".join(lines[at : at + size])
        try:
            cells = next(csv.reader(io.StringIO(record), delimiter=separator), [])
        except csv.Error:
            cells = []
        yield record, cells
        at += size


def _written(cells: Sequence[object], separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _workbook(path: Path, target: Path, how: _Cut) -> None:
    book = CalamineWorkbook.from_path(path)
    with xlsxwriter.Workbook(target) as out:
        style = out.add_format({"num_format": "yyyy-mm-dd"})
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            sheet = out.add_worksheet(name)
            for number, cells in enumerate(_cut_rows(rows, how)):
                for column, cell in enumerate(cells):
                    if isinstance(cell, dt.date):
                        sheet.write_datetime(number, column, _midnight(cell), style)
                    elif isinstance(cell, float | int):
                        sheet.write_number(number, column, cell)
                    elif cell != "":
                        sheet.write_string(number, column, str(cell))


def _cut_rows(rows: Sequence[Sequence[object]], how: _Cut) -> Iterator[Cells]:
    day_of = _days([c for row in rows for c in row])
    columns: _Columns | None = None
    for row in rows:
        found = None if columns else _columns(row)
        columns = columns or found
        kept = list(row) if found or columns is None else _row(list(row), columns, day_of, how)
        if kept is not None:
            yield kept


def _midnight(day: dt.date) -> dt.datetime:
    return day if isinstance(day, dt.datetime) else dt.datetime(day.year, day.month, day.day)
