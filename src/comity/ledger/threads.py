"""Which messages belong to one conversation: by their headers, and where those lack, by subject and people."""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from collections.abc import Sequence

import msgspec

from comity.later import pattern

# "Re:", "AW:", "RE[2]:", "Fwd:", "WG:", "Antw:", "TR:" ... in front of a subject, any number of them.
_PREFIX = pattern(
    r"^\s*(?:(?:re|aw|antw|antwort|sv|vs|fw|fwd|wg|tr|rv|doorst|rif|ynt|odp)\s*(?:\[\d{1,3}\])?\s*:\s*)+", re.I
)
# Longer than this between two mails of one subject, and it is a new conversation that reuses the subject.
_APART = dt.timedelta(days=45)


class Headers(msgspec.Struct, frozen=True):
    """What threading looks at; `people` are all addresses in the mail."""

    ref: str
    in_reply_to: str
    thread_refs: Sequence[str]
    subject: str
    sent_at: dt.datetime
    people: frozenset[str]


def bare_subject(subject: str) -> str:
    """The subject without answer and forward prefixes, lower case, white space folded."""
    return " ".join(_PREFIX.sub("", subject or "").lower().split())


def threads(mails: Sequence[Headers]) -> list[str]:
    """For each mail the name of its conversation: the ref of the earliest mail in it."""
    order = sorted(range(len(mails)), key=lambda i: (mails[i].sent_at, mails[i].ref))
    told = Conversations()
    for i in order:
        told.take(mails[i])
    return [name for _, name in sorted(zip(order, told.names(), strict=True))]


class Conversations:
    """Takes mails one after the other, as they were sent (of one moment by ref); `names` tells then what is one."""

    def __init__(self) -> None:
        self._refs: list[str] = []
        self._head: dict[str, str] = {}
        # What an answer without headers may belong to: by subject the refs and people of the last mails.
        self._recent: dict[str, deque[tuple[dt.datetime, str, frozenset[str]]]] = {}
        self._in_turn: deque[tuple[dt.datetime, str]] = deque()

    def take(self, mail: Headers) -> None:
        """Take the next mail."""
        self._refs.append(mail.ref)
        self._head.setdefault(mail.ref, mail.ref)
        self._forget(mail.sent_at)
        named = [r for r in (*mail.thread_refs, mail.in_reply_to) if r]
        for ref in named:
            self._join(ref, mail.ref)
        subject = bare_subject(mail.subject)
        recent = self._recent.setdefault(subject, deque())
        # Only an answer without headers is joined by subject: two mails may both be called "timesheets".
        if not named and subject and _PREFIX.match(mail.subject or ""):
            before = (ref for _, ref, people in reversed(recent) if len(mail.people & people) > 1)
            if answered := next(before, None):
                self._join(answered, mail.ref)
        recent.append((mail.sent_at, mail.ref, mail.people))
        self._in_turn.append((mail.sent_at, subject))

    def names(self) -> list[str]:
        """For each mail that was taken the ref of the first of its conversation."""
        first: dict[str, str] = {}
        return [first.setdefault(self._root(ref), ref) for ref in self._refs]

    def _forget(self, now: dt.datetime) -> None:
        while self._in_turn and now - self._in_turn[0][0] > _APART:
            _, subject = self._in_turn.popleft()
            recent = self._recent[subject]
            recent.popleft()
            if not recent:
                del self._recent[subject]

    def _root(self, ref: str) -> str:
        head = self._head
        while head.get(ref, ref) != ref:
            head[ref] = head.get(head[ref], head[ref])
            ref = head[ref]
        return ref

    def _join(self, older: str, newer: str) -> None:
        a, b = self._root(older), self._root(newer)
        if a != b:
            self._head[b] = a
