"""Which occurrences an entry has: its rule, its extra dates, its exceptions, and the changes of single ones."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from comity.sources.calendar.editions import edition_of, of_one
from comity.sources.calendar.entries import Entry, Property
from comity.sources.calendar.repeats import Patience, Unfollowable, follow, split
from comity.sources.calendar.timed import Timed
from comity.sources.calendar.times import Clocks, When, length
from comity.sources.values import quoted
from comity.tables.sightings import Edition

MOST = 2_000  # occurrences of one entry
MOST_OF_FILE = 200_000
EVER = dt.date.max  # until when a series is told that ends
EARLIEST = dt.datetime(1970, 1, 1)  # what repeats since 1601 is a birthday of unknown year


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting: the entry that describes it, when it is on its clock, and which of a series it is.

    `name` is the moment it was planned for, in UTC (a day for what lasts all day); '' for a single entry. `edition`
    tells how new the file tells it.
    """

    entry: Entry
    start: dt.datetime
    end: dt.datetime | None
    zone: dt.tzinfo
    all_day: bool
    name: str
    edition: Edition


@dataclass(slots=True)
class Course:
    """How far the repetitions of a file are followed, and what had to be left out on the way."""

    until: dt.datetime
    patience: Patience = field(default_factory=Patience)
    made: int = 0  # occurrences so far
    endless: int = 0  # series that go on after `until`
    cut: int = 0  # series with more than MOST
    unfollowed: int = 0  # series met when the file had made enough
    older: int = 0  # older versions and copies of entries
    empty: int = 0  # series without any occurrence
    early: int = 0  # occurrences before EARLIEST

    @property
    def spent(self) -> bool:
        """Whether no further repetition is followed."""
        return self.made >= MOST_OF_FILE or self.patience.left < 0


def occurrences(group: list[Timed], clocks: Clocks, course: Course) -> Iterator[Occurrence | tuple[Entry, str]]:
    """All occurrences of the entries of one UID; an (entry, reason) for what of a repetition cannot be followed.

    Of several versions of an entry the newest counts; entries that share a UID by mistake stay apart by their start.
    """
    masters = [t for t in group if t.replaces is None]
    if not masters:  # the rest of a series may be all that somebody was invited to
        masters = [t for t in group if t.of_future and t.repeats]
    changes = [t for t in group if t.replaces is not None and t not in masters]
    newest = max((t.version[0] for t in masters), default=0)
    current: dict[dt.datetime, Timed] = {}
    for one in sorted((t for t in masters if t.version[0] == newest), key=lambda t: t.version):
        current[one.start] = one
    course.older += len(masters) - len(current)
    if not current:
        yield from _orphans(changes, clocks, course)
    alone = len(current) == 1
    for position, master in enumerate(current.values()):
        # Of several that share a UID each tells only itself, and so does one that does not repeat: a program that
        # writes a series out gives each meeting an entry of its own.
        until = EVER if alone and master.replaces is None and (changes or master.repeats) else None
        if changes or master.repeats:
            yield from _Series(master, changes if not position else [], until, clocks, course).occurrences()
        else:
            course.made += 1
            name = "" if alone else _name(master, master.start)
            yield _as_told(master, name, edition_of(master, [], until, clocks))


def _as_told(one: Timed, name: str, edition: Edition) -> Occurrence:
    return Occurrence(one.entry, one.start, one.end, one.zone, one.all_day, name, edition)


def _name(master: Timed, planned: dt.datetime) -> str:
    """Which occurrence it is: the same in every export, whatever zone that one tells it in."""
    if master.all_day:
        return f"{planned:%Y%m%d}"
    return f"{When(planned, master.zone).on(dt.UTC):%Y%m%dT%H%M%SZ}"


def _orphans(changes: list[Timed], clocks: Clocks, course: Course) -> Iterator[Occurrence]:
    """Changed occurrences whose series is not in the file: the invitation to one of its meetings."""
    newest: dict[str, Timed] = {}
    for one in sorted(changes, key=lambda t: t.version):
        assert one.replaces is not None
        planned = one.replaces.on(one.zone)
        name = f"{planned:%Y%m%d}" if one.replaces.all_day else _name(one, planned)
        newest[name] = one
    course.older += len(changes) - len(newest)
    course.made += len(newest)
    for name, one in newest.items():
        yield _as_told(one, name, edition_of(one, [], None, clocks))


class _Series:
    """One repeating entry with the changes of its single occurrences, all on the clock of the entry."""

    def __init__(
        self, master: Timed, changes: list[Timed], until: dt.date | None, clocks: Clocks, course: Course
    ) -> None:
        self.master = master
        self.clocks = clocks
        self.course = course
        self.problems: list[str] = []
        self.lengths: dict[dt.datetime, dt.timedelta] = {}
        self.until = until  # all of it is told until then
        self.planned = self._planned()
        self.changed = self._changed(changes)
        future = sorted(((at, t) for at, t in self.changed.items() if t.of_future), key=lambda f: f[0])
        self.future_from = [at for at, _ in future]
        self.future = [t for _, t in future]
        self.edition = edition_of(master, changes, self.until, clocks)

    def occurrences(self) -> Iterator[Occurrence | tuple[Entry, str]]:
        """All occurrences in their order, and at the end what could not be followed."""
        exceptions = list(self._exceptions())
        excepted = {when.on(self.master.zone) for when in exceptions}
        days = {when.local.date() for when in exceptions if when.all_day}
        before = self.course.made
        for at in sorted(self.planned | set(self.changed)):
            if at in self.changed:
                one = self.changed[at]
                yield _as_told(one, _name(self.master, at), of_one(self.edition, one))
            elif at in excepted or at.date() in days:
                continue
            else:
                yield self._as_planned(at)
            self.course.made += 1
        self.course.empty += self.course.made == before
        for problem in dict.fromkeys(self.problems):
            yield self.master.entry, problem

    def _planned(self) -> set[dt.datetime]:
        entry, begins = self.master.entry, True
        planned: set[dt.datetime] = set()
        for rule in entry.properties.get("RRULE", []):
            if self.course.spent:
                self.course.unfollowed += 1
                self.until = None
                break
            try:
                begins &= self._follow(rule.value, planned)
            except Unfollowable as error:
                self.problems.append(str(error))
                self.until = None
        if "EXRULE" in entry.properties:
            self.problems.append("its rule of exceptions (EXRULE, given up in 2009) was not followed")
        if begins:
            planned.add(self.master.start)
        for prop in entry.properties.get("RDATE", []):
            planned |= self._extra(prop)
        late = {at for at in planned if at >= EARLIEST}
        self.course.early += len(planned) - len(late)
        return late

    def _follow(self, rule: str, planned: set[dt.datetime]) -> bool:
        """Add the starts that a rule names; whether the entry's own start is one of the series."""
        parts = split(rule)
        until = self._until(parts.get("UNTIL"))
        if until < self.master.start:
            return False
        last = min(until, self.course.until)
        for at in follow(rule, self.master.start, last, self.course.patience):
            if len(planned) >= MOST:
                self.course.cut += 1
                self._told_until(max(planned))
                return True
            planned.add(at)
        if until > self.course.until:
            self._told_until(self.course.until)
            self.course.endless += "COUNT" not in parts
        return True

    def _told_until(self, last: dt.datetime) -> None:
        """Note that nothing is told of what comes later."""
        self.until = min(self.until, last.date()) if self.until else None

    def _until(self, told: str | None) -> dt.datetime:
        if told is None:
            return dt.datetime.max
        try:
            when = self.clocks.when(Property("", told))
        except ValueError:
            raise Unfollowable(f"its repetition ends on {quoted(told)}, which is no date") from None
        if when.all_day or self.master.all_day:
            return dt.datetime.combine(when.local, dt.time.max)  # the whole last day, as calendar programs take it
        return when.on(self.master.zone)

    def _extra(self, prop: Property) -> set[dt.datetime]:
        found = set()
        for value in filter(None, (v.strip() for v in prop.value.split(","))):
            begin, _, rest = value.partition("/")
            try:
                at = self.clocks.when(prop, begin).on(self.master.zone)
                if rest:
                    ends = rest.lstrip("+-")[:1] != "P" and self.clocks.when(prop, rest).on(self.master.zone)
                    self.lengths[at] = ends - at if ends else length(rest)
            except (ValueError, OverflowError):
                self.problems.append(f"one of its further dates is {quoted(value)}, which is no date")
            else:
                found.add(at)
        return found

    def _exceptions(self) -> Iterator[When]:
        for prop in self.master.entry.properties.get("EXDATE", []):
            for value in filter(None, (v.strip() for v in prop.value.split(","))):
                try:
                    yield self.clocks.when(prop, value)
                except ValueError:
                    self.problems.append(f"one of its exceptions is {quoted(value)}, which is no date")

    def _changed(self, changes: list[Timed]) -> dict[dt.datetime, Timed]:
        """The newest change of each occurrence by the start that was planned for it."""
        by_day = {at.date(): at for at in self.planned} if changes else {}
        found: dict[dt.datetime, Timed] = {}
        for change in sorted(changes, key=lambda t: t.version):
            assert change.replaces is not None
            at = change.replaces.on(self.master.zone)
            if self.master.all_day or change.replaces.all_day:
                at = by_day.get(at.date(), at)
            found[at] = change
        self.course.older += len(changes) - len(found)
        return found

    def _as_planned(self, at: dt.datetime) -> Occurrence:
        """An occurrence without a change of its own: as the entry says, or the last change of all later ones."""
        told, shift = self.master, dt.timedelta(0)
        index = bisect_left(self.future_from, at) - 1
        if index >= 0:
            told = self.future[index]
            shift = When(told.start, told.zone).on(self.master.zone) - self.future_from[index]
        lasts = self.lengths.get(at) or (told.end - told.start if told.end else None)
        start = at + shift
        end = start + lasts if lasts is not None else None
        name = _name(self.master, at)
        return Occurrence(told.entry, start, end, self.master.zone, told.all_day, name, self.edition)
