"""Sentences inside the mail of firms that nothing was trained on (`benchmarks/firms`), heard by the reader that ships:
macro F1 over labels with eight cases, by firm and by language.
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.languages import FEW, LANGUAGES, labels_told, macro
from benchmarks.unseen import folders
from comity.signals.ears import language_heard
from training.data import of_firm

# By language, each sentence's labels by hand and those that the reader gives it.
_Heard = dict[str, list[tuple[frozenset[str], set[str]]]]


def run(_shared: Path) -> dict[str, Any]:
    """A figure a firm and their mean; of all sentences in English, and in the four others together."""
    with ProcessPoolExecutor(2) as pool:
        heard = dict(zip((f.name for f in folders()), pool.map(_heard, folders()), strict=True))
    firms = {name: _macro([pair for some in found.values() for pair in some]) for name, found in heard.items()}
    languages: _Heard = defaultdict(list)
    for found in heard.values():
        for language, some in found.items():
            languages[language if language not in LANGUAGES else "others"] += some
    told: dict[str, Any] = {"firms": firms, "mean": round(float(np.mean(list(firms.values()))), 3)}
    told |= {
        name: {"sentences": len(languages[name]), "macro_f1": _macro(languages[name])} for name in ("en", "others")
    }
    print("heard:", ", ".join(f"{name} {value}" for name, value in told.items()), flush=True)
    return told


def _heard(firm: Path) -> _Heard:
    examples = list(of_firm(firm))
    utterances = [example.utterance() for example in examples]
    found: _Heard = {}
    for example, said, told in zip(examples, utterances, labels_told(utterances), strict=True):
        found.setdefault(language_heard(said), []).append((example.labels, told))
    return found


def _macro(pairs: list[tuple[frozenset[str], set[str]]]) -> float:
    return macro([{"labels": labels} for labels, _ in pairs], [told for _, told in pairs], FEW)
