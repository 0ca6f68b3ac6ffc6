"""How well a line of headings fits the forms there are: which column fills which field, and what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TypeGuard

from comity.sources.forms import ANSWERS, TEXTS, TITLE, Field, Form, forms, spellings, vocabulary
from comity.sources.headings import Heading, heading_of
from comity.sources.reports import ALL, led_by, told_of
from comity.sources.sheets import Cell, Line
from comity.sources.two_currencies import AT_HOME, Match, of_document, parted
from comity.sources.values import is_blank

FEW = 2  # columns of which only a form that knows all of them is told
SMALL = 20  # columns up to which a form must explain a fair part of them
FAIR = 0.3
# Headings of a table of changes over time: its lines are no records of their own.
HISTORY = {"fivetranstart", "validfromutc", "sysstarttime", "historyid"}
WEAK = 100  # ranks that a weak heading lies behind one of the field's own
TITLED = 3.0  # what a table's name weighs that says what it holds
BY_UTC = re.compile(r"\b(?:utc|gmt)\b", re.IGNORECASE)  # a clock that is nobody's own: it comes last of several
ALIKE = 30  # ranks that a heading lies behind which is only like one of the field's own


# A field that is told above a table for all of its lines: the label that names it, and its value.
Stated = tuple[Field, Heading, Cell]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a line of headings fits a form: which column fills which field, and how much speaks for it."""

    form: Form
    columns: tuple[tuple[int, Field, Heading], ...]
    score: float
    labels: tuple[str, ...]  # the keys of all headings of the line
    first: str  # its first heading as written
    spares: tuple[tuple[int, Field, Heading], ...] = ()  # columns for a field that a better one fills
    titled: bool = False  # whether the table's name says that it is this form
    # What the line above it tells of the lines below, by field; '' for the group that lines among these are to name.
    told: Mapping[str, str] = field(default_factory=dict)
    stated: tuple[Stated, ...] = ()  # what the lines above it tell of all lines below (`Form.above`)

    def without(self, misfits: Collection[int]) -> Fit | None:
        """The fit when these columns do not hold what they say: each takes its heading's second meaning where that is
        free, else it is left out. None where the form needs one of them."""
        columns = [column for column in self.columns if column[0] not in misfits]
        names = {fld.name for _, fld, _ in columns}
        for spare in self.spares:
            if spare[0] not in misfits and spare[1].name not in names:
                columns = [*(column for column in columns if column[0] != spare[0]), spare]
                names = {fld.name for _, fld, _ in columns}
        for index, fld, head in self.columns:
            if index in misfits and (other := self.form.second(head, {fld.name, *names}, fld.name)):
                columns.append((index, other, head))
                names.add(other.name)
        lost = {fld.name for _, fld, _ in self.columns} - names
        if any(fld.row and fld.name in lost for fld in self.form.fields):
            return None
        names |= {TITLE} if self.titled else set()
        names |= self.told.keys() | {fld.name for fld, _, _ in self.stated}
        names |= {name.removeprefix(AT_HOME) for name in names}
        if any(not names & {n.strip("!") for n in need} for need in self.form.needs):
            return None
        return replace(self, columns=tuple(columns), score=self.score - 2.0 * len(lost))


# For the key of a heading, what comity.toml says it is: a table ('' for any) and a field.
Mapped = Mapping[str, tuple[str, str]]


def fits(
    cells: list[Cell],
    mapped: Mapped,
    title: str = "",
    above: Sequence[Cell] = (),
    below: Sequence[Cell] = (),
    before: Sequence[Line] = (),
) -> list[Fit]:
    """The forms that a line of headings fits, in a sheet or file of this name, between lines and after all those before
    it, the best first.
    """
    headings = [heading_of(cell) for cell in cells]
    named = [i for i, h in enumerate(headings) if h.key]
    known = sum(1 for h in headings if h.key and (h.key in mapped or any(k in vocabulary() for k in spellings(h))))
    if known < 2 or _gaps(named) or any(h.key in HISTORY for h in headings):
        return []
    tables = {mapped[h.key][0] for h in headings if h.key in mapped} - {""}
    asked = [f for _, f in forms() if (not tables or f.table in tables) and (f.whole or len(named) > FEW)]
    found = (
        fit_of(f, headings, mapped, title, told_of(f, above) or led_by(f, title, below), stated(f, before))
        for f in asked
    )
    return sorted((fit for fit in found if fit), key=lambda fit: (-fit.score, not fit.titled))


def fit_by_shape(cells: list[Cell], lines: Sequence[Sequence[Cell]], mapped: Mapped) -> Fit | None:
    """The form that a table is told by what it holds to have, below headings that tell of none.

    What comity.toml says of a heading counts before what its column seems to hold.
    """
    headings = [heading_of(cell) for cell in cells]
    told = {i: mapped[h.key] for i, h in enumerate(headings) if h.key in mapped}
    for _, form in forms():
        if form.by_shape is None or any(h.key in HISTORY or (h.key and form.refuses(h)) for h in headings):
            continue
        fields = {fld.name: fld for fld in form.fields}
        if any(table not in ("", form.table) or name not in fields for table, name in told.values()):
            continue
        if found := form.by_shape(headings, lines):
            laid = {index: name for name, index in found.items() if name not in {name for _, name in told.values()}}
            laid |= {index: name for index, (_, name) in told.items()}
            columns = tuple((index, fields[name], headings[index]) for index, name in laid.items())
            first = next((h.text for h in headings if h.key), "")
            return Fit(form, columns, float(len(columns)), tuple(h.key for h in headings), first)
    return None


def _gaps(named: list[int]) -> bool:
    """Whether the headings lie in several islands: then two tables stand side by side."""
    return any(after - before > 2 for before, after in pairwise(named))


def fit_of(
    form: Form,
    headings: list[Heading],
    mapped: Mapped,
    title: str = "",
    told_above: Mapping[str, str] | None = None,
    stated: tuple[Stated, ...] = (),
) -> Fit | None:
    """How the headings fit one form, and what the lines above them tell; None where they do not."""
    told_above = told_above or {}
    labels = tuple(h.key for h in headings)
    taken: dict[str, list[Match]] = {}
    for index, head in enumerate(headings):
        match = _match(form, head, mapped) if head.key else None
        if match:
            fld, own, rank = match
            last = 2 * WEAK if rank >= 0 and BY_UTC.search(head.text) else 0
            taken.setdefault(fld.name, []).append((rank + last if own else rank + last + WEAK, own, index, head))
    _meet(form, taken)
    titled = form.named_by(title, of_customers=any(own for _, own, _, _ in taken.get("customer", ())))
    told = any(mapped[h.key][0] == form.table for h in headings if h.key in mapped)
    # Whoever says of a column that it is one of payments has said what the table is, as its name would.
    titled = titled or (told and form.name == form.table)
    stated = tuple(one for one in stated if one[0].name not in taken)
    given = {*told_above, *(fld.name for fld, _, _ in stated), *({TITLE} if titled else ())}
    if any(not (_met(need, taken) or given & {*need}) for need in form.needs):
        return None
    vouched = any(own for name in form.vouched for _, own, _, _ in taken.get(name, ()))
    doubted = () if titled or vouched else form.doubted
    if not told and any(form.refuses(h) or h.key in doubted or h.bare in doubted for h in headings if h.key):
        return None
    hints = sum(1 for h in headings if h.key in form.hinted or h.base in form.hinted)
    columns, spares, score = _columns(form, parted(form, taken))
    score += hints + 2.0 * (len(told_above) + len(stated)) + (TITLED if titled else 0.0)
    count, named = len(taken) + hints, sum(1 for k in labels if k)
    if form.whole and len(taken) < named:
        return None
    if not told and (count < form.least or (named <= SMALL and count < named * FAIR)):
        return None
    first = next(h.text for h in headings if h.key)
    return Fit(form, columns, score, labels, first, spares, titled, told_above, stated)


def _columns(
    form: Form, taken: Mapping[str, list[Match]]
) -> tuple[tuple[tuple[int, Field, Heading], ...], tuple[tuple[int, Field, Heading], ...], float]:
    """The columns that fill the form's fields, those that could instead, and how much the first speak for it."""
    fields = {fld.name: fld for fld in form.fields}
    fields |= {name: replace(fields[name.removeprefix(AT_HOME)], name=name) for name in taken if name not in fields}
    columns: list[tuple[int, Field, Heading]] = []
    spares: list[tuple[int, Field, Heading]] = []
    score = 0.0
    for name, found in _laid_out(form, taken).items():
        # A needed cell or a text that is blank may stand in the next best column.
        spares += [(index, fields[name], head) for _, _, index, head in sorted(taken.get(name, []))[1:]]
        best = sorted(found) if fields[name].many or fields[name].row or fields[name].type in TEXTS else [min(found)]
        columns += [(index, fields[name], head) for _, _, index, head in best]
        score += 2.0 if best[0][1] else 1.0
    return tuple(columns), tuple(spares), score


def stated(form: Form, lines: Sequence[Line]) -> tuple[Stated, ...]:
    """What lines above a table tell of all of its lines, as far as the form takes it from there: a label with its value
    in the next cell, or behind its colon.
    """
    found: dict[str, Stated] = {}
    for line in lines if form.above else ():
        filled = [cell for cell in line.cells if not is_blank(cell)]
        pairs = [*pairwise(filled), *(tuple(map(str.strip, cell.split(":", 1))) for cell in filled if _parted(cell))]
        for label, value in pairs:
            head = heading_of(label.rstrip(": ")) if isinstance(label, str) else None
            fld = field_of(form, head) if head and head.key else None
            if head and fld and fld.name in form.above and not _names(form, value) and str(value).casefold() not in ALL:
                found.setdefault(fld.name, (fld, head, value))
    return tuple(found.values())


def _parted(cell: Cell) -> TypeGuard[str]:
    """Whether a cell holds a label and its value: "Week ending: 1 March"."""
    return isinstance(cell, str) and bool(re.fullmatch(r"[^:\d]{2,40}:\s*\S.*", cell.strip()))


def _names(form: Form, cell: Cell) -> bool:
    """Whether a cell is a heading itself: then it is the value of no label."""
    head = heading_of(cell)
    return isinstance(cell, str) and bool(head.key) and field_of(form, head) is not None


def _laid_out(form: Form, taken: Mapping[str, list[Match]]) -> dict[str, list[Match]]:
    """The columns by field, where a second column for one field goes to a field that has none and may mean it too."""
    laid = {name: sorted(found) for name, found in taken.items()}
    for name, found in taken.items():
        if len(found) > 1 and not any(fld.many for fld in form.fields if fld.name == name):
            for match in sorted(found)[1:]:
                if other := form.second(match[3], laid):
                    laid[name].remove(match)
                    laid[other.name] = [match]
    return laid


def _meet(form: Form, taken: dict[str, list[Match]]) -> None:
    """Fill a field that the form cannot do without from a column whose heading may mean it too, if it names another
    field that the form can do without ("Reference" where no column is called a number)."""
    needed = {name.rstrip("!") for need in form.needs for name in need}
    for need in form.needs:
        if any(name.rstrip("!") in taken for name in need):
            continue
        spare = [(m, name) for name, found in taken.items() for m in sorted(found)[name in needed :]]
        for match, name in spare:
            other = form.second(match[3], taken)
            if other and other.name in need:
                taken[name].remove(match)
                if not taken[name]:
                    del taken[name]
                taken[other.name] = [(match[0] + WEAK, False, match[2], match[3])]
                break


def _met(need: tuple[str, ...], taken: Mapping[str, list[Match]]) -> bool:
    for name in need:
        found = taken.get(name.removesuffix("!"), [])
        if any(own or not name.endswith("!") for _, own, _, _ in found):
            return True
    return False


def field_of(form: Form, head: Heading) -> Field | None:
    """The field of a form that a heading names by itself."""
    found = _match(form, head, {})
    return found[0] if found else None


def _match(form: Form, head: Heading, mapped: Mapped) -> tuple[Field, bool, int] | None:
    """The field that a heading names: by comity.toml, by the whole of it, without its brackets, by its words in another
    order, by its beginning. What asks ("Employee?") is answered by yes or no and names no other field."""
    if head.key in mapped:
        table, name = mapped[head.key]
        field_ = next((f for f in form.fields if f.name == name), None) if table in ("", form.table) else None
        return (field_, not field_.tells, -1) if field_ else None
    asks = head.text.endswith("?")
    for doubt, k in enumerate(spellings(head)):
        for fld, own, rank in form.named.get(k, ()):
            if fld.type in ANSWERS if asks else fld is form.headings[k][0]:
                return fld, own, rank + (ALIKE if doubt > 2 else 0)
    if match := next((match for begins, match in form.beginnings if head.key.startswith(begins)), None):
        return match
    sums = of_document(head)
    match = _match(form, sums, {}) if sums and sums.key else None
    return match if match and match[0].type == "money" else None
