"""What a form of table is: its columns by the headings people give them, and how well a line of headings fits it.

A form is one file in a source's folder that holds a `FORM`; the folders are walked, no list names them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from comity.sources.headings import Heading, alternatives, bag, heading_of, keys, words_of
from comity.sources.outcome import Row
from comity.sources.reports import led_by, told_of
from comity.sources.sheets import Cell
from comity.tables import TABLES

SOURCES = "comity.sources"
SMALL = 20  # columns up to which a form must explain a fair part of them
FAIR = 0.3
# Headings of a table of changes over time: its lines are no records of their own.
HISTORY = {"fivetranstart", "validfromutc", "sysstarttime", "historyid"}

WEAK = 100  # ranks that a weak heading lies behind one of the field's own
ANSWERS = ("flag", "billed")  # types of fields that answer a question
TEXTS = ("text", "party")  # types of fields that a second column may fill where the first is blank
ABOVE = "\n"  # parts a table's name from the titles above its headings
TITLE = "title"  # a need that the table's name meets
TITLED = 3.0  # what a table's name weighs that says what it holds
# Beginnings of words of such a name that say: still to come.
PENDING = ("offen", "ausstehend", "erwartet", "fehlend", "attend", "attente", "pendiente", "verwacht", "open")
ALIKE = 30  # ranks that a heading lies behind which is only like one of the field's own

# The values of one line by field, as its columns read them; what is blank is left out.
Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a form.

    `type` names how its cells are read (see `column_types.TYPES`); `names` are its headings, parted by semicolons, the
    best first, a trailing * standing for any end; `weak` are headings that many tables have and that prove little.
    `many`: several columns may fill it, and its values are a list. `row`: a line without it is rejected.
    """

    name: str
    type: str
    names: str
    weak: str = ""
    many: bool = False
    row: bool = False


@dataclass(slots=True)
class Context:
    """What a line's meaning may hang on beside its cells: the system the file comes from, the group it stands under,
    the currency its headings name, and a memory that lasts for the table."""

    system: str = ""
    group: str = ""
    currency: str | None = None
    memory: dict[str, Any] = field(default_factory=dict)


# Makes a row of a line's values, or raises Unreadable. The reader adds the place.
Shape = Callable[[Found, Context], Row]
# Looks at a line's values before any line is read; False where the line could not be read in full.
Gather = Callable[[Found, Context, bool], None]
# Finds, by field, the column that holds it by what a sample of lines holds; None where the table is not of the form.
ByShape = Callable[[Sequence[Heading], Sequence[Sequence[Cell]]], Mapping[str, int] | None]


@dataclass(frozen=True)
class Form:
    """One form of table.

    `needs` lists, each as alternatives, the fields without which it is not this form ("number!" asks for one of the
    field's own headings, not a weak one; TITLE is met by the table's name). `hints` are headings that speak for it and
    are not read. `never` are headings that speak against it ("~supplier": every heading with a word that begins so).
    `strangers` are beginnings of words that no title above it has, nor the file's name; `titles` of those that speak
    for it in the name of its sheet, else of its file (`headed`: or in a title above its headings). `least` is how many
    of its headings must be there, `group` the field that a line of its own may give for the lines below it (with
    `leads` whatever the first column is headed).
    `gather` learns from all lines before the first is read, where a line alone does not say what it means.
    """

    name: str
    table: str
    means: str
    fields: tuple[Field, ...]
    needs: tuple[tuple[str, ...], ...]
    shape: Shape
    hints: str = ""
    never: str = ""
    strangers: str = ""
    titles: str = ""
    headed: bool = False
    least: int = 3
    group: str = ""
    leads: bool = False
    gather: Gather | None = None
    by_shape: ByShape | None = None

    @cached_property
    def headings(self) -> Mapping[str, tuple[Field, bool, int]]:
        """For each key of a heading: its field, whether it is one of the field's own, and its rank in it."""
        return {k: found[0] for k, found in self._named.items()}

    @cached_property
    def beginnings(self) -> tuple[tuple[str, tuple[Field, bool, int]], ...]:
        """What a heading may begin with, and what it then names; few, so that each line asks for these alone."""
        return tuple((k[:-1], match) for k, match in self.headings.items() if k.endswith("*"))

    def second(self, head: Heading, taken: Collection[str]) -> Field | None:
        """What a heading may mean where its first meaning is ruled out: a field that no other column fills."""
        found = [f for k in _spellings(head) for f, _, _ in self._named.get(k, ())[1:]]
        return next((fld for fld in found if fld.name not in taken), None)

    @cached_property
    def _named(self) -> Mapping[str, list[tuple[Field, bool, int]]]:
        found: dict[str, list[tuple[Field, bool, int]]] = {}
        for own in (True, False):
            for fld in self.fields:
                for rank, name in enumerate((fld.names if own else fld.weak).split(";")):
                    end = "*" if name.strip().endswith("*") else ""
                    spelled = {k + end for k in keys(name.strip().removesuffix("*")) if k} | ({bag(name)} - {""})
                    for k in spelled:
                        found.setdefault(k, []).append((fld, own, rank))
        return found

    @cached_property
    def hinted(self) -> frozenset[str]:
        """The keys of its hints."""
        return frozenset().union(*(keys(name) for name in self.hints.split(";"))) - {""}

    @cached_property
    def refused(self) -> frozenset[str]:
        """The keys of the headings that it never has."""
        names = [name for name in self.never.split(";") if not name.strip().startswith("~")]
        return frozenset().union(*(keys(name) | {bag(name)} for name in names)) - {""}

    @cached_property
    def refused_words(self) -> tuple[str, ...]:
        """The beginnings of words that no heading of it has."""
        names = (name.strip() for name in self.never.split(";"))
        return tuple(name[1:] for name in names if name.startswith("~"))

    @cached_property
    def strange_words(self) -> tuple[str, ...]:
        """The beginnings of words that no title of it has."""
        return tuple(name.strip() for name in self.strangers.split(";") if name.strip())

    @cached_property
    def title_words(self) -> tuple[str, ...]:
        """The beginnings of words that a title of it has."""
        return tuple(name.strip() for name in self.titles.split(";") if name.strip())

    def named_by(self, title: str) -> bool:
        """Whether the name of a sheet or file says that it is this form: "Zahlungseingänge", but no open ones."""
        titles, said = title.split(ABOVE), self.title_words
        words = frozenset().union(*map(words_of, titles if self.headed else titles[:1]))
        return bool(said) and any(w.startswith(said) for w in words) and not any(w.startswith(PENDING) for w in words)

    def refuses(self, head: Heading) -> bool:
        """Whether the heading speaks against the form; one of its own, or one that speaks for it, never does."""
        spelled = (head.key, head.bare, *alternatives(head.text))
        if head.key in self.refused:
            return True
        if any(k in self.headings for k in (head.key, head.base, head.bare)) or head.key in self.hinted:
            return False
        words = words_of(head.text) if self.refused_words else ()
        return any(k in self.refused for k in spelled) or any(w.startswith(self.refused_words) for w in words)


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
            if index in misfits and (other := self.form.second(head, {fld.name, *names})):
                columns.append((index, other, head))
                names.add(other.name)
        lost = {fld.name for _, fld, _ in self.columns} - names
        if any(fld.row and fld.name in lost for fld in self.form.fields):
            return None
        names |= {TITLE} if self.titled else set()
        names |= self.told.keys()
        if any(not names & {n.strip("!") for n in need} for need in self.form.needs):
            return None
        return replace(self, columns=tuple(columns), score=self.score - 2.0 * len(lost))


# For the key of a heading, what comity.toml says it is: a table ('' for any) and a field.
Mapped = Mapping[str, tuple[str, str]]


@lru_cache(maxsize=1)
def forms() -> tuple[tuple[str, Form], ...]:
    """Every form there is, each with the source it belongs to, in the order of names."""
    return tuple(_forms())


def _forms() -> Iterator[tuple[str, Form]]:
    sources = importlib.import_module(SOURCES)
    for source in sorted(m.name for m in pkgutil.iter_modules(sources.__path__) if m.ispkg):
        package = importlib.import_module(f"{SOURCES}.{source}")
        # A source that reads tables says so by using them; the modules of the others are none of ours to load.
        if not hasattr(package, "tabular"):
            continue
        for module in sorted(m.name for m in pkgutil.iter_modules(package.__path__)):
            form = getattr(importlib.import_module(f"{SOURCES}.{source}.{module}"), "FORM", None)
            if isinstance(form, Form):
                if form.table not in TABLES or form.name != module:
                    raise ValueError(f"{source}/{module}.py: the form is named {form.name!r} and fills {form.table!r}")
                yield source, form


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """The key of every heading that some form knows."""
    return frozenset().union(*(form.headings.keys() for _, form in forms()))


def fits(
    cells: list[Cell], mapped: Mapped, title: str = "", above: Sequence[Cell] = (), below: Sequence[Cell] = ()
) -> list[Fit]:
    """The forms that a line of headings fits, in a sheet or file of this name and between lines, the best first."""
    headings = [heading_of(cell) for cell in cells]
    named = [i for i, h in enumerate(headings) if h.key]
    known = sum(1 for h in headings if h.key and (h.key in mapped or any(k in vocabulary() for k in _spellings(h))))
    if len(named) < 3 or known < 2 or _gaps(named) or any(h.key in HISTORY for h in headings):
        return []
    tables = {mapped[h.key][0] for h in headings if h.key in mapped} - {""}
    asked = [form for _, form in forms() if not tables or form.table in tables]
    found = (fit_of(f, headings, mapped, title, told_of(f, above) or led_by(f, title, below)) for f in asked)
    return sorted((fit for fit in found if fit), key=lambda fit: -fit.score)


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


# A column that a field may take: its rank, whether it has one of the field's own headings, its place, its heading.
Match = tuple[int, bool, int, Heading]


def fit_of(
    form: Form, headings: list[Heading], mapped: Mapped, title: str = "", told_above: Mapping[str, str] | None = None
) -> Fit | None:
    """How the headings fit one form, and what the line above them tells; None where they do not."""
    told_above = told_above or {}
    labels = tuple(h.key for h in headings)
    taken: dict[str, list[Match]] = {}
    for index, head in enumerate(headings):
        match = _match(form, head, mapped) if head.key else None
        if match:
            fld, own, rank = match
            taken.setdefault(fld.name, []).append((rank if own else rank + WEAK, own, index, head))
    _meet(form, taken)
    titled = form.named_by(title)
    given = {TITLE, *told_above} if titled else set(told_above)
    if any(not (_met(need, taken) or given & {*need}) for need in form.needs):
        return None
    told = any(mapped[h.key][0] == form.table for h in headings if h.key in mapped)
    if not told and any(form.refuses(h) for h in headings if h.key):
        return None
    hints = sum(1 for h in headings if h.key in form.hinted or h.base in form.hinted)
    fields = {fld.name: fld for fld in form.fields}
    columns: list[tuple[int, Field, Heading]] = []
    score = hints + 2.0 * len(told_above) + (TITLED if titled else 0.0)
    laid = _laid_out(form, taken)
    spares: list[tuple[int, Field, Heading]] = []
    for name, found in laid.items():
        # A needed cell or a text that is blank may stand in the next best column.
        spares += [(index, fields[name], head) for _, _, index, head in sorted(taken.get(name, []))[1:]]
        best = sorted(found) if fields[name].many or fields[name].row or fields[name].type in TEXTS else [min(found)]
        columns += [(index, fields[name], head) for _, _, index, head in best]
        score += 2.0 if best[0][1] else 1.0
    count, named = len(taken) + hints, sum(1 for k in labels if k)
    if not told and (count < form.least or (named <= SMALL and count < named * FAIR)):
        return None
    first = next(h.text for h in headings if h.key)
    return Fit(form, tuple(columns), score, labels, first, tuple(spares), titled, told_above)


def _laid_out(form: Form, taken: Mapping[str, list[Match]]) -> dict[str, list[Match]]:
    """The columns by field, where a second column for one field goes to a field that has none and may mean it too."""
    laid = {name: sorted(found) for name, found in taken.items()}
    for name, found in taken.items():
        if len(found) > 1 and not next(fld for fld in form.fields if fld.name == name).many:
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


def _spellings(head: Heading) -> tuple[str, ...]:
    """The keys that a heading may be known by, the surest first."""
    return (head.key, head.base, head.bare, *alternatives(head.text))


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
        return (field_, True, -1) if field_ else None
    asks = head.text.endswith("?")
    for doubt, k in enumerate(_spellings(head)):
        found = form.headings.get(k)
        if found and (found[0].type in ANSWERS or not asks):
            return found[0], found[1], found[2] + (ALIKE if doubt > 2 else 0)
    return next((match for begins, match in form.beginnings if head.key.startswith(begins)), None)
