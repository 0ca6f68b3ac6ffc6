"""Taking what was purged out of the app: its database, published files, caches and what was left of uploads."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models

from comity.book import derived
from comity.web.intake import inbox
from comity.web.models.jobs import OPEN, Job
from comity.web.models.log import LogEntry

PURGED = frozenset({"message", "call", "meeting", "note"})  # kinds of proof that a purge takes away
SHORTEST = 8  # letters of a quote that is looked for in other texts
_GONE = object()


def scrub(home: Path, refs: Collection[str], words: Collection[str] = ()) -> None:
    """Remove what rests on these records, and their quotes, from every table of the app and every file of the home.

    `words` are looked for as well: an erased person's address and name. All tables are walked, so that none that
    comes later is forgotten; the log, which knows nothing but fingerprints, stays.
    """
    told = _models()
    texts = {w for w in words if w}
    for model in told:
        for row in _rows(model):
            texts |= {q for value in _values(row) for q in _quotes(value, refs)}
    texts = {t.lower() for t in texts}
    for model in told:
        if "ref" in {f.name for f in model._meta.get_fields()}:  # noqa: SLF001 - Django's own name for it
            model._default_manager.filter(ref__in=list(refs)).delete()  # noqa: SLF001 - Django's own name for it
        for row in _rows(model):
            _clean_row(row, refs, texts)
    if not Job.objects.filter(kind="read", state__in=OPEN).exists():
        shutil.rmtree(inbox(home), ignore_errors=True)
    # Tables that nobody knew may hold anybody: they are dropped again to be read.
    for name in ("cache", "asked", "published", "unknown"):
        shutil.rmtree(home / name, ignore_errors=True)
    derived.clear(home / "book")


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
    return [f for f in model._meta.concrete_fields if isinstance(f, kinds) and not f.choices and not f.primary_key]  # noqa: SLF001 - Django's own name for it


def _rows(model: type[models.Model]) -> Iterator[models.Model]:
    names = [f.name for f in _fields(model)]
    return iter(model._default_manager.only("pk", *names).iterator(200)) if names else iter(())  # noqa: SLF001 - Django's own name for it


def _values(row: models.Model) -> Iterator[Any]:
    return (getattr(row, f.attname) for f in _fields(type(row)))


def _clean_row(row: models.Model, refs: Collection[str], texts: Collection[str]) -> None:
    changed = {}
    for field in _fields(type(row)):
        old = getattr(row, field.attname)
        new = _clean(old, refs, texts)
        if new is _GONE:
            new = {} if isinstance(old, dict) else ""
        if new != old and not (field.unique and new == ""):
            changed[field.attname] = new
    if changed:
        type(row)._default_manager.filter(pk=row.pk).update(**changed)  # noqa: SLF001 - Django's own name for it


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


def _clean(value: Any, refs: Collection[str], texts: Collection[str]) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The value without what rests on the refs; a text with such a quote in it is emptied."""
    if isinstance(value, dict):
        if value.get("ref") in refs:
            return _GONE
        cleaned = {k: _clean(v, refs, texts) for k, v in value.items()}
        return _GONE if any(v is _GONE for v in cleaned.values()) else cleaned
    if isinstance(value, list):
        return [c for c in (_clean(v, refs, texts) for v in value) if c is not _GONE]
    if isinstance(value, str) and any(t in value.lower() for t in texts):
        return ""
    return value
