"""Who writes to whom: which outside addresses we have correspondence both ways with, and who shares threads."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache

import msgspec

from comity.book.domains import is_freemail, registrable, sounds_like_freemail
from comity.book.known import Facts
from comity.book.whois.ends import as_sent, heads
from comity.book.whois.own import is_ours
from comity.book.whois.spam import spam_refs
from comity.tables.messages import LIST_OF

# Marks that a machine or a list wrote it: such mail is no correspondence.
_MACHINE = frozenset({"list", "bulk", "auto", "bounce"})
_LISTS = frozenset({"list", "bulk"})
FIRST = 40  # messages of one stranger that are looked at


class Mailer(msgspec.Struct):
    """One outside address: how often it wrote to us, how often we wrote to it, under which names.

    `first` has the row_ids of the first mails that it wrote.
    """

    address: str
    sent: int = 0
    received: int = 0
    names: Counter[str] = msgspec.field(default_factory=Counter)
    first_on: dt.date | None = None
    last_on: dt.date | None = None
    first: list[str] = msgspec.field(default_factory=list)
    beside: Counter[str] = msgspec.field(default_factory=Counter)

    @property
    def domain(self) -> str:
        """The registrable domain of the address."""
        return registrable(self.address)

    @property
    def both_ways(self) -> bool:
        """Whether both sides wrote."""
        return bool(self.sent and self.received)

    @property
    def name(self) -> str:
        """The display name it used most."""
        return max(sorted(self.names), key=lambda n: self.names[n], default="")


def machine_marks(marks: Collection[str], domains: Collection[str], *, ours: bool) -> Collection[str]:
    """Those of a message's marks that make it no correspondence. What others write to a list of our own ("info@") they
    write to us."""
    held = _MACHINE.intersection(marks)
    if not ours and held and held <= _LISTS:
        lists = (mark.removeprefix(LIST_OF) for mark in marks if mark.startswith(LIST_OF))
        if any(f".{name}".endswith(tuple(f".{domain}" for domain in domains)) for name in lists):
            return ()
    return held


def traffic(facts: Facts, domains: frozenset[str]) -> dict[str, Mailer]:
    """Every outside address by name, from mail that people wrote; `beside` counts who was in the same mails."""
    found: defaultdict[str, Mailer] = defaultdict(lambda: Mailer(""))
    spam = spam_refs(facts)
    columns = ("ref", "sender", "sender_name", "marks", "row_id", "sent_on")
    mail = facts["messages"]
    others = lru_cache(maxsize=None)(lambda address: "@" in address and not is_ours(address, domains))
    alike: dict[str, str] = {}  # of many equal addresses one is held
    last = ""
    # Of a busy stranger only the first mails are looked at: the first sent, not the first read.
    for ref, sender, name, marks, row, day, named in heads(mail, columns, as_sent(mail)):
        # Of a letter in two mailboxes, which one of them may have marked, the copies stand beside each other.
        machine = marks and machine_marks(marks, domains, ours=is_ours(sender or "", domains))
        if machine or ref in spam or (ref and ref == last):
            continue
        last = ref
        outside = {alike.setdefault(a, a) for a in (*(a for a, _ in named), sender or "") if others(a)}
        for address in outside:
            mailer = found[address]
            mailer.address = address
            mailer.beside.update(outside - {address})
        if is_ours(sender or "", domains):
            for address, shown in named:
                if address in outside:
                    found[address].received += 1
                    # The name we address somebody by counts less than the one they sign with.
                    found[address].names[shown or ""] += 0
        elif sender in outside:
            _wrote(found[sender], name or "", day, row)
    return dict(sorted(found.items()))


def corresponding(mailers: Mapping[str, Mailer]) -> list[str]:
    """The domains of others, no freemail, from which we were written to and to which we wrote."""
    wrote = {m.domain for m in mailers.values() if m.sent}
    answered = {m.domain for m in mailers.values() if m.received}
    return sorted(d for d in wrote & answered if d and not is_freemail(d) and not sounds_like_freemail(d))


def _wrote(mailer: Mailer, name: str, day: dt.date, mail: str) -> None:
    mailer.sent += 1
    mailer.names[name] += 1
    mailer.first_on = min(day, mailer.first_on or day)
    mailer.last_on = max(day, mailer.last_on or day)
    if len(mailer.first) < FIRST:
        mailer.first.append(mail)
