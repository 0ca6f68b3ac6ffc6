"""In which language something is said: one of those of `tongues`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from comity.later import module
from comity.signals.tongues import CODES, NAMES, OTHER, READ

if TYPE_CHECKING:
    from py3langid import langid
else:
    langid = module("py3langid.langid")

USUAL = "en"  # where too little is said to tell

# What mail of firms is written in. The library knows 139, and takes a few words for Latin, Pidgin or Galician.
_KNOWN = [
    *("en", "de", "fr", "nl", "es", "it", "pt", "ca", "da", "sv", "no", "fi", "is", "et", "lv", "lt", "pl", "cs", "sk"),
    *("hu", "sl", "hr", "sr", "bs", "bg", "ro", "el", "sq", "mk", "tr", "ru", "uk", "be", "he", "ar", "fa", "ur", "hi"),
    *("bn", "ta", "te", "mr", "th", "vi", "id", "ms", "tl", "sw", "zh", "ja", "ko", "ka", "hy", "az", "kk"),
]
_FEWEST = 12  # letters of a text whose language can be told
_FEWEST_ALONE = 30  # letters of a sentence that may be of another language than its letter
_SURE, _SURE_ALONE = 0.5, 0.9
_TELLING = 600  # characters of a letter tell its language
# Words of the USUAL one alone.
_PLAIN = frozenset(("the", "and", "you", "your", "that", "this", "with", "would", "our", "they", "been", "from"))


def language_of(text: str) -> str:
    """The code of the language of a text: one of CODES. Where too little is said to tell, the USUAL one."""
    return _told(text, _FEWEST, _SURE) or USUAL


def languages_of(sentences: Sequence[str]) -> list[str]:
    """The language of each sentence of a letter: its own where it tells that plainly, else that of the whole letter."""
    whole = language_of(" ".join(sentences)[:_TELLING])
    if len(sentences) == 1:
        return [whole]
    return [whole if _is_usual(text, whole) else _told(text, _FEWEST_ALONE, _SURE_ALONE) or whole for text in sentences]


def language_said(text: str, *around: str) -> str:
    """The language of a sentence, read with what stands around it."""
    return languages_of([some for some in (text, *around) if some] or [""])[0]


def main_language(languages: Sequence[str], sizes: Sequence[int]) -> str:
    """The language in which most is said; the USUAL one where nothing is."""
    said = Counter[str]()
    for language, size in zip(languages, sizes, strict=True):
        said[language] += size
    return max(sorted(said), key=lambda language: said[language], default=USUAL)


# Of each of CODES whether our reader reads it.
READS = np.array([code in READ for code in CODES])


def read_of(languages: Sequence[str]) -> np.ndarray:
    """Of each language whether our reader reads it."""
    return np.fromiter((language in READ for language in languages), bool, len(languages))


def _is_usual(text: str, whole: str) -> bool:
    """Whether a sentence of a letter in the USUAL language plainly is too: asking about each would be dear."""
    return whole == USUAL and not _PLAIN.isdisjoint(text.lower().split())


def _told(text: str, fewest: int, sure: float) -> str:
    if sum(map(str.isalpha, text)) < fewest and text.isascii():
        return ""
    language, probability = _identifier().classify(text)
    if probability < sure:
        return ""
    return language if language in NAMES else OTHER


@cache
def _identifier() -> langid.LanguageIdentifier:
    """The library's model: naive Bayes over pieces of bytes, 4.5 MB that come with it; nothing is fetched."""
    found = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    found.set_languages(_KNOWN)
    return found
