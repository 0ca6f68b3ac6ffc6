"""What a form of table is: its columns by the headings people give them, and how well a line of headings fits it.

A form is one file in a source's folder that holds a `FORM`; the folders are walked, no list names them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from comity.sources.headings import Heading, heading_of, keys
from comity.sources.outcome import Row
from comity.sources.sheets import Cell
from comity.tables import TABLES

SOURCES = "comity.sources"
SMALL = 20  # columns up to which a form must explain a fair part of them
FAIR = 0.3
# Headings of a table of changes over time: its lines are no records of their own.
HISTORY = {"fivetranstart", "validfromutc", "sysstarttime", "historyid"}

# The values of one line by field, as its columns read them; what is blank is left out.
Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a form.

    `type` names how its cells are read (see `columns.TYPES`); `names` are its headings, parted by semicolons, the
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


@dataclass(frozen=True)
class Form:
    """One form of table.

    `needs` lists, each as alternatives, the fields without which it is not this form ("number!" asks for one of the
    field's own headings, not a weak one). `hints` are headings that speak for it and are not read. `never` are
    headings that speak against it. `least` is how many of its headings must be there, `group` the field that a line
    of its own may give for the lines below it.
    """

    name: str
    table: str
    means: str
    fields: tuple[Field, ...]
    needs: tuple[tuple[str, ...], ...]
    shape: Shape
    hints: str = ""
    never: str = ""
    least: int = 3
    group: str = ""

    @cached_property
    def headings(self) -> Mapping[str, tuple[Field, bool, int]]:
        """For each key of a heading: its field, whether it is one of the field's own, and its rank in it."""
        found: dict[str, tuple[Field, bool, int]] = {}
        for own in (True, False):
            for fld in self.fields:
                for rank, name in enumerate((fld.names if own else fld.weak).split(";")):
                    for k in keys(name.strip().removesuffix("*")):
                        if k:
                            found.setdefault(k + ("*" if name.strip().endswith("*") else ""), (fld, own, rank))
        return found

    @cached_property
    def hinted(self) -> frozenset[str]:
        """The keys of its hints."""
        return frozenset().union(*(keys(name) for name in self.hints.split(";"))) - {""}

    @cached_property
    def refused(self) -> frozenset[str]:
        """The keys of the headings that it never has."""
        return frozenset().union(*(keys(name) for name in self.never.split(";"))) - {""}


@dataclass(frozen=True, slots=True)
class Fit:
    """How a line of headings fits a form: which column fills which field, and how much speaks for it."""

    form: Form
    columns: tuple[tuple[int, Field, Heading], ...]
    score: float
    labels: tuple[str, ...]  # the keys of all headings of the line
    first: str  # its first heading as written

    def without(self, fields: list[Field]) -> Fit | None:
        """The fit when these fields are left out; None where the form needs one of them."""
        columns = tuple(column for column in self.columns if column[1] not in fields)
        names = {fld.name for _, fld, _ in columns}
        if any(fld.row for fld in fields) or any(not names & {n.strip("!") for n in need} for need in self.form.needs):
            return None
        return replace(self, columns=columns, score=self.score - 2.0 * len(fields))


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


def fits(cells: list[Cell], mapped: Mapped) -> list[Fit]:
    """The forms that a line of headings fits, the best first."""
    headings = [heading_of(cell) for cell in cells]
    named = [i for i, h in enumerate(headings) if h.key]
    known = sum(1 for h in headings if h.key and (h.key in vocabulary() or h.base in vocabulary() or h.key in mapped))
    if len(named) < 3 or known < 2 or _gaps(named) or any(h.key in HISTORY for h in headings):
        return []
    tables = {mapped[h.key][0] for h in headings if h.key in mapped} - {""}
    found = (fit_of(form, headings, mapped) for _, form in forms() if not tables or form.table in tables)
    return sorted((fit for fit in found if fit), key=lambda fit: -fit.score)


def _gaps(named: list[int]) -> bool:
    """Whether the headings lie in several islands: then two tables stand side by side."""
    return any(after - before > 2 for before, after in pairwise(named))


def fit_of(form: Form, headings: list[Heading], mapped: Mapped) -> Fit | None:
    """How the headings fit one form; None where they do not."""
    labels = tuple(h.key for h in headings)
    taken: dict[str, list[tuple[int, bool, int, Heading]]] = {}
    for index, head in enumerate(headings):
        match = _match(form, head, mapped) if head.key else None
        if match:
            fld, own, rank = match
            taken.setdefault(fld.name, []).append((rank if own else rank + 100, own, index, head))
    if any(not _met(need, taken) for need in form.needs):
        return None
    told = any(mapped[h.key][0] == form.table for h in headings if h.key in mapped)
    if any(h.key in form.refused for h in headings) and not told:
        return None
    hints = sum(1 for h in headings if h.key in form.hinted or h.base in form.hinted)
    fields = {fld.name: fld for fld in form.fields}
    columns: list[tuple[int, Field, Heading]] = []
    score = float(hints)
    for name, found in taken.items():
        # A needed cell that is blank may stand in the next best column.
        best = sorted(found) if fields[name].many or fields[name].row else [min(found)]
        columns += [(index, fields[name], head) for _, _, index, head in best]
        score += 2.0 if best[0][1] else 1.0
    count, named = len(taken) + hints, sum(1 for k in labels if k)
    if not told and (count < form.least or (named <= SMALL and count < named * FAIR)):
        return None
    first = next(h.text for h in headings if h.key)
    return Fit(form, tuple(columns), score, labels, first)


def _met(need: tuple[str, ...], taken: Mapping[str, list[tuple[int, bool, int, Heading]]]) -> bool:
    for name in need:
        found = taken.get(name.removesuffix("!"), [])
        if any(own or not name.endswith("!") for _, own, _, _ in found):
            return True
    return False


def _match(form: Form, head: Heading, mapped: Mapped) -> tuple[Field, bool, int] | None:
    """The field that a heading names: by comity.toml, by the whole of it, without its brackets, by its beginning."""
    if head.key in mapped:
        table, name = mapped[head.key]
        field_ = next((f for f in form.fields if f.name == name), None) if table in ("", form.table) else None
        return (field_, True, -1) if field_ else None
    found = form.headings.get(head.key) or form.headings.get(head.base) or form.headings.get(head.bare)
    if found:
        return found
    for k, match in form.headings.items():
        if k.endswith("*") and head.key.startswith(k[:-1]):
            return match
    return None
