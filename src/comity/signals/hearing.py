"""From messages to labelled sentences: own words, sentences, probabilities; derived when judged, cached by message."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import msgspec
import numpy as np

from comity.keeping import Cache
from comity.later import module
from comity.signals.answerable import wants_answer
from comity.signals.labels import NAMES
from comity.signals.languages import READS, main_language
from comity.signals.manner import Manner
from comity.signals.own_words.spans import OwnWords, Span, said
from comity.signals.thresholds import Spoken
from comity.signals.told_apart import (
    codes_in,
    fits,
    has_signature,
    languages_in,
    manner_in,
    part_in,
    parts_in,
    reach,
    size,
    words_in,
)

if TYPE_CHECKING:
    from comity.signals import splitting
else:
    splitting = module("comity.signals.splitting")  # many words of many languages, for who was not heard before


class Utterance(msgspec.Struct, frozen=True):
    """What the reader is given: a sentence, whose it is ('client' or 'us'), and what stands around it."""

    text: str
    by: str
    before: str = ""
    subject: str = ""
    answers: str = ""


class Hearable(Protocol):
    """One message to be heard. `key` is its digest, `by` which side wrote it, `writer` under what name.

    Its body may lie elsewhere: it is asked for when it is needed, and not held.
    """

    @property
    def key(self) -> str: ...  # noqa: D102 - told above, as are the others
    @property
    def by(self) -> str: ...  # noqa: D102
    @property
    def body(self) -> str: ...  # noqa: D102
    @property
    def html(self) -> bool: ...  # noqa: D102
    @property
    def subject(self) -> str: ...  # noqa: D102
    @property
    def writer(self) -> str: ...  # noqa: D102


class Letter(msgspec.Struct, frozen=True):
    """A letter with its body."""

    key: str
    by: str
    body: str
    html: bool = False
    subject: str = ""
    writer: str = ""


class Heard(msgspec.Struct, frozen=True):
    """One sentence of somebody's own words, where it stands in the body, and a probability for each label."""

    start: int
    end: int
    text: str
    probabilities: np.ndarray


class Hearing:
    """What was heard of one message: its own words told apart, its sentences, and how it is written.

    `probabilities` is an array (sentences, 28), `sketches` what else the reader tells of each, by which sentences can
    be compared. Of most messages no more is ever asked: the sentences are taken out of the letter's body when somebody
    asks for them.
    """

    __slots__ = ("_letter", "_packed", "_read")

    def __init__(self, letter: Hearable, packed: np.ndarray, read: np.ndarray) -> None:
        self._letter, self._packed, self._read = letter, packed, read

    @property
    def probabilities(self) -> np.ndarray:
        """Of each sentence, of each label."""
        return self._read[:, : len(NAMES)]

    @property
    def sketches(self) -> np.ndarray:
        """Of each sentence."""
        return self._read[:, len(NAMES) :]

    @property
    def manner(self) -> Manner:
        """How the own words are written."""
        return manner_in(self._packed)

    @property
    def words(self) -> OwnWords:
        """The own words, told apart from what else stands in the body."""
        return words_in(self._packed)

    @property
    def signs(self) -> bool:
        """Whether anything stands below the writer's name."""
        return has_signature(self._packed)

    @property
    def signature(self) -> tuple[Span, ...]:
        """What stands below the writer's name."""
        return self.words.signature if self.signs else ()

    @property
    def sentences(self) -> tuple[Heard, ...]:
        """The sentences of the own words, in the order in which they stand."""
        body, parts = self._letter.body, zip(parts_in(self._packed), self.probabilities, strict=True)
        return tuple(Heard(s, e, said(body, Span(s, e)), p) for (s, e), p in parts)

    @property
    def reach(self) -> int:
        """How long the body is, as far as anything in it was told apart."""
        return reach(self._packed)

    @property
    def first_words(self) -> str:
        """The first sentence; empty where there is none."""
        return self.text(0) if size(self._packed) else ""

    @property
    def question(self) -> str:
        """The first sentence that wants an answer; empty where none does."""
        if not self.manner.asks:
            return ""
        return next(filter(wants_answer, map(self.text, range(size(self._packed)))), "")

    @property
    def numbers(self) -> bytes:
        """All that was heard, but for the body itself."""
        return self._packed.tobytes() + self.probabilities.tobytes()

    def text(self, number: int) -> str:
        """What one of the sentences says."""
        return said(self._letter.body, Span(*part_in(self._packed, number)))

    @property
    def language(self) -> str:
        """The language of most of it."""
        told = self.languages
        if len(set(told)) == 1:
            return told[0]
        return main_language(told, [end - start for start, end in parts_in(self._packed)])

    @property
    def languages(self) -> list[str]:
        """The language of each sentence."""
        return languages_in(self._packed)

    @property
    def read(self) -> np.ndarray:
        """Of each sentence whether it is in a language that our reader reads."""
        return READS[codes_in(self._packed)]

    def spoken(self, side: str) -> Spoken:
        """What labels are told by."""
        return Spoken(self.probabilities, side, self.read)

    def relabelled(self, probabilities: np.ndarray) -> Hearing:
        """The same with other probabilities."""
        return Hearing(self._letter, self._packed, np.concatenate([probabilities, self.sketches], axis=1))


class Reader(Protocol):
    """Labels sentences. `version` names the model: what is cached under another one is not used."""

    version: str

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """Probabilities, an array of float32 of shape (sentences, 28) in the order of `labels.NAMES`."""
        ...


@runtime_checkable
class Sketching(Reader, Protocol):
    """A reader that tells beside labels which sentences are alike."""

    def listen(self, utterances: Sequence[Utterance]) -> np.ndarray:
        """As `read`, and behind the 28 a sketch (`lessons.SKETCH` numbers; zeros where there is none)."""
        ...


# What a cache keeps: where own words and sentences stand, one row of whole numbers by a text's digest; and what they
# are, an array with a row a sentence, by message.
WORDS, LABELS = "words", "labels"
STEP = 200  # letters between two steps
HELD = 4_000_000  # letters of text that are held between them, about
AT_ONCE = 8192  # sentences that are read before they are kept

# Told on the way: how many are behind, and how many there are.
Step = Callable[[int, int], None]
# Letters one after the other in the order in which it is cheapest to ask each for its body.
InTurn = Callable[[Sequence[Hearable]], Iterable[Hearable]]


def hear(
    letters: Sequence[Hearable], reader: Reader, cache: Cache | None = None, step: Step | None = None,
    in_turn: InTurn = iter,
) -> dict[str, Hearing]:  # fmt: skip
    """Hear every letter, by its key. Only what the cache does not hold is read, AT_ONCE sentences a time.

    `step` is told every now and then how many letters are behind, and of how many: first told apart, then read. What it
    raises goes on upwards; what was read until then is kept.
    """
    step = step or (lambda _done, _total: None)
    told = _told_apart(letters, cache, step, in_turn)
    keys = {letter.key: heard_as(letter) for letter in letters}
    kept = dict(cache.get(LABELS, list(keys.values()))) if cache else {}
    missing = [x for x in letters if keys[x.key] not in kept or len(kept[keys[x.key]]) != size(told[x.key])]
    for done, some in _portions(in_turn(missing), len(missing), told):
        fresh = _labelled(some, reader)
        kept.update((keys[key], found) for key, found in fresh.items())
        if cache:
            cache.put(LABELS, {keys[key]: found for key, found in fresh.items()})
        step(done, len(missing))
    return {x.key: Hearing(x, told[x.key], kept[keys[x.key]]) for x in letters}


def _portions(
    letters: Iterable[Hearable], count: int, told: Mapping[str, np.ndarray]
) -> Iterator[tuple[int, list[tuple[str, list[Utterance]]]]]:
    """What letters say, by their keys, about AT_ONCE sentences together; and how many letters are behind with them."""
    some: list[tuple[str, list[Utterance]]] = []
    held = 0
    for number, letter in enumerate(letters, 1):
        some.append((letter.key, _utterances(letter, told[letter.key])))
        held += size(told[letter.key])
        if held >= AT_ONCE or number == count:
            yield number, some
            some, held = [], 0


def _labelled(letters: Sequence[tuple[str, list[Utterance]]], reader: Reader) -> dict[str, np.ndarray]:
    utterances = [u for _, some in letters for u in some]
    listen = reader.listen if isinstance(reader, Sketching) else reader.read
    read = listen(utterances) if utterances else np.zeros((0, len(NAMES)), np.float32)
    found, at = {}, 0
    for key, some in letters:
        found[key] = read[at : at + len(some)]
        at += len(some)
    return found


def _told_apart(letters: Sequence[Hearable], cache: Cache | None, step: Step, in_turn: InTurn) -> dict[str, np.ndarray]:
    """Bodies told apart by the letters' keys; where things stand in a text is kept by the text's digest."""
    fresh: dict[str, np.ndarray] = {}
    found: dict[str, np.ndarray] = {}
    for behind, some in _together(in_turn(letters)):
        step(behind, len(letters))
        names = [digest(letter, body) if cache else "" for letter, body in some]
        kept = cache.get(WORDS, names) if cache else {}
        for name, (letter, body) in zip(names, some, strict=True):
            row = fresh.get(name) if name in fresh else kept.get(name)
            if row is None or not fits(row, body):
                row = splitting.split(body, html=letter.html, writer=letter.writer)
                if cache:
                    fresh[name] = row
            found[letter.key] = row
    if cache and fresh:
        cache.put(WORDS, fresh)
    return found


def _together(letters: Iterable[Hearable]) -> Iterator[tuple[int, list[tuple[Hearable, str]]]]:
    """Some letters at a time, each with its body; before them, how many are behind."""
    behind, held = 0, 0
    some: list[tuple[Hearable, str]] = []
    for letter in letters:
        some.append((letter, letter.body))
        held += len(some[-1][1])
        if len(some) == STEP or held >= HELD:
            yield behind, some
            behind, held, some = behind + len(some), 0, []
    if some:
        yield behind, some


def heard_as(letter: Hearable) -> str:
    """The name under which a cache keeps a letter's labels."""
    return f"{letter.key}.{letter.by}"


def digest(letter: Hearable, body: str) -> str:
    """The name under which a cache keeps where things stand in a letter's text."""
    text = f"{letter.html:d}{letter.writer}\0{body}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _utterances(letter: Hearable, row: np.ndarray) -> list[Utterance]:
    before, body = "", letter.body
    found = []
    for start, end in parts_in(row):
        text = said(body, Span(start, end))
        found.append(Utterance(text, letter.by, before, letter.subject))
        before = text
    return found
