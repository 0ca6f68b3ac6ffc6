"""The second look: what was heard, with doubted labels as a language model answered.

What it answered is kept by the sentence's digest, so nothing is asked twice, whatever fails. A server that fails costs
nothing but its help: the labels stay as the reader on this machine gave them.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import zip_longest
from typing import Protocol

import numpy as np

from comity.keeping import Cache
from comity.signals.asking.doubt import NO, YES, doubted, moved, urgency
from comity.signals.asking.questions import MOST, SYSTEM, Item, NoAnswer, Question, answered, instructs, question
from comity.signals.asking.veil import Names, Usage, Veil
from comity.signals.hearing import Hearable, Hearing, InTurn, Step
from comity.signals.labels import NAMES
from comity.signals.thresholds import Thresholds

ANSWERS = "answers"  # what is kept: by sentence 28 numbers
TRIES = 3  # failures in a row after which nothing more is asked
EXAMPLES = 3
SAMPLE = 3000  # letters that tell how words are written
KEPT_EACH = 25  # questions after which answers are kept

# Gives the reply to what the system and the user say. Raises NoAnswer.
Ask = Callable[[str, str], str]


class Second(Protocol):
    """Looks once more at what was heard. `version` tells who did."""

    version: str

    def look(
        self, letters: Sequence[Hearable], heard: Mapping[str, Hearing], names: Callable[[], Names],
        thresholds: Thresholds, step: Step | None = None, in_turn: InTurn = iter,
    ) -> Mapping[str, Hearing]:  # fmt: skip
        """What was heard, as it is taken from here on. `names` are those that must not leave."""
        ...


@dataclass(slots=True)
class Told:
    """What came of a second look, and why it ended early; nobody is named in it."""

    doubted: int = 0
    kept: int = 0  # answered earlier
    asked: int = 0
    answered: int = 0
    left_out: int = 0  # could not be told without saying of whom, or speaks to machines
    waiting: int = 0
    moved: int = 0
    failed: int = 0
    why: str = ""
    stopped: bool = False
    examples: list[str] = field(default_factory=list)  # some sentences as they leave


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence in doubt: where it stands, who wrote it, and how much an answer matters."""

    letter: Hearable
    number: int
    text: str
    urgency: float

    @property
    def key(self) -> str:
        """The digest under which its answer is kept."""
        return blake2b(f"{self.letter.by}\0{self.text}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@dataclass(slots=True)
class SecondLook:
    """Asks about at most `budget` sentences for at most `patience` seconds.

    With `ask` None it only looks what would be asked (`told`), and changes what earlier answers change.
    """

    ask: Ask | None
    kept: Cache | None = None
    budget: int = 2000
    patience: float = 900.0
    version: str = ""  # of who answers: verdicts tell it beside the reader's own
    progress: Step = lambda _done, _total: None
    told: Told = field(default_factory=Told)

    def look(
        self, letters: Sequence[Hearable], heard: Mapping[str, Hearing], names: Callable[[], Names],
        thresholds: Thresholds, step: Step | None = None, in_turn: InTurn = iter,
    ) -> Mapping[str, Hearing]:  # fmt: skip
        """See `Second`: doubted labels are as answered. What `step` raises goes upwards; what was answered is kept."""
        self.told = Told()
        doubts = in_doubt(letters, heard, thresholds, in_turn)
        answers = dict(self.kept.get(ANSWERS, [d.key for d in doubts])) if self.kept is not None else {}
        open_ones = list({d.key: d for d in doubts if d.key not in answers}.values())
        self.told.doubted, self.told.kept = len(doubts), len(doubts) - sum(d.key not in answers for d in doubts)
        if open_ones and self.budget:
            veil = veil_of(letters, heard, names(), in_turn)
            chosen = self._chosen(open_ones, heard, veil, in_turn)
            if self.ask:
                answers |= self._asked(chosen, step or (lambda _done, _total: None))
            else:
                self.told.waiting += len(chosen)
        return self._moved(doubts, heard, answers, thresholds)

    def _chosen(
        self, doubts: Sequence[Doubt], heard: Mapping[str, Hearing], veil: Veil, in_turn: InTurn
    ) -> list[tuple[Doubt, Item]]:
        """What is asked about now, the most urgent first, each as it leaves."""
        first = {d.letter.key: d.letter for d in doubts[: 2 * self.budget]}
        sly = {x.key: _instructs(heard[x.key]) for x in in_turn(list(first.values()))}
        found = []
        for number, doubt in enumerate(doubts):
            if len(found) == self.budget:
                self.told.waiting += len(doubts) - number
                break
            key = doubt.letter.key
            if key not in sly:
                sly[key] = _instructs(heard[key])
            text = None if sly[key] else veil.over(doubt.text)
            if text is None:
                self.told.left_out += 1
            else:
                found.append((doubt, Item(doubt.letter.by, text)))
        self.told.examples = [item.text for _, item in found[:EXAMPLES]]
        return found

    def _asked(self, chosen: Sequence[tuple[Doubt, Item]], step: Step) -> dict[str, np.ndarray]:
        found: dict[str, np.ndarray] = {}
        fresh: dict[str, np.ndarray] = {}
        until, failed = time.monotonic() + self.patience, 0
        try:
            for part in questions(chosen):
                step(self.told.asked, len(chosen))
                self.progress(self.told.asked, len(chosen))
                if failed == TRIES or time.monotonic() > until:
                    self.told.stopped = failed == TRIES
                    self.told.waiting += len(part)
                    continue
                rows = self._rows(question([item for _, item in part]))
                failed = 0 if rows is not None else failed + 1
                if rows is not None:
                    fresh |= {doubt.key: row for (doubt, _), row in zip(part, rows, strict=True)}
                if len(fresh) >= KEPT_EACH * MOST:
                    self._keep(fresh)
                    found, fresh = found | fresh, {}
        finally:
            self._keep(fresh)
        self.told.stopped = self.told.stopped or failed == TRIES
        return found | fresh

    def _keep(self, fresh: dict[str, np.ndarray]) -> None:
        if self.kept is not None and fresh:
            self.kept.put(ANSWERS, fresh)

    def _rows(self, asked: Question) -> np.ndarray | None:
        """The answers to one question; None where it got none that counts."""
        assert self.ask is not None
        self.told.asked += len(asked.items)
        try:
            rows = answered(asked, self.ask(SYSTEM, asked.text))
        except NoAnswer as error:
            self.told.failed += 1
            self.told.why = str(error)
            return None
        self.told.answered += len(asked.items)
        return rows

    def _moved(
        self, doubts: Sequence[Doubt], heard: Mapping[str, Hearing], answers: Mapping[str, np.ndarray],
        thresholds: Thresholds,
    ) -> Mapping[str, Hearing]:  # fmt: skip
        found = dict(heard)
        for doubt in doubts:
            row = answers.get(doubt.key)
            if row is None or len(row) != len(NAMES) or not np.isin(row, (YES, NO)).any():
                continue
            hearing = found[doubt.letter.key]
            before = hearing.probabilities
            after = before.copy()
            after[doubt.number] = moved(before[doubt.number], row, thresholds, doubt.letter.by)
            if (after != before).any():
                self.told.moved += 1
                found[doubt.letter.key] = hearing.relabelled(after)
        return found


def _instructs(hearing: Hearing) -> bool:
    """Whether a letter speaks to machines."""
    return any(instructs(s.text) for s in hearing.sentences)


def in_doubt(
    letters: Sequence[Hearable], heard: Mapping[str, Hearing], thresholds: Thresholds, in_turn: InTurn = iter
) -> list[Doubt]:
    """The sentences in doubt, the most urgent first; in the same order however the letters come."""
    found: list[Doubt] = []
    for side in ("client", "us"):
        of_side = {x.key: x for x in letters if x.by == side and len(heard[x.key].probabilities)}
        if not of_side:
            continue
        told = np.concatenate([heard[key].probabilities for key in of_side])
        places = [(key, n) for key in of_side for n in range(len(heard[key].probabilities))]
        worth = urgency(told, thresholds, side)
        doubts: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for at in np.flatnonzero(doubted(told, thresholds, side).any(axis=-1)).tolist():
            key, number = places[at]
            if heard[key].read[number]:
                doubts[key].append((number, float(worth[at])))
        for letter in in_turn([of_side[key] for key in doubts]):
            hearing = heard[letter.key]
            found += [Doubt(letter, number, hearing.text(number), much) for number, much in doubts[letter.key]]
    return sorted(found, key=lambda d: (-d.urgency, d.letter.key, d.number))


def veil_of(letters: Sequence[Hearable], heard: Mapping[str, Hearing], names: Names, in_turn: InTurn = iter) -> Veil:
    """The veil for a book's mail; how words are written is told by letters from all over it."""
    chosen = sorted(letters, key=lambda x: x.key)
    chosen = chosen[:: max(1, len(chosen) // SAMPLE)]
    return Veil(names, Usage(s.text for x in in_turn(chosen) for s in heard[x.key].sentences))


def questions(chosen: Sequence[tuple[Doubt, Item]]) -> Iterator[list[tuple[Doubt, Item]]]:
    """Questions of one writer each, the most urgent first; one writer's second question waits for all others' first."""
    by_writer: dict[tuple[str, str], list[tuple[Doubt, Item]]] = {}
    for pair in chosen:
        by_writer.setdefault((pair[0].letter.by, pair[0].letter.writer), []).append(pair)
    parts = [[pairs[at : at + MOST] for at in range(0, len(pairs), MOST)] for pairs in by_writer.values()]
    for turn in zip_longest(*parts):
        yield from (part for part in turn if part)
