"""Golden samples: small exports of each source, and beside each what reading it gives.

`tests/sources/golden/<source>/<sample>` is read, `<sample>.expected.json` holds what comes out. After a change that is
meant, `python -m tests.sources.golden` writes the expected outcomes anew; what changed is then reviewed by eye.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from comity.sources import Export, Outcome, Reject, Row, Said, Source, sources
from comity.sources.folder import HEAD

FOLDER = Path(__file__).parent
EXPECTED = ".expected.json"
NO_SAMPLES = {".py", ".pyc"}
RAW_SHOWN = 400  # bytes of a reject's raw that are looked at; the whole is compared in length


@dataclass(frozen=True)
class Sample:
    """One file of a source's golden samples."""

    source: Source
    path: Path

    @property
    def name(self) -> str:
        """Its place below the folder of samples, which names it in tests."""
        return self.path.relative_to(FOLDER).as_posix()

    @property
    def expected(self) -> Path:
        """The file with what reading it gives."""
        return self.path.with_name(self.path.name + EXPECTED)

    def export(self, content: bytes | None = None, folder: Path | None = None) -> Export:
        """The file as an export; with `content`, one of that content below `folder`."""
        path = self.path
        if content is not None and folder is not None:
            path = folder / self.path.name
            path.write_bytes(content)
        with path.open("rb") as file:
            head = file.read(HEAD)
        return Export(
            path, self.path.relative_to(FOLDER / folder_of(self.source)).as_posix(), path.stat().st_size, head
        )


def folder_of(source: Source) -> str:
    """The name of the folder with a source's samples: that of its package."""
    return source.__name__.rpartition(".")[2]


def samples() -> list[Sample]:
    """All samples by source and name."""
    return [Sample(source, path) for source in sources() for path in _files(FOLDER / folder_of(source))]


def stray() -> list[Path]:
    """Expected outcomes whose sample is gone."""
    return [
        path
        for path in sorted(FOLDER.rglob(f"*{EXPECTED}"))
        if not path.with_name(path.name[: -len(EXPECTED)]).exists()
    ]


def _files(folder: Path) -> list[Path]:
    found = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    return [p for p in found if not p.name.endswith(EXPECTED) and p.suffix not in NO_SAMPLES and p.name[0] != "."]


def told(outcomes: Iterable[Outcome]) -> str:
    """Outcomes as JSON that a person can review."""
    found: dict[str, list[object]] = {"rows": [], "rejects": [], "said": []}
    for outcome in outcomes:
        if isinstance(outcome, Row):
            found["rows"].append(_row(outcome))
        elif isinstance(outcome, Reject):
            raw = outcome.raw[:RAW_SHOWN].decode("utf-8", "backslashreplace")
            reject = {"place": outcome.place, "reason": outcome.reason, "raw": raw, "raw_bytes": len(outcome.raw)}
            found["rejects"].append(reject)
        elif isinstance(outcome, Said):
            found["said"].append(outcome.text)
    return json.dumps(found, indent=1, ensure_ascii=False, default=_plain) + "\n"


def _row(row: Row) -> dict[str, object]:
    shown: dict[str, object] = {"table": row.table, "place": row.place, "ref": row.ref, "values": dict(row.values)}
    return {**shown, "also": [_row(further) for further in row.also]} if row.also else shown


def _plain(value: object) -> object:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    raise TypeError(f"a {type(value).__name__} is no value of a fact")
