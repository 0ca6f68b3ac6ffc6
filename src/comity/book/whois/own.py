"""Our own side: which domains and people are ours."""

from __future__ import annotations

from collections import Counter

from comity.book.domains import is_freemail, registrable
from comity.book.known import Facts
from comity.book.whois.model import OwnSide


def own_side(facts: Facts) -> OwnSide:
    """What comity.toml says, else the domain that takes part in most of the mail.

    A firm that writes from a freemail address has no domain of its own; then that address alone is ours.
    """
    told = firm_row(facts)
    listed = told.get("domains")
    domains = frozenset(str(d).lower() for d in listed) if isinstance(listed, list) else frozenset[str]()
    name = str(told.get("name") or "")
    inferred = not domains
    if inferred:
        domains = _busiest(facts)
        domains |= _also_ours(facts, domains)
    people = _people(facts, domains)
    return OwnSide(domains, name or next(iter(sorted(domains)), ""), people, inferred)


def firm_row(facts: Facts) -> dict[str, object]:
    """The newest reading of comity.toml, by column; empty where there was none."""
    rows = facts["firm"].to_pylist()
    return max(rows, key=lambda r: (str(r.get("state_from") or ""), r["row_id"]), default={})


def is_ours(address: str, domains: frozenset[str]) -> bool:
    """Whether an address is one of ours: at one of the domains or below it, or itself listed among them."""
    domain = address.rpartition("@")[2]
    return address in domains or domain in domains or registrable(domain) in domains


def _busiest(facts: Facts) -> frozenset[str]:
    mail = facts["messages"]
    seen: Counter[str] = Counter()
    for sender, *others in zip(*(mail[c].to_pylist() for c in ("sender", "recipients", "copied")), strict=True):
        addresses = {sender or "", *(r["address"] for some in others for r in some or ())}
        domains = {a: registrable(a) for a in addresses if "@" in a}
        seen.update({a if is_freemail(d) else d for a, d in domains.items()})
    best = max(seen.items(), key=lambda s: (s[1], s[0]), default=None)
    return frozenset([best[0]]) if best else frozenset()


def _also_ours(facts: Facts, domains: frozenset[str]) -> frozenset[str]:
    """Domains from which several of the CRM's firms are written to, mostly them: clients write to us, not to others."""
    clients = {registrable(d) for some in facts["companies"]["domains"].to_pylist() for d in some or ()}
    written: dict[str, Counter[str]] = {}
    mail = facts["messages"]
    for sender, *others in zip(*(mail[c].to_pylist() for c in ("sender", "recipients", "copied")), strict=True):
        domain = registrable(sender or "")
        if not domain or domain in domains or domain in clients or is_freemail(domain):
            continue
        reached = {registrable(r["address"]) for some in others for r in some or ()} & clients
        written.setdefault(domain, Counter()).update(reached or {""})
    return frozenset(d for d, c in written.items() if len(set(c) - {""}) > 1 and c[""] * 2 < c.total())


def _people(facts: Facts, domains: frozenset[str]) -> dict[str, str]:
    names: dict[str, Counter[str]] = {}
    mail = facts["messages"]
    for sender, name in zip(mail["sender"].to_pylist(), mail["sender_name"].to_pylist(), strict=True):
        if sender and is_ours(sender, domains):
            names.setdefault(sender, Counter())[name or ""] += 1
    return {a: max(sorted(c), key=lambda n: (bool(n), c[n])) for a, c in sorted(names.items())}
