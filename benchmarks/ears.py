"""The reader of sentences on writers and firms that it was not trained on: by label, calibration, grave labels, speed.

Each sentence is read by a reader that saw nothing of its writer or firm (nor of some others), mixed, gated and called
with numbers chosen on the other groups alone. Beside all three steps stand the first, and the first two, by themselves.
Macro F1 is over labels with at least eight cases; a grave label counts as called where it is at least possible.
"""

from __future__ import annotations

import json
import os
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from comity.signals import stored
from comity.signals.ears import shipped_reader
from comity.signals.hearing import Utterance, hear
from comity.signals.labels import GRAVE, NAMES
from comity.signals.linear import MODEL as QUICK
from comity.signals.linear import LinearReader
from comity.signals.thresholds import Thresholds
from training import public
from training.data import Example, examples, nobodys, written
from training.ears import FEW, Known, choices, known
from training.reader import can, targets

BINS = 10
LIKELY = 0.05  # most pairs of sentence and label are plainly nothing, and make any reader look honest
SHARED = (*(f"writer{n}" for n in range(1, 9)), "harrow", "larkfield", "meridian", "oosterveld", "pinebluff", "plumb")
UNSEEN = [Path(__file__).parent / "gold" / f"{name}.jsonl" for name in ("writer40", "writer41")]


def run(shared: Path) -> dict[str, Any]:
    """Figures by writer and firm, by label, of grave labels, of speed; held-out groups where COMITY_HELD_OUT is set."""
    labelled = examples(shared, held_out=bool(os.environ.get("COMITY_HELD_OUT")))
    sentences = known(labelled, nobodys(shared))
    groups = [g for g in SHARED if any(e.group == g for e in sentences.examples)]
    found = {name: _left_out(sentences, groups, steps) for steps, name in enumerate(("quick", "two", "three"), 1)}
    for name, told in found.items():
        print(f"ears: {name}: " + ", ".join(f"{k} {v}" for k, v in told["summary"].items()), flush=True)
    return {**found, "unseen": _unseen(), "false_grave": _alarms(shared), "speed": _speed(shared)}


def _left_out(sentences: Known, groups: Sequence[str], steps: int) -> dict[str, Any]:
    by_group: dict[str, float] = {}
    by_label: dict[str, list[float]] = defaultdict(list)
    errors, likely, grave = [], [], Counter()
    for group in groups:
        chosen = choices(sentences.without(group))
        mine = sentences.where(np.array([e.group == group for e in sentences.examples]))
        p = chosen.probabilities(mine, steps)
        scores = _scores(p, Thresholds(**chosen.holding(steps)), mine.examples, grave)
        by_group[group] = round(float(np.mean(list(scores.values()))), 3)
        errors.append(calibration_error(p, mine))
        likely.append(calibration_error(p, mine, LIKELY))
        for label, score in scores.items():
            by_label[label].append(score)
    writers, firms = ([v for g, v in by_group.items() if g.startswith("writer") is w] for w in (True, False))
    summary = {
        "writers": round(float(np.mean(writers)), 3), "worst_writer": min(writers),
        "firms": round(float(np.mean(firms)), 3), "worst_firm": min(firms),
        "calibration_error": round(float(np.mean(errors)), 4),
        "calibration_error_of_likely": round(float(np.mean(likely)), 4),
        "grave_precision": round(grave["right"] / max(1, grave["called"]), 3),
        "grave_recall": round(grave["right"] / max(1, grave["there"]), 3),
        "possible_precision": round(grave["maybe_right"] / max(1, grave["maybe"]), 3),
        "possible_recall": round(grave["maybe_right"] / max(1, grave["there"]), 3),
    }  # fmt: skip
    labels = {n: round(float(np.mean(by_label[n])), 3) for n in NAMES if by_label[n]}
    return {"summary": summary, "by_group": by_group, "by_label": labels}


def _unseen() -> dict[str, Any]:
    """The shipped reader on writers who wrote to test it, and whom nothing was fitted to."""
    reader, found = shipped_reader(), {}
    for file in UNSEEN:
        sentences, grave = list(written(file)), Counter[str]()
        scores = _scores(reader.read([e.utterance() for e in sentences]), reader.thresholds, sentences, grave)
        found[file.stem] = {
            "macro_f1": round(float(np.mean(list(scores.values()))), 3), "by_label": scores, "grave": dict(grave),
        }  # fmt: skip
        print(f"ears: {file.stem}: {found[file.stem]['macro_f1']}, grave {dict(grave)}", flush=True)
    return found


def _scores(p: np.ndarray, thresholds: Thresholds, said: Sequence[Example], grave: Counter[str]) -> dict[str, float]:
    wanted, scores = targets(said) > 0, {}
    for column, label in enumerate(NAMES):
        there = wanted[:, column]
        holds = p[:, column] >= thresholds.holds[label]
        if label in GRAVE:
            grave.update(right=int((holds & there).sum()), called=int(holds.sum()), there=int(there.sum()))
            holds = holds | (p[:, column] >= thresholds.possibly.get(label, 1.1))
            grave.update(maybe_right=int((holds & there).sum()), maybe=int(holds.sum()))
        if there.sum() >= FEW:
            scores[label] = 2 * float((holds & there).sum()) / float(holds.sum() + there.sum())
    return scores


def calibration_error(p: np.ndarray, mine: Known, least: float = 0.0) -> float:
    """How far probabilities lie from shares, over the pairs of sentence and label of at least some probability."""
    told = can(mine.examples) & (p >= least)
    p, wanted = p[told], targets(mine.examples)[told]
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    return float(sum(abs(p[bins == b].sum() - wanted[bins == b].sum()) for b in range(BINS)) / max(1, len(p)))


def _alarms(shared: Path) -> dict[str, Any]:
    """Of sentences in which nobody threatens anybody, how many are called grave."""
    reader = shipped_reader()
    found = {}
    for name, utterances in (("enron", public.untaught(shared)), ("casino", _casino(shared))):
        p = reader.read(utterances)
        called = [
            (label, u.text) for u, row in zip(utterances, p, strict=True)
            for label, chance in zip(NAMES, row, strict=True)
            if label in GRAVE and reader.thresholds.decides(label, float(chance), u.by)
        ]  # fmt: skip
        found[name] = {"sentences": len(utterances), "called": len(called), "of_these": called}
        print(f"ears: {name}: {len(called)} of {len(utterances)} sentences called grave", flush=True)
    return found


def _speed(shared: Path) -> dict[str, float]:
    """The whole way from text to labels, all steps against the quick one alone, on the same mail."""
    letters, seconds = public.kept_back(shared), {}
    every = shipped_reader()
    every.read([Utterance("Send ten percent off or we leave you.", "client")])
    quick = LinearReader(stored.arrays(QUICK), stored.told(QUICK))
    for name, reader in (("quick", quick), ("all", every)):
        began = time.perf_counter()
        hear(letters, reader)
        seconds[name] = round(time.perf_counter() - began, 2)
    ratio = round(seconds["quick"] / seconds["all"], 3)
    memory = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10)
    print(f"ears: {len(letters)} mails in {seconds['all']} s, quick alone {seconds['quick']} s: {ratio}", flush=True)
    return {"mails": len(letters), **seconds, "ratio": ratio, "memory_mib": memory}


def _casino(shared: Path) -> list[Utterance]:
    talks = json.loads((shared / "data" / "negotiation" / "casino_valid.json").read_text("utf-8"))
    found = []
    for talk in talks:
        before = ""
        for turn in talk["chat_logs"]:
            if not turn["task_data"]:
                found.append(Utterance(turn["text"], "client", before))
                before = turn["text"]
    return found
