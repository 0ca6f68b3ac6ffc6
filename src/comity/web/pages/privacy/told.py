"""What a purge would take, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

MONEY = frozenset({"invoices", "payments"})
_CALLED = {
    "messages": _("mails"),
    "calls": _("calls"),
    "meetings": _("meetings"),
    "notes": _("notes"),
    "invoices": _("invoices and credit notes"),
    "payments": _("payments"),
    "hours": _("entries of hours"),
    "timesheets": _("time sheets of workers"),
    "placements": _("placements"),
    "contacts": _("contacts"),
    "companies": _("companies"),
    "deals": _("deals"),
}


def told_of(going: Mapping[str, int]) -> list[tuple[str, int]]:
    """How many of what, in the order of what is missed most; the rest in one sum."""
    found = [(str(name), going[table]) for table, name in _CALLED.items() if going.get(table)]
    rest = sum(count for table, count in going.items() if table not in _CALLED)
    return [*found, (str(_("other records")), rest)] if rest else found
