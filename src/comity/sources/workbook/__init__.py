"""Workbooks that cannot be looked into: damaged, locked, or traps. What is in them is read by other sources."""

from __future__ import annotations

from collections.abc import Iterator

from comity.sources import tabular
from comity.sources.outcome import Export, Outcome

KIND = "workbook"


def detect(export: Export) -> bool:
    """Whether the file is a workbook that nobody can read."""
    return bool(tabular.refusal(export))


def read(export: Export) -> Iterator[Outcome]:
    """One reject that says why."""
    return tabular.refused(export)
