"""What a purge would take, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from comity.book import purge
from comity.book.naming import Person
from comity.book.store import Book
from comity.book.unread import Rule
from comity.web import scrub

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
_OURS = {
    "messages": _("mails"),
    "meetings": _("meetings"),
    "notes": _("notes of your systems"),
    "ownnote": _("notes written here"),
    "correction": _("reasons of corrections"),
}


def told_of(going: Mapping[str, int]) -> list[tuple[str, int]]:
    """How many of what, in the order of what is missed most; the rest in one sum."""
    found = [(str(name), going[table]) for table, name in _CALLED.items() if going.get(table)]
    rest = sum(count for table, count in going.items() if table not in _CALLED)
    return [*found, (str(_("other records")), rest)] if rest else found


def named_of(book: Book, rules: Sequence[Rule]) -> dict[str, Any]:
    """In what stays: out of how many texts of what a person is taken, and in how many they stay named."""
    person = Person.of([rule.value for rule in rules])
    taken, left, files = purge.named_in(book, rules, person)
    ours, ours_left = scrub.named_in(person)
    taken["messages"] += taken.pop("copies", 0)
    taken.pop("corrections", None)  # the app has the same ones
    taken += ours
    told = [(str(name), taken.pop(kind)) for kind, name in _OURS.items() if taken.get(kind)]
    rest = sum(taken.values())
    told += [(str(_("other texts, of what was published too")), rest)] if rest else []
    return {"taken": told, "left": left + ours_left, "files": files}
