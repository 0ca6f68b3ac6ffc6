"""Invoices that stand on several lines of a list that has no column of what was sold: what they come to.

Lines that each tell another sum beside their own text, and no total, are things sold: the sum is that of all of them.
Where it cannot be told which sum is the whole one, none is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from comity.sources.forms import Context, Found
from comity.sources.money.kinds import CREDIT, INVOICE, SALE, type_of
from comity.sources.money.records import customer_of
from comity.sources.values import Unreadable, quoted

WHOLE = ("net", "gross", "total", "open_balance", "paid_amount")  # columns that tell of a whole invoice
ADDED = ("amount", "tax")


@dataclass(slots=True)
class Lines:
    """What the lines with one number come to."""

    sums: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    told: dict[str, set[Decimal]] = field(default_factory=dict[str, set[Decimal]])  # the sums by kind, two at most
    count: int = 0
    sold: bool = True  # whether each line has a text and an amount, and nothing of the whole invoice
    bare: bool = False  # whether the first has none
    led: bool = False  # and others with a type have: the first tells the whole, as ledgers write it
    broken: bool = False

    @property
    def differ(self) -> bool:
        """Whether lines of one kind tell different sums."""
        return any(len(sums) > 1 for sums in self.told.values())


def note(found: Found, context: Context, whole: bool) -> None:
    """Lay a line to the others with its number."""
    if (place := _place(found, context)) is None:
        return
    known: dict[Any, Lines] = context.memory.setdefault("lines", {})
    lines = known.setdefault(place, Lines())
    said = bool(found.get("memo"))
    lines.bare = lines.bare if lines.count else not said
    lines.led = lines.led or (lines.bare and said and "type" in found)
    lines.count += 1
    lines.sold = lines.sold and said and not any(name in found for name in WHOLE)
    lines.broken = lines.broken or not whole or "amount" not in found
    for name in ADDED:
        if name in found:
            lines.sums[name] = lines.sums.get(name, Decimal(0)) + found[name]
    total = next((found[name] for name in ("total", "gross", "amount") if name in found), None)
    total = found["net"] + found.get("tax", 0) if total is None and "net" in found else total
    if total is not None:
        kind = CREDIT if total < 0 or found.get("credited") else type_of(found.get("type")) or INVOICE
        if len(sums := lines.told.setdefault(kind, set())) <= 1:
            sums.add(abs(total))


def added_up(found: Found, context: Context) -> Found:
    """The line with the sum of its invoice. Raises Unreadable where that cannot be told."""
    known: dict[Any, Lines] = context.memory.get("lines", {})
    lines = known.get(_place(found, context))
    if lines is None or lines.count == 1:
        return found
    if "of things sold" not in context.memory:
        context.memory["of things sold"] = any(some.sold and some.differ for some in known.values())
    number = quoted(str(found["number"]))
    if lines.sold and context.memory["of things sold"]:
        if lines.broken:
            wrong = f"another line of {number} cannot be read, so that its sum is not known"
            raise Unreadable(wrong, "Mend that line and read again.")
        return {**found, **lines.sums}
    if lines.differ and not lines.led:
        wrong = f"{number} stands on several lines with different sums, and which is the whole one is not told"
        raise Unreadable(wrong, "Export a list with one line an invoice.")
    return found


def _place(found: Found, context: Context) -> object:
    """What tells the lines of one invoice; None for what is none of ours."""
    if not found.get("number") or (type_of(found.get("type")) or INVOICE) not in (INVOICE, CREDIT, SALE):
        return None
    return customer_of(found, context)[0], found["number"], found.get("issued_on")
