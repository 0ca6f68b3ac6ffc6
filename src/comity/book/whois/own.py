"""Our own side: which domains and people are ours, and what we are called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import pyarrow as pa

from comity.book.addresses import split_address
from comity.book.company_names import company_key
from comity.book.declared import firm_as_set
from comity.book.domains import is_freemail, registrable
from comity.book.known import Facts
from comity.book.own_side import OwnSide
from comity.book.whois.ends import heads
from comity.book.whois.signed import firm_names, label_of, spells, told_names
from comity.keeping import Kept, Sealed

_HUB_MAILS, _HUB_FIRMS = 5, 2  # mail without any of ours that a second domain of ours takes part in, and with whom
_MOST_NAMES = 8  # a firm is called in no more ways than that
_LONG = 4  # letters of a label that tells a firm by itself
Mails = Iterable[tuple[str, set[str]]]


def own_side(facts: Facts, kept: Kept, words: Sealed) -> OwnSide:
    """What comity.toml says, else what the mail tells: the domain that takes part in most of it, and its fellows.

    A firm that writes from a freemail address has no domain of its own; then that address alone is ours.
    """
    told = firm_row(facts)
    listed = told.get("domains")
    domains = frozenset(str(d).lower() for d in listed) if isinstance(listed, list) else frozenset[str]()
    name = str(told.get("name") or "")
    first = min(domains, default="")
    inferred = not domains
    if inferred:
        mails = _Pairs(facts["messages"])
        domains = _busiest(mails)
        first = min(domains, default="")
        clients = {registrable(d) for some in facts["companies"]["domains"].to_pylist() for d in some or ()}
        domains |= _also_ours(mails, domains, clients)
        domains |= _of_our_label(mails, domains)
        domains |= _hubs(mails, domains)
    names = (name,) if name else _names(facts, domains, first, kept, words)
    return OwnSide(domains, next(iter(names), first), _people(facts, domains), inferred, names)


def firm_row(facts: Mapping[str, pa.Table]) -> dict[str, object]:
    """What comity.toml says, by column, below what somebody set by hand; empty where there was neither.

    `facts` has the one reading of comity.toml that holds (`known_on`, `latest`).
    """
    told = next(iter(facts["firm"].to_pylist()), {})
    return {**told, **firm_as_set(facts["settings"])} if "settings" in facts else told


def is_ours(address: str, domains: frozenset[str]) -> bool:
    """Whether an address is one of ours: at one of the domains or below it, or itself listed among them."""
    domain = address.rpartition("@")[2]
    return address in domains or domain in domains or registrable(domain) in domains


def is_our_name(name: str, own: OwnSide) -> bool:
    """Whether a name in the books is our own: a name of ours, one of our domains, or what a domain of ours spells."""
    key = company_key(name)
    if key.compact and key.compact in {company_key(n).compact for n in own.names}:
        return True
    return registrable(name) in own.domains or any(spells(name, label_of(d)) for d in own.domains)


class _Pairs:
    """Sender and recipients of each message, made anew each time that they are gone through."""

    def __init__(self, mail: pa.Table) -> None:
        self._mail = mail

    def __iter__(self) -> Iterator[tuple[str, set[str]]]:
        for sender, named in heads(self._mail, ["sender"]):
            yield sender or "", {address for address, _ in named if "@" in address}


def _busiest(mails: Mails) -> frozenset[str]:
    seen: Counter[str] = Counter()
    side = lru_cache(maxsize=None)(lambda a: a if is_freemail(registrable(a)) else registrable(a))
    for sender, others in mails:
        seen.update({side(a) for a in (sender, *others) if "@" in a})
    best = max(seen.items(), key=lambda s: (s[1], s[0]), default=None)
    return frozenset([best[0]]) if best else frozenset()


def _also_ours(mails: Mails, domains: frozenset[str], clients: set[str]) -> frozenset[str]:
    """Domains from which several of the CRM's firms are written to, mostly them: clients write to us, not to others."""
    written: dict[str, Counter[str]] = {}
    for sender, others in mails if clients else ():
        domain = registrable(sender)
        if not domain or domain in domains or domain in clients or is_freemail(domain):
            continue
        written.setdefault(domain, Counter()).update({registrable(a) for a in others} & clients or {""})
    return frozenset(d for d, c in written.items() if len(set(c) - {""}) > 1 and c[""] * 2 < c.total())


def _of_our_label(mails: Mails, domains: frozenset[str]) -> frozenset[str]:
    """Domains called as ours is under another ending, where somebody has the same address as at ours."""
    labels = {label_of(d) for d in domains} - {""}
    addresses: defaultdict[str, set[str]] = defaultdict(set)
    for address in {address for sender, others in mails for address in (sender, *others)}:
        domain = registrable(address)
        if label_of(domain) in labels and len(label_of(domain)) >= _LONG:
            addresses[domain].add(split_address(address)[0])
    ours = {local for domain in domains for local in addresses[domain]}
    return frozenset(d for d, locals_ in addresses.items() if d not in domains and locals_ & ours)


def _hubs(mails: Mails, domains: frozenset[str]) -> frozenset[str]:
    """Domains that several others write to, and that write to several, in mail that nobody of ours has part in.

    Such mail can only lie in our mailboxes because one of the domains in it is ours too.
    """
    wrote: defaultdict[str, Counter[str]] = defaultdict(Counter)
    heard: defaultdict[str, Counter[str]] = defaultdict(Counter)
    sole: Counter[str] = Counter()
    for sender, others in mails:
        if not sender or any(is_ours(a, domains) for a in (sender, *others)):
            continue
        domain, reached = registrable(sender), {registrable(a) for a in others}
        firms = {d for d in reached - {domain} if not is_freemail(d)}
        wrote[domain].update(firms)
        for other in firms:
            heard[other][domain] += 1
        sole.update({domain, *firms})
    found = {
        d for d in sole
        if sole[d] >= _HUB_MAILS and not is_freemail(d)
        and sum(n > 1 for n in heard[d].values()) >= _HUB_FIRMS and heard[d].keys() & wrote[d].keys()
    }  # fmt: skip
    # Of domains that write to each other the one that takes part in most is ours.
    return frozenset({max(found, key=lambda d: (len(heard[d]), sole[d], d))}) if found else frozenset()


def _names(facts: Facts, domains: frozenset[str], first: str, kept: Kept, words: Sealed) -> tuple[str, ...]:
    """What our people say we are called, below their names and beside them; the first domain's names first."""
    told = told_names(facts, lambda address: is_ours(address, domains), kept, words)
    found: list[str] = []
    for domain in sorted(told, key=lambda d: (d != first, d)):
        alone = len(set().union(*told[domain].values())) == 1
        found += firm_names(told[domain], domain, 1 if alone else 2)[:_MOST_NAMES]
    return tuple(dict.fromkeys(found))


def _people(facts: Facts, domains: frozenset[str]) -> dict[str, str]:
    names: dict[str, Counter[str]] = {}
    mail = facts["messages"]
    for sender, name in zip(mail["sender"].to_pylist(), mail["sender_name"].to_pylist(), strict=True):
        if sender and is_ours(sender, domains):
            names.setdefault(sender, Counter())[name or ""] += 1
    return {a: max(sorted(c), key=lambda n: (bool(n), c[n])) for a, c in sorted(names.items())}
