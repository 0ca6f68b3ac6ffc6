"""Everybody whom a book names: whose name must not leave with a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from comity.book.known import Facts
from comity.book.whois import WhoIsWho
from comity.book.whois.signed import label_of
from comity.signals.asking.veil import Names

PEOPLE = {
    "contacts": ("name", "reports_to", "owner"), "companies": ("owner",), "deals": ("owner",), "hours": ("person",),
    "cost_rates": ("person",), "notes": ("person", "author"), "placements": ("candidate",), "calls": ("our_name",),
    "submissions": ("candidate", "sender"), "timesheets": ("worker",), "job_orders": ("contact",),
}  # fmt: skip
FIRMS = {
    "companies": ("name",), "contacts": ("company",), "deals": ("company",), "hours": ("client",),
    "invoices": ("customer",), "payments": ("customer",), "placements": ("client",), "submissions": ("client",),
    "timesheets": ("client",), "job_orders": ("client",), "notes": ("company",),
}  # fmt: skip
# Heads of mails and entries of calendars call people and firms alike, and whoever has no name at all.
OTHERS = {"messages": ("sender_name", "recipients", "copied"), "meetings": ("attendees",), "calls": ("their_name",)}


def names_of(facts: Facts, whois: WhoIsWho) -> Names:
    """Everybody: who is who, and whoever is named in mail, CRM, books, calendars, calls and time sheets."""
    people, firms = set(_told(facts, PEOPLE)), set(_told(facts, FIRMS))
    for person in whois.people.values():
        people |= {person.name, *map(_local, person.addresses)}
    for address, name in whois.own.people.items():
        people |= {name, _local(address)}
    firms |= {whois.own.name, *whois.own.names, *map(label_of, whois.own.domains)}
    for account in whois.accounts.values():
        firms |= {account.name, *account.spellings, *map(label_of, account.domains)}
    return Names(frozenset(filter(None, people)), frozenset(filter(None, firms)), frozenset(_told(facts, OTHERS)))


def _told(facts: Facts, columns: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for table, names in columns.items():
        for name in names:
            column = facts[table][name].combine_chunks()
            if pa.types.is_list(column.type):
                column = column.flatten()
            if pa.types.is_struct(column.type):
                column = column.field("name")
            yield from filter(None, column.unique().to_pylist())


def _local(address: str) -> str:
    """The name that an address spells, where it spells one in parts: ann.lee@..., but not info@..."""
    local = address.partition("@")[0]
    return local if any(sign in local for sign in "._-") else ""
