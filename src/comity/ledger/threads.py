"""Which messages belong to one conversation: by their headers, and where those lack, by subject and people."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from comity.later import pattern

# "Re:", "AW:", "RE[2]:", "Fwd:", "WG:", "Antw:", "TR:" ... in front of a subject, any number of them.
_PREFIX = pattern(
    r"^\s*(?:(?:re|aw|antw|antwort|sv|vs|fw|fwd|wg|tr|rv|doorst|rif|ynt|odp)\s*(?:\[\d{1,3}\])?\s*:\s*)+", re.I
)
# Longer than this between two mails of one subject, and it is a new conversation that reuses the subject.
_APART = dt.timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Headers:
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
    head: dict[str, str] = {}

    def root(ref: str) -> str:
        while head.get(ref, ref) != ref:
            head[ref] = head.get(head[ref], head[ref])
            ref = head[ref]
        return ref

    def join(older: str, newer: str) -> None:
        a, b = root(older), root(newer)
        if a != b:
            head[b] = a

    latest: dict[str, list[int]] = {}
    for i in order:
        mail = mails[i]
        head.setdefault(mail.ref, mail.ref)
        named = [r for r in (*mail.thread_refs, mail.in_reply_to) if r]
        for ref in named:
            join(ref, mail.ref)
        subject = bare_subject(mail.subject)
        # Only an answer without headers is joined by subject: two mails may both be called "timesheets".
        if not named and subject and _PREFIX.match(mail.subject or ""):
            for j in reversed(latest.get(subject, [])):
                if mail.sent_at - mails[j].sent_at > _APART:
                    break
                if len(mail.people & mails[j].people) > 1:
                    join(mails[j].ref, mail.ref)
                    break
        latest.setdefault(subject, []).append(i)
    first: dict[str, str] = {}
    for i in order:
        first.setdefault(root(mails[i].ref), mails[i].ref)
    return [first[root(m.ref)] for m in mails]
