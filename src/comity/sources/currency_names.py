"""Currencies by their names in five languages ("US dollar", "Pfund Sterling", "corona sueca"), and by shared signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# For each word for money the code that it has by itself ('' where several countries' is called so), and with what
# stands beside it.
_NAMES = (
    (r"euros?", "EUR", {}),
    (r"us ?dollars?|usdollars?", "USD", {}),
    (
        r"dollars?|dolar(?:es)?",
        "",
        {
            r"us|u s|usa|united states|american\w*|amerik\w*|americain\w*|estadounidenses?|etats unis|"
            r"vereinigten? staaten|verenigde staten|estados unidos|ee uu": "USD",
            r"canad\w*|kanad\w*": "CAD",
            r"austral\w*": "AUD",
            r"new zealand|nz|neuseel\w*|nieuw zeel\w*|neo ?zel\w*": "NZD",
            r"hong ?kong": "HKD",
            r"singap\w*": "SGD",
        },
    ),
    (
        r"pounds?|pfund|ponden|pond|livres?|libras?|sterling|stg",
        "GBP",
        {r"sterling|esterlinas?|brit\w*|uk|gb|great britain|united kingdom|engl\w*|anglais\w*|ingles\w*": "GBP"},
    ),
    (r"(?:schweizer)?franken", "CHF", {r"schweizer\w*|zwits\w*": "CHF"}),
    (r"francs?|francos?|frank|franks", "", {r"swiss|suisses?|suizos?|zwits\w*": "CHF"}),
    (
        r"kron(?:e|en|er|or|a|as)|kroon|kronen|kronur|krona|couronnes?|coronas?|koruna",
        "",
        {
            r"swed\w*|schwed\w*|zweed\w*|suedois\w*|suec\w*|svensk\w*": "SEK",
            r"norw\w*|noor\w*|norveg\w*|norueg\w*|norsk\w*": "NOK",
            r"dan\w*|deense?": "DKK",
            r"czech|tschech\w*|tsjech\w*|tcheque\w*|chec\w*|cesk\w*": "CZK",
            r"iceland\w*|island\w*|ijsland\w*": "ISK",
        },
    ),
    (r"zlot(?:y|e|ys|ych)", "PLN", {r"pol\w*": "PLN"}),
    (r"forints?|forinto?s?", "HUF", {r"hung\w*|ungar\w*|hong\w*": "HUF"}),
    (r"yens?", "JPY", {r"jap\w*": "JPY"}),
    (r"yuans?|renminbi|rmb", "CNY", {r"chin\w*|yuans?|renminbi": "CNY"}),
    (r"rup(?:ees?|ien?|ie|ias?)|roupies?", "", {r"ind(?:ian|isch\w*|ien\w*|ia\w*)": "INR"}),
    (r"rands?", "ZAR", {r"south african|sudafrik\w*|zuid ?afrik\w*|sud ?afric\w*": "ZAR"}),
    (r"liras?|lires?", "", {r"turk\w*|turqu\w*|turc\w*": "TRY"}),
    (r"lei|leu|leus?", "RON", {r"rumani\w*|roemeens\w*|roumain\w*|romanian": "RON"}),
    (r"lev[as]?|lew[as]?", "BGN", {r"bulg\w*": "BGN"}),
    (r"dirhams?", "", {r"uae|emirat\w*|u a e": "AED"}),
    (r"pesos?", "", {r"mexi\w*|mejic\w*": "MXN"}),
    (r"reais|real", "", {r"bras\w*|braz\w*": "BRL"}),
)
# What says that it is the firm's own.
_OWN = frozenset(
    ["default", "home", "base", "local", "own", "standard", "hauswahrung", "eigen", "eigene", "none", "keine", "geen",
     "aucune", "ninguna", "par defaut", "predeterminada", "standaard"]
)  # fmt: skip
_LITTLE = frozenset(["of", "the", "de", "du", "des", "del", "der", "los", "les", "d", "l", "van", "currency"])
# Signs that several currencies share: which ones they are, and which it is where the firm's own is none of these.
SHARED = {
    "$": ("USD", frozenset(["USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "CLP", "COP", "ARS", "UYU", "BSD",
                            "BBD", "BZD", "BMD", "BND", "FJD", "JMD", "KYD", "LRD", "NAD", "TTD", "XCD", "DOP"])),
    "kr": ("", frozenset(["SEK", "NOK", "DKK", "ISK", "EEK"])),
    "¥": ("", frozenset(["JPY", "CNY"])),
}  # fmt: skip


@lru_cache(maxsize=1_024)
def currency_named(text: str) -> str | None:
    """The code of a currency by its name; None where the text names none that is known, or one of several."""
    words = [word for word in _folded(text).split() if word not in _LITTLE]
    for noun, alone, beside in _NAMES:
        found = next((word for word in words if re.fullmatch(noun, word)), None)
        if found is None:
            continue
        others = " ".join(word for i, word in enumerate(words) if i != words.index(found))
        code = next((code for told, code in beside.items() if re.fullmatch(told, others)), "") if others else alone
        return code or None
    return None


def is_own(text: str) -> bool:
    """Whether a text says that the currency is the firm's own."""
    folded = _folded(text)
    return folded in _OWN or folded.removesuffix(" currency") in _OWN


def shared(sign: str, home: str | None) -> str | None:
    """The code that a shared sign means in a firm of that currency: '' for its own, or where that is not known; None
    where it may be one of several others."""
    other, those = SHARED[sign]
    if home is None or home in those:
        return ""
    return other or None


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        re.findall(r"[^\W\d_]+", "".join(c for c in letters.replace("ł", "l") if not unicodedata.combining(c)))
    )
