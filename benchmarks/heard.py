"""Sentences inside the mail of firms that nothing was trained on (`benchmarks/firms`, and `benchmarks/mailboxes`, of
whose mail every sentence is labelled), heard by the reader that ships: macro F1 over labels with eight cases, by firm
and by language, and how often what it takes for grave by itself is.

Of the firms by which the steps are weighed in other languages (`training/heard`) each is heard by a reader for which
that was done without it (`abroad`); all else of the reader knows none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.languages import FEW, LANGUAGES, labels_told, macro
from benchmarks.unseen import untaught
from comity.signals import stored
from comity.signals.ears import MODEL, Ears, beyond, language_heard, shipped_reader
from comity.signals.encoder import LARGER, Encoder
from comity.signals.labels import GRAVE, NAMES
from comity.signals.linear import MODEL as LINEAR
from comity.signals.linear import LinearReader
from training.data import of_firm
from training.ears import abroad, shipped
from training.mixing import mixing_abroad

MAILBOXES = Path(__file__).parent / "mailboxes"
# Each sentence's labels by hand and those that the reader gives it.
_Pairs = list[tuple[frozenset[str], set[str]]]


class _Heard(NamedTuple):
    """The sentences of a firm by language: with all labels, and with the grave ones that decide by themselves."""

    labels: dict[str, _Pairs]
    grave: dict[str, _Pairs]


def run(_shared: Path) -> dict[str, Any]:
    """A figure a firm and their mean; of all sentences in English, and in the four others together."""
    folders = [*untaught(), *sorted(MAILBOXES.iterdir())]
    with ProcessPoolExecutor(2) as pool:
        heard = dict(zip((f.name for f in folders), pool.map(_heard, folders), strict=True))
    firms = {name: _macro([p for some in found.labels.values() for p in some]) for name, found in heard.items()}
    languages, grave = (_together([found[of] for found in heard.values()]) for of in (0, 1))
    told: dict[str, Any] = {"firms": firms, "mean": round(float(np.mean(list(firms.values()))), 3)}
    told |= {
        name: {"sentences": len(languages[name]), "macro_f1": _macro(languages[name]), **_right(grave[name])}
        for name in ("en", "others")
    }
    left_out = _left_out()
    told["abroad"] = {"sentences": len(left_out), "macro_f1": _macro(left_out)}
    print("heard:", ", ".join(f"{name} {value}" for name, value in told.items()), flush=True)
    return told


def _together(heard: Iterable[dict[str, _Pairs]]) -> dict[str, _Pairs]:
    languages: dict[str, _Pairs] = defaultdict(list)
    for found in heard:
        for language, some in found.items():
            languages[language if language not in LANGUAGES else "others"] += some
    return languages


def _heard(firm: Path) -> _Heard:
    examples = list(of_firm(firm))
    utterances = [example.utterance() for example in examples]
    reader = shipped_reader()
    found, marks = _Heard({}, {}), reader.thresholds
    for example, said, told in zip(examples, utterances, reader.read(utterances), strict=True):
        probability = {name: float(p) for name, p in zip(NAMES, told, strict=True)}
        decides = {name for name, p in probability.items() if marks.decides(name, p, said.by)}
        possible = {name for name in GRAVE if marks.possible(name, probability[name], said.by)}
        language = language_heard(said)
        found.labels.setdefault(language, []).append((example.labels, decides | possible))
        found.grave.setdefault(language, []).append((example.labels & GRAVE, decides & GRAVE))
    return found


def _right(pairs: _Pairs) -> dict[str, int]:
    """How many grave labels there are, how many are told to decide by themselves, and how many of those rightly."""
    there, told = sum(len(labels) for labels, _ in pairs), sum(len(decides) for _, decides in pairs)
    return {"grave": there, "decide": told, "rightly": sum(len(labels & decides) for labels, decides in pairs)}


def _left_out() -> _Pairs:
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


def _macro(pairs: _Pairs) -> float:
    return macro([{"labels": labels} for labels, _ in pairs], [told for _, told in pairs], FEW)
