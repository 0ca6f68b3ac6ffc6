"""How alike two company names are, weighed as evidence: log-likelihood ratios of their words, in nats.

A word that both names have speaks for one firm by how rare it is; a word that only one has speaks against it, little
where people leave such words out ("Group", "Logistics"), much where the word is what tells firms apart; words that
stand against each other ("Bakery" here, "Brewery" there) speak against it most.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
from rapidfuzz.distance import OSA

from comity.book.company_names import CompanyName, Word
from comity.book.company_words import Kind
from comity.book.word_match import WordWeights, alike, initials_run, joined_run, slips

# Cost of a word that only one of the names has, by kind; a word that was only added costs ASIDE of it.
OMITTED = {
    Kind.STOP: 0.0,
    Kind.GENERIC: 0.25,
    Kind.INITIAL: 0.3,
    Kind.PLACE: 0.7,
    Kind.TRADE: 0.8,
    Kind.COMMON: 2.2,
    Kind.NUMBER: 2.5,
    Kind.SHORT: 2.5,
    Kind.DISTINCTIVE: 2.5,
}
ASIDE = 0.15
ADDED, FURTHER_OMITTED = 3.2, 1.5  # words that tell firms apart: when the name as met adds one, when it omits a second
STAND_AGAINST = 2.5  # cost from which words stand against each other as those of sister firms do
NOTHING_NAMED = 4.0  # cost where no word agrees that tells firms apart, though at least one name has such words
ORDER = 0.4
SAME = 2.0  # for names that agree word by word
LEGAL_SAME, LEGAL_OTHER = 1.0, 1.8
CERTAINTY = 0.85  # what a nat counts: the words of a name are not independent of each other
SIBLINGS = 0.6
TO_THE_LETTER = 3.5  # for names written the same, legal form and all
ACRONYM = {2: 2.5, 3: 4.5, 4: 6.0, 5: 6.5, 6: 7.0}


class Comparison(msgspec.Struct):
    """What came of two names: `score` in nats for one firm, and in plain words what agrees and what differs.

    `siblings` tells that words stand against each other, as in the names of sister firms: however much the rest
    agrees, it may then be another firm of the same family, and SIBLINGS is the most that the probability can be.
    """

    score: float = 0.0
    notes: list[str] = msgspec.field(default_factory=list)
    siblings: bool = False

    def odds(self, prior: float) -> float:
        """The odds for one firm where they were `prior` before the names were looked at."""
        odds = prior * math.exp(min(CERTAINTY * self.score, 300.0))
        return min(odds, SIBLINGS / (1 - SIBLINGS)) if self.siblings else odds


def similarity(a: CompanyName, b: CompanyName, weights: WordWeights) -> float:
    """The probability (0..1) that two names met in one firm's books are the same firm, both of them known before."""
    odds = compare(a, b, weights).odds(1 / max(weights.firms, 20))
    return odds / (1 + odds)


def compare(a: CompanyName, b: CompanyName, weights: WordWeights) -> Comparison:
    """Weigh a name as met (`a`) against a name that is known (`b`), with the further names that each tells."""
    pairs = [(x, y) for x in (a, *a.also) for y in (b, *b.also)]
    return max((_compare(x, y, weights) for x, y in pairs), key=lambda c: c.score)


def _compare(a: CompanyName, b: CompanyName, weights: WordWeights) -> Comparison:
    if not a.telling or not b.telling:
        return Comparison(-99.0, ["there is no name"])
    by_words = _Alignment(a, b, weights).weigh()
    by_letters = _by_letters(a, b, weights)
    if by_letters is None or (by_words.score >= by_letters.score and not by_words.siblings):
        return by_words
    return by_letters


class _Agreement(msgspec.Struct):
    """Words of the two names that agree, by their places, the evidence, and how it is told."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    gain: float
    note: str = ""
    slip: bool = False


class _Alignment:
    """Finds which words of two names agree: equal first, then the same concept, joined, abbreviated, misspelt."""

    def __init__(self, a: CompanyName, b: CompanyName, weights: WordWeights) -> None:
        self.a, self.b, self.weights = a, b, weights
        self.left, self.right = list(a.words), list(b.words)
        self.open_left, self.open_right = set(range(len(self.left))), set(range(len(self.right)))
        self.agreed: list[_Agreement] = []

    def weigh(self) -> Comparison:
        """Align, then add up what speaks for and against."""
        self._equal()
        if self._rest():
            self._joined()
            self._joined(turned=True)
            self._acronyms()
            self._acronyms(turned=True)
            self._alike()
        return self._sum()

    def _rest(self) -> bool:
        """Whether words are left on both sides that may yet agree."""
        return any(self.left[i].kind is not Kind.STOP for i in self.open_left) and any(
            self.right[j].kind is not Kind.STOP for j in self.open_right
        )

    def _agree(
        self, left: Sequence[int], right: Sequence[int], gain: float, note: str = "", *, slip: bool = False
    ) -> None:
        self.agreed.append(_Agreement(tuple(left), tuple(right), gain, note, slip))
        self.open_left.difference_update(left)
        self.open_right.difference_update(right)

    def _equal(self) -> None:
        for i, word in enumerate(self.left):
            j = next((j for j, w in enumerate(self.right) if j in self.open_right and word.forms & w.forms), None)
            if j is not None:
                gain = 0.0 if word.kind is Kind.STOP else min(self.weights.of(word), self.weights.of(self.right[j]))
                same = word.text == self.right[j].text or word.kind is Kind.STOP
                note = "" if same else f"“{word.shown}” is “{self.right[j].shown}”"
                self._agree([i], [j], gain, note)
        for i in sorted(self.open_left):
            word = self.left[i]
            if word.kind in (Kind.GENERIC, Kind.TRADE, Kind.PLACE):
                same = (j for j in sorted(self.open_right) if self.right[j].concept == word.concept)
                j = next(same, None)
                if j is not None:
                    gain = 0.8 * min(self.weights.of(word), self.weights.of(self.right[j]))
                    self._agree([i], [j], gain, f"“{word.shown}” is “{self.right[j].shown}”")

    def _joined(self, *, turned: bool = False) -> None:
        """Words of one name that the other writes as one: "Gold Field" and "Goldfield"."""
        many, one, open_many, open_one = self._sides(turned=turned)
        for i in sorted(open_one):
            word = one[i]
            if len(word.text) < 4:
                continue
            for start in sorted(open_many):
                run = joined_run(many, open_many, start, word)
                if run:
                    note = f"“{word.shown}” is “{' '.join(many[j].shown for j in run)}”"
                    gain = max(self.weights.of(word), sum(self.weights.of(many[j]) for j in run if len(run) == 1))
                    self._agree(*((run, [i]) if not turned else ([i], run)), gain, note)
                    break

    def _acronyms(self, *, turned: bool = False) -> None:
        """A word of one name that holds the first letters of words of the other: "FC" for "Football Club"."""
        many, one, open_many, open_one = self._sides(turned=turned)
        for i in sorted(open_one):
            word = one[i]
            if not 2 <= len(word.text) <= 6 or not word.text.isalpha():
                continue
            run = initials_run(word.text, many, open_many)
            if run:
                note = f"“{word.shown}” stands for “{' '.join(many[j].shown for j in run)}”"
                gain = min(ACRONYM[len(word.text)], sum(self.weights.of(many[j]) for j in run))
                self._agree(*((run, [i]) if not turned else ([i], run)), gain, note)

    def _sides(self, *, turned: bool) -> tuple[list[Word], list[Word], set[int], set[int]]:
        if turned:
            return self.right, self.left, self.open_right, self.open_left
        return self.left, self.right, self.open_left, self.open_right

    def _alike(self) -> None:
        """Words cut short, contracted or misspelt; the best pair first."""
        found: list[tuple[float, int, int, str]] = []
        for i in self.open_left:
            for j in self.open_right:
                gain, note = alike(self.left[i], self.right[j], self.weights)
                if gain > 0:
                    found.append((gain, i, j, note))
        for gain, i, j, note in sorted(found, key=lambda f: (-f[0], f[1], f[2])):
            if i in self.open_left and j in self.open_right:
                self._agree([i], [j], gain, note, slip="differ" in note)

    def _sum(self) -> Comparison:
        left = _unexplained([self.left[i] for i in sorted(self.open_left)], self.a, self.b, self.open_right, self.right)
        right = _unexplained(
            [self.right[j] for j in sorted(self.open_right)], self.b, self.a, self.open_left, self.left
        )
        against = _conflicts(left, right)
        score = sum(a.gain for a in self.agreed) - _added(left) - _omitted(right) - sum(against)
        score += self._named() + _legal(self.a, self.b)
        places = [min(a.right) for a in sorted(self.agreed, key=lambda a: a.left) if a.gain]
        notes = [a.note for a in self.agreed if a.note]
        if places != sorted(places):
            score -= ORDER
            notes.append("the words stand in another order")
        if not any(a.slip for a in self.agreed) and all(w.aside for w in left + right):
            score += SAME + (TO_THE_LETTER if self._to_the_letter() else 0.0)
        notes = [*_headline(left, right, notes, self.a, self.b), *notes]
        return Comparison(score, notes, any(cost >= STAND_AGAINST for cost in against))

    def _to_the_letter(self) -> bool:
        texts = ([w.text for w in words if not w.aside] for words in (self.left, self.right))
        return self.a.legal == self.b.legal and next(texts) == next(texts)

    def _named(self) -> float:
        """The cost where no word agrees that tells firms apart, though a name has such a word."""
        telling = any(w.kind.names and not w.aside for w in self.left + self.right)
        agreed = any(self.left[i].kind.names for a in self.agreed for i in a.left) or any(
            self.right[j].kind.names for a in self.agreed for j in a.right
        )
        return -NOTHING_NAMED if telling and not agreed else 0.0


def _unexplained(
    words: Sequence[Word], name: CompanyName, other: CompanyName, free: set[int], others: Sequence[Word]
) -> list[Word]:
    """The words that are left over, without stop words and slips for stop words or for the other's legal form."""
    small = [others[j].text for j in free if others[j].kind is Kind.STOP and len(others[j].text) > 2]
    if not name.legal:
        small += [form for form in other.legal if len(form) > 2]
    return [
        w
        for w in words
        if w.kind is not Kind.STOP
        and not (len(w.text) in (2, 3, 4) and any(OSA.distance(w.text, s, score_cutoff=1) < 2 for s in small))
    ]


def _added(words: Sequence[Word]) -> float:
    """The cost of words that stand in the name as met and not in the known one."""
    return sum((ADDED if w.kind.names else OMITTED[w.kind]) * (ASIDE if w.aside else 1) for w in words)


def _omitted(words: Sequence[Word]) -> float:
    """The cost of words of the known name that were left out; who leaves out one name of a list leaves out more."""
    cost, before = 0.0, False
    for word in words:
        cost += (FURTHER_OMITTED if before and word.kind.names else OMITTED[word.kind]) * (ASIDE if word.aside else 1)
        before |= word.kind.names and not word.aside
    return cost


def _conflicts(left: Sequence[Word], right: Sequence[Word]) -> list[float]:
    """The costs of words that stand against each other, the most telling of each side first."""
    order = [Kind.DISTINCTIVE, Kind.SHORT, Kind.NUMBER, Kind.COMMON, Kind.TRADE, Kind.PLACE, Kind.INITIAL, Kind.GENERIC]
    ours = sorted((w.kind for w in left if not w.aside), key=order.index)
    theirs = sorted((w.kind for w in right if not w.aside), key=order.index)
    return [_conflict(x, y) for x, y in zip(ours, theirs, strict=False)]


def _conflict(x: Kind, y: Kind) -> float:
    kinds = {x, y}
    if x.names and y.names:
        return 5.0
    if kinds == {Kind.TRADE}:
        return 4.0
    if kinds == {Kind.PLACE}:
        return 3.0
    if Kind.GENERIC in kinds or Kind.INITIAL in kinds:
        return 1.2
    return 2.5


def _legal(a: CompanyName, b: CompanyName) -> float:
    """Legal forms are left out or written anyhow, so they tell little; "co" tells nothing."""
    ours, theirs = a.legal - {"co"}, b.legal - {"co"}
    if not ours or not theirs:
        return 0.0
    return LEGAL_SAME if ours & theirs else -LEGAL_OTHER


def _by_letters(a: CompanyName, b: CompanyName, weights: WordWeights) -> Comparison | None:
    """The names as two strings of letters, for slips that tear words apart or run them together."""
    left, right = _spelt(a), _spelt(b)
    length = max(len(left), len(right))
    edits = OSA.distance(left, right, score_cutoff=length // 4)
    if length < 6 or edits > length // 4:
        return None
    if [c for c in left if c.isdigit()] != [c for c in right if c.isdigit()] and edits < 2:
        return None  # "Studio 54" is not "Studio 64"
    weight = min(sum(weights.of(w) for w in b.telling if not w.aside), 12.0)
    if edits and all(any(weights.is_known(w) for w in only) for only in (_only(a, b), _only(b, a))):
        return None
    cost = slips(left, right, edits) if edits else 0.0
    note = {0: "the same letters", 1: "one letter differs"}.get(edits, f"{edits} letters differ")
    return Comparison(weight - cost, [f"{note}: “{a.written}”, “{b.written}”"])


def _spelt(name: CompanyName) -> str:
    return name.compact + "".join(sorted(name.legal))


def _only(a: CompanyName, b: CompanyName) -> list[Word]:
    there = frozenset[str]().union(*(w.forms for w in b.telling))
    return [w for w in a.telling if len(w.text) > 3 and not w.aside and not w.forms & there]


def _headline(
    left: Sequence[Word], right: Sequence[Word], notes: Sequence[str], a: CompanyName, b: CompanyName
) -> list[str]:
    """What is told first of how two names stand to each other."""
    added = [w.shown for w in left]
    left_out = [w.shown for w in right]
    told = list[str]()
    if not added and not left_out and not notes:
        told.append("same name" if a.legal == b.legal else "same name without legal form")
    if left_out and not added:
        told.append(f"short for “{b.written}”")
    elif left_out:
        told.append(f"leaves out “{' '.join(left_out)}”")
    if added:
        told.append(f"adds “{' '.join(added)}”")
    return told
