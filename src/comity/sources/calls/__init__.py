"""Calls: telephone logs, each form in its own file."""

from __future__ import annotations

from collections.abc import Iterator

from comity.sources import tabular
from comity.sources.outcome import Export, Outcome

KIND = "calls"


def detect(export: Export) -> bool:
    """Whether the form that fits the file best is one of ours."""
    return tabular.kind_of(export) == KIND


def read(export: Export) -> Iterator[Outcome]:
    """Every record of the file, in its order, as a row or a reject."""
    return tabular.read(export)
