"""Sources of facts: one folder per kind of export, told by content; the folder listing is the registry.

A source is a package here with three names: `KIND` (what the reconciliation calls it), `detect(export) -> bool`
(a look at the first bytes; the name is only a hint) and `read(export)`, which yields rows and rejects. Modules that
are no packages are helpers shared by the sources.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Protocol, cast

from comity.sources.outcome import Export, Outcome, Reject, Row, Said, Settings

__all__ = ["Export", "Outcome", "Reject", "Row", "Said", "Settings", "Source", "source_of", "sources"]


class Source(Protocol):
    """What a source package offers."""

    __name__: str
    KIND: str

    def detect(self, export: Export) -> bool:
        """Whether this is the source to read the file with."""
        ...

    def read(self, export: Export) -> Iterator[Outcome]:
        """Every record of the file, in its order, as a row or a reject."""
        ...


def sources() -> list[Source]:
    """All sources, by name."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if m.ispkg)
    return [cast(Source, importlib.import_module(f"{__name__}.{name}")) for name in names]


def source_of(export: Export) -> Source | None:
    """The source that knows this file; None when nobody does."""
    return next((s for s in sources() if s.detect(export)), None)
