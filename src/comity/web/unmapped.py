"""Tables that nobody knew: kept until somebody says what their columns are, which serves all files of such headings."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from comity.book.reading import FileCount
from comity.book.tally import UNKNOWN
from comity.sources import Export, Settings
from comity.sources.folder import walk
from comity.sources.peek import layouts, mapping, peek, usual_forms
from comity.web.intake import harmless
from comity.web.models.begin import ColumnMapping
from comity.web.models.jobs import Job

KEPT = 3  # readings whose unknown tables wait for somebody


def folder(home: Path) -> Path:
    """Where unknown tables of uploads wait."""
    return home / "unknown"


def export_of(path: Path, name: str = "") -> Export | None:
    """One file as an export; None where it is no plain file."""
    found = next(iter(walk(path)), None) if path.is_file() else None
    if not isinstance(found, Export):
        return None
    return Export(found.path, name or found.name, found.size, found.head)


def remembered(source: Path) -> Settings:
    """What people have said of columns, for the files of a folder: the same headings mean the same everywhere."""
    known = {m.headings: m for m in ColumnMapping.objects.all()}
    columns: dict[str, Mapping[str, str]] = {}
    forms = {form.table: form for form in usual_forms()}
    for export in walk(source) if known else ():
        if isinstance(export, Export) and (look := peek(export, 0)) and (told := known.get(look.fingerprint)):
            columns |= mapping(export.name, forms[told.table], told.columns)
    return Settings(columns=columns)


def kept_for_later(source: Path, count: FileCount, known: Settings, job: int) -> dict[str, Any]:
    """Of an unknown table where it waits, of a table with rejects how its lines are written; else nothing."""
    path = source if source.is_file() else source / count.file
    if count.kind == UNKNOWN and not count.rejected and (export := export_of(path)) and peek(export, 0):
        return {"waits": str(_aside(path, count.file, job))}
    export = export_of(path, count.file) if count.rejected else None
    if export is None:
        return {}
    read_as = Export(export.path, export.name, export.size, export.head, known)
    return {"layouts": [asdict(layout) for layout in layouts(read_as)]}


def _aside(path: Path, name: str, job: int) -> Path:
    """Where the file waits: where it lies, for a folder of this machine; uploads are put aside."""
    home = Path(settings.HOME)
    if not path.is_relative_to(home):
        return path
    place = folder(home) / str(job) / harmless(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, place)
    return place


def tidy(home: Path, files: Iterable[Mapping[str, Any]], source: Path) -> None:
    """Forget what was read after all, and what nobody asked for in a while."""
    if source.is_relative_to(folder(home)) and not any(f.get("waits") for f in files):
        source.unlink(missing_ok=True)
    late = set(map(str, Job.objects.filter(kind="read").values_list("pk", flat=True)[:KEPT]))
    for place in folder(home).glob("*"):
        if place.name not in late:
            shutil.rmtree(place, ignore_errors=True)
