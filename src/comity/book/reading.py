"""Taking a folder of exports into a book: parse, tell apart, keep; safe to repeat and to interrupt."""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import pyarrow as pa

from comity.book.declared import firm_as_set
from comity.book.known import latest
from comity.book.mending import Mending
from comity.book.missing import no_longer_there
from comity.book.purge import purge
from comity.book.rejected import rejects_apart
from comity.book.standing import Standing
from comity.book.store import Book
from comity.book.tally import UNKNOWN
from comity.book.told_again import ToldAgain, named
from comity.book.unread import Unread, fingerprint
from comity.engine import Spread
from comity.identity import alike, row_id
from comity.in_words import counted, long_day
from comity.sources import Export, Outcome, Reject, Row, Said, Settings, firm, source_of, unknown
from comity.sources.folder import walk
from comity.tables import DATING, TABLES, Values

BATCH = 4_000  # rows of one table that are held before they are appended
BATCH_BYTES = 64 << 20  # about so many bytes of them at most: the longest texts by the thousand would fill the memory
SHEET = re.compile(r"sheet .+(?=, row \d+$)", re.DOTALL)  # of a place in a workbook
LISTED = 200  # bytes of one value in a list, about
FEWER_COLLECTIONS = 200_000  # new objects between two looks for circles (Python: 700)

# Told while reading: the file's name, bytes behind, bytes in all.
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class FileCount:
    """What became of one file's records in one reading; records = kept + duplicate + rejected."""

    file: str
    kind: str
    records: int = 0
    kept: int = 0
    duplicate: int = 0
    rejected: int = 0
    said: list[str] = field(default_factory=list)
    file_id: str = ""


def read_folders(
    folders: Iterable[Path], book: Book, *, today: dt.date, settings: Settings, progress: Progress | None = None,
    spread: Spread | None = None,
) -> list[FileCount]:  # fmt: skip
    """Read every file of the folders into the book and tell what became of each, in the order of their names.

    `today` bounds what counts as dated: facts of the future never set the day of the export. With `spread`, large
    files are read by workers, who must reach them under the same path.
    Raises UserError when a folder cannot be used at all.
    """
    reading = _Reading(book, today, progress or (lambda _name, _done, _size: None), spread)
    counts: list[FileCount] = []
    usual = gc.get_threshold()
    # Reading makes millions of small objects and hardly a circle: looking for circles often took half of its time.
    gc.set_threshold(FEWER_COLLECTIONS, *usual[1:])
    try:
        for folder in folders:
            counts += reading.folder(folder, settings)
        reading.end(counts)
    finally:
        gc.set_threshold(*usual)
    if reading.again:
        purge(book)
    return sorted(counts, key=lambda c: c.file)


class _Reading:
    """One call of `read_folders`: what is already known, and the rows not yet appended."""

    def __init__(self, book: Book, today: dt.date, progress: Progress, spread: Spread | None = None) -> None:
        self.book = book
        self.spread = spread
        self.today = today
        self.progress = progress
        # By table and row_id, a digest of the place where the record was first read.
        self.known: dict[str, dict[str, int]] = {}
        self.refused: defaultdict[str, defaultdict[str, dict[str, str]]] | None = None  # by name, file and row_id
        self.waiting: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
        self.held: Counter[str] = Counter()  # bytes that wait, by table
        self.newest: dt.date | None = None
        self.ahead: list[dt.date] = []  # days still to come, of the facts of one file
        self.unread = Unread.of(book)
        self.again = False
        self.standing = Standing(book)
        self.told_again = ToldAgain(book)
        self.mending = Mending()
        # What this call says of each file, by its name and digest.
        self.stood: defaultdict[str, defaultdict[str, list[Values]]] = defaultdict(lambda: defaultdict(list))

    def folder(self, folder: Path, settings: Settings) -> list[FileCount]:
        """Read one folder; its readings are written last, so that a reading cut short is seen as such."""
        self.newest = None
        total, settings = self._survey(folder, settings)
        counts, files, behind = [], [], 0
        for item in walk(folder, settings):
            if isinstance(item, Export):
                count, file_id = self._file(item, behind, total)
                counts.append(count)
                if file_id:
                    files.append((count, file_id))
                behind += item.size
            else:
                counts.append(self._shut(*item))
        for count, file_id in files:
            said = "; ".join(count.said)
            values = {"kind": count.kind, "records": count.records, "exported_on": self.newest, "said": said,
                      "number": self.standing.number}  # fmt: skip
            self._keep("readings", values, file_id, count.file, "")
            self.stood[count.file][file_id].append(values)
        self._flush()
        return counts

    def end(self, counts: Iterable[FileCount]) -> None:
        """Tell what error files mended, and which files took the place of others and what these do not have any more,
        once all that are read together are known.
        """
        renewed = {n: files for n, files in self.stood.items() if not self.standing.holds(n, files.keys())}
        lacking = no_longer_there(self.book, {n: (self.standing.stood(n), set(f)) for n, f in renewed.items()})
        for count in counts:
            count.said += lacking.get(count.file, ())
        for name, files in renewed.items():
            for file_id, values in ((f, v) for f, some in files.items() for v in some):
                digest = row_id(TABLES["readings"], values, f"{self.standing.number}\x1e{file_id}\x1e{name}")
                said = "; ".join(filter(None, (str(values["said"] or ""), *lacking.get(name, ()))))
                self._keep("readings", {**values, "said": said, "anew": True}, file_id, name, "", digest=digest)
        self._flush()
        for done in self.mending.mended(self.book):
            self._keep("rejects", {"reason": "", "raw": b""}, done.file_id, done.name, done.place, done.reject)
        self._flush()

    def _survey(self, folder: Path, given: Settings) -> tuple[int, Settings]:
        """The bytes to read, and what the folder's comity.toml says, else what was given, else the book's last one."""
        total, told = 0, None
        for item in walk(folder):
            if isinstance(item, Export):
                total += item.size
                if told is None and firm.detect(item):
                    told = firm.settings(item.path)
        if told is not None:
            # What the firm wrote of a file in its comity.toml goes before what is known from elsewhere.
            return total, replace(told, columns={**given.columns, **told.columns})
        if given.locale is None:
            return total, Settings(self._of_firm("locale"), given.columns, self._of_firm("currency"))
        return total, given

    def _of_firm(self, name: str) -> str | None:
        """What the book knows of the firm, what was set by hand before all else."""
        by_hand = firm_as_set(self.book.facts("settings")).get(name)
        told = [x for x in (*latest(self.book, "firm")[name].to_pylist(), by_hand) if x]
        return str(told[-1]) if told else None

    def _shut(self, name: str, reject: Reject) -> FileCount:
        self._reject(reject, name, "")
        return FileCount(name, UNKNOWN, records=1, rejected=1)

    def _file(self, export: Export, behind: int, total: int) -> tuple[FileCount, str]:
        """Read one file; what became of it, and its digest ('' where it vanished meanwhile)."""
        count, file_id = FileCount(export.name, UNKNOWN), ""
        try:
            file_id = count.file_id = _digest(export)
            source = source_of(export)
            if source is not None:
                count.kind = source.KIND
                found = source.read(replace(export, spread=self.spread, today=self.today))
                self.ahead.clear()
                found = self.mending.watched(export, file_id, found)
                refused = self._outcomes(found, count, file_id, (behind, total))
                count.said += _to_come(self.ahead)
                self._take_back(export.name, file_id, refused)
            else:
                count.said.append(unknown.why(export))
        except OSError as error:
            count.records += 1
            count.rejected += 1
            reason = f"cannot be read ({error.strerror or type(error).__name__}). Copy it again and read again."
            self._reject(Reject("file", reason), export.name, file_id)
        self.progress(export.name, behind + export.size, total)
        return count, file_id

    def _outcomes(self, outcomes: Iterator[Outcome], count: FileCount, file_id: str, of: tuple[int, int]) -> set[str]:
        """Keep what a source gives; `of` is what lies behind the file and all there is, in bytes.

        Gives the row_ids of what was rejected.
        """
        repeats: Counter[object] = Counter()
        refused: set[str] = set()
        for outcome in outcomes:
            if isinstance(outcome, Said):
                count.said.append(outcome.text)
                continue
            count.records += 1
            if isinstance(outcome, Reject):
                count.rejected += 1
                refused.add(self._reject(outcome, count.file, file_id))
            elif self._row(outcome, count.file, file_id, repeats):
                count.kept += 1
            else:
                count.duplicate += 1
            self.progress(count.file, of[0] + outcome.done, of[1])
        return refused

    def _row(self, row: Row, name: str, file_id: str, repeats: Counter[object], *, beside: bool = False) -> bool:
        """Keep a record, or the place where it stands again; whether it is new. What rides along is none of its own."""
        table = TABLES[row.table]
        digest = row.digest or row_id(table, row.values, row.ref)
        if self.unread and self._shut_out(row, digest):
            # What rides along is no record of the file.
            return self._leave_out(row, *(("", "") if beside else (name, file_id)), digest)
        for further in row.also:
            self._row(further, name, file_id, repeats, beside=True)
        if table.repeats:
            digest = _counted(row, digest, repeats)
        if row.table in DATING and table.known_on:
            day = row.values.get(table.known_on)
            if isinstance(day, dt.date) and day <= self.today:
                self.newest = max(day, self.newest or day)
            elif isinstance(day, dt.date) and not beside:
                self.ahead.append(day)
        # Of the lines of a sheet, which are many, their own place and `duplicates` tell it.
        if table.key is not None and not table.repeats:
            self._keep("sightings", {"record": digest, "edition": row.edition or None}, file_id, name, row.place)
        new = self._keep(row.table, row.values, file_id, name, row.place, row.ref, digest)
        if not new and not beside and self.known[row.table][digest] != hash((name, file_id, row.place)):
            self._keep("duplicates", {"record": digest, "told_in": row.table}, file_id, name, row.place)
            if row.table == "messages" and not self.unread.named(digest):
                self._copy(row, digest, name, file_id)
        elif new and row.table == "messages":
            self.told_again.take(digest, row.values)
        return new

    def _copy(self, row: Row, digest: str, name: str, file_id: str) -> None:
        """Keep what a further copy of a message tells that no copy read before told."""
        if not self.told_again.looked:
            if "messages" in self.waiting:
                self._append("messages")
            self.told_again.look()
        if told := self.told_again.new(digest, row.values):
            self._keep("copies", told, file_id, name, row.place, row.ref, named(told))

    def _shut_out(self, row: Row, digest: str) -> bool:
        """Whether a record must not be read."""
        labels = [str(f.values.get("label") or "") for f in row.also if f.table == "filings"]
        return self.unread.gone(digest) or self.unread.shuts(row.table, row.values, row.ref, labels)

    def _leave_out(self, row: Row, name: str, file_id: str, digest: str) -> bool:
        """Keep a fingerprint of what must not be read; whether it is new. A copy in the book goes at the end."""
        if row.table == "messages":
            # Also of one that was marked before: the reading that marked it may have ended before it was purged.
            self.again = self.again or digest in self._known("messages")
        if row.table == "messages" and not self.unread.gone(digest):
            self.unread.add("ref", fingerprint("ref", row.ref))
            self._keep("purged", {"what": "ref", "digest": fingerprint("ref", row.ref)}, "", "", "")
        return self._purged(file_id, name, digest)

    def _purged(self, file_id: str, name: str, digest: str) -> bool:
        return self.unread.add("record", digest) and self._keep(
            "purged", {"what": "record", "digest": digest}, file_id, name, ""
        )

    def _reject(self, reject: Reject, name: str, file_id: str) -> str:
        """Keep a reject; its row_id."""
        values = {"reason": reject.reason, "raw": reject.raw}
        digest = row_id(TABLES["rejects"], values, f"\x1e{file_id}\x1e{name}\x1e{reject.place}")
        if self.unread and (self.unread.gone(digest) or self.unread.shuts("rejects", values)):
            self._purged(file_id, name, digest)
            return digest
        self._keep("rejects", values, file_id, name, reject.place, digest=digest)
        return digest

    def _take_back(self, name: str, file_id: str, refused: set[str]) -> None:
        """Take back what an earlier reading of the very same file rejected and this one does not.

        That a locale in comity.toml now decides its days, say. Facts are never changed: a row whose ref is the reject's
        row_id says so.
        """
        before = self._refused(name)
        # Where nobody could open what stood there, nothing is known of it but its name.
        for digest, place in [*before.get(file_id, {}).items(), *before.get("", {}).items()]:
            if digest not in refused:
                self._keep("rejects", {"reason": "", "raw": b""}, file_id, name, place, digest)

    def _refused(self, name: str) -> Mapping[str, Mapping[str, str]]:
        """The places of what stood as rejected under a name before this call, by file and row_id."""
        if self.refused is None:
            self.refused = defaultdict(lambda: defaultdict(dict))
            # Those too of a file that another took the place of: it may stand there again.
            for row in chain(*rejects_apart(self.book, ["row_id", "source", "file_id", "place"])):
                self.refused[row["source"]][row["file_id"]][row["row_id"]] = row["place"]
        return self.refused.get(name, {})

    def _keep(
        self, table: str, values: object, file_id: str, name: str, place: str, ref: str = "", digest: str = ""
    ) -> bool:
        """Queue a row unless the book has it; whether it was new."""
        assert isinstance(values, dict)
        digest = digest or row_id(TABLES[table], values, f"{ref}\x1e{file_id}\x1e{name}\x1e{place}")
        known = self._known(table)
        if digest in known:
            return False
        known[digest] = hash((name, file_id, place))
        rows = self.waiting[table]
        provenance = {"row_id": digest, "source": name, "file_id": file_id, "place": place, "ref": ref}
        rows.append({**values, **provenance, "read_on": self.today})
        self.held[table] += _size(values)
        if len(rows) >= BATCH or self.held[table] >= BATCH_BYTES:
            self._append(table)
        return True

    def _known(self, table: str) -> dict[str, int]:
        known = self.known.get(table)
        if known is None:
            rows = self.book.facts(table, ["row_id", "source", "file_id", "place"])
            places = zip(*(rows[c].to_pylist() for c in ("source", "file_id", "place")), strict=True)
            known = self.known[table] = dict(zip(rows["row_id"].to_pylist(), map(hash, places), strict=True))
        return known

    def _append(self, table: str) -> None:
        self.held[table] = 0
        self.book.append(table, pa.Table.from_pylist(self.waiting.pop(table), schema=TABLES[table].schema))

    def _flush(self) -> None:
        """Append what waits: facts first, the record of the reading last."""
        for table in sorted(self.waiting, key=lambda t: t == "readings"):
            self._append(table)


def _counted(row: Row, digest: str, repeats: Counter[object]) -> str:
    """The digest of a line that its file may tell several times; `repeats` counts them, and the row is told its count.

    Lines are equal by the table's key where it has one: a sheet exported again may tell other rates. What one person
    did is counted in each sheet of a workbook by itself: one of them often tells the others together.
    """
    table = TABLES[row.table]
    same: object = tuple(alike(row.values.get(c)) for c in table.key[:-1]) if table.key else digest
    if row.values.get("person") and (sheet := SHEET.match(row.place)):
        same = same, sheet[0]
    repeats[same] += 1
    if table.key:
        row.values = {**row.values, table.key[-1]: repeats[same]}
    return digest if repeats[same] == 1 else row_id(table, row.values, row.ref, repeats[same])


def _size(values: dict[str, object]) -> int:
    """About how many bytes of memory the texts and lists of a row take."""
    size = 0
    for value in values.values():
        # Asked of each value of each row, and isinstance takes three times as long.
        if type(value) is str or type(value) is bytes:
            size += len(value)
        elif type(value) is list or type(value) is tuple:
            size += LISTED * len(value)
    return size


def _to_come(days: list[dt.date]) -> list[str]:
    """What is said of a file with facts of these days, all of them still to come when it was read."""
    if not days:
        return []
    told = counted(len(days), "record is", "records are")
    return [f"{told} dated after the day of reading, the last {long_day(max(days))}: none counts before its day"]


def _digest(export: Export) -> str:
    with export.path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
