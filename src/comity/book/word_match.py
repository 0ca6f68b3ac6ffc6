"""Which words of two names agree without being equal: joined, cut short, contracted, misspelt, first letters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from comity.book.company_names import CompanyName, Word
from comity.book.company_words import Kind, vocabulary

FIRMS_IMAGINED = 50  # how many firms our general knowledge of a word's rarity counts for
CUT_SHORT = 3.5  # cost of taking a word that tells firms apart for the beginning of another
# What slips of the pen cost: the first, each further one, by the share of letters, on the first letter, and where the
# word as written is itself a word (so that it is hardly a slip).
SLIP, FURTHER, SHARE, FIRST, A_WORD = 0.8, 0.9, 4.5, 0.8, 3.5


class WordWeights:
    """How much it tells that two names share a word: by its rarity among the firm's own names and in general."""

    def __init__(self, names: Iterable[CompanyName] = (), besides: int = 1) -> None:
        """`names`: one for each firm. `besides` is how many of the firms that are compared are among them."""
        self.firms = 0
        self.besides = besides
        self._with: Counter[str] = Counter()
        self._forms: Counter[str] = Counter()
        self._weights: dict[tuple[str, Kind], float] = {}
        for name in names:
            self.firms += 1
            self._with.update({w.key for w in name.telling})
            self._forms.update({form for w in name.telling for form in w.forms})

    def of(self, word: Word) -> float:
        """The evidence in nats of a shared word: 8 for a rare one, 1 for "Group"."""
        weight = self._weights.get((word.key, word.kind))
        if weight is None:
            others = max(self._with[word.key] - self.besides, 0)
            firms = max(self.firms - self.besides, 0)
            share = (others + FIRMS_IMAGINED * word.kind.value) / (firms + FIRMS_IMAGINED)
            weight = self._weights[word.key, word.kind] = math.log(0.95 / min(share, 0.9))
        return weight

    def is_known(self, word: Word) -> bool:
        """Whether the word is met elsewhere, so that it is hardly a slip for another."""
        return any(form in self._forms or form in vocabulary().words for form in word.forms)


def alike(word: Word, known: Word, weights: WordWeights) -> tuple[float, str]:
    """Evidence in nats that one word is a short or a misspelt form of the other, and how; 0 where it is neither."""
    if Kind.STOP in (word.kind, known.kind) or Kind.NUMBER in (word.kind, known.kind):
        return 0.0, ""
    weight = min(weights.of(known), weights.of(word))
    short, long = sorted((word, known), key=lambda w: len(w.text))
    if len(short.text) < len(long.text) and short.text[0] == long.text[0]:
        if len(short.text) == 1:
            return 0.5, f"“{short.shown}” may be “{long.shown}”"
        note = f"“{short.shown}” is short for “{long.shown}”"
        if long.text.startswith(short.text) and len(short.text) >= (4 if long.kind.names else 3):
            return max(weight - (CUT_SHORT if long.kind.names else 0.8), 0.0), note
        if _contracted(short.text, long.text) and not (len(short.text) == 2 and long.kind.names):
            return max(min(weights.of(long), weight) - 1.2, 0.0), note
    return _misspelt(word, known, weight, weights)


def _contracted(short: str, long: str) -> bool:
    """Whether `short` is `long` without vowels and some letters: "pkg", "mfg", "st"."""
    if len(short) == 2:
        return short[-1] == long[-1]
    if any(c in "aeiou" for c in short[1:]):
        return False
    rest = iter(long)
    return all(c in rest for c in short) and len(short) <= 0.7 * len(long)


def _misspelt(word: Word, known: Word, weight: float, weights: WordWeights) -> tuple[float, str]:
    length = max(len(word.text), len(known.text))
    edits = OSA.distance(word.text, known.text, score_cutoff=3)
    if length < 4 or edits > (1 if length < 6 else 2 if length < 11 else 3):
        return 0.0, ""
    cost = slips(word.text, known.text, edits) + (A_WORD if weights.is_known(word) else 0.0)
    letters = "one letter differs" if edits == 1 else f"{edits} letters differ"
    return max(weight - cost, 0.0), f"{letters}: “{word.shown}”, “{known.shown}”"


def slips(written: str, meant: str, edits: int) -> float:
    """What it costs to take one spelling for a slip of another, in nats."""
    share = edits / max(len(written), len(meant))
    return SLIP + FURTHER * (edits - 1) + SHARE * share + (FIRST if written[0] != meant[0] else 0.0)


def joined_run(many: Sequence[Word], free: set[int], start: int, word: Word) -> list[int]:
    """The places of the words from `start` on that together spell `word`, or none."""
    text, run = "", list[int]()
    for j in range(start, min(start + 5, len(many))):
        if j not in free or len(text) > len(word.text):
            break
        text += many[j].text
        run.append(j)
        if len(run) > 1 and text in word.forms:
            return run
    return []


def initials_run(letters: str, many: Sequence[Word], free: set[int]) -> list[int]:
    """The places of neighbouring free words whose first letters are `letters`, stop words counted or passed over.

    A word that is itself an abbreviation may stand in it whole: "AFC" for "Athletic FC".
    """
    for start in sorted(free):
        for with_stops in (False, True):
            run = list[int]()
            rest = letters
            for j in range(start, len(many)):
                word = many[j]
                passed_over = word.kind is Kind.STOP and not with_stops
                if not rest or (not passed_over and (j not in free or len(word.text) < 2)):
                    break
                if passed_over:
                    continue
                whole = len(word.text) <= 3 and len(run) > 0 and word.kind is not Kind.STOP
                taken = len(word.text) if whole and rest.startswith(word.text) else 1
                if word.text[:taken] != rest[:taken]:
                    break
                run.append(j)
                rest = rest[taken:]
            if not rest and len(run) > 1 and any(many[j].kind is not Kind.STOP for j in run):
                return run
    return []
