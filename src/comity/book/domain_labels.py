"""What the label of a domain tells of a name: "goldfieldmills" spells "Gold Field Mills Ltd", "gfm" abbreviates it."""

from __future__ import annotations

from functools import cache

from comity.book.company_match import ACRONYM, OMITTED, Comparison
from comity.book.company_names import CompanyName, Word
from comity.book.company_words import Kind
from comity.book.word_match import WordWeights, initials_run

UNSPELT = 1.5  # cost of a letter of the label that no word of the name explains
LONGEST_LABEL = 63
CUT_SHORT = 4  # letters of a word that a label has at least when it cuts the word short


def against_label(name: CompanyName, label: str, weights: WordWeights) -> Comparison | None:
    """How well a domain's label spells a name, or None where they have nothing to do with each other."""
    words = [w for w in name.words if not w.aside][:8]
    if not words or not label:
        return None
    letters = label.replace("-", "")[:LONGEST_LABEL]
    note = f"spells its domain {label}"
    if 2 <= len(letters) <= 6:
        run = initials_run(letters, words, set(range(len(words))))
        if run and all(w.kind is Kind.STOP or i in run for i, w in enumerate(words)):
            return Comparison(ACRONYM[len(letters)], [f"its first letters are its domain {label}"])
    if not any(w.text[:3] in letters for w in words if w.kind is not Kind.STOP):
        return None
    spelt, unspelt = _cover(letters, tuple(words), weights)
    if not any(w.kind.names or unspelt == 0 for w, _ in spelt):
        return None
    gain = sum(g for _, g in spelt)
    used = {id(w) for w, _ in spelt}
    left_out = [w for w in words if id(w) not in used]
    omitted = sum(OMITTED[w.kind] * (0.8 if w.kind.names else 0.6) for w in left_out)
    score = gain - omitted - UNSPELT * unspelt + (1.0 if not left_out and not unspelt else 0.0)
    return Comparison(score, [note if not unspelt else f"nearly {note}"])


_Cover = tuple[list[tuple[Word, float]], int]


def _cover(letters: str, words: tuple[Word, ...], weights: WordWeights) -> _Cover:
    """The words that spell the label in any order, each with its evidence, and how many letters are left over."""

    @cache
    def best(at: int, used: int) -> tuple[float, _Cover]:
        if at >= len(letters):
            return 0.0, ([], 0)
        score, (spelt, unspelt) = best(at + 1, used)
        found = (score - UNSPELT, (spelt, unspelt + 1))
        for i, word in enumerate(words):
            if used & (1 << i):
                continue
            for length, gain in _fits(letters[at:], word, weights):
                score, (spelt, unspelt) = best(at + length, used | (1 << i))
                if score + gain > found[0]:
                    found = (score + gain, ([(word, gain), *spelt], unspelt))
        return found

    return best(0, 0)[1]


def _fits(letters: str, word: Word, weights: WordWeights) -> list[tuple[int, float]]:
    """How many letters a word may account for at the label's beginning, and the evidence of each."""
    weight = weights.of(word) if word.kind is not Kind.STOP else 0.0
    whole = max((len(form) for form in word.forms if letters.startswith(form)), default=0)
    fits = [(whole, weight)] if whole else []
    common = _common(letters, word.text)
    if CUT_SHORT <= common < len(word.text):
        fits.append((common, max(weight - 6.0 / common, 0.0)))
    elif common == 3 and not word.kind.names:
        fits.append((common, max(weight - 2.0, 0.0)))
    for start in range(3, len(word.text) - CUT_SHORT + 1):  # the second half of a compound
        if letters.startswith(word.text[start:]):
            fits.append((len(word.text) - start, max(weight - 3.0, 0.0)))
            break
    return fits


def _common(letters: str, word: str) -> int:
    for n, (x, y) in enumerate(zip(letters, word, strict=False)):
        if x != y:
            return n
    return min(len(letters), len(word))
