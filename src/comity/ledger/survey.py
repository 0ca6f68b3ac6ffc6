"""What is known of a whole book before the ground of any account is laid: who is who, and what each mail is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import msgspec
import numpy as np
import pyarrow as pa

from comity.book.correspondence import Letter as Kind
from comity.book.correspondence import letters
from comity.book.known import Facts
from comity.book.whois import WhoIsWho, who_is_who
from comity.book.whois.ends import as_sent, heads
from comity.keeping import Cache
from comity.ledger.home import Home, home_of
from comity.ledger.mail_facts import Clock, Mail
from comity.ledger.threads import Conversations, Headers
from comity.tables.messages import UNSENT

Accounts = frozenset[str]
_HEAD = ("row_id", "ref", "sent_at", "sent_on", "offset_minutes", "sender", "sender_name", "subject", "body_from",
         "attachments")  # fmt: skip


class Survey(msgspec.Struct, frozen=True, dict=True):
    """Of a book's facts: who is who, the firm's settings, what each message is, and to which conversation it belongs.

    Both sides' answers are timed on one clock, ours: `clock`.
    """

    facts: Facts
    whois: WhoIsWho
    home: Home
    kinds: Sequence[Kind]
    threads: pa.Array
    clock: Clock

    def mails(self, accounts: Accounts | None = None, refs: Collection[str] | None = None) -> list[Mail]:
        """The messages that are correspondence, in the order they were sent: all, or those with some accounts.

        With `refs` only those of them.
        """
        rows = self._rows_of(accounts).tolist()
        places = pa.array(rows, pa.int64())
        messages = self.facts["messages"].select(_HEAD).take(places)
        bodies = self.facts.texts["messages"]
        named = self.threads.take(places).to_pylist()
        told = zip(rows, *(messages[c].to_pylist() for c in _HEAD), named, strict=True)
        found = []
        for row, key, ref, at, on, offset, sender, name, subject, origin, attached, thread in told:
            kind = self.kinds[row]
            with_ = kind.accounts if accounts is None else tuple(a for a in kind.accounts if a in accounts)
            if refs is None or ref in refs:
                found.append(Mail(str(key), str(ref), at, on, int(offset or 0), sender or "", name or "", kind.said_by,
                                  with_, subject or "", origin == "html", thread, len(attached or ()),
                                  bodies))  # fmt: skip
        return sorted(found, key=lambda m: (m.sent_at, m.ref, m.key))

    def parts(self, most: int, accounts: Accounts | None = None) -> list[Accounts]:
        """All accounts, or these, in parts with about so many messages each."""
        count = self._count
        found: list[Accounts] = []
        some: set[str] = set()
        held = 0
        for account in sorted(self.whois.accounts if accounts is None else accounts):
            if some and held + count[account] > most:
                found.append(frozenset(some))
                some, held = set(), 0
            some.add(account)
            held += count[account]
        return [*found, frozenset(some)]

    def lighten(self) -> None:
        """Let go of what nobody asks for who lays some accounts at a time: to whom mail went, where it was filed."""
        self.facts["messages"] = self.facts["messages"].select(_HEAD)
        self.facts["filings"] = self.facts["filings"].slice(0, 0)
        pa.default_memory_pool().release_unused()

    def lay_out(self, accounts: Accounts) -> None:
        """Lay out the bodies of the mail with these accounts for those who ask for it part by part."""
        names = self.facts["messages"]["row_id"].take(pa.array(self._rows_of(accounts)))
        self.facts.texts["messages"].lay_out(names.to_pylist())

    def left_out(self) -> dict[str, str]:
        """Why each mail is left out that is no correspondence."""
        names, records = self.facts["messages"]["row_id"].to_pylist(), self.facts.records
        kinds = zip(map(str, names), self.kinds, strict=True)
        told = {records.get(name, name): kind.why for name, kind in kinds if not kind.counts}
        return told | dict.fromkeys(self.facts.unsent, UNSENT)

    def _rows_of(self, accounts: Accounts | None) -> np.ndarray:
        """The places of the messages with some accounts."""
        if accounts is None:
            return np.flatnonzero([kind.counts for kind in self.kinds])
        rows, whose, names = self._whose
        here = np.array([name in accounts for name in names], bool)
        told = np.zeros(len(self.kinds), bool)  # `np.unique` loads masked arrays
        told[rows[here[whose]]] = True
        return np.flatnonzero(told)

    @cached_property
    def _count(self) -> Counter[str]:
        """By account, how many messages."""
        return Counter(a for kind in self.kinds for a in kind.accounts)

    @cached_property
    def _whose(self) -> tuple[np.ndarray, np.ndarray, list[str]]:
        """Of each message and account of it the place of the one, the number of the other; and the accounts' names."""
        numbers: dict[str, int] = {}
        pairs = [
            (row, numbers.setdefault(a, len(numbers))) for row, kind in enumerate(self.kinds) for a in kind.accounts
        ]
        rows, whose = np.array(pairs, np.int32).reshape(-1, 2).T
        return rows.copy(), whose.copy(), list(numbers)


def survey(facts: Facts, cache: Cache | None) -> Survey:
    """Look over the facts of a day."""
    whois = who_is_who(facts, cache)
    kinds = letters(facts, whois)
    return Survey(facts, whois, home_of(facts, whois), kinds, _threads(facts, kinds), _our_clock(facts, kinds))


def _threads(facts: Facts, kinds: Sequence[Kind]) -> pa.Array:
    """For each message that is correspondence the name of its conversation."""
    messages = facts.also("messages", "in_reply_to", "thread_refs")
    order = [row for row in as_sent(messages).to_pylist() if kinds[row].counts]
    told = Conversations()
    columns = ("ref", "in_reply_to", "thread_refs", "subject", "sent_at", "sender")
    for ref, answers, refs, subject, at, sender, named in heads(messages, columns, pa.array(order, pa.int64())):
        people = frozenset({sender or "", *(address for address, _ in named)})
        told.take(Headers(str(ref), answers or "", refs or (), subject or "", at, people))
    names = pa.array(told.names(), pa.string())
    places: list[int | None] = [None] * len(kinds)
    for place, row in enumerate(order):
        places[row] = place
    return names.take(pa.array(places, pa.int64()))


def _our_clock(facts: Facts, kinds: Sequence[Kind]) -> Clock:
    """Minutes from UTC on our own clock on a day: what most of our mail of that month shows.

    Where we wrote nothing that month our commonest clock stands in.
    """
    by_month: dict[tuple[int, int], Counter[int]] = {}
    columns = (facts["messages"][c].to_pylist() for c in ("sent_on", "offset_minutes"))
    for kind, on, offset in zip(kinds, *columns, strict=True):
        if kind.counts and kind.said_by == "us":
            by_month.setdefault((on.year, on.month), Counter())[int(offset or 0)] += 1
    usual = _commonest(sum(by_month.values(), Counter[int]()))
    told: Mapping[tuple[int, int], int | None] = {month: _commonest(seen) for month, seen in by_month.items()}

    def clock(on: dt.date, otherwise: int) -> int:
        found = told.get((on.year, on.month), usual)
        return otherwise if found is None else found

    return clock


def _commonest(seen: Counter[int]) -> int | None:
    return max(sorted(seen), key=lambda o: seen[o], default=None)
