"""One spelling for words that people write in many: accents, umlauts, capitals, characters that are not there."""

from __future__ import annotations

import unicodedata

from comity.later import pattern

LONGEST = 300  # characters of a name that are read; nobody's name is longer
WORDS = 40  # words of a name that are read

_LETTERS = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ĳ": "ij"}
)
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
LOST = "¿"  # stands for a letter that some export has spoilt
_SPACE = pattern(r"\s+")
# Bytes of cp1252 that were read as latin-1: "\x92" is an apostrophe.
_CP1252 = {n: bytes([n]).decode("cp1252", "replace") for n in range(0x80, 0xA0)}

# Nothing here is spoilt, and nothing can be written otherwise.
_USUAL = pattern(r"[A-Za-z0-9 .,:;/@'&+_-]*")


def clean(text: str) -> str:
    """The text on one line, cut at LONGEST characters; a letter spoilt within a word ("M?ller") becomes LOST."""
    if len(text) <= LONGEST and _USUAL.fullmatch(text):
        return _SPACE.sub(" ", text).strip()
    text = unicodedata.normalize("NFKC", text[: 2 * LONGEST].translate(_CP1252))
    shown = [c if c.isprintable() else " " for c in text]
    brackets = any(opening in text and closing in text for opening, closing in ("()", "[]", "{}"))
    for i in range(1, len(shown) - 1):
        if shown[i - 1].isalnum() and shown[i + 1].isalnum() and _is_spoilt(shown[i], brackets=brackets):
            shown[i] = LOST
    return _SPACE.sub(" ", "".join(shown))[:LONGEST].strip()


def _is_spoilt(char: str, *, brackets: bool) -> bool:
    """Whether a character between two letters stands for one: a question mark, a sign, a bracket without its fellow."""
    if char in "([{}])":
        return not brackets
    return char == "?" or (char not in "+|&" and unicodedata.category(char).startswith("S"))


def fold(text: str) -> str:
    """Lower case without accents: "Gebrüder Größe" gives "gebruder grosse"."""
    if text.isascii():
        return text.lower()
    lowered = text.casefold().translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def spellings(word: str) -> frozenset[str]:
    """Every folded spelling under which a word may be met: umlauts with and without e, singular and plural."""
    forms = {fold(word)}
    if not word.isascii():
        forms.add(fold(unicodedata.normalize("NFC", word.lower()).translate(_WRITTEN_OUT)))
    plain = max(forms, key=len)
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss"):
        forms |= {form[:-1] for form in forms}
    return frozenset(forms)
