"""Who is who: accounts, people and our own side, as a pure function of the facts known on a day.

Nothing here is stored: the same facts give the same answer in whatever order they were read, and every merge says why
it was made and can be undone by a decision, which is a fact too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pyarrow.compute as pc

from comity.book.domains import is_freemail, registrable
from comity.book.known import Facts
from comity.book.own_side import OwnSide
from comity.book.whois.contacts import name_by_contacts
from comity.book.whois.decisions import apply_decisions
from comity.book.whois.firms import Firm, firms_of
from comity.book.whois.ids import by_id, ids_of
from comity.book.whois.mailers import Addresses
from comity.book.whois.model import Account, Merge, Person, WhoIsWho
from comity.book.whois.own import firm_row, is_ours, own_side
from comity.book.whois.people import people_of
from comity.book.whois.phones import phone_key
from comity.book.whois.signed import firm_names, told_names
from comity.book.whois.traffic import corresponding, traffic
from comity.keeping import Cache, Kept, Sealed, of_code

__all__ = ["Account", "Merge", "Person", "WhoIsWho", "firm_row", "phone_key", "who_is_who"]


def who_is_who(facts: Facts, cache: Cache | None = None) -> WhoIsWho:
    """Lay every address, spelling, CRM key and telephone number to an account, and gather its people."""
    beside = facts.kept_words() if cache else None
    # What is kept with the book by domain need not be kept by mail.
    kept = Kept(None if beside else cache, "signed", (), [of_code("comity.book")])
    words = Sealed(beside, "signed")
    own = own_side(facts, kept, words)
    mailers = traffic(facts, own.domains)
    met = frozenset(corresponding(mailers))
    told = told_names(facts, lambda address: registrable(address) in met, kept, words)
    firms = firms_of(facts, own, {d: firm_names(told.get(d, {}), d, several=1) for d in sorted(met)})
    addresses = Addresses(firms, facts, mailers, Sealed(beside, "talk"))
    name_by_contacts(facts, firms)
    if facts["decisions"].num_rows:
        before = ids_of(firms, mailers)
        for firm in firms.all:
            firm.called.add(before[id(firm)])
    apply_decisions(facts, firms, addresses)
    ids = ids_of(firms, mailers)
    by_address = {a: ids[id(f)] for a, f in sorted(addresses.firm_of.items())}
    by_company = {key: ids[id(f)] for key, f in sorted(firms.by_company.items())}
    by_name = {name: ids[id(f)] for name, f in sorted(firms.by_name.items())}
    contacts = _contact_accounts(facts, by_company, by_name)
    people = people_of(facts, by_address, contacts, mailers)
    accounts = {ids[id(f)]: _account(ids[id(f)], f, told) for f in sorted(firms.all, key=lambda f: ids[id(f)])}
    called = {name: ids[id(f)] for name, f in sorted(by_id(firms, ids).items()) if name not in accounts}
    merges = [Merge(ids[id(f)], what, why) for f in firms.all for what, why in f.whys.items()]
    return WhoIsWho(
        own=own,
        accounts=accounts,
        by_address={**_met(facts, own, accounts.values()), **by_address},
        by_name=by_name,
        by_company=by_company,
        by_phone=_phones(facts, people, by_company, by_name),
        people={a: p for p in people for a in (p.addresses or (p.key,))},
        merges=tuple(sorted(merges, key=lambda m: (m.account, m.what))),
        questions=tuple(dict.fromkeys(firms.questions)),
        passed_over=addresses.passed_over,
        called=called,
    )


def _met(facts: Facts, own: OwnSide, accounts: Iterable[Account]) -> dict[str, str]:
    """The account of whoever was asked to a meeting and never wrote, by the domain that is the account's."""
    owner = {domain: account.id for account in accounts for domain in account.domains if not is_freemail(domain)}
    meetings = facts["meetings"]
    asked = pc.call_function("list_flatten", [meetings["attendees"]])
    named = {*pc.call_function("struct_field", [asked], pc.StructFieldOptions("address")).to_pylist(),
             *meetings["organizer"].to_pylist()}  # fmt: skip
    found = {a: owner.get(registrable(a)) for a in sorted(a for a in named if a and "@" in a)}
    return {a: account for a, account in found.items() if account and not is_ours(a, own.domains)}


def _account(account: str, firm: Firm, told: Mapping[str, Mapping[str, set[str]]]) -> Account:
    """One known by mail alone is called what several people there sign for, else by its domain."""
    domains = tuple(sorted(firm.domains, key=lambda d: (d != account, firm.domains[d], d)))
    shown = firm.shown or next((n for d in domains for n in firm_names(told.get(d, {}), d)), account)
    names = tuple(sorted(firm.names))
    return Account(account, shown, domains, names, firm.owner, firm.client, firm.listed, firm.former_on)


def _contact_accounts(
    facts: Facts, by_company: Mapping[tuple[str, str], str], by_name: Mapping[str, str]
) -> dict[str, str]:
    columns = ("row_id", "crm", "company_id", "company")
    rows = zip(*(facts["contacts"][c].to_pylist() for c in columns), strict=True)
    found = {r: by_company.get((crm or "", key or "")) or by_name.get(name or "") for r, crm, key, name in rows}
    return {r: account for r, account in found.items() if account}


def _phones(
    facts: Facts, people: list[Person], by_company: Mapping[tuple[str, str], str], by_name: Mapping[str, str]
) -> dict[str, Person]:
    """The person a number rings at; a firm's own number rings at nobody in particular. Shared numbers tell the firm."""
    found: dict[str, Person] = {}
    for row in facts["companies"].to_pylist():
        account = by_company.get((row["crm"] or "", row["company_id"] or "")) or by_name.get(row["name"] or "")
        if account and phone_key(row["phone"]):
            found.setdefault(phone_key(row["phone"]), Person(f"{account}/", account, ""))
    shared: Counter[str] = Counter(k for p in people for k in {phone_key(n) for n in p.phones})
    for person in people:
        for key in sorted({phone_key(n) for n in person.phones} - {""}):
            found[key] = person if shared[key] == 1 else Person(f"{person.account}/", person.account, "")
    return found
