"""Lines that close a mail: "Kind regards", "Thanks, Ann", "Sent from my telephone"."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from comity.later import pattern
from comity.signals.own_words.names import is_name, is_name_and_post
from comity.signals.own_words.words import WORD_END, either, lists


class Closing(Enum):
    """How surely a line closes a mail."""

    SIGNOFF = auto()
    THANKS = auto()


_TRIM = " \t\xa0,.!;:~-–—*_()xX❤️"
_WORDS = lists("closings.toml")
_SIGNOFF = frozenset(_WORDS["signoff"])
_THANKS = frozenset(_WORDS["thanks"])
_WHOLE_LINE = frozenset(_WORDS["whole_line"])
_FIRST = frozenset(phrase.split()[0].strip(_TRIM) for phrase in _SIGNOFF | _THANKS)
_MOST_WORDS = max(len(phrase.split()) for phrase in _SIGNOFF | _THANKS)
_MOST_CHARS = 70

_FROM_PLACE = pattern(r"\s(?:aus|from|uit|vanuit|depuis|fra|från)\s(?:\w+\s){0,2}[^\W\d_a-zß-ÿ]\w*$")
_SENT = pattern(rf"[\W_]*{either(_WORDS['sent_from'])}{WORD_END}\s*(?P<what>.*)", re.IGNORECASE)
_GET = pattern(
    rf"[\W_]*(?:{either(_WORDS['get'])}\s.{{0,20}}?)?{either(_WORDS['programs'])}\s.{{0,20}}?{either(_WORDS['platforms'])}"
    rf"{WORD_END}.{{0,20}}$",
    re.IGNORECASE,
)
_JOKE = pattern(rf"[\W_]*{either(_WORDS['joke'])}{WORD_END}", re.IGNORECASE)
_SENT_FIRST = frozenset(phrase.split()[0] for phrase in (*_WORDS["sent_from"], *_WORDS["get"], *_WORDS["programs"]))
_DEVICE = pattern(rf"(?<!\w){either(_WORDS['devices'])}(?!\w)", re.IGNORECASE)
_MOST_DEVICE_WORDS = 14
_MOST_JOKE_WORDS = 8
_URL = pattern(r"[<(\[]?https?://\S*")


@lru_cache(4096)
def closing(text: str) -> Closing | None:
    """How a line closes a mail, alone or with a name behind it; None when it does not."""
    if len(text) > _MOST_CHARS:
        return None
    words = _FROM_PLACE.sub("", _bare(text)).lower().split()
    whole = " ".join(words)
    if whole in _SIGNOFF or f"{whole}." in _SIGNOFF:
        return Closing.SIGNOFF
    if whole in _THANKS:
        return Closing.THANKS if not text.rstrip().endswith(("!", ".")) else None
    return _named(text)


def _named(text: str) -> Closing | None:
    """A closing phrase with a name on the same line: "Best, Ann Lee", "Thanks, SRS"."""
    words = text.split()
    if words[0].lower().strip(_TRIM) not in _FIRST:
        return None
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        phrase = " ".join(words[:count])
        low = phrase.lower().strip(_TRIM)
        known = low in _SIGNOFF or low in _THANKS
        if not known or (low in _WHOLE_LINE and phrase[-1] not in ",-–—"):
            continue
        rest = " ".join(words[count:])
        if is_name(rest) or is_name_and_post(rest):
            return Closing.SIGNOFF if low in _SIGNOFF else Closing.THANKS
    return None


def _bare(text: str) -> str:
    """The line without what people set around a closing: commas, dashes, emoji."""
    kept = text.strip(_TRIM)
    while kept and not (kept[-1].isalnum() or kept[-1] in ").ß"):
        kept = kept[:-1].rstrip(_TRIM)
    return kept


def is_device_line(text: str, *, last: bool) -> bool:
    """Whether a program put this line under the mail: "Sent from my iPhone" and its cousins.

    People set jokes there ("Sent from a magnificent torch"): such a line counts where it is the `last` one.
    """
    if len(text) > 200:
        return False
    first = text.lstrip("-–—_*>[(\"' ").split(None, 1)[:1]
    if not first or first[0].lower() not in _SENT_FIRST:
        return False
    text = _URL.sub(" ", text).strip()
    if text[-1] not in ".!?" and _GET.match(text):
        return True
    found = _SENT.match(text)
    if not found or not found["what"]:
        return False
    words = len(text.split())
    device = _DEVICE.search(found["what"][:60])
    if device and "," not in found["what"][: device.start()]:
        return words <= _MOST_DEVICE_WORDS
    return (
        last
        and _JOKE.match(text) is not None
        and words <= _MOST_JOKE_WORDS
        and "," not in text
        and text[-1] not in ".!?:;"
    )
