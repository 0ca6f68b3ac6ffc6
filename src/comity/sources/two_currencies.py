"""Sums that a table tells twice, in the currency of each document and in the firm's own: which column is which.

The column of currencies speaks of the document's sums; what is told in the firm's own alone is changed as these were.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from comity.sources.forms import Form, Found
from comity.sources.headings import Heading, heading

AT_HOME = "at home: "  # before the name of a field: its sum in the firm's own currency
WHOLE = ("gross", "total", "amount", "net")
TABLES = ("invoices", "payments")
CENT = Decimal("0.01")
# "Foreign Amount", "Total in Currency Signed", "Gross (Source)", "Bedrag VV", "Betrag (Fremdwährung)".
FOREIGN = re.compile(
    r"\bforeign(?: currency)?\b|[(\[]\s*(?:source|fcy|fc|fw|devises?|divisa|vv)\s*[)\]]|"
    r"\b(?:in )?(?:document|transaction|original|invoice) currency\b|\bin currency\b|\bsource currency\b|\bfcy\b|"
    r"\b(?:in )?(?:fremdwährung|belegwährung)\b|\b(?:in )?(?:vreemde valuta|valuta factuur)\b|(?<=\w )vv$|"
    r"\ben (?:devises?|divisas?)\b|\b(?:en )?(?:monnaie étrangère|moneda extranjera)\b",
    re.IGNORECASE,
)
# "Amount (LCY)", "Total in base currency", "Betrag (Hauswährung)".
HOME = re.compile(
    r"\b(?:lcy|bcy)\b|\b(?:home|base|company|functional) currency\b|\b(?:hauswährung|eigenwährung|basiswährung|"
    r"basisvaluta|eigen valuta|moneda base|devise de base)\b",
    re.IGNORECASE,
)
BARE = re.compile(r"[(\[]\s*[)\]]")

# A column that a field may take: its rank, whether it has one of the field's own headings, its place, its heading.
Match = tuple[int, bool, int, Heading]


def of_document(head: Heading) -> Heading | None:
    """The heading without what says that its sums are in the currency of each document; None where nothing does."""
    rest, count = FOREIGN.subn(" ", head.text)
    return heading(BARE.sub(" ", rest)) if count else None


def parted(form: Form, taken: Mapping[str, list[Match]]) -> dict[str, list[Match]]:
    """The columns by field, with those of the firm's own currency under names of their own where the table tells some
    whole sum in both."""
    found = dict(taken)
    sums = [fld.name for fld in form.fields if fld.type == "money" and not fld.many and fld.name in taken]
    if form.table not in TABLES or not sums:
        return found
    told = {name: {match[2]: FOREIGN.search(match[3].text) for match in taken[name]} for name in sums}
    foreign = any(any(marks.values()) for marks in told.values())
    at_home = {
        name: [m for m in taken[name] if (not told[name][m[2]] if foreign else HOME.search(m[3].text))] for name in sums
    }
    whole = [name for name in WHOLE if name in at_home]
    if not any(at_home[name] for name in whole) or all(at_home[name] == taken[name] for name in whole):
        return found
    for name in sums:
        found[name] = [match for match in taken[name] if match not in at_home[name]]
        found[AT_HOME + name] = at_home[name]
    return {name: matches for name, matches in found.items() if matches}


def in_one(found: Found) -> Found:
    """The sums of a line in the document's currency, or in the firm's own where the line names none or tells no whole
    sum in both."""
    home = {name.removeprefix(AT_HOME): found[name] for name in found if name.startswith(AT_HOME)}
    rest = {name: value for name, value in found.items() if not name.startswith(AT_HOME)}
    both = next((name for name in WHOLE if rest.get(name) and home.get(name)), None)
    if both and "currency" in rest:
        rate = Decimal(rest[both]) / Decimal(home[both])
        return {**{name: (value * rate).quantize(CENT) for name, value in home.items()}, **rest}
    if home.keys() & set(WHOLE):
        sums = {*WHOLE, *home, "tax", "open_balance", "paid_amount", "goods_cost", "currency"}
        return {**{name: value for name, value in rest.items() if name not in sums}, **home}
    return rest
