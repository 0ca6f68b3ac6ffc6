"""Single values as people write them: text, yes and no, addresses, domains, lengths of time."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from comity.later import pattern
from comity.sources.sheets import Cell, shown

MEND = "Mend it and read again."
SHOWN = 60  # characters of a bad value that are quoted
LONGEST_LIST = 4_000  # characters of a list of addresses
# What programs and people write where there is nothing to write; and what else they do where a day or number should
# be, words that a name or a note may well be.
BLANK = {"", "-", "--", "–", "—", "n/a", "null", "(blank)"}
NO_VALUE = BLANK | {"na", "none", "nil", "k.a.", "n.v.t.", "nvt", "s.o.", "?", "tbd"}
SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\ufeff\u200b"), " ")

# On and off ("ein", "uit") are Outlook's.
YES = set(
    re.findall(r"\S+", "yes y true t 1 x ja j wahr oui o vrai si sí s verdadero vero waar on ein aan billable ✓ ✔")
)
NO = set(
    re.findall(r"\S+", "no n false f 0 nein falsch non faux nee onwaar falso off aus uit non-billable unbillable ✗ ✘")
)

# Answers of more than one word, and of programs that name what a time entry is.
_BILL = r"(?:billable|chargeable|charge|bill(?:ed)?|abrechenbar|verrechenbar|declarabel|facturabel|facturable)"
_FEE = r"(?:retainer|flat fee|fixed(?: fee| price)|pauschale?)"
_FLAT = rf"(?:{_FEE}|agreement|contract|plan|block(?: hours| time)?|vertrag|contrato?|forfait|abonnement|abono)"
BILLED = pattern(
    rf"{_BILL}|(?:covered by|included in|under|per) (?:the )?{_FLAT}|(?:im|vom|über) {_FLAT} (?:gedeckt|enthalten)"
    r"|invoiced|prepaid|time (?:and|&) materials?|t&m|festpreis|vaste prijs|inclus|incluido|inbegrepen"
    rf"|inklusive|to be invoiced|{_FEE}"
)
UNBILLED = pattern(
    rf"(?:non|not|un|no|do not|donot|don't|nicht|niet|n')[ -]?(?:{_BILL}|invoiced|included|inclus)|warranty"
    r"|write[ -]?off|written off|goodwill|courtesy|complimentary|(?:for )?free(?: of charge)?"
    r"|gratis|kulanz|kostenlos|kosteloos|gratuite?|gratuit[oa]|sans frais"
    r"|offerte?|sin (?:cargo|coste)|internal|intern|interne|interno"
)
CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
ADDRESS = pattern(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.ASCII)
HOST = pattern(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})")
# Pages of a firm on these tell nothing of its own domain.
OTHERS_HOSTS = (
    "facebook.com", "linkedin.com", "instagram.com", "twitter.com", "x.com", "xing.com", "youtube.com", "tiktok.com",
    "google.com", "yelp.com", "pinterest.com", "wikipedia.org", "crunchbase.com", "github.com", "linktr.ee",
)  # fmt: skip

CLOCKED = pattern(r"(-?)(\d{1,4}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?")
ISO_LENGTH = pattern(r"pt(?:(\d+(?:[.,]\d+)?)h)?(?:(\d+(?:[.,]\d+)?)m)?(?:(\d+(?:[.,]\d+)?)s)?")
HOUR = r"h|hr|hrs|hour|hours|std|stunde|stunden|uur|uren|u|heure|heures"
MINUTE = r"m|min|mins|minute|minutes|minuten|minuut"
SECOND = r"s|sec|secs|second|seconds|sek|sekunde|sekunden|seconden|seconde|secondes"
WORDED = pattern(
    rf"(?:(\d+(?:[.,]\d+)?)\s*(?:{HOUR})\.?)?\s*(?:(?:and|und|en|et|,)\s*)?"
    rf"(?:(\d+(?:[.,]\d+)?)\s*(?:{MINUTE})\.?)?\s*(?:(?:and|und|en|et|,)\s*)?"
    rf"(?:(\d+(?:[.,]\d+)?)\s*(?:{SECOND})\.?)?"
)
HOUR_MINUTE = pattern(rf"(\d+)\s*(?:{HOUR})\s*(\d{{1,2}})")


class Unreadable(Exception):  # noqa: N818 - it is told of a value, not of the program
    """A value that cannot be what its column holds: what is wrong with it, and what to do about it."""

    def __init__(self, wrong: str, advice: str = "") -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.advice = advice or MEND


def plain(text: str) -> str:
    """Text without the spaces around it and the odd spaces within."""
    return text.translate(SPACES).strip() if not text.isascii() else text.strip()


def quoted(cell: Cell) -> str:
    """A value as it is told in a reason: in quotation marks, never long, on one line."""
    text = " ".join(shown(cell).split())
    text = "".join(c if c.isprintable() else "�" for c in text)
    return f'"{text[: SHOWN - 3]}..."' if len(text) > SHOWN else f'"{text}"'


def is_blank(cell: Cell) -> bool:
    """Whether the cell says nothing."""
    return isinstance(cell, str) and (not cell or plain(cell).lower() in BLANK)


def is_no_value(cell: Cell) -> bool:
    """Whether a cell that should hold a day or a number says that there is none."""
    return isinstance(cell, str) and (not cell or plain(cell).lower() in NO_VALUE)


def text_of(cell: Cell) -> str | None:
    """A cell's text, or None where it holds nothing; control characters but line breaks and tabs become spaces."""
    text = plain(shown(cell))
    if not text.isprintable():
        text = CONTROL.sub(" ", text.replace("\r\n", "\n")).strip()
    return text or None


def flag(cell: Cell) -> bool:
    """Yes or no, in several languages; a link stands for yes. Raises Unreadable."""
    if isinstance(cell, bool):
        return cell
    word = plain(shown(cell)).lower()
    if word in YES or word.startswith(("http://", "https://")):
        return True
    if word in NO:
        return False
    raise Unreadable(f"{quoted(cell)} is neither yes nor no")


def billed(cell: Cell) -> bool:
    """Whether a time entry is paid for, be it by a flat fee: yes or no, or what programs call it. Raises Unreadable."""
    word = plain(shown(cell)).lower().replace("’", "'")
    if UNBILLED.fullmatch(word) or BILLED.fullmatch(word):
        return not UNBILLED.fullmatch(word)
    return flag(cell)


def addresses(cell: Cell) -> list[str]:
    """The mail addresses in a cell, lower case, each once; an empty list where it holds none."""
    text = shown(cell)[:LONGEST_LIST]
    if "@" not in text:
        return []
    found = (address.strip("'.").lower() for address in ADDRESS.findall(text))
    return list(dict.fromkeys(found))


def domains(cell: Cell) -> list[str]:
    """The domains in a cell, out of web addresses, mail addresses or bare, lower case, each once."""
    found = [_host(part) for part in re.split(r"[\s;,|]+", shown(cell)[:LONGEST_LIST].lower()) if "." in part]
    return list(dict.fromkeys(host for host in found if host))


def _host(part: str) -> str:
    part = part.partition("://")[2] or part
    host = re.split(r"[/?#]", part, maxsplit=1)[0].rpartition("@")[2].partition(":")[0].strip(".")
    host = host.removeprefix("www.")
    if not HOST.fullmatch(host) or any(host == other or host.endswith("." + other) for other in OTHERS_HOSTS):
        return ""
    return host


def phones(cell: Cell) -> list[str]:
    """The telephone numbers in a cell, as written."""
    parts = (plain(part) for part in re.split(r"[;\n|]|,(?=\s*\+?\(?\d{3})", shown(cell)[:LONGEST_LIST]))
    return list(dict.fromkeys(part for part in parts if any(c.isdigit() for c in part)))


def seconds_of(text: str, colon: str) -> float | None:
    """A length of time in seconds: "0:03:20", "1h 20m", "PT45M", "45 min"; None for a bare number or anything else.

    `colon` says what two numbers with a colon are: 'h' for hours and minutes, 'm' for minutes and seconds.
    """
    return _seconds_of(text, colon) if len(text) <= SHOWN else None


@lru_cache(maxsize=65_536)
def _seconds_of(text: str, colon: str) -> float | None:
    text = plain(text).lower()
    if found := CLOCKED.fullmatch(text):
        sign, first, second, third = -1 if found[1] else 1, int(found[2]), int(found[3]), found[4]
        if second >= 60 or int(third or 0) >= 60:
            return None
        if third is None and colon == "m":
            return sign * float(first * 60 + second)
        return sign * float(first * 3600 + second * 60 + int(third or 0))
    if found := HOUR_MINUTE.fullmatch(text):
        return float(int(found[1]) * 3600 + int(found[2]) * 60)
    found = ISO_LENGTH.fullmatch(text) or WORDED.fullmatch(text)
    if not found or not any(found.groups()):
        return None
    hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def length_of(cell: Cell) -> float | None:
    """A length of time that a workbook holds as such, in seconds; None for anything else."""
    if isinstance(cell, dt.timedelta):
        return cell.total_seconds()
    if isinstance(cell, dt.datetime):
        # Excel shows lengths of over a day as a moment of its first days.
        return (cell - dt.datetime(1899, 12, 31)).total_seconds() if cell.year < 1905 else None
    if isinstance(cell, dt.time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    return None
