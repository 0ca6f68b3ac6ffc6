"""Whose a note is: a CRM keeps notes at a firm, and at the deals that one has with it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TypeVar

import pyarrow as pa

from comity.book.known import known_on
from comity.book.store import Book
from comity.book.whois import WhoIsWho, who_is_who
from comity.ledger.columns import rows_of

K = TypeVar("K")


class WrittenAt:
    """Finds the account of what a note is written at: by a firm's key or name, else by a deal's.

    What several deals have in common tells of an account only where all of them are its own. Programs number deals and
    firms alike, and the files of one program are not always known as such: a deal's key is asked for in all, and tells
    nothing where the note is written at something of another name.
    """

    def __init__(self, facts: Mapping[str, pa.Table], whois: WhoIsWho) -> None:
        self._whois = whois
        by_key: defaultdict[tuple[str, str], set[str | None]] = defaultdict(set)
        by_name: defaultdict[str, set[str | None]] = defaultdict(set)
        for crm, key, name, company, company_id in rows_of(
            facts["deals"], "crm", "deal_id", "name", "company", "company_id"
        ):
            account = whois.account_of(str(company or ""), (str(crm or ""), str(company_id or "")))
            called = _folded(str(name or ""))
            by_name[called].add(account)
            for written in {"", called} if key else ():
                by_key[str(key), written].add(account)
        self._by_key, self._by_name = _told_by(by_key), _told_by(by_name)

    def account(self, crm: object, company: object, company_id: object) -> str | None:
        """The account of a note with these values; None where nobody knows."""
        name, key = str(company or ""), str(company_id or "")
        firm = self._whois.account_of("", (str(crm or ""), key)) or self._whois.account_of(name)
        return firm or self._by_key.get((key, _folded(name))) or self._by_name.get(_folded(name))


def unplaced(book: Book) -> Mapping[str, int]:
    """What notes are written at that count for nobody, as nobody knows whose it is, each with how many of them."""
    if not book.facts("notes", ["row_id"]).num_rows:
        return {}  # who is who takes a while to tell
    facts = known_on(book, dt.date.max)
    written_at = WrittenAt(facts, who_is_who(facts))
    told = rows_of(facts["notes"], "crm", "company", "company_id")
    found = Counter(
        str(company or key)
        for crm, company, key in told
        if (company or key) and not written_at.account(crm, company, key)
    )
    return dict(sorted(found.items(), key=lambda f: (-f[1], f[0])))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _told_by(found: Mapping[K, set[str | None]]) -> Mapping[K, str]:
    return {told: account for told, some in found.items() if told and len(some) == 1 for account in some if account}
