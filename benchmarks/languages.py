"""German, French, Dutch and Spanish sentences of a writer whom no reader was trained on: macro F1 of each and of all.

The bound is three quarters of the English figure on writers left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from comity.signals.ears import Ears, Shipped, shipped_reader
from comity.signals.hearing import Utterance
from comity.signals.labels import GRAVE, NAMES

GOLD = Path(__file__).parent / "gold" / "writer22.jsonl"
LANGUAGES = ("de", "fr", "nl", "es")
FEW = 8

Rows = Sequence[Mapping[str, Any]]


def run(_shared: Path) -> dict[str, Any]:
    """Macro F1 over labels with at least eight cases, grave ones counted where they are at least possible."""
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    called = labels_told(_utterances(rows))
    found = {"all": macro(rows, called, FEW)}
    for language in LANGUAGES:
        mine = [i for i, row in enumerate(rows) if f"lang={language}" in row["note"]]
        found[language] = macro([rows[i] for i in mine], [called[i] for i in mine], FEW // 2)
    print("languages: " + ", ".join(f"{k} {v}" for k, v in found.items()), flush=True)
    return found


def _utterances(rows: Rows) -> list[Utterance]:
    before, utterances = ("", ""), []
    for row in rows:
        known = before[1] if before[0] == row["mail"] else ""
        utterances.append(Utterance(row["text"], row["by"], known, row.get("subject") or ""))
        before = (row["mail"], row["text"])
    return utterances


def labels_told(utterances: Sequence[Utterance], reader: Ears | Shipped | None = None) -> list[set[str]]:
    """The labels that a reader, else the shipped one, gives each; grave ones where they are at least possible."""
    reader = reader or shipped_reader()
    marks = reader.thresholds
    return [
        {
            n for n, p in zip(NAMES, told, strict=True)
            if marks.decides(n, float(p), u.by) or (n in GRAVE and marks.possible(n, float(p), u.by))
        }
        for u, told in zip(utterances, reader.read(utterances), strict=True)
    ]  # fmt: skip


def macro(rows: Rows, called: Sequence[set[str]], few: int) -> float:
    """Macro F1 over the labels with so many cases."""
    scores = []
    for name in NAMES:
        there = [name in row["labels"] for row in rows]
        told = [name in some for some in called]
        if sum(there) >= few:
            scores.append(2 * sum(a and b for a, b in zip(there, told, strict=True)) / (sum(there) + sum(told)))
    return round(float(np.mean(scores)), 3)
