"""What a line of a report says of the lines below it: each value beside its label ("A/C:", "B01", "Name:", "Kettle"),
or a customer's name that stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from comity.later import pattern
from comity.sources.headings import heading
from comity.sources.sheets import Cell, Line, shown
from comity.sources.values import is_blank

if TYPE_CHECKING:
    from comity.sources.forms import Form

END = ":"  # of a label
# What a report was asked of, and no customer: the line that tells it may stand above the headings too.
ALL = frozenset(
    ("all", "(all)", "*", "all customers", "alle", "alle kunden", "alle klanten", "tous", "tous les clients", "todos",
     "todos los clientes")
)  # fmt: skip

# Beginnings of words of a title that say: below stand our customers, and no suppliers.
CUSTOMERS = (
    "customer", "client", "sales", "receivable", "debtor", "kund", "debitor", "klant", "debiteur", "verkoop", "vente",
    "venta", "cobro",
)  # fmt: skip
# "Konto 200101 Kettle & Sons", alone in its line.
_ACCOUNT = re.compile(
    r"\s*(?:konto|debitor|(?:kunden|debitoren|personen)konto|account|debiteur|compte|cuenta)\s*(?:nr|no|nummer|n°)?[.:]?\s*"
    r"(?P<id>[A-Z]{0,3}\d{3,10})\s*[-–:,]?\s+(?P<name>[^\d\W].*\S)\s*",
    re.IGNORECASE,
)
TOTAL = re.compile(
    r"(?:(?:grand|sub|report|eind|sous|gesamt|zwischen)[ -]?)?"
    r"(?:totals?|totaal|summe|gesamt|insgesamt|ergebnis|totaux|sommes?|percentage of total|percent of total)\b",
    re.IGNORECASE,
)
# "Acme total": the sum of the lines of one client.
TOTALLED = re.compile(r".*\S[ :-]+(?:sub)?(?:totals?|totaal|summe|gesamt|ergebnis)", re.IGNORECASE)
# "Grand Totals (2 records)", "Acme Ltd (3 records)": the sum of what stands above, and of how many lines that is.
_RECORDS = r"records?|rows?|entries|items|datensatz|datensätze|einträge|regels?|lignes?|enregistrements?|registros?"
SUMMED = pattern(rf".*\S\s*\(\d[\d.,]*\s+(?:{_RECORDS})\)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
GROUPED = "customer"  # what such lines name


def told_of(form: Form, cells: Sequence[Cell]) -> dict[str, str]:
    """What a line tells by the text fields of a form that its labels name; nothing where none names the form's group.

    A value that lacks is no value: behind a label the next label may follow. A label that may mean much ("Contact")
    names no customer.
    """
    told: dict[str, str] = {}
    if form.group == GROUPED and (account := _account(cells)):
        return account
    if not form.group or not is_labelled(cells):
        return told
    filled = _filled(cells)
    for label, value in pairwise(filled):
        if label.endswith(END) and not value.endswith(END) and value.casefold() not in ALL:
            field, own, _ = form.headings.get(heading(label).key, (None, False, 0))
            if field and own and field.type in ("text", "party") and not field.many:
                told.setdefault(field.name, value)
    return told if form.group in told else {}


def _account(cells: Sequence[Cell]) -> dict[str, str]:
    """Whose account a line alone names, by number and name; nothing where it names none."""
    filled = _filled(cells)
    match = _ACCOUNT.fullmatch(filled[0]) if len(filled) == 1 else None
    return {GROUPED: match["name"], "customer_id": match["id"]} if match else {}


def led_by(form: Form, title: str, below: Sequence[Cell]) -> dict[str, str]:
    """The form's group, with no value yet, where a table of customers has no column of them and begins below its
    headings with a line of nothing but a name; nothing else.
    """
    if form.group != GROUPED or not below or is_blank(below[0]) or len(_filled(below)) > 1:
        return {}
    name = below[0]
    words = isinstance(name, str) and any(c.isalpha() for c in name) and not name.rstrip().endswith(END)
    return {GROUPED: ""} if words and any(w.startswith(CUSTOMERS) for w in _WORD.findall(title.casefold())) else {}


def lines_below(lines: Sequence[Line]) -> Iterator[Sequence[Cell]]:
    """For each line the next one that is not blank."""
    for number in range(1, len(lines) + 1):
        yield next((line.cells for line in lines[number:] if _filled(line.cells)), ())


def sums_lines(head: str) -> bool:
    """Whether a line that begins so sums up others: "Total", "Kettle total", "Kettle (3 records)"."""
    return bool(TOTAL.match(head) or TOTALLED.fullmatch(head) or SUMMED.fullmatch(head))


def sums_up(cells: Sequence[Cell]) -> bool:
    """Whether a line of such a report begins with words and holds a number beside, and nothing else: "Credit Limit",
    "0.00". What is left of a damaged record begins with its number, or with a cell that lacks.
    """
    filled = _filled(cells)
    words = len(filled) == 2 and not is_blank(cells[0]) and not any(c.isdigit() for c in filled[0])
    return words and any(c.isdigit() for c in filled[1])


def labelled_above(lines: Sequence[Line]) -> Iterator[Sequence[Cell]]:
    """For each line the one above it, if that has labels; blank lines between the two are of no account."""
    above: Sequence[Cell] = ()
    for line in lines:
        yield above if is_labelled(above) or _account(above) else ()
        if _filled(line.cells):
            above = line.cells


def is_labelled(cells: Sequence[Cell]) -> bool:
    """Whether the first that stands in a line is a label: "A/C:", "Turnover:"."""
    first = next((cell for cell in cells if not is_blank(cell)), None)
    return isinstance(first, str) and first.rstrip().endswith(END)


def _filled(cells: Sequence[Cell]) -> list[str]:
    return [shown(cell).strip() for cell in cells if not is_blank(cell)]
