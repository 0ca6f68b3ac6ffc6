"""Training the reader in three steps: how they are mixed, the gates between them, thresholds.

All of it is chosen on log-odds for sentences of writers and firms that no step was trained on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from comity.signals.ears import MODEL, Ears, beyond, in_doubt, likely, mixed, sketched
from comity.signals.encoder import LARGER, NAME, Encoder
from comity.signals.labels import LABELS, NAMES
from comity.signals.lessons import CHECK, SKETCH
from comity.signals.linear import MODEL as LINEAR
from comity.signals.linear import LinearReader
from comity.signals.stored import FOLDER, arrays
from comity.signals.stored import told as stored_told
from comity.signals.thresholds import chances
from comity.signals.tongues import READ
from training import reader
from training.data import Example, heard_folders, of_firm
from training.folds import FOLDS, KEPT, WHOLE, fold_without
from training.mixing import mixing, mixing_abroad
from training.reader import Fitted, callable_labels, can, language

GATES = (0.02, 0.03, 0.05, 0.07, 0.1)
SECOND_GATES = (0.02, 0.05, 0.07, 0.1, 0.12, 0.15, 0.2)
LOSS, SECOND_LOSS = 0.003, 0.003  # what the gates may cost of macro F1
_SEEN = 4000  # sentences by which the sketch's directions are found
_CHECKED = 3000  # sentences that lessons are checked with
HOME = "en"
# Where steps are weighed otherwise: languages of which less was learnt (`training.mixing.mixing_abroad`).
ABROAD = tuple(sorted(READ - {HOME}))
LEARNT = (HOME, *ABROAD)  # the larger encoder is asked of these
HEARD = 0.5  # from where a label that the larger encoder hears in public mail teaches the quick step
FEW = 8  # a label with fewer cases tells nothing by its F1


@dataclass(frozen=True, slots=True)
class Known:
    """Sentences of writers and firms that were left out, and the log-odds of all steps fitted without them."""

    examples: Sequence[Example]
    quick: np.ndarray
    dear: np.ndarray
    beyond: np.ndarray

    @property
    def further(self) -> np.ndarray:
        """Of each sentence whether it is in a language that the larger encoder learnt: shape (sentences,)."""
        return np.array([language(e.utterance()) in LEARNT for e in self.examples], bool)

    def where(self, stay: np.ndarray) -> Known:
        """Only some of them."""
        some = [e for e, kept in zip(self.examples, stay, strict=True) if kept]
        return Known(some, self.quick[stay], self.dear[stay], self.beyond[stay])

    def without(self, *groups: str) -> Known:
        """All but those of some writers or firms."""
        return self.where(np.array([e.group not in groups for e in self.examples]))


@dataclass(frozen=True, slots=True)
class Mixture:
    """Of some steps: how they are weighed together, from which probability on they are asked, what then holds."""

    mix: np.ndarray
    crossed: np.ndarray
    gate: float
    thresholds: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen on sentences of writers and firms that were left out, nearly all of them English.

    How the shipped reader weighs its three steps abroad is none of it (`mixing_abroad`).
    """

    quick: tuple[np.ndarray, np.ndarray]  # slope and shift of the quick step alone
    quick_thresholds: dict[str, dict[str, float]]
    two: Mixture
    three: Mixture

    def probabilities(self, known: Known, steps: int = 3) -> np.ndarray:
        """As the reader gives them, after one step, two or three."""
        return chances(self.odds(known, steps)) * callable_labels(known.examples)

    def odds(self, known: Known, steps: int = 3) -> np.ndarray:
        """Log-odds of the step that answers each sentence, whoever says it."""
        said = callable_labels(known.examples)
        odds = known.quick * self.quick[0] + self.quick[1]
        if steps > 1:
            asked = likely(chances(odds) * said, self.two.gate)
            odds = gated(asked, odds, mixed(self.two.mix, self.two.crossed, known.quick, known.dear))
            if steps > 2:
                asked &= in_doubt(chances(odds) * said, self.three.gate) & known.further
                odds = gated(asked, odds, mixed(self.three.mix, self.three.crossed, *_all(known)))
        return odds

    def holding(self, steps: int = 3) -> dict[str, dict[str, float]]:
        """From which probability each label holds after so many steps."""
        return (self.quick_thresholds, self.two.thresholds, self.three.thresholds)[steps - 1]


def _all(known: Known) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return known.quick, known.dear, known.beyond


@dataclass(frozen=True, slots=True)
class Parts:
    """What a reader is made of, and which tuning of the encoder it uses."""

    linear: tuple[dict[str, np.ndarray], dict[str, Any]]
    arrays: dict[str, np.ndarray]
    told: dict[str, Any]
    tuning: str

    def reader(self) -> Ears:
        """The reader."""
        encoder, further = _encoder(self.tuning), _encoder(self.tuning, LARGER)
        return Ears(LinearReader(*self.linear), encoder, self.arrays, self.told, further)

    def save(self, checked: dict[str, np.ndarray]) -> None:
        """Write it where the program finds it, with what lessons are checked with."""
        reader.save(*self.linear, FOLDER, LINEAR)
        np.savez_compressed(FOLDER / f"{CHECK}.npz", **checked)  # type: ignore[arg-type]
        reader.save(self.arrays, self.told, FOLDER, MODEL)
        for ending in ("onnx", "json"):
            name = f"{NAME}.{ending}"
            (FOLDER / name).write_bytes((KEPT / self.tuning / name).read_bytes())


def known(examples: Sequence[Example], public: Sequence[Example]) -> Known:
    """What all steps find in sentences of those writers and firms that were left out of a tuning.

    `public` is mail that nobody labelled (`training.data.nobodys`).
    """
    folds = np.array([fold_without(e.group) or "" for e in examples])
    told = np.flatnonzero(folds != "").tolist()
    quick, dear, further = (np.zeros((len(examples), len(LABELS)), np.float32) for _ in range(3))
    for name in FOLDS:
        out = np.flatnonzero(folds == name).tolist()
        some = [examples[row] for row in out]
        others = [e for e, fold in zip(examples, folds, strict=True) if fold != name]
        quick[out] = Fitted([*others, *heard_by(name, public)]).logits(some)
        dear[out], further[out] = dear_logits(name, some), beyond_logits(name, some)
    return Known([examples[row] for row in told], quick[told], dear[told], further[told])


def heard_by(tuning: str, public: Sequence[Example]) -> list[Example]:
    """Public mail with the labels that a tuning's larger encoder takes for likelier than not.

    It is asked where the small one finds anything at all. Hearing takes minutes: what was heard is kept beside them.
    """
    if not public:
        return []
    kept = KEPT / tuning / f"heard-{_digest(tuning, public)}.npy"
    if not kept.is_file():
        rows = np.flatnonzero(likely(chances(dear_logits(tuning, public)) * can(public), GATES[0])).tolist()
        found = np.zeros((len(public), len(LABELS)), bool)
        if rows:
            some = [public[row] for row in rows]
            found[rows] = (chances(beyond_logits(tuning, some)) >= HEARD) & can(some)
        np.save(kept, found)
    found = np.load(kept)
    return [
        replace(e, labels=frozenset(name for name, there in zip(NAMES, row, strict=True) if there))
        for e, row in zip(public, found, strict=True)
    ]


def _digest(tuning: str, examples: Sequence[Example]) -> str:
    """What both encoders of a tuning, what listens to them, and what they hear are known by."""
    found = hashlib.blake2b(f"{stored_told(LARGER, KEPT / tuning)} {HEARD} {GATES[0]}".encode(), digest_size=6)
    for name in (f"{NAME}.onnx", "heads.npz", f"{LARGER}.npz"):
        found.update((KEPT / tuning / name).read_bytes())
    found.update("\n".join(f"{e.by} {e.text} {e.before} {e.subject}" for e in examples).encode())
    return found.hexdigest()


def abroad() -> list[Example]:
    """Sentences in other languages that no step learnt from, by which the steps are weighed there."""
    every = (e for firm in heard_folders() for e in of_firm(firm))
    return [e for e in every if language(e.utterance()) in ABROAD]


def shipped() -> Choices:
    """What was chosen for the reader that ships."""
    kept, told, quick, quick_told = arrays(MODEL), stored_told(MODEL), arrays(LINEAR), stored_told(LINEAR)
    two, three = (
        Mixture(kept[f"{at}mix"], kept[f"{at}crossed"], part["gate"], part["thresholds"])
        for at, part in (("", told), (f"{LARGER}.", told[LARGER]))
    )
    return Choices((quick["slope"], quick["shift"]), quick_told["thresholds"], two, three)


def _mix_abroad(
    linear: tuple[dict[str, np.ndarray], dict[str, Any]], examples: Sequence[Example], three: Mixture, tuning: str
) -> np.ndarray:
    """How the steps are weighed in other languages, by sentences of which none of them knows."""
    if not examples:
        return three.mix
    quick = LinearReader(*linear).logits([e.utterance() for e in examples])
    steps = quick, dear_logits(tuning, examples), beyond_logits(tuning, examples)
    return mixing_abroad(three.mix, three.crossed, examples, *steps)


def dear_logits(tuning: str, examples: Sequence[Example]) -> np.ndarray:
    """Log-odds (sentences, 28) of the dear step before the steps are mixed."""
    heads = arrays("heads", KEPT / tuning)
    return _encoder(tuning).of([e.utterance() for e in examples]) @ heads["weights"] + heads["biases"]


def beyond_logits(tuning: str, examples: Sequence[Example]) -> np.ndarray:
    """Log-odds (sentences, 28) of the larger encoder before the steps are mixed."""
    return beyond(_encoder(tuning, LARGER).of([e.utterance() for e in examples]), arrays(LARGER, KEPT / tuning))


@cache
def _encoder(tuning: str, name: str = NAME) -> Encoder:
    return Encoder(KEPT / tuning, name)


def choices(known: Known) -> Choices:
    """Calibration, mixtures, gates and thresholds."""
    said = callable_labels(known.examples)
    quick = reader.calibrate(known.quick, known.examples)
    sure = chances(known.quick * quick[0] + quick[1]) * said
    mix, crossed = mixing(known.examples, known.quick, known.dear)
    both = chances(mixed(mix, crossed, known.quick, known.dear)) * said
    gate = widest_gate(likely, sure, both, known.examples, GATES, LOSS)
    found = gated(likely(sure, gate), sure, both)
    two = Mixture(mix, crossed, gate, reader.thresholds(found, known.examples))
    learnt = known.where(known.further)
    mix, crossed = mixing(learnt.examples, *_all(learnt))
    every = chances(mixed(mix, crossed, *_all(known))) * said
    every = gated(likely(sure, gate) & known.further, found, every)
    second = widest_gate(in_doubt, found, every, known.examples, SECOND_GATES, SECOND_LOSS)
    told = gated(in_doubt(found, second), found, every)
    three = Mixture(mix, crossed, second, reader.thresholds(told, known.examples))
    return Choices(quick, reader.thresholds(sure, known.examples), two, three)


def parts(
    examples: Sequence[Example], public: Sequence[Example], chosen: Choices, tuning: str = WHOLE,
    abroad: Sequence[Example] = (),
) -> Parts:  # fmt: skip
    """A reader fitted on these sentences, with what was chosen and a tuned encoder.

    `abroad` are sentences in other languages, of which none of them knows, by which the steps are weighed there.
    """
    linear = reader.parts([*examples, *heard_by(tuning, public)], chosen.quick, chosen.quick_thresholds)
    heads = arrays("heads", KEPT / tuning)
    some = [examples[i].utterance() for i in np.linspace(0, len(examples) - 1, _SEEN).astype(int)]
    turn, middle = turning(_encoder(tuning).of(some))
    made = {**heads, "mix": chosen.two.mix, "crossed": chosen.two.crossed, "turn": turn, "middle": middle}
    made = {name: array.astype(np.float32) for name, array in made.items()}
    told = {"gate": chosen.two.gate, "thresholds": chosen.two.thresholds}
    digest = hashlib.blake2b(f"{linear[1]['version']} {json.dumps(told)}".encode(), digest_size=6)
    digest.update((KEPT / tuning / f"{NAME}.onnx").read_bytes())
    _add(digest, made)
    told = {"version": f"ears-{digest.hexdigest()}", **told}
    further = {**arrays(LARGER, KEPT / tuning), f"{LARGER}.mix": chosen.three.mix}
    further[f"{LARGER}.crossed"] = chosen.three.crossed
    further[f"{LARGER}.mix_abroad"] = _mix_abroad(linear, abroad, chosen.three, tuning)
    further = {name: array.astype(np.float16) for name, array in further.items()}
    more = {
        "gate": chosen.three.gate, "languages": list(LEARNT), "abroad": list(ABROAD),
        "thresholds": chosen.three.thresholds,
    }  # fmt: skip
    digest.update(json.dumps([more, stored_told(LARGER, KEPT / tuning)]).encode())
    _add(digest, further)
    told[LARGER] = {"version": f"ears-{digest.hexdigest()}", **more}
    return Parts(linear, {**made, **further}, told, tuning)


def _add(digest: hashlib.blake2b, arrays: Mapping[str, np.ndarray]) -> None:
    for name in sorted(arrays):
        digest.update(arrays[name].tobytes())


def turning(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How sketches are made of the encoder's numbers: their strongest directions, the stronger ones held back a bit."""
    mean = numbers.mean(axis=0)
    strength, directions = np.linalg.eigh(np.cov(numbers - mean, rowvar=False))
    turn = directions[:, -SKETCH:] / (strength[-SKETCH:] + 1e-6) ** 0.25
    return turn, mean @ turn


def check(known: Known, chosen: Choices, made: Parts) -> dict[str, np.ndarray]:
    """What lessons are checked with (`comity.signals.lessons`): every so many sentences, as the reader would tell them
    had it not been trained on them.
    """
    some = known.where(_checked(known.examples))
    return {
        **_sketches(some.examples, made),
        "odds": chosen.odds(some).astype(np.float16),
        "labels": reader.targets(some.examples),
        "can": can(some.examples).astype(np.int8),
    }


def checked_again(before: Mapping[str, np.ndarray], examples: Sequence[Example], made: Parts) -> dict[str, np.ndarray]:
    """The same check, its sentences sketched as a reader made later sketches what is corrected."""
    told = [e for e in examples if fold_without(e.group) is not None]
    some = [told[row] for row in np.flatnonzero(_checked(told))]
    if not np.array_equal(reader.targets(some), before["labels"]):
        raise ValueError("check: the sentences of the folds are others than those that it was made of; train anew")
    return {**before, **_sketches(some, made)}


def _checked(examples: Sequence[Example]) -> np.ndarray:
    """Whether each sentence of the folds is one of those that lessons are checked with."""
    return np.arange(len(examples)) % max(1, len(examples) // _CHECKED) == 0


def _sketches(examples: Sequence[Example], made: Parts) -> dict[str, np.ndarray]:
    """The sketches, and the version of what they are sketches `of`."""
    numbers = _encoder(made.tuning).of([e.utterance() for e in examples])
    found = sketched(numbers, made.arrays["turn"], made.arrays["middle"]).astype(np.float16)
    return {"sketches": found, "of": np.array(made.told["version"])}


def parts_without(firm: str, examples: Sequence[Example], public: Sequence[Example], known: Known) -> Parts:
    """A reader that saw nothing of a firm, in any of its parts or choices."""
    tuning = fold_without(firm)
    if tuning is None:
        raise KeyError(f"{firm}: is left out of no tuning; name it in training/folds.py")
    others = [e for e in examples if e.group != firm]
    return parts(others, public, choices(known.without(firm)), tuning, abroad())


def gated(asked: np.ndarray, before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Probabilities as the reader gives them: of a further step where it is asked."""
    return np.where(asked[:, None], after, before)


def widest_gate(
    asks: Callable[[np.ndarray, float], np.ndarray], before: np.ndarray, after: np.ndarray,
    examples: Sequence[Example], gates: Sequence[float], loss: float,
) -> float:  # fmt: skip
    """The gate that leaves most to the steps before and costs little."""
    most = _macro(after, examples)
    return max((g for g in gates if _macro(gated(asks(before, g), before, after), examples) >= most - loss),
               default=gates[0])  # fmt: skip


def _macro(probabilities: np.ndarray, examples: Sequence[Example]) -> float:
    """The mean over labels of the best F1."""
    found = reader.targets(examples)
    there = found.sum(axis=0)
    return float(np.mean([
        reader.best_f1(*reader.by_step(probabilities[:, c], found[:, c], 0.05), int(there[c]))
        for c in range(len(LABELS)) if there[c] >= FEW
    ]))  # fmt: skip
