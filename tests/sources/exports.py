"""Reading one file with one source, for tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from comity.sources import Export, Outcome, Reject, Row, Said, Settings, Source
from comity.sources.folder import HEAD
from comity.tables import Values


@dataclass
class Read:
    """What reading a file gave, by kind of outcome, each in its order."""

    rows: list[Row] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Sort one outcome in."""
        if isinstance(outcome, Row):
            self.rows.append(outcome)
        elif isinstance(outcome, Reject):
            self.rejects.append(outcome)
        else:
            assert isinstance(outcome, Said), f"a source gave {outcome!r}"
            self.said.append(outcome.text)

    @property
    def values(self) -> list[Values]:
        """The rows' values."""
        return [row.values for row in self.rows]

    @property
    def only(self) -> Values:
        """The values of the only row; there must be one and no reject."""
        assert not self.rejects, self.rejects
        assert len(self.rows) == 1, self.rows
        return self.rows[0].values


def export_of(path: Path, settings: Settings | None = None) -> Export:
    """The file as an export."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    return Export(path, path.name, path.stat().st_size, head, settings or Settings())


def read(source: Source, path: Path, settings: Settings | None = None) -> Read:
    """All that the source makes of the file."""
    found = Read()
    for outcome in source.read(export_of(path, settings)):
        found.add(outcome)
    return found
