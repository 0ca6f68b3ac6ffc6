"""Names of people: read from what a mail or a list shows, guessed from an address, and compared.

Nobody is recognised by the name shown alone: who a sender is, the address says. These functions tell how a name is to
be read and how likely two names are one person's, where something else (the firm, a number) brings them together.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec.structs import replace
from nameparser import HumanName
from nameparser.config import CONSTANTS
from rapidfuzz.distance import OSA

from comity.book.addresses import is_automatic_address, is_automatic_name, is_role_address, is_role_name, split_address
from comity.book.company_names import company_key
from comity.book.company_words import Kind
from comity.book.spelling import LONGEST, clean, fold, spellings
from comity.later import pattern

_TAIL = pattern(
    r"\s+(?:via|über|door|par|through|on behalf of|c/o|at|from|bei|bij|chez)\s+.*$|\s*[|/]\s.*$|\s+[-–—]\s+.*$",
    re.IGNORECASE,
)
# Two first names of which one is the woman's form: "robert roberta", "paul paula", "maria mario", "jean jeanette".
_HERS = pattern(r"(\w{3,}) \1(?:a|e|ine|ina|ette|etta|elle)|(\w{3,})[ae] \2[eo]")
_BRACKETS = pattern(r"\s*[(\[{].*?[)\]}]")
_ADDRESS = pattern(r"\S+@\S+")
_PARTICLES = frozenset(
    ("van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "ten", "ter", "te", "zu",
     "zum", "vom", "af", "av", "al", "el", "bin", "ibn", "st")
)  # fmt: skip
# Most names are two words, or a word and a number, and neither a title nor anything else that nameparser has a rule
# for: such a name is told here as nameparser tells it (a test holds the two together), a hundred times as fast.
_TWO_WORDS = pattern(r"([A-Z][a-z]+) ([A-Z][a-z]+|[0-9]+)")
_RULED = frozenset().union(
    *(map(str.lower, words) for words in (
        CONSTANTS.titles, CONSTANTS.first_name_titles, CONSTANTS.bound_first_names, CONSTANTS.prefixes,
        CONSTANTS.non_first_name_prefixes, CONSTANTS.suffix_acronyms, CONSTANTS.suffix_acronyms_ambiguous,
        CONSTANTS.suffix_not_acronyms, CONSTANTS.conjunctions,
    ))
)  # fmt: skip
_SURE_LEGAL = frozenset({"inc", "ltd", "llc", "gmbh", "bv", "nv", "sarl", "srl", "plc", "llp", "corp", "ag", "kg"})


__all__ = [
    "PersonName",
    "address_fits",
    "is_automatic_address",
    "is_role_address",
    "name_from_address",
    "person_name",
    "same_person",
]

BEGINS = 6  # letters of a name that an address has at least where it goes on with something else

PersonKind = Literal["person", "role", "automatic", "unknown"]


class PersonName(msgspec.Struct, frozen=True):
    """A name read. `kind` is 'person', 'role', 'automatic' or 'unknown'; only a person has `first` and `last`.

    `guessed` is told when the name was only made out of the address.
    """

    first: str = ""
    middle: str = ""
    last: str = ""
    title: str = ""
    suffix: str = ""
    nickname: str = ""
    shown: str = ""
    kind: PersonKind = "unknown"
    guessed: bool = False

    @property
    def full(self) -> str:
        """First and last name, else what was shown."""
        return " ".join(filter(None, (self.first, self.last))) or self.shown


@lru_cache(maxsize=65_536)
def person_name(display: str, address: str = "") -> PersonName:
    """Who is meant by the name shown with an address ('' where there is none). Never fails."""
    shown = _unquoted(clean(display))
    if (address and is_automatic_address(address)) or is_automatic_name(shown):
        return PersonName(shown=shown or address, kind="automatic")
    told = "" if shown.startswith("=?") else _ADDRESS.sub("", _TAIL.sub("", shown)).strip('"<>,; ')
    post = is_role_name(told) or is_role_name(told.rpartition(",")[2]) or _is_firm(told, address)
    if told and not post:
        return _swapped(_parsed(told, shown), address)
    guess = name_from_address(address) if address else None
    if guess is not None:
        return replace(guess, shown=shown or guess.full)
    post = post or (bool(address) and is_role_address(address))
    return PersonName(shown=shown or address, kind="role" if post else "unknown")


def name_from_address(address: str) -> PersonName | None:
    """A guess from the local part: "gil.petersen@" is perhaps Gil Petersen. None where it tells no two names."""
    local, _ = split_address(address)
    if is_automatic_address(address) or is_role_address(address):
        return None
    parts = [p for p in re.split(r"[._\-\d]+", local) if p.isalpha()]
    if len(parts) < 2 or len(parts) > 4 or max(len(parts[-1]), len(parts[0])) < 2:
        return None
    if len(parts[-1]) == 1:  # "petersen.g@"
        parts = [parts[-1], *parts[:-1]]
    first, *middle, last = parts
    while middle and middle[-1] in _PARTICLES:
        last = f"{middle.pop()} {last}"
    name = PersonName(_cased(first), _cased(" ".join(middle)), _cased(last), kind="person", guessed=True)
    return replace(name, shown=name.full)


def same_person(a: PersonName, b: PersonName) -> float:
    """The probability that two names are one person's, given that both are met around one firm."""
    if a.kind != "person" or b.kind != "person":
        return 0.0
    straight = _same(a, b)
    if straight < 0.5 and a.first and a.last and _equal(a.first, b.last) and _equal(a.last, b.first):
        return 0.95
    return straight


def address_fits(name: PersonName, address: str) -> bool:
    """Whether an address is made from a name in one of the usual ways: first.last, flast, firstl, last, first."""
    local, _ = split_address(address)
    letters = re.sub(r"[^a-z]", "", fold(local))
    if not letters or name.kind != "person":
        return False
    firsts = {form for n in (name.first, name.nickname) for form in _plain_spellings(n)} | _called(name.first)
    lasts = _plain_spellings(name.last).union(
        *(_plain_spellings(p) for p in re.split(r"[\s-]+", name.last) if len(p) > 3)
    )
    made = {w for f in firsts for y in lasts for x in (f, f[0]) for w in (x + y, y + x)}
    made |= {f + y[0] for f in firsts for y in lasts}
    if letters in made | {w for w in firsts | lasts if len(w) > 2}:
        return True
    return any(len(w) >= BEGINS and letters.startswith(w) for w in made)  # "gpetersen.garage@"


def _plain_spellings(name: str) -> set[str]:
    return {re.sub(r"[^a-z]", "", form) for form in spellings(name)} - {""}


def _unquoted(text: str) -> str:
    """Without quotation marks around the whole."""
    text = text.strip('"`“”„,;<> ')
    return text[1:-1].strip() if len(text) > 2 and text[0] in "'‘" and text[-1] in "'’" else text


@lru_cache(maxsize=65_536)
def _parsed(told: str, shown: str) -> PersonName:
    plain = _TWO_WORDS.fullmatch(told)
    if plain and not {w.lower() for w in plain.groups()} & _RULED:
        return PersonName(plain[1], "", plain[2], shown=shown, kind="person")
    return _by_rule(told, shown)


def _by_rule(told: str, shown: str) -> PersonName:
    if "," in told:  # "Hale, Robert (Purchasing)": what stands in brackets is no name there
        told = _BRACKETS.sub("", told) or told
    parsed = HumanName(told[:LONGEST])
    if told.isupper() or told.islower():
        parsed.capitalize(force=True)
    first, middle, last = parsed.first, parsed.middle, parsed.last
    if not first and not last:
        return PersonName(shown=shown)
    while middle and middle.split()[-1].lower() in _PARTICLES:  # nameparser does not know all of them: "ten", "ter"
        middle, _, particle = middle.rpartition(" ")
        last = f"{particle} {last}"
    kind: PersonKind = "person" if re.search(r"[^\W\d_]{2}", first + last) else "unknown"
    return PersonName(first, middle, last, parsed.title, parsed.suffix, parsed.nickname, shown, kind)


def _swapped(name: PersonName, address: str) -> PersonName:
    """The name the other way round where it was shown last name first, as the address and a known first name tell."""
    local, _ = split_address(address)
    parts = [fold(p) for p in re.split(r"[._\-]+", local) if p.isalpha()]
    turned = parts == [fold(name.last), fold(name.first)] and not name.middle
    if turned and _called(name.last) and not _called(name.first):
        return replace(name, first=name.last, last=name.first)
    return name


def _is_firm(text: str, address: str) -> bool:
    """Whether what is shown is a firm's name: it has a legal form, or little besides words of trades.

    At the address of a post one such word among three is enough.
    """
    key = company_key(text)
    trade = [w for w in key.telling if w.kind in (Kind.TRADE, Kind.GENERIC)]
    if key.legal & _SURE_LEGAL or (len(trade) > 1 and len(key.telling) - len(trade) < 2):
        return True
    return bool(trade) and len(key.telling) > 2 and bool(address) and is_role_address(address)


def _cased(text: str) -> str:
    return " ".join(w if w in _PARTICLES else w.capitalize() for w in text.split())


def _same(a: PersonName, b: PersonName) -> float:
    first, last = _first_alike(a, b), _last_alike(a, b)
    if last is None:  # one of them is known by one name alone
        one, other = (a, b) if not a.last else (b, a)
        return 0.5 * max(first or 0.0, 0.9 if one.first and other.last and _equal(one.first, other.last) else 0.0)
    if last == 0.0:
        return 0.1 if first is not None and first > 0.9 else 0.01
    if first is None:
        return 0.6 * last
    middle = 0.2 if a.middle and b.middle and fold(a.middle)[0] != fold(b.middle)[0] else 1.0
    return last * first * middle


def _last_alike(a: PersonName, b: PersonName) -> float | None:
    """How alike the last names are, 0 to 1; None where one lacks."""
    if not a.last or not b.last:
        return None
    x, y = fold(a.last).strip("."), fold(b.last).strip(".")
    if _equal(a.last, b.last):
        return 0.99
    if 1 in (len(x), len(y)):
        return 0.85 if x[0] == y[0] else 0.0
    parts_x, parts_y = ({p for p in re.split(r"[\s-]+", t) if len(p) > 2 and p not in _PARTICLES} for t in (x, y))
    if parts_x & parts_y:
        return 0.85
    return 0.8 if min(len(x), len(y)) > 4 and OSA.distance(x, y, score_cutoff=1) < 2 else 0.0


def _first_alike(a: PersonName, b: PersonName) -> float | None:
    """How alike the first names are, 0 to 1; None where one lacks."""
    if not a.first or not b.first:
        return None
    x, y = (re.sub(r"[^a-z]", "", fold(n)) for n in (a.first, b.first))
    if not x or not y:
        return None
    if _equal(a.first, b.first):
        return 0.98
    if y in _called(a.first) or x in _called(b.first) or fold(a.nickname) == y or fold(b.nickname) == x:
        return 0.94
    if 1 in (len(x), len(y)):
        return 0.85 if x[0] == y[0] else 0.03
    if x == fold(b.first[:1] + b.middle[:1]) or y == fold(a.first[:1] + a.middle[:1]):  # "T.J." is Thomas J.
        return 0.9
    short, long = sorted((x, y), key=lambda n: (len(n), n))
    if _HERS.fullmatch(f"{short} {long}"):
        return 0.05
    if len(short) > 2 and long.startswith(short):
        return 0.9
    return 0.85 if len(short) > 3 and OSA.distance(x, y, score_cutoff=1) < 2 else 0.03


def _equal(x: str, y: str) -> bool:
    return bool(spellings(x.strip(".")) & spellings(y.strip(".")))


def _called(first: str) -> frozenset[str]:
    return _nicknames().get(fold(first), frozenset())


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    lists = tomllib.loads(files("comity.book").joinpath("nicknames.toml").read_text("utf-8"))
    called: dict[str, set[str]] = {}
    for group in (set(line.split()) for lines in lists.values() for line in lines):
        for name in group:
            called.setdefault(name, set()).update(group - {name})
    return {name: frozenset(others) for name, others in called.items()}
