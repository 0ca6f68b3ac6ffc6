"""Contracts at their accounts, with the hours that their fee covers where they tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyarrow as pa

from comity.book.known import Facts
from comity.book.names import Directory, Firm
from comity.book.whois import WhoIsWho
from comity.later import pattern
from comity.ledger.columns import rows_of, table

_HEAD = 1_500  # characters in which a contract names its parties
# A figure as people write it, from its first digit on: "37.5", "37,5", "1.200", "1,200.50".
_FIGURE = r"(?<!\d)(?<!\d[.,])\b(\d{1,3}(?:[.,  ]\d{3})+(?:[.,]\d{1,2})?|\d{1,5}(?:[.,]\d{1,2})?)"
_HOURS = pattern(
    _FIGURE + r"\s*(?:working\s+)?(?:hours?|hrs?|stunden|uur|uren|heures?|horas?)\b"
    r"[^.\n]{0,40}?\b(?:a|per|each|every|pro|im|per|par|al)\s*(month|monat|maand|mois|mes|year|annum|jahr|jaar|an|año|week"
    r"|woche|semaine|semana)\b",
    re.IGNORECASE,
)
_BEFORE = pattern(
    rf"\b(?:month|year)\b[^.\n]{{0,30}}?\bfor\s+(?:up to\s+)?{_FIGURE}\s*(?:hours?|hrs?)\b", re.IGNORECASE
)
_BEYOND = pattern(
    r"\b(?:over|above|beyond|exceed\w*|(?:more|greater|fewer|less)\s+than|in\s+excess\s+of|über|mehr\s+als|boven|meer\s+dan"
    r"|plus\s+de|au-delà\s+de|más\s+de)\s+(?:the\s+first\s+)?$", re.IGNORECASE,
)  # fmt: skip
_NEAR = 30  # letters before a figure that tell how it is meant
# What stands between the parties in a head.
_BETWEEN = pattern(r'[,;:("]|\band\b|\bund\b|\ben\b|/')
_MONTHS = {"year": 12, "annum": 12, "jahr": 12, "jaar": 12, "an": 12, "año": 12}
_WEEKS = {"week", "woche", "semaine", "semana"}


def contracts_table(facts: Facts, whois: WhoIsWho) -> pa.Table:
    """The table `contracts`: documents that name exactly one of our clients."""
    return table("contracts", _contracts(facts, whois))


def _contracts(facts: Facts, whois: WhoIsWho) -> Iterator[tuple[object, ...]]:
    firms = [Firm(a.id, a.spellings or (a.name,)) for a in whois.accounts.values() if a.client]
    directory = Directory(firms, own=whois.own.names)
    for source, title, text, day in rows_of(facts["contracts"], "source", "title", "text", "dated_on"):
        account = _party(directory, str(source), str(title or ""), str(text or ""))
        if account:
            hours, quote = hours_month(str(text or ""))
            yield account, str(source).rpartition("/")[2], day, hours, quote


def _party(directory: Directory, source: str, title: str, text: str) -> str | None:
    """The client that the head names: by a line or a part of one that is its name, or by the file's name."""
    stem = re.sub(r"[_\-]+", " ", source.rpartition("/")[2].rpartition(".")[0])
    parts = [p.strip() for line in (title, *text[:_HEAD].splitlines()) for p in _BETWEEN.split(line)]
    named = {m.firm for p in parts if 4 <= len(p) <= 60 and (m := directory.find(p))}
    if len(named) != 1:
        words = stem.split()
        tries = [" ".join(words[:n]) for n in range(len(words), 0, -1)]
        return next((m.firm for t in tries if (m := directory.find(t)) and (not named or m.firm in named)), None)
    return next(iter(named))


def hours_month(text: str) -> tuple[float | None, str]:
    """Hours a month that the text says the fee covers, and the words that say so; (None, '') where it says nothing."""
    # Hours beyond which overtime begins, or that nobody may exceed, are none that a fee covers.
    told = (m for m in _HOURS.finditer(text) if not _BEYOND.search(text[max(0, m.start() - _NEAR) : m.start()]))
    if match := next(told, None):
        amount = _amount(match[1])
        unit = match[2].lower()
        months = _MONTHS.get(unit, 1)
        return amount * 52 / 12 if unit in _WEEKS else amount / months, " ".join(match[0].split())
    match = _BEFORE.search(text)
    return (_amount(match[1]), " ".join(match[0].split())) if match else (None, "")


def _amount(figure: str) -> float:
    """What a figure comes to: one or two digits after the last mark are a fraction, three are thousands."""
    fraction = re.search(r"[.,](\d{1,2})$", figure)
    whole = figure[: fraction.start()] if fraction else figure
    return float(f"{re.sub(r'[^0-9]', '', whole)}.{fraction[1] if fraction else 0}")
