"""Taking what was purged out of the app: its database, published files, caches and what was left of uploads."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models

from comity.book import derived
from comity.book.naming import Person
from comity.web.intake import inbox
from comity.web.models.jobs import OPEN, Job
from comity.web.models.log import LogEntry

PURGED = frozenset({"message", "call", "meeting", "note"})  # kinds of proof that a purge takes away
SHORTEST = 8  # letters of a quote that is looked for in other texts
# What leads to something, or is one of our own words, in columns and in what is kept as JSON: no text of anybody's, and
# a row without it would be lost.
KEYS = frozenset(
    {"account", "advice", "cause", "changed", "currency", "decision", "digest", "domains", "ground", "headings", "host",
     "id", "key", "kind", "label", "lesson", "login", "measure", "model", "of", "once", "own_domains", "play", "policy",
     "question", "ref", "secret", "session", "source", "standing", "statements", "table", "taken_by", "toward", "trend",
     "what", "whose", "written_of"}
)  # fmt: skip
NOBODY = Person()
_GONE = object()


@dataclass(frozen=True, slots=True)
class _Sought:
    """What must stand in no text: quotes of what was purged, wherever they stand, and an erased person."""

    quotes: frozenset[str]
    person: Person

    def clean(self, text: str) -> str:
        """The text without it. A quote takes the text with it; of a person the name and the address go, and no more."""
        lowered = text.lower()
        return "" if any(q in lowered for q in self.quotes) else self.person.taken_out(text)


def scrub(home: Path, refs: Collection[str], person: Person = NOBODY) -> None:
    """Remove what rests on these records, and their quotes, from every table of the app and every file of the home.

    An erased person is taken out of every text as well. All tables are walked, so that none that
    comes later is forgotten; the log, which knows nothing but fingerprints, stays.
    """
    told = _models()
    quotes = {q for model in told for row in _rows(model) for value in _values(row) for q in _quotes(value, refs)}
    sought = _Sought(frozenset(q.lower() for q in quotes), person)
    for model in told:
        if "ref" in {f.name for f in model._meta.get_fields()}:  # noqa: SLF001 - Django's own name for it
            model._default_manager.filter(ref__in=list(refs)).delete()  # noqa: SLF001 - Django's own name for it
        for row in _rows(model):
            _clean_row(row, refs, sought)
    if not Job.objects.filter(kind="read", state__in=OPEN).exists():
        shutil.rmtree(inbox(home), ignore_errors=True)
    # Tables that nobody knew may hold anybody: they are dropped again to be read.
    for name in ("cache", "asked", "published", "unknown"):
        shutil.rmtree(home / name, ignore_errors=True)
    derived.clear(home / "book")


def named_in(person: Person) -> tuple[Counter[str], int]:
    """How many texts the person is taken out of, by the model they stand in, and in how many the name stays."""
    taken, left = Counter[str](), 0
    for model in _models():
        for row in _rows(model):
            for text in (t for value in _values(row) for t in _strings(value)):
                without = person.taken_out(text)
                taken[str(model._meta.model_name)] += without != text  # noqa: SLF001 - Django's own name for it
                left += person.stands_in(without)
    return taken, left


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """Every text in it that is none of KEYS."""
    if isinstance(value, dict):
        value = [inner for key, inner in value.items() if key not in KEYS]
    if isinstance(value, str):
        yield value
    for inner in value if isinstance(value, list) else ():
        yield from _strings(inner)


def unborne(known: Collection[str]) -> set[str]:
    """The refs of what people said or did that the app still shows and no record bears any more.

    `known` are those of all records. A purge that was cut off after the book had lost its rows no longer learns from
    it which they were.
    """
    return {ref for model in _models() for row in _rows(model) for value in _values(row) for ref in _refs(value)} - {
        *known
    }


def compact() -> None:
    """Let the database itself forget the bytes of what was removed; within a transaction there is nothing to do."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("vacuum")
            cursor.execute("pragma wal_checkpoint(truncate)")
        else:
            cursor.execute("vacuum full")


def _models() -> list[type[models.Model]]:
    return [m for m in apps.get_app_config("web").get_models() if m is not LogEntry]


def _fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns in which text of others may stand; a person's own account is theirs."""
    kinds = (models.JSONField, models.TextField, models.CharField)
    named = ("user", "team", "invitation", "firm")
    if model._meta.model_name in named:  # noqa: SLF001 - Django's own name for it
        return []
    texts = [f for f in model._meta.concrete_fields if isinstance(f, kinds) and f.name not in KEYS]  # noqa: SLF001 - Django's own name for it
    return [f for f in texts if not f.choices and not f.primary_key]


def _rows(model: type[models.Model]) -> Iterator[models.Model]:
    """What a job that is not over yet was asked for stays: a purge that is tried again must know it."""
    names, found = [f.name for f in _fields(model)], model._default_manager  # noqa: SLF001 - Django's own name for it
    found = found.exclude(state__in=OPEN) if model is Job else found.all()
    return iter(found.only("pk", *names).iterator(200)) if names else iter(())


def _values(row: models.Model) -> Iterator[Any]:
    return (getattr(row, f.attname) for f in _fields(type(row)))


def _clean_row(row: models.Model, refs: Collection[str], sought: _Sought) -> None:
    """Empty what has something of it; what is told from others by such a text goes as a whole."""
    changed = {}
    for field in _fields(type(row)):
        old = getattr(row, field.attname)
        new = _clean(old, refs, sought)
        if new is _GONE:
            new = {} if isinstance(old, dict) else ""
        if new != old:
            # The mark may be longer than what stood there, and a database takes no more than it has room for.
            changed[field.attname] = new[: field.max_length] if isinstance(new, str) else new
    found = type(row)._default_manager.filter(pk=row.pk)  # noqa: SLF001 - Django's own name for it
    if changed.keys() & _told_apart_by(type(row)):
        found.delete()
    elif changed:
        found.update(**changed)


def _told_apart_by(model: type[models.Model]) -> set[str]:
    """The columns of which no two rows have the same."""
    meta = model._meta  # noqa: SLF001 - Django's own name for it
    together = {name for c in meta.constraints if isinstance(c, models.UniqueConstraint) for name in c.fields}
    return together | {f.name for f in meta.concrete_fields if f.unique}


def _refs(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """What everything in it that is a proof of what somebody said or did is borne out by."""
    if isinstance(value, dict):
        if value.get("kind") in PURGED and value.get("ref"):
            yield value["ref"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _refs(inner)


def _quotes(value: Any, refs: Collection[str]) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """The quotes in everything that rests on one of the refs."""
    if isinstance(value, dict):
        if value.get("ref") in refs and isinstance(value.get("quote"), str):
            quote = value["quote"].rstrip("…").strip()
            if len(quote) >= SHORTEST:
                yield quote
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _quotes(inner, refs)


def _clean(value: Any, refs: Collection[str], sought: _Sought) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The value without what rests on the refs; of a text what is sought."""
    if isinstance(value, dict):
        if value.get("ref") in refs:
            return _GONE
        cleaned = {k: v if k in KEYS else _clean(v, refs, sought) for k, v in value.items()}
        return _GONE if any(v is _GONE for v in cleaned.values()) else cleaned
    if isinstance(value, list):
        return [c for c in (_clean(v, refs, sought) for v in value) if c is not _GONE]
    return sought.clean(value) if isinstance(value, str) else value
