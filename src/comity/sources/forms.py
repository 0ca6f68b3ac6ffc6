"""What a form of table is: its columns by the headings people give them, and how well a line of headings fits it.

A form is one file in a source's folder that holds a `FORM`; the folders are walked, no list names them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

from comity.sources.headings import Heading, alternatives, bag, keys, words_of
from comity.sources.outcome import Row
from comity.sources.sheets import Cell
from comity.tables import TABLES

SOURCES = "comity.sources"

ANSWERS = ("flag", "answer", "billed")  # types of fields that answer a question
TEXTS = ("text", "party")  # types of fields that a second column may fill where the first is blank
ABOVE = "\n"  # parts a table's name from the titles above its headings
TITLE = "title"  # a need that the table's name meets
# Beginnings of words of such a name that say: still to come.
# Before a word in a list of titles: that speaks against the form, or for it where a column is headed as customers.
AGAINST, OF_CUSTOMERS = "!", "?"
PENDING = ("offen", "ausstehend", "erwartet", "fehlend", "attend", "attente", "pendiente", "verwacht", "open")

# The values of one line by field, as its columns read them; what is blank is left out.
Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a form.

    `type` names how its cells are read (see `column_types.TYPES`); `names` are its headings, parted by semicolons, the
    best first, a trailing * standing for any end; `weak` are headings that many tables have and that prove little.
    `many`: several columns may fill it, and its values are a list. `row`: a line without it is rejected. `tells`: its
    headings tell of which form a table is, which comity.toml does not by naming the field. `known` are the keys of all
    that it holds, where that is few words: a column without any of them is none of it.
    """

    name: str
    type: str
    names: str
    weak: str = ""
    many: bool = False
    row: bool = False
    tells: bool = False
    known: Collection[str] = ()


@dataclass(slots=True)
class Context:
    """What a line's meaning may hang on beside its cells: the system the file comes from, the group it stands under,
    the currency its headings name, and a memory that lasts for the table.

    `said` is what is to be told of the table once it is read, each with how many records it is said of.
    """

    system: str = ""
    group: str = ""
    currency: str | None = None
    memory: dict[str, Any] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter[str])


# Makes a row of a line's values, or raises Unreadable. The reader adds the place.
Shape = Callable[[Found, Context], Row]
# Looks at a line's values before any line is read; False where the line could not be read in full.
Gather = Callable[[Found, Context, bool], None]
# Whether a line whose values these are may be without a field that the others need.
Lacks = Callable[[str, Found], bool]
# Finds, by field, the column that holds it by what a sample of lines holds; None where the table is not of the form.
ByShape = Callable[[Sequence[Heading], Sequence[Sequence[Cell]]], Mapping[str, int] | None]


@dataclass(frozen=True)
class Form:
    """One form of table.

    `needs` lists, each as alternatives, the fields without which it is not this form ("number!" asks for one of the
    field's own headings, not a weak one; TITLE is met by the table's name). `hints` are headings that speak for it and
    are not read. `never` are headings that speak against it ("~supplier": every heading with a word that begins so;
    "?due date": where neither the table's name says that it is this form, nor a field of `vouched` has one of its own).
    `strangers` are beginnings of words (see `speak`) that no title above it has, nor the name of its sheet or file; nor
    `others`, but where a column tells of each line what it is; `titles` of those that speak for it in the name of its
    sheet, else of its file (`headed`: or in a title above its headings; "!word": against it; "?word": only where a
    column is headed as one of customers). `least` is how many of its headings must be there (`whole`: and no others),
    `group` the field that a line of its own may give for the lines below it (with `leads` whatever the first column is
    headed). `gather` learns from all lines before the first is read, where a line alone does not say what it means;
    `lacks` tells which lines may be without a field that all others need. `above` are fields that a line above the
    headings may tell for all lines below ("Week ending", "1 March"), `held` the names that may stand in the first line
    of each block alone.
    """

    name: str
    table: str
    means: str
    fields: tuple[Field, ...]
    needs: tuple[tuple[str, ...], ...]
    shape: Shape
    hints: str = ""
    never: str = ""
    vouched: tuple[str, ...] = ()
    strangers: str = ""
    others: str = ""
    titles: str = ""
    headed: bool = False
    least: int = 3
    whole: bool = False
    group: str = ""
    leads: bool = False
    gather: Gather | None = None
    lacks: Lacks | None = None
    by_shape: ByShape | None = None
    above: tuple[str, ...] = ()
    held: tuple[str, ...] = ()

    @cached_property
    def headings(self) -> Mapping[str, tuple[Field, bool, int]]:
        """For each key of a heading: its field, whether it is one of the field's own, and its rank in it."""
        return {k: found[0] for k, found in self.named.items()}

    @cached_property
    def beginnings(self) -> tuple[tuple[str, tuple[Field, bool, int]], ...]:
        """What a heading may begin with, and what it then names; few, so that each line asks for these alone."""
        return tuple((k[:-1], match) for k, match in self.headings.items() if k.endswith("*"))

    def second(self, head: Heading, taken: Collection[str], ruled_out: str = "") -> Field | None:
        """What a heading may mean where its first meaning is ruled out, or all until one: a field that no other column
        fills.
        """
        found = {f.name: f for k in spellings(head) for f, _, _ in self.named.get(k, ())[1:]}
        names = list(found)
        later = names[names.index(ruled_out) + 1 :] if ruled_out in found else names
        return next((found[name] for name in later if name not in taken), None)

    @cached_property
    def named(self) -> Mapping[str, list[tuple[Field, bool, int]]]:
        """For each key of a heading all the fields that it may mean, the first one first."""
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
        return _spelled(name for name in self.never.split(";") if not name.strip().startswith(("~", "?")))

    @cached_property
    def doubted(self) -> frozenset[str]:
        """The keys of those that it has only where something else says that it is this form."""
        return _spelled(name.strip()[1:] for name in self.never.split(";") if name.strip().startswith("?"))

    @cached_property
    def refused_words(self) -> tuple[str, ...]:
        """The beginnings of words that no heading of it has."""
        names = (name.strip() for name in self.never.split(";"))
        return tuple(name[1:] for name in names if name.startswith("~"))

    def named_by(self, title: str, *, of_customers: bool = False) -> bool:
        """Whether the name of a sheet or file says that it is this form: "Zahlungseingänge", but no open ones."""
        titles = title.split(ABOVE)
        said = _phrases(self.titles) + (_phrases(self.titles, OF_CUSTOMERS) if of_customers else ())
        words = frozenset().union(*map(words_of, titles if self.headed else titles[:1]))
        against = (*PENDING, *_phrases(self.titles, AGAINST))
        return speak(words, said) and not speak(words, against)

    def strange_to(self, title: str) -> bool:
        """Whether a title, or the name of a sheet or file, says that the table is another side's."""
        return speak(words_of(title), _phrases(self.strangers))

    def no_list_in(self, title: str) -> bool:
        """Whether the same says that the table lists something else."""
        return speak(words_of(title), _phrases(self.others))

    def refuses(self, head: Heading) -> bool:
        """Whether the heading speaks against the form; one of its own, or one that speaks for it, never does."""
        spelled = (head.key, head.bare, *alternatives(head.text))
        if head.key in self.refused:
            return True
        if any(k in self.headings for k in (head.key, head.base, head.bare)) or head.key in self.hinted:
            return False
        words = words_of(head.text) if self.refused_words else ()
        return any(k in self.refused for k in spelled) or any(w.startswith(self.refused_words) for w in words)


def _spelled(names: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(keys(name) | {bag(name)} for name in names)) - {""}


@cache
def _phrases(told: str, mark: str = "") -> tuple[str, ...]:
    """Those of the words in a form's list that bear a mark, or none."""
    words = [word.strip() for word in told.split(";") if word.strip()]
    plain = (word for word in words if not word.startswith((AGAINST, OF_CUSTOMERS)))
    return tuple(word.removeprefix(mark) for word in words if word.startswith(mark)) if mark else tuple(plain)


def speak(words: Collection[str], phrases: Sequence[str]) -> bool:
    """Whether some word begins as a phrase does; of a phrase of several words each must. "kosten." is that word alone,
    and of "kosten. !factu" none may begin with the second."""
    return any(all(_said(words, part) for part in phrase.split()) for phrase in phrases)


def _said(words: Collection[str], part: str) -> bool:
    if part.startswith(AGAINST):
        return not _said(words, part.removeprefix(AGAINST))
    if part.endswith("."):
        return part[:-1] in words
    return any(w.startswith(part) for w in words)


def spellings(head: Heading) -> tuple[str, ...]:
    """The keys that a heading may be known by, the surest first."""
    return (head.key, head.base, head.bare, *alternatives(head.text))


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
