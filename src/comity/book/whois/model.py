"""What "who is who" comes to: our side, the accounts, the people, and why each thing was laid to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from comity.book.own_side import OwnSide


class Merge(msgspec.Struct, frozen=True):
    """One thing laid to an account, and why; what a person can undo."""

    account: str
    what: str
    why: str


class Account(msgspec.Struct, frozen=True):
    """A firm we have dealings with. `client` is False for suppliers, banks, competitors: they are never judged.

    `former_on` is the day on which somebody said that they are a client no longer.
    """

    id: str
    name: str
    domains: tuple[str, ...]
    spellings: tuple[str, ...]
    owner: str = ""
    client: bool = True
    listed: bool = False
    former_on: dt.date | None = None


class Person(msgspec.Struct, frozen=True):
    """Somebody at an account, keyed by the address they mostly write from.

    `left_on` is the day from which they are known to be gone: first heard from another firm, or last heard from here
    where the CRM marks them as gone.
    """

    key: str
    account: str
    name: str
    title: str = ""
    level: int | None = None
    role: str | None = None
    reports_to: str = ""
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    left_on: dt.date | None = None


OWN_CRM = "comity"  # the system of notes that were written in Comity itself


class WhoIsWho(msgspec.Struct, frozen=True):
    """Lookups from what sources write to accounts and people. Every mapping is a pure function of the facts.

    `called` has the ids that accounts went by before people decided who is who, or before another name or a domain was
    known, and which account each is now.
    """

    own: OwnSide
    accounts: Mapping[str, Account]
    by_address: Mapping[str, str]
    by_name: Mapping[str, str]
    by_company: Mapping[tuple[str, str], str]
    by_phone: Mapping[str, Person]
    people: Mapping[str, Person]
    merges: tuple[Merge, ...] = ()
    questions: tuple[str, ...] = ()
    passed_over: Mapping[str, str] = msgspec.field(default_factory=dict)
    called: Mapping[str, str] = msgspec.field(default_factory=dict)

    def account_of(self, name: str | None, company: tuple[str, str] | None = None) -> str | None:
        """The account behind a CRM key, else behind a spelling; None where nobody knows.

        What was written in Comity itself names the account as it was called then; a merge may have made it another's.
        """
        if company and company[0] == OWN_CRM:
            return self.now(company[1])
        found = self.by_company.get(company) if company else None
        return found or self.by_name.get(name or "")

    def now(self, account: str) -> str | None:
        """The account of which that one is part now that went by this id when somebody spoke of it."""
        if account in self.accounts:
            return account
        return self.called.get(account) or next((a.id for a in self.accounts.values() if account in a.domains), None)
