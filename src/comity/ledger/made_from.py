"""Digests of everything that the rows of an account are made from, so that those of an earlier review can be used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b

import pyarrow.compute as pc

from comity.keeping import digest_of
from comity.ledger.meeting_facts import Invitation
from comity.ledger.note_facts import Noted, Quoted
from comity.ledger.promising.books import Books
from comity.ledger.promising.reported import called
from comity.ledger.promising.workdays import calendars
from comity.ledger.survey import Survey

SEAL = 16  # bytes
_AT_ONCE = 10_000  # messages whose heads are held as Python's objects
_OF_COPIES = ("sender_name", "subject", "body_from", "attachments")


def words_made_from(
    survey: Survey, alike: Sequence[object], told: Iterable[Noted | Quoted | Invitation]
) -> dict[str, bytes]:
    """By account, what is laid of its mail, and of what notes quote and invitations say, is made from.

    A message's words are known by its name, for which they never change; beside it counts what its copies tell of it,
    and what was found out about it.
    `alike` is what counts for all accounts.
    """
    begun = blake2b(digest_size=SEAL)
    begun.update(_bytes(*alike))
    found: defaultdict[str, blake2b] = defaultdict(begun.copy)
    for account in survey.whois.accounts:
        found[account].update(_bytes(account))
    for accounts, row in _messages(survey):
        for account in accounts:
            found[account].update(row)
    told = list(told)
    noted = {one.account for one in told if isinstance(one, Noted)}
    for account, names in sorted(called(survey.whois, noted).items()):
        found[account].update(_bytes(sorted(names)))
    for one in told:
        for account in one.accounts if isinstance(one, Invitation) else (one.account,):
            found[account].update(_bytes(one))
    return {account: digest.digest() for account, digest in found.items()}


def promises_made_from(words: Mapping[str, bytes], books: Books, country: str) -> dict[str, bytes]:
    """By account, what is laid of its promises is made from: its words, and what the books tell of deeds.

    The day until which money is known counts where there is an invoice that could be paid by then.
    """
    found = {}
    for account, digest in words.items():
        happened = books.deeds.get(account, ())
        until = books.money_until if any(deed.kind == "invoice" for deed in happened) else None
        found[account] = digest_of(_bytes(digest, country, calendars(), happened, until))
    return found


def _messages(survey: Survey) -> Iterable[tuple[tuple[str, ...], bytes]]:
    """Of each message that is correspondence, with which accounts, and all that counts of it."""
    messages, kinds, threads = survey.facts["messages"], survey.kinds, survey.threads
    who = _whose(survey)
    for at in range(0, messages.num_rows, _AT_ONCE):
        some = messages.select(["row_id", "sender", "sent_on", "offset_minutes", *_OF_COPIES]).slice(at, _AT_ONCE)
        attached = pc.call_function("list_value_length", [some["attachments"]])
        some = some.set_column(some.schema.get_field_index("attachments"), "attachments", attached)
        columns = (some[c].to_pylist() for c in some.column_names)
        for kind, thread, row, sender, on, offset, *told in zip(
            kinds[at : at + _AT_ONCE], threads.slice(at, _AT_ONCE).to_pylist(), *columns, strict=True
        ):
            if kind.accounts:
                clock = survey.clock(on, int(offset or 0))
                known = f"{row}\0{thread}\0{kind.said_by}\0{clock}\0{who(sender or '')}\0{on}\0{offset}\0{told}\0"
                yield kind.accounts, known.encode("utf-8", "surrogatepass")


def _whose(survey: Survey) -> Callable[[str], str]:
    """What is known of whoever writes from an address."""
    whois, known = survey.whois, dict[str, str]()

    def who(sender: str) -> str:
        if sender not in known:
            p = whois.people.get(sender)
            told = (p.key, p.name, p.title, p.level, p.role) if p else whois.own.people.get(sender, sender)
            known[sender] = repr(told)
        return known[sender]

    return who


def _bytes(*parts: object) -> bytes:
    return "".join(f"{part!r}\0" for part in parts).encode("utf-8", "surrogatepass")
