"""People: one for each human at an account, with name, title, seniority, and every address and number they use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from comity.book.known import Facts
from comity.book.person_names import is_automatic_address, is_role_address, person_name, same_person
from comity.book.titles import level, read_title, role
from comity.book.whois.mailers import SAME
from comity.book.whois.model import Person
from comity.book.whois.traffic import Mailer
from comity.later import pattern

# What a CRM calls somebody who is no longer there.
_GONE = pattern(
    r"archiv|\bleft\b(?!\W+(?:(?:an?|the|my)\W+)?(?:voice|vm\b|message|msg|note|word))|\binactive|\bformer|\bgone\b"
    r"|\bno longer|ausgeschieden|inaktiv|vertrokken|\bpartie?s?\b"
)


class _Known(msgspec.Struct):
    """What is gathered of one person."""

    name: str = ""
    title: str = ""
    reports_to: str = ""
    addresses: list[str] = msgspec.field(default_factory=list)
    phones: list[str] = msgspec.field(default_factory=list)
    gone: bool = False
    listed: bool = False


def people_of(
    facts: Facts, accounts: Mapping[str, str], contact_accounts: Mapping[str, str], mailers: Mapping[str, Mailer]
) -> list[Person]:
    """Everybody at an account, by account and name.

    `accounts` maps an address to its account, `contact_accounts` a CRM contact's row_id to its own. Two addresses of
    one account under one name are one person; the same name at two accounts is two, for what somebody said at the old
    firm stays with the old firm.
    """
    known: dict[str, list[_Known]] = {}
    for row in sorted(facts["contacts"].to_pylist(), key=lambda r: (r["name"] or "", r["row_id"])):
        account = contact_accounts.get(row["row_id"])
        if account is None:
            continue
        emails = [e for e in row["emails"] or () if accounts.get(e, account) == account]
        name = row["name"] or ""
        person = _same(known.setdefault(account, []), name, emails) or _Known(name, listed=True)
        if person not in known[account]:
            known[account].append(person)
        person.title = person.title or row["title"] or ""
        status = (row["status"] or "").lower()
        person.gone |= bool(_GONE.search(status)) or read_title(row["title"] or "").past
        person.reports_to = person.reports_to or row["reports_to"] or ""
        person.addresses += [e for e in emails if e not in person.addresses]
        person.phones += [p for p in row["phones"] or () if p not in person.phones]
    for address, mailer in mailers.items():
        account = accounts.get(address)
        if account is None or is_automatic_address(address):
            continue
        name = mailer.name or person_name("", address).shown or address
        person = _same(known.setdefault(account, []), name, [address])
        if person is None:
            person = _Known(name)
            known[account].append(person)
        if address not in person.addresses:
            person.addresses.append(address)
    moved = _moved(known, mailers)
    return [_person(account, p, mailers, moved.get(id(p))) for account, some in sorted(known.items()) for p in some]


def _moved(known: Mapping[str, list[_Known]], mailers: Mapping[str, Mailer]) -> dict[int, dt.date]:
    """By person, the day from which they are known to be gone: the same full name is first heard from another firm
    after it was last heard from here, or the CRM marks them as gone and they were heard before."""
    heard: dict[str, list[tuple[dt.date, dt.date, _Known]]] = {}
    found: dict[int, dt.date] = {}
    for some in known.values():
        for person in some:
            wrote = [mailers[a] for a in person.addresses if a in mailers]
            days = [(m.first_on, m.last_on) for m in wrote if m.first_on and m.last_on]
            if days:
                first, last = min(d for d, _ in days), max(d for _, d in days)
                name = person_name(person.name)
                if name.first and name.last:
                    heard.setdefault(name.full.lower(), []).append((first, last, person))
                if person.gone:
                    found[id(person)] = last
    for some_heard in heard.values():
        for _, last, person in some_heard:
            later = [first for first, _, other in some_heard if other is not person and first > last]
            if later:
                found[id(person)] = min(later)
    return found


def _same(people: list[_Known], name: str, addresses: list[str]) -> _Known | None:
    if not people:
        return None  # a name is dear to take apart
    for person in people:
        if any(a in person.addresses for a in addresses):
            return person
    if addresses and all(is_role_address(a) for a in addresses):
        return None
    shown = person_name(name, addresses[0] if addresses else "")
    alike = [p for p in people if same_person(person_name(p.name), shown) >= SAME]
    return alike[0] if len(alike) == 1 else None


def _person(account: str, known: _Known, mailers: Mapping[str, Mailer], left_on: dt.date | None) -> Person:
    used = sorted(known.addresses, key=lambda a: (-mailers[a].sent if a in mailers else 1, a))
    name = known.name
    if person_name(name, used[0] if used else "").kind != "person" and used:
        name = next((mailers[a].name for a in used if a in mailers and mailers[a].name), name)
    return Person(
        key=used[0] if used else f"{account}/{name}",
        account=account,
        name=name,
        title=known.title,
        level=level(known.title) if known.title else None,
        role=role(known.title) if known.title else None,
        reports_to=known.reports_to,
        addresses=tuple(used),
        phones=tuple(known.phones),
        left_on=left_on,
    )
