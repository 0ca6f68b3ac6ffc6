"""Headings of columns: brought to one form, so that "Invoice No.", "InvoiceNo" and "invoice_no" are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from comity.sources.amounts import CODES, currency_of
from comity.sources.sheets import Cell, shown

LONGEST = 120  # characters of a heading; what is longer is a sentence
BRACKETED = re.compile(r"[(\[]([^)\]]*)[)\]]")
# What connectors put before or behind a field's own name.
PREFIX = re.compile(r"^(?:property_(?:hs_)?|hs_|custom_)(?=\w{2})")
# "Deal - Won time": the kind of record before the field, as some programs export it.
RECORD = re.compile(
    r"^(?:deal|person|organization|organisation|activity|lead|contact|company|timecard|time ?sheet|time entry|note|"
    r"call|aktivität|notiz|kontakt|persoon|organisatie|activiteit|notitie|personne|activité|persona|organización|"
    r"actividad|nota|trato|affaire|transaction|opportunité|opportunity|verkoopkans|negocio)(?:\s+-\s+|:\s+)",
    re.IGNORECASE,
)
# "Account: Account Name", "Invoice.Contact.Name", "customers.company_name": a path to the field.
STEP = re.compile(r"\s+-\s+|:+\s*")
# "[Staff] Name": the same in a report that was put together.
INSIDE = re.compile(r"^\[([^\]]{1,40})\]\s+(?=\S)")
# "contact-firstName": the same in one word, as Vincere writes it.
JOINED = re.compile(r"^(company|contact|position|placement|comment|candidate|job|application)-(?=[a-z])")
DOT = re.compile(r"\.(?=[A-Za-z])")
# What says nothing without the record before it.
BARE = {"id", "name", "type", "status", "number", "date", "code", "key", "title", "email", "phone", "no", "nr", "owner"}
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|#")
# Words between the words that count, and the many ways to write "number".
LITTLE = {"of", "the", "a", "an", "s", "de", "du", "des", "der", "die", "das", "la", "les", "l", "d", "van", "het"}
NUMBERS = {"no", "nr", "num", "number", "nummer", "numero", "nbr", "#"}
SUFFIX = re.compile(r"__c$")
UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}
UNITS = {
    "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "decimal": "h", "std": "h", "stunden": "h", "uren": "h",
    "heures": "h", "min": "min", "mins": "min", "minutes": "min", "minuten": "min", "s": "s", "sec": "s", "secs": "s",
    "seconds": "s", "sekunden": "s", "sek": "s", "sek.": "s", "seconden": "s", "secondes": "s", "ms": "ms",
    "horas": "h", "minutos": "min", "segundos": "s",
    "milliseconds": "ms", "millis": "ms", "mm:ss": "mm:ss", "m:ss": "mm:ss", "hh:mm": "hh:mm", "h:mm": "hh:mm",
}  # fmt: skip
# Units that a heading may end with, or be, without brackets: "Duration in minutes", "timeSpentSeconds", "Minuten".
LENGTHS = {
    "minutes", "minuten", "minutos", "mins", "min", "seconds", "sekunden", "seconden", "secondes", "segundos", "secs",
    "milliseconds",
}  # fmt: skip

# Words as bookkeepers shorten them.
SHORT = {
    "inv": "invoice", "cust": "customer", "cli": "client", "amt": "amount", "pmt": "payment", "pymt": "payment",
    "acct": "account", "acc": "account", "desc": "description", "descr": "description", "cur": "currency",
    "curr": "currency", "ccy": "currency", "qty": "quantity", "dt": "date", "recd": "received", "rec'd": "received",
    "bal": "balance", "emp": "employee", "hrs": "hours", "proj": "project", "mgr": "manager", "org": "organisation",
    "tel": "telephone", "ref": "reference", "a/c": "account", "pd": "paid", "est": "estimated", "reg": "regular",
    "cand": "candidate", "co": "company", "rg": "rechnung", "rng": "rechnung", "rechn": "rechnung", "kd": "kunden",
    "fact": "factuur", "deb": "debiteur",
}  # fmt: skip


class Heading(NamedTuple):
    """A heading as written, its key, its key without what stands in brackets, the same in full words and without the
    kind of record before it, and the currency and unit it names."""

    text: str
    key: str
    base: str
    bare: str
    currency: str
    unit: str


@lru_cache(maxsize=16_384)
def heading(text: str) -> Heading:
    """A heading taken apart; the key is empty where the cell can be no heading."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return Heading(text, "", "", "", "", "")
    bare = SUFFIX.sub("", PREFIX.sub("", text.strip('`"*')))
    tail = " ".join(BRACKETED.findall(bare))
    # What stands in brackets before a name ("(Do Not Modify) Account") is a part of it.
    base = bare if bare.startswith(("(", "[")) else BRACKETED.sub(" ", bare)
    words = re.split(r"[\s_/.]+", base.strip())
    currency = currency_of(tail) or ""
    if not currency and len(words) > 1 and words[-1] in CODES:
        currency, base = words[-1], base.strip()[: -len(words[-1])]
    last = WORD.findall(words[-1])[-1:]
    if not tail and last and last[0].lower() in LENGTHS:
        tail = last[0]
    parts = re.split(r"[\s/,]+", tail.lower()) if tail else []
    unit = next((UNITS[part] for part in parts if part in UNITS), "")
    return Heading(text, key(bare), key(base), key(in_full(RECORD.sub("", base))), currency, unit)


def in_full(text: str) -> str:
    """The heading with its shortened words written out: "Inv. date" gives "invoice date"."""
    words = re.split(r"[\s_]+|(?<=\.)(?=[\w-])", text.strip())
    return " ".join(SHORT.get(word.lower().strip(".:-"), word) for word in words)


@lru_cache(maxsize=16_384)
def alternatives(text: str) -> tuple[str, ...]:
    """What else a heading may be known by, the surest first: the end of the path it gives, then its words in any order.

    "Account: Account Name" gives "accountname", "[Job Task] Name" "taskname", "Date received" the words of "received
    date".
    """
    if len(text) > LONGEST:
        return ()
    bare = SUFFIX.sub("", PREFIX.sub("", text.strip().strip('`"*'))).removesuffix("/name")
    if inside := INSIDE.match(bare):
        words, rest = inside[1].split(), bare[inside.end() :]
        ends = [" ".join((*words[i:], rest)) for i in range(len(words) + 1)]
        return tuple(dict.fromkeys(k for end in ends if (k := key(end)) and k not in BARE))
    if joined := JOINED.match(bare):
        return tuple(dict.fromkeys(filter(None, (key(bare), key(bare[joined.end() :])))))
    steps = [step for step in (STEP if " " in bare else DOT if "." in bare else STEP).split(bare) if step.strip()]
    ends = [bare, *(" ".join(steps[i:]) for i in range(1, len(steps)))]
    found = [k for end in ends if (k := key(end)) and k not in BARE]
    found += [bag(part) for part in (bare, bare if bare.startswith("(") else BRACKETED.sub(" ", bare), *ends)]
    return tuple(dict.fromkeys(filter(None, found)))


def bag(text: str) -> str:
    """The words of a heading in the order of letters, in full and without the little ones; '' for a single word."""
    words = [word.casefold() for word in WORD.findall(in_full(_plain(text)))]
    kept = sorted({"number" if word in NUMBERS else word for word in words if word not in LITTLE})
    return "+".join(kept) if len(kept) > 1 else ""


def words_of(text: str) -> set[str]:
    """The words of a heading, lower case, without accents."""
    return {word.casefold() for word in WORD.findall(_plain(text))} if len(text) <= LONGEST else set()


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("№", "#").replace("°", "o"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def heading_of(cell: Cell) -> Heading:
    """The heading in a cell; values that are no text head no column."""
    return heading(cell) if isinstance(cell, str) else heading("")


@lru_cache(maxsize=16_384)
def key(text: str) -> str:
    """Letters and digits alone, lower case, without accents; "%" is a word, "#" alone is "number"."""
    text = text.strip()
    if text in ("#", "№", "nº", "n°"):
        return "number"
    text = text.replace("%", " percent ").replace("&", " and ").casefold()
    letters = unicodedata.normalize("NFKD", text)
    return "".join(c for c in letters if c.isalnum() and c.isascii())


def keys(name: str) -> set[str]:
    """The keys of a synonym: with German letters in both of their spellings."""
    plain = key(name)
    return {plain, key("".join(UMLAUTS.get(c, c) for c in name.casefold()))}


def spelled(cells: list[Cell]) -> tuple[str, ...]:
    """The keys of a whole line: what makes a repeated line of headings the same line."""
    return tuple(heading(shown(cell)).key for cell in cells)
