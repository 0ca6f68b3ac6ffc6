"""Sentences inside the mail of firms that nothing was trained on (`benchmarks/firms`), heard by the reader that ships:
macro F1 over labels with eight cases, by firm and by language.

Of the firms by which the steps are weighed in other languages (`training/heard`) each is heard by a reader for which
that was done without it (`abroad`); all else of the reader knows none of them.
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.languages import FEW, LANGUAGES, labels_told, macro
from benchmarks.unseen import untaught
from comity.signals import stored
from comity.signals.ears import MODEL, Ears, beyond, language_heard
from comity.signals.encoder import LARGER, Encoder
from comity.signals.linear import MODEL as LINEAR
from comity.signals.linear import LinearReader
from training.data import of_firm
from training.ears import abroad, shipped
from training.mixing import mixing_abroad

# By language, each sentence's labels by hand and those that the reader gives it.
_Heard = dict[str, list[tuple[frozenset[str], set[str]]]]


def run(_shared: Path) -> dict[str, Any]:
    """A figure a firm and their mean; of all sentences in English, and in the four others together."""
    with ProcessPoolExecutor(2) as pool:
        heard = dict(zip((f.name for f in untaught()), pool.map(_heard, untaught()), strict=True))
    firms = {name: _macro([pair for some in found.values() for pair in some]) for name, found in heard.items()}
    languages: _Heard = defaultdict(list)
    for found in heard.values():
        for language, some in found.items():
            languages[language if language not in LANGUAGES else "others"] += some
    told: dict[str, Any] = {"firms": firms, "mean": round(float(np.mean(list(firms.values()))), 3)}
    told |= {
        name: {"sentences": len(languages[name]), "macro_f1": _macro(languages[name])} for name in ("en", "others")
    }
    left_out = _left_out()
    told["abroad"] = {"sentences": len(left_out), "macro_f1": _macro(left_out)}
    print("heard:", ", ".join(f"{name} {value}" for name, value in told.items()), flush=True)
    return told


def _heard(firm: Path) -> _Heard:
    examples = list(of_firm(firm))
    utterances = [example.utterance() for example in examples]
    found: _Heard = {}
    for example, said, told in zip(examples, utterances, labels_told(utterances), strict=True):
        found.setdefault(language_heard(said), []).append((example.labels, told))
    return found


def _left_out() -> list[tuple[frozenset[str], set[str]]]:
    """The sentences of the firms of `training/heard`, each firm's by a reader mixed without it."""
    examples, three = abroad(), shipped().three
    said = [e.utterance() for e in examples]
    linear, kept = LinearReader(stored.arrays(LINEAR), stored.told(LINEAR)), stored.arrays(MODEL)
    encoder, further = Encoder(), Encoder(name=LARGER)
    steps = linear.logits(said), encoder.of(said) @ kept["weights"] + kept["biases"], beyond(further.of(said), kept)
    group, found = np.array([e.group for e in examples]), []
    for firm in np.unique(group):
        others, own = np.flatnonzero(group != firm), np.flatnonzero(group == firm)
        some = [examples[i] for i in others]
        mix = mixing_abroad(three.mix, three.crossed, some, *(step[others] for step in steps))
        ears = Ears(linear, encoder, {**kept, f"{LARGER}.mix_abroad": mix}, stored.told(MODEL), further)
        told = labels_told([said[i] for i in own], ears)
        found += [(examples[i].labels, labels) for i, labels in zip(own, told, strict=True)]
    return found


def _macro(pairs: list[tuple[frozenset[str], set[str]]]) -> float:
    return macro([{"labels": labels} for labels, _ in pairs], [told for _, told in pairs], FEW)
