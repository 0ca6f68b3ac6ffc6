"""Learning from corrections: twenty of one kind are said, and paraphrases that were never shown are read again.

Twelve kinds of twelve trades, written by hand (`gold/paraphrases.jsonl`): of each twenty are corrected, twenty
others in other words are kept, and ten have the same words and another meaning. How much a correction counts was chosen
on the first six kinds, of the names in order; the others chose nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from comity.signals.ears import Shipped, shipped_reader
from comity.signals.hearing import Utterance
from comity.signals.labels import GRAVE, NAMES
from comity.signals.lessons import Case, Check, learnt, shipped_check
from comity.signals.thresholds import odds

GOLD = Path(__file__).parent / "gold" / "paraphrases.jsonl"
CHOSE = 6  # kinds on which the strength of a correction was chosen
PARTS = ("kept", "beside")
Row = Mapping[str, Any]


def run(_shared: Path) -> dict[str, Any]:
    """Shares of sentences labelled right before and after, by kind, and over the kinds that chose nothing."""
    kinds = rows_of(GOLD)
    reader, check = shipped_reader(), shipped_check()
    found = {kind: figures(rows, reader, check) for kind, rows in sorted(kinds.items())}
    for kind, told in found.items():
        print("lessons:", kind, told, flush=True)
    others = [found[kind] for kind in sorted(found)[CHOSE:]]
    summary = {
        f"{part}_{when}": round(float(np.mean([told[f"{part}_{when}"] for told in others])), 3)
        for part in PARTS for when in ("before", "after")
    }  # fmt: skip
    summary["dropped"] = sum(not told["learnt"] for told in others)
    print("lessons: kinds that chose nothing:", summary, flush=True)
    return {"kinds": found, "chose_nothing": summary}


def rows_of(path: Path) -> dict[str, list[Row]]:
    """The sentences of each kind."""
    kinds: dict[str, list[Row]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        kinds[row["kind"]].append(row)
    return kinds


def figures(rows: Sequence[Row], reader: Shipped, check: Check) -> dict[str, Any]:
    """How many kept sentences, and sentences beside, were right before the lesson, and after."""
    read = reader.listen([Utterance(r["text"], r["by"]) for r in rows])
    p, sketches = read[:, : len(NAMES)], read[:, len(NAMES) :]
    lesson = learnt(list(_cases(rows, p, sketches)), reader.thresholds, check)
    after = lesson.of(p, sketches)
    told: dict[str, Any] = {"label": rows[0]["label"], "learnt": bool(lesson.learnt)}
    for part in PARTS:
        some = [i for i, r in enumerate(rows) if r["part"] == part]
        for when, found in (("before", p), ("after", after)):
            right = [_called(reader, rows[i], found[i]) == rows[i]["holds"] for i in some]
            told[f"{part}_{when}"] = round(sum(right) / len(right), 3)
    return told


def _cases(rows: Sequence[Row], p: np.ndarray, sketches: np.ndarray) -> Iterator[Case]:
    for row, chances, sketch in zip(rows, p, sketches, strict=True):
        if row["part"] == "shown":
            column = NAMES.index(row["label"])
            yield Case(column, row["holds"], float(odds(chances[column])), sketch.astype(np.float64))


def _called(reader: Shipped, row: Row, p: np.ndarray) -> bool:
    """Whether the label is called: of a grave one, whether it is at least possible."""
    label, chance = row["label"], float(p[NAMES.index(row["label"])])
    possible = label in GRAVE and reader.thresholds.possible(label, chance, row["by"])
    return possible or reader.thresholds.decides(label, chance, row["by"])
