"""Hard lines of the firm's own: which account crossed one, on which day, with which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from comity.book.spelling import fold

_STOP = frozenset(
    re.findall(
        r"\S+",
        "the and for with our own one not any that this from into than who whom out are was were has have had but all"
        " its of people person client clients work without asks ask other der die das und nicht ohne een het van niet",
    )
)
_CROSSES = frozenset({"improper_ask", "contempt", "threat"})
SHARED = 2  # telling words that a sentence shares with the line


def crossings(talk: Iterable[Sequence[object]], lines: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """Rows of the table `crossings` out of rows of the table `talk`.

    A client's sentence crosses a line when it is an improper ask, contempt or a threat, and shares at least two telling
    words with the line as the owner wrote it. One that is merely possible crosses none until a person confirmed it.
    """
    telling = [(line, _words(line)) for line in lines]
    for account, kind, ref, _, _, said_on, said_by, _, who, _, label, _, decides, _, quote in talk:
        if said_by != "client" or label not in _CROSSES or not decides:
            continue
        said = _words(str(quote))
        crossed = next((line for line, words in telling if len(words & said) >= SHARED), None)
        if crossed is not None:
            yield account, kind, ref, said_on, said_by, who, quote, crossed


def _words(text: str) -> frozenset[str]:
    """Telling words by their first five letters, so that "certificate" and "certified" meet."""
    return frozenset(w[:5] for w in re.findall(r"[a-z]{3,}", fold(text)) if w not in _STOP)
