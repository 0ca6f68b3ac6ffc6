"""The title that somebody signs with: below their own name, behind a comma or a bar, never below somebody else's.

title_signed("Dana Orr | VP Operations | Orr Foods", "Dana Orr")       # "VP Operations"
title_signed("Yvonne\\n\\nFinance Director\\nOrr Foods", "Yvonne Sykes")  # "Finance Director"
title_signed("Jo Lee\\nChief Executive", "Dana Orr")                    # "": not the sender's name
"""

from __future__ import annotations

import re
from functools import lru_cache

from comity.book.company_names import company_key
from comity.book.company_words import Kind
from comity.book.domains import registrable
from comity.book.person_names import PersonName, person_name
from comity.book.spelling import fold
from comity.book.titles import read_title
from comity.book.whois.signed import goes_with, label_of
from comity.later import pattern

_MOST_LINES = 40
_BELOW = 3  # lines below the name in which the title stands
_LONGEST, _MOST_WORDS = 90, 10
_MOST_CLOSING = 4  # words of a closing that stands before the name on its line
# What stands between a name, a title and a firm on one line.
_APART = pattern(r"\s*[|·•~]\s*|\s+[/–—-]+\s+")
_WIDE = pattern(r"\t+|\s{2,}")
_BEHIND = pattern(r"(?:\s+[A-Z]{2,5}\b){0,2}\s*(?:[,|·•~(]|[/–—-]\s|$)")
# Degrees and pronouns behind a name; "MD" there is a physician, on a line of its own a managing director.
_DEGREE = pattern(
    r"(?:[A-Z]{2,6}(?:-[A-Z]{1,4})?|[A-Z](?:\.[A-Z]){1,3}\.?|Ph\.?D\.?|M\.?Sc\.?|B\.?Sc\.?|Esq\.?|[JS]r\.?|I{2,3}|Dipl\.?-?\w*\.?"
    r"|(?:she|he|they)/\w+(?:/\w+)?)$"
)
_SHORT_TITLES = pattern(r"C[A-Z]O|CHRO|CISO|[SEA]?VP|GM|PDG|DAF|DRH|DSI|DGA|GF|HR|IT|A[PR]|[PE]A")
_MARKS = pattern(r"[-–—~*_>|•\s]+")
_PREFIX = pattern(
    r"(?:dr|prof|mr|mrs|ms|miss|mx|ir|ing|drs|mag|dipl|rev|sir|dame|herr|frau|dhr|mevr|mw|m|mme|mlle|i\. ?[av]|ppa"
    r"|p\.p|i\.o)\.?(?:-ing\.?)?\s+",
    re.IGNORECASE,
)
_NO_TITLE = pattern(r"\d{2}|\S@\S|[!?:]|www\.|\w{4,}\.(?:\s|$)|[\"“”„«»]")
_SMALL = pattern(
    r"of|for|the|and|at|to|in|on|für|der|des|die|und|im|voor|van|de|het|en|pour|du|et|la|le|[ld]['’]?|à|&",
    re.IGNORECASE,
)
# Who serves somebody has no part in the title of theirs that follows.
_SERVES = pattern(r"\b(?:pa|ea|assist\w+|secr\w+|sekr\w+) (?:to|of|for|van|de|von|der|des)\b", re.IGNORECASE)

Forms = list[tuple[str, int, bool]]


@lru_cache(maxsize=32_768)
def title_signed(signature: str, name: str, address: str = "") -> str:
    """The title in a signature that carries the sender's own name, as written; '' where it tells none.

    `signature` is what stands below the text of a mail, `name` the sender's name as shown. Never fails.
    """
    who = person_name(name, address)
    if who.kind != "person" or not who.first:
        return ""
    folded = fold(signature)
    if fold(who.last) not in folded and fold(who.first) not in folded:
        return ""
    forms = _forms(who)
    lines = [" ".join(_WIDE.sub(" | ", line.strip()).split()) for line in signature.splitlines()[:_MOST_LINES]]
    label = label_of(registrable(address)) if address else ""
    found = ""
    for at, line in enumerate(lines):
        behind = _behind_name(line, forms)
        if behind is not None:
            below = [text for text in _below(lines, at, label, alone=not behind) if _behind_name(text, forms) is None]
            found = _first_title([behind, *below], label) or found
    return found


def _behind_name(line: str, forms: Forms) -> str | None:
    """What follows the sender's name on a line that begins with it; None where it does not, or goes on otherwise."""
    found = _behind(line, forms)
    closing, comma, rest = line.partition(", ")
    if found is None and comma and len(closing.split()) <= _MOST_CLOSING and not _NO_TITLE.search(closing):
        return _behind(rest, forms)  # "Kind regards, Dana Orr, Director"
    return found


def _behind(line: str, forms: Forms) -> str | None:
    marks = _MARKS.match(line)
    bare = line[marks.end() :] if marks else line
    while True:
        for form, length, whole in forms:
            rest = bare[length:]
            if fold(bare[:length]) != form or not _BEHIND.match(rest):
                continue
            if whole or not rest.strip(" ,.-–—"):  # a first name alone has a line of its own
                return rest.strip(" ,")
        prefix = _PREFIX.match(bare)
        if prefix is None:
            return None
        bare = bare[prefix.end() :]


def _forms(who: PersonName) -> Forms:
    """The sender's name as they may sign it, the longest first: folded, its length as written, whether it is whole."""
    first, last, middle = who.first, who.last, who.middle
    made = [first]
    if last:
        firsts = [f"{first} {middle}", first, who.nickname, f"{first[0]}.", first[0], f"{first} {middle[:1]}."]
        made += [*(f"{f} {last}" for f in firsts if f.strip()), f"{last}, {first}", f"{last} {first}"]
    return [(fold(f), len(f), " " in f or not last) for f in sorted(dict.fromkeys(made), key=len, reverse=True)]


def _below(lines: list[str], at: int, label: str, *, alone: bool) -> list[str]:
    """The lines of the block below the name; one blank line may stand between, where nothing stands behind the name."""
    start = at + 1
    if alone and start < len(lines) and not lines[start]:
        start += 1
    block: list[str] = []
    for line in lines[start : start + _BELOW]:
        if not line or line.startswith(">") or _names_another(line, label):
            break
        block.append(line)
    return block


def _names_another(line: str, label: str) -> bool:
    """Whether a line may be another person's name: what stands below it may be theirs."""
    words = line.split()
    if not 1 < len(words) <= 3 or not all(w[:1].isupper() and w.isalpha() for w in words) or _titles(line, label):
        return False
    key = company_key(line)
    firm = key.legal or goes_with(key, label) or any(not w.kind.names and w.kind is not Kind.INITIAL for w in key.words)
    return not firm and person_name(line).kind == "person"


def _first_title(texts: list[str], label: str) -> str:
    """The first text that tells a level, else the first that tells what somebody answers for."""
    titles = [title for n, text in enumerate(texts) for title in _titles(text, label, behind=n == 0)]
    return next((t for t in titles if read_title(t).level is not None), next(iter(titles), ""))


def _titles(text: str, label: str, *, behind: bool = False) -> list[str]:
    found: list[str] = []
    for n, part in enumerate(_APART.split(text.strip(" ()|·•-–—/"))):
        pieces = [piece.strip(" ()") for piece in part.split(",")]
        while behind and n == 0 and pieces and _is_degree(pieces[0]):
            del pieces[0]
        title = _title(pieces, label)
        if title:
            found.append(title)
    return found


def _is_degree(text: str) -> bool:
    return not text or bool(_DEGREE.match(text) and not _SHORT_TITLES.fullmatch(text))


def _title(pieces: list[str], label: str) -> str:
    """The title at the beginning of a line's pieces: "EVP, Chief Growth Officer", "Director, Ecommerce, Orr Foods"."""
    kept: list[str] = []
    for piece in pieces:
        if not _may_be_title(piece) or (kept and _SERVES.search(kept[0])):
            break
        told, name = read_title(piece), company_key(piece)
        named = any(w.kind.names for w in name.telling)
        if (name.legal and named) or (len(label) > 2 and named and goes_with(name, label)):
            break  # a firm, whatever words are in its name
        if told.level is None and (told.role is None or (named and not kept)):
            break
        kept.append(piece)
    return ", ".join(kept)


def _may_be_title(text: str) -> bool:
    """Whether a text may be a title: short, in capitals or of few words, no number and no sentence."""
    words = text.split()
    if not words or len(text) > _LONGEST or len(words) > _MOST_WORDS or _NO_TITLE.search(text):
        return False
    telling = [w for w in words if not _SMALL.fullmatch(w)]
    small = sum(w[0].islower() for w in telling)
    return small <= 1 or small == len(telling) <= 4
