"""Meetings, each at its account and with the highest of their people who took part."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec
import pyarrow as pa
from msgspec.structs import replace

from comity.book.known import Facts
from comity.book.names import Directory, Firm
from comity.book.texts import Texts
from comity.book.whois import Person, WhoIsWho
from comity.book.whois.own import is_ours
from comity.ledger.by_name import ByName
from comity.ledger.columns import rows_of, table
from comity.ledger.listed_again import listed_again
from comity.ledger.titles import Titles
from comity.ledger.told.cues import cue
from comity.signals.hearing import Letter

_EXCUSE = cue("excuse")
_BEFORE = dt.timedelta(days=7)
_BEGINNING = 2_000  # letters of a mail that are looked through


class Invitation(msgspec.Struct, frozen=True):
    """What an invitation says, once for a series: to which accounts, whose words, when written, and for which day."""

    key: str
    uid: str
    accounts: tuple[str, ...]
    ref: str
    said_by: str
    who: str
    subject: str
    written_on: dt.date
    starts_on: dt.date
    text: str = ""


def invitations(facts: Facts, whois: WhoIsWho) -> list[Invitation]:
    """The invitations with a text that went between us and accounts, in the order of their days."""
    columns = ("row_id", "ref", "uid", "starts_on", "created_on", "summary", "organizer", "attendees",
               "cancelled")  # fmt: skip
    wanted: dict[str, Invitation] = {}
    again = listed_again(facts, whois)
    rows = sorted(rows_of(facts["meetings"], *columns), key=lambda r: (str(r[3]), str(r[2]), str(r[0])))
    for row, ref, uid, day, made, summary, organizer, attendees, cancelled in rows:
        asked = (
            [a["address"] or "" for a in attendees or () if isinstance(a, dict)] if isinstance(attendees, list) else []
        )
        by = _side(whois, str(organizer or ""))
        theirs = {whois.by_address[a] for a in (*asked, str(organizer or "")) if a in whois.by_address}
        accounts = tuple(sorted(a for a in theirs if whois.accounts[a].client))
        if not (by and accounts and isinstance(day, dt.date)) or cancelled or row in again:
            continue
        written = min(made, day) if isinstance(made, dt.date) else day
        person = whois.people.get(str(organizer))
        who = person.name if person else whois.own.people.get(str(organizer), str(organizer))
        wanted[str(row)] = Invitation(f"{row}#text", str(uid), accounts, str(ref or uid), by, who, str(summary or ""),
                                      written, day)  # fmt: skip
    return _with_texts(wanted, facts.texts["meetings"])


def _with_texts(wanted: Mapping[str, Invitation], texts: Texts) -> list[Invitation]:
    """Those with a text, each text of a series once: at its first occurrence."""
    order = {row: number for number, row in enumerate(wanted)}
    first: dict[tuple[str, str], str] = {}
    for row in texts.each(wanted):
        text = texts[row]
        place = (wanted[row].uid, text)
        if text and order[row] <= order[first.setdefault(place, row)]:
            first[place] = row
    told = sorted(((row, text) for (_, text), row in first.items()), key=lambda told: order[told[0]])
    return [replace(wanted[row], text=text) for row, text in told]


def letters_of_invitations(invited: Sequence[Invitation]) -> list[Letter]:
    """What invitations say, as the reader hears it."""
    return [Letter(x.key, x.said_by, x.text, subject=x.subject, writer=x.who) for x in invited]


def meetings_table(facts: Facts, whois: WhoIsWho, levels: Titles) -> pa.Table:
    """The table `meetings`: one row for each account whose people were asked."""
    return table("meetings", _meetings(facts, whois, levels))


def _meetings(facts: Facts, whois: WhoIsWho, levels: Titles) -> Iterator[tuple[object, ...]]:
    titles, excuses, named = _Titles(whois), _Excuses(facts, whois), ByName(whois)
    for ref, uid, day, summary, organizer, attendees, cancelled, since, by in _each_once(facts, whois):
        asked = [a for a in attendees or () if isinstance(a, dict)] if isinstance(attendees, list) else []
        theirs: defaultdict[str, list[tuple[Person | None, str]]] = defaultdict(list)
        for one in (*asked, {"name": None, "address": str(organizer or ""), "answer": ""}):
            account, person = named.asked(one["name"] or "", one["address"] or "")
            if account and whois.accounts[account].client:
                theirs[account].append((person, one["answer"] or ""))
        if not theirs:
            # Nobody of theirs is named: the title may name the firm.
            found = titles.account(str(summary or ""))
            theirs = defaultdict(list, {found: []} if found else {})
        for account, people in sorted(theirs.items()):
            known = [person for person, _ in people if person]
            ranks = {p.key: levels.on(p, day).level or 0 for p in known}
            top = max(known, key=lambda p: (ranks[p.key], p.key), default=None)
            refused = [answer for _, answer in people if answer == "declined"]
            answers = [answer for _, answer in people if answer]
            if not theirs[account] and _among_us(whois, asked, str(organizer or "")):
                continue
            # Where one of theirs had declined, it fell through on their side, whoever took it off the calendar.
            off = "client" if refused else _side(whois, str(by or organizer or ""))
            if (
                off == "us"
                and cancelled
                and isinstance(known := since or day, dt.date)
                and excuses.told(account, known)
            ):
                off = "client"  # we took off our calendar what they had said they could not come to
            # Where all of ours declined what they had called, it was not held, and that was our doing.
            stayed = off != "us" and not refused and _stayed_away(whois, asked)
            yield (account, ref or uid, day, summary, top.name if top else "",
                   (ranks[top.key] or None) if top else None, _side(whois, str(organizer or "")),
                   bool(cancelled) or stayed, since, "us" if stayed else off,
                   bool(answers) and len(refused) == len(answers))  # fmt: skip


def _each_once(facts: Facts, whois: WhoIsWho) -> Iterator[Sequence[Any]]:
    """Each meeting once, however many calendars tell it."""
    columns = ("row_id", "ref", "uid", "starts_on", "summary", "organizer", "attendees", "cancelled", "cancelled_on",
               "cancelled_by")  # fmt: skip
    again = listed_again(facts, whois)
    rows = list(rows_of(facts["meetings"], *columns))
    # That a meeting was not held may be noted in one of them alone.
    noted = {again[str(told[0])]: told[-3:] for told in rows if told[0] in again and told[-3]}
    for row, *told in rows:
        if row not in again:
            yield told if told[-3] else [*told[:-3], *noted.get(str(row), told[-3:])]


def _stayed_away(whois: WhoIsWho, asked: Sequence[Mapping[str, str | None]]) -> bool:
    """Whether we were asked, and all of us said no."""
    ours = [a["answer"] for a in asked if is_ours(a["address"] or "", whois.own.domains)]
    return bool(ours) and all(answer == "declined" for answer in ours)


def _among_us(whois: WhoIsWho, asked: Sequence[Mapping[str, str | None]], organizer: str) -> bool:
    """Whether only colleagues were asked: what they do before or after a meeting is none with the client."""
    others = [a["address"] for a in asked if a["address"] and a["address"] != organizer]
    return bool(others) and all(is_ours(address, whois.own.domains) for address in others)


def _side(whois: WhoIsWho, address: str) -> str | None:
    if not address:
        return None
    return "us" if is_ours(address, whois.own.domains) else "client" if address in whois.by_address else None


class _Excuses:
    """Finds mail in which a client says that they cannot come, or that a meeting must be another day."""

    def __init__(self, facts: Facts, whois: WhoIsWho) -> None:
        self._facts, self._whois = facts, whois

    def told(self, account: str, known: dt.date) -> bool:
        """Whether one was written in the days until it was known that a meeting is off."""
        near = [(row, subject) for on, row, subject in self._mails.get(account, ()) if known - _BEFORE <= on <= known]
        texts = self._facts.texts["messages"]
        return any(_EXCUSE.search(subject) or _EXCUSE.search(texts[row][:_BEGINNING]) for row, subject in near)

    @cached_property
    def _mails(self) -> Mapping[str, Sequence[tuple[dt.date, str, str]]]:
        found: defaultdict[str, list[tuple[dt.date, str, str]]] = defaultdict(list)
        for row, sender, on, subject in rows_of(self._facts["messages"], "row_id", "sender", "sent_on", "subject"):
            account = self._whois.by_address.get(str(sender or ""))
            if account and isinstance(on, dt.date):
                found[account].append((on, str(row), str(subject or "")))
        return found


class _Titles:
    """Finds the account that a meeting's title names, where nobody of theirs is among the asked."""

    def __init__(self, whois: WhoIsWho) -> None:
        self._whois = whois

    @cached_property
    def _directory(self) -> Directory:
        firms = [Firm(a.id, a.spellings or (a.name,)) for a in self._whois.accounts.values() if a.client]
        return Directory(firms, own=self._whois.own.names)

    def account(self, title: str) -> str | None:
        """The one account named in the title, or None."""
        match = self._directory.find(title) if title else None
        return match.firm if match else None
