"""Which known firm a name means: a directory of firms with their spellings and domains.

directory = Directory([Firm("goldfield.test", ("Goldfield Mills Ltd",), ("goldfield.test",))], own=["Our Firm"])
match = directory.find("GOLD FIELD MILLS")       # Match(firm="goldfield.test", probability=0.99, why="...")
directory.look("Goldfield").question             # what to ask where two firms have an equal claim
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import OSA

from comity.book.company_match import Comparison, compare, similarity
from comity.book.company_names import CompanyName, Word, company_key
from comity.book.company_words import Kind, vocabulary
from comity.book.domain_labels import against_label
from comity.book.domains import registrable
from comity.book.spelling import fold
from comity.book.word_match import WordWeights
from comity.later import pattern

__all__ = ["CompanyName", "Directory", "Finding", "Firm", "Match", "WordWeights", "company_key", "similarity"]

SURE = 0.9  # probability from which a name is taken for a firm's
WORTH_ASKING = 0.05  # probability from which a firm is named when the user is asked
KNOWN_SHARE = 0.9  # how often a name in the firm's own books is one of the known firms
PLAIN = 6.0  # nats from which the names alone tell enough, so that domains are not asked
TWIN_SHARE = 0.1  # how often a firm is listed twice
LOOKED_AT = 24  # firms that are compared word by word
WORTH_A_LOOK = 0.35  # firms that share less than this part of what the nearest firm shares are not compared
OFTEN = 400  # a word that more firms have is no way to find one
OURS = "\0ours"


class Firm(msgspec.Struct, frozen=True):
    """A known firm: the key by which it is answered, its names and aliases, its domains."""

    id: str
    names: tuple[str, ...]
    domains: tuple[str, ...] = ()


class Match(msgspec.Struct, frozen=True):
    """A firm that a name may mean: with what probability, by which of its spellings, and why in plain words."""

    firm: str
    known_as: str
    probability: float
    why: str


class Finding(msgspec.Struct, frozen=True):
    """What a look-up came to: the match where it is sure, else None with why, and all firms worth naming."""

    match: Match | None
    why: str
    candidates: tuple[Match, ...] = ()

    @property
    def question(self) -> str:
        """What to ask a person where the name is undecided, else ''."""
        if self.match is not None or not self.candidates:
            return ""
        known = [f"“{c.known_as}”" for c in self.candidates[:3]]
        return f"{self.why}: is it {' or '.join(known)}, or another?"


# "Surname, First name (Firm)": books name who trades alone by the person, and the firm behind it.
_TRADES_AS = pattern(r"[^\W\d_][^,()]{1,40},[^,()]{1,40}\(([^()]{3,60})\)")
_SAID = pattern(r"“(.*?)”(?= fits \d+ firms: is it | is perhaps “)")
_ASKED = pattern(r": is it (“.*”), or another\?$")


def asked_of(question: str) -> tuple[str, tuple[str, ...]]:
    """A question back to the name that is undecided and the names it may mean; ('', ()) for any other text."""
    said, asked = _SAID.match(question), _ASKED.search(question)
    if said is None or asked is None:
        return "", ()
    return said[1], tuple(asked[1][1:-1].split("” or “"))


class Directory:
    """The firms known to a book, to look names up in. The answer depends on the set of firms, not on their order."""

    def __init__(self, firms: Iterable[Firm], own: Sequence[str] = (), known_share: float = KNOWN_SHARE) -> None:
        """`own` are the names of the user's own firm; `known_share` how likely a name is one of these firms at all."""
        self.firms = sorted(firms, key=lambda f: f.id)
        if own:
            self.firms.append(Firm(OURS, tuple(own)))
        self.known_share = known_share
        self.names = [tuple(company_key(n) for n in f.names if n.strip()) for f in self.firms]
        self.labels = [tuple(dict.fromkeys(filter(None, map(_label, f.domains)))) for f in self.firms]
        self.weights = WordWeights(self._merged())
        self._index: defaultdict[str, set[int]] = defaultdict(set)
        for i, (names, labels) in enumerate(zip(self.names, self.labels, strict=True)):
            for key in _firm_keys(names, labels):
                self._index[key].add(i)
        self._seen: dict[str, Finding] = {}

    def _merged(self) -> Iterator[CompanyName]:
        return (_all_words(names) for names in self.names if names)

    def find(self, name: str) -> Match | None:
        """The firm that a name means, or None: unknown, undecided between several, internal, or our own firm."""
        return self.look(name).match

    def look(self, name: str) -> Finding:
        """As `find`, with the reason and the firms that have a claim."""
        if name not in self._seen:
            self._seen[name] = self._look(name)
        return self._seen[name]

    def _look(self, name: str) -> Finding:
        if is_nobody(name):
            return Finding(None, f"“{name}” is no client")
        ranked = [m for m in self.claims(name) if m.probability >= WORTH_ASKING]
        if ranked and ranked[0].firm == OURS and ranked[0].probability >= SURE / 2:
            return Finding(None, f"“{name}” is our own firm")
        ranked = [m for m in ranked if m.firm != OURS]
        if ranked and ranked[0].probability >= SURE:
            return Finding(ranked[0], ranked[0].why, tuple(ranked))
        trade = _TRADES_AS.fullmatch(name.strip())
        if trade and (match := self.find(trade[1])):
            return Finding(match, f"is a person's, who trades as “{trade[1]}”", (match,))
        if len(ranked) > 1:
            return Finding(None, f"“{name}” fits {len(ranked)} firms", tuple(ranked))
        if ranked:
            return Finding(None, f"“{name}” is perhaps “{ranked[0].known_as}” ({ranked[0].why})", tuple(ranked))
        return Finding(None, f"no known firm is called “{name}”")

    def claims(self, name: str, without: str | None = None) -> list[Match]:
        """Every firm that shares something with a name, the likeliest first; `without` leaves one firm out."""
        key = company_key(name)
        but = next((i for i, firm in enumerate(self.firms) if firm.id == without), -1) if without is not None else -1
        scores = [(self._score(key, i), i) for i in self._candidates(key, but)]
        return self._ranked(sorted(scores, key=lambda s: (-s[0][0].score, s[1])))

    def twins(self, share: float = TWIN_SHARE) -> list[tuple[str, Match]]:
        """Firms of the directory that are one firm listed twice: the key of one, and the match of the other.

        `share` is how many of the firms are listed more than once, before their names are looked at.
        """
        found: dict[tuple[str, str], Match] = {}
        weights = WordWeights(self._merged(), besides=2)
        for i, firm in enumerate(self.firms):
            for key in self.names[i] if firm.id != OURS else ():
                others = [j for j in self._candidates(key, without=i) if self.firms[j].id != OURS]
                for match in self._ranked([(self._score(key, j, weights), j) for j in others], share):
                    pair = (min(firm.id, match.firm), max(firm.id, match.firm))
                    if match.probability >= SURE and pair not in found:
                        found[pair] = match
        return [(a if match.firm == b else b, match) for (a, b), match in sorted(found.items())]

    def _score(self, key: CompanyName, firm: int, weights: WordWeights | None = None) -> tuple[Comparison, str]:
        """The best comparison with any spelling of the firm, and that spelling."""
        weights = weights or self.weights
        best, known_as = Comparison(-99.0), self.firms[firm].id
        for name in self.names[firm]:
            one = compare(key, name, weights)
            if one.score > best.score:
                best, known_as = one, name.written
        for label in self.labels[firm] if best.score < PLAIN else ():
            one = against_label(key, label, weights)
            if one is not None and one.score > best.score:
                best, known_as = one, self.names[firm][0].written if self.names[firm] else label
        return best, known_as

    def _ranked(self, found: Sequence[tuple[tuple[Comparison, str], int]], share: float | None = None) -> list[Match]:
        """The claims weighed against each other and against its being an unknown firm."""
        share = self.known_share if share is None else share
        prior = share / (1 - share) / max(len(self.firms), 20)
        claims = [comparison.odds(prior) for (comparison, _), _ in found]
        total = sum(claims) + 1
        ranked = list[Match]()
        alone = sum(claim / total >= WORTH_ASKING for claim in claims) == 1
        for ((comparison, known_as), i), claim in zip(found, claims, strict=True):
            why = "; ".join(dict.fromkeys(comparison.notes))
            if alone and claim / total >= WORTH_ASKING and not why.startswith("same name"):
                why += "; no other firm comes near"
            ranked.append(Match(self.firms[i].id, known_as, claim / total, why))
        return ranked

    def _candidates(self, key: CompanyName, without: int = -1) -> list[int]:
        """The firms, but for one, that share enough with a name to be compared with it, at most LOOKED_AT.

        Where firms are written just so, only those.
        """
        if to_the_letter := self._index.get(_letters(key), set()) - {without}:
            return sorted(to_the_letter)
        shared: Counter[int] = Counter()
        often: list[set[int]] = []
        for lookup, weight in self._lookups(key):
            firms = self._index.get(lookup, set())
            if len(firms) > OFTEN:
                often.append(firms)
            for i in firms if len(firms) <= OFTEN else ():
                shared[i] += weight
        if not shared and often:
            shared.update(min(often, key=len))
        del shared[without]
        best = sorted(shared.items(), key=lambda s: (-s[1], s[0]))[:LOOKED_AT]
        return [i for i, share in best if share >= best[0][1] * WORTH_A_LOOK]

    def _lookups(self, key: CompanyName) -> Iterator[tuple[str, int]]:
        """What to look for in the index, with how much it tells (in hundredths of a nat)."""
        for name in (key, *key.also):
            for word in name.telling:
                weight = int(100 * self.weights.of(word))
                if not any(form in self._index for form in word.forms):
                    for near in self._near(word):
                        yield near, weight // 2
                for form in word.forms | {f"={word.concept}"}:
                    yield form, weight
                if 2 <= len(word.text) <= 6:
                    yield f"*{word.text}", 200
                if word.kind.names:
                    yield f"@{word.text[:4]}", 200
            for joined in _joined(name):
                yield joined, 400
                yield f"@{joined[:4]}", 100
            for letters in _initials(name):
                yield letters, 200
                yield f"@{letters}", 200
            if name.compact not in self._index and any(w.key not in self._index for w in name.telling if w.kind.names):
                yield from ((spelt, 300) for spelt in self._near_whole(name.compact))

    @cached_property
    def _by_ends(self) -> dict[str, list[str]]:
        """The words of the index by their first and by their last two letters."""
        ends: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(w for w in self._index if w[0] not in "=*@#" and len(w) > 3):
            ends[word[:2] + "-"].append(word)
            ends["-" + word[-2:]].append(word)
        return ends

    def _near(self, word: Word) -> list[str]:
        """Known words that a word may be a slip for."""
        if len(word.text) < 4 or not (word.kind.names or word.kind is Kind.TRADE):
            return []
        return self._near_whole(word.text)

    def _near_whole(self, text: str) -> list[str]:
        allowed = 1 if len(text) < 6 else 2 if len(text) < 11 else 3
        there = self._by_ends.get(text[:2] + "-", []) + self._by_ends.get("-" + text[-2:], [])
        return [w for w, _, _ in process.extract(text, there, scorer=OSA.distance, score_cutoff=allowed, limit=8)]


def is_nobody(name: str) -> bool:
    """Whether a time sheet's client says that there is none: "(internal)", "Overhead", "n/a", "-"."""
    words = re.findall(r"[^\W_]+", fold(name).replace("'", ""))
    known = vocabulary()
    return all(w in known.nobody for w in words) or any(w in known.nobody_marks for w in words[-1:])


def _label(domain: str) -> str:
    return fold(registrable(domain).partition(".")[0])


def _all_words(names: Sequence[CompanyName]) -> CompanyName:
    """One firm's spellings as one name, so that each of its words counts once."""
    words = {w.key: w for name in names for w in name.telling}
    telling = tuple(words.values())
    return CompanyName(names[0].written, telling, frozenset(), (), telling, "", "")


def _firm_keys(names: Sequence[CompanyName], labels: Sequence[str]) -> Iterator[str]:
    for name in names:
        for spelt in (name, *name.also):
            for word in spelt.telling:
                yield from word.forms
                if word.concept != word.text or word.kind in (Kind.TRADE, Kind.GENERIC):
                    yield f"={word.concept}"
            yield _letters(spelt)
            yield from _joined(spelt)
            yield from (f"*{letters}" for letters in _initials(spelt))
    for label in labels:
        yield f"@{label}"
        yield from (f"@{piece[:4]}" for piece in label.split("-") if piece)


def _letters(name: CompanyName) -> str:
    """The key of a name that is written to the letter, legal form and all."""
    return f"#{' '.join(w.text for w in name.words if not w.aside)}#{' '.join(sorted(name.legal))}"


def _joined(name: CompanyName) -> Iterator[str]:
    """The whole name and each two neighbours written as one word."""
    core = [w for w in name.words if not w.aside]
    for run in (name.compact, name.whole, *(x.text + y.text for x, y in pairwise(core))):
        if len(run) > 2:
            yield run


def _initials(name: CompanyName) -> Iterator[str]:
    """First letters of two to five neighbouring words, with stop words and without."""
    core = [w for w in name.words if not w.aside]
    for words in {tuple(core), tuple(w for w in core if w.kind is not Kind.STOP)}:
        letters = "".join(w.text[0] for w in words[:12])
        for start in range(len(letters)):
            for end in range(start + 2, min(start + 6, len(letters)) + 1):
                yield letters[start:end]
