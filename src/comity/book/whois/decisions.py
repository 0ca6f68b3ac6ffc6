"""People's decisions about who is who, laid over what the rules found: merges, splits, new names, and undoing them."""

from __future__ import annotations

from comity.book.known import Facts
from comity.book.whois.firms import FORMER, Firm, Firms
from comity.book.whois.ids import by_id, ids_of
from comity.book.whois.mailers import Addresses


def apply_decisions(facts: Facts, firms: Firms, addresses: Addresses) -> None:
    """Apply every decision that nobody took back, in the order they were made."""
    rows = sorted(facts["decisions"].to_pylist(), key=lambda r: (r["decided_at"], r["row_id"]))
    undone = {r["undoes"] for r in rows if r["what"] == "undo"}
    for row in rows:
        firm = _find(firms, addresses, row["account"]) if row["what"] != "undo" else None
        if firm is None:
            continue
        if row["what"] == "rename":
            # Also a name that was taken back: while it held, people may have spoken of the firm by it.
            firm.given.add(row["name"])
        if row["row_id"] in undone:
            continue
        why = f"{row['decided_by'] or 'somebody'} said so on {row['decided_at']:%Y-%m-%d}"
        why += f": {row['why']}" if row["why"] else ""
        if row["what"] == "rename":
            firm.display = row["name"]
            firm.whys[f"name “{row['name']}”"] = why
        if row["what"] == "former":
            firm.former_on = row["decided_at"].date()
            firm.whys[FORMER] = why
        if row["what"] == "no client":
            firm.struck = True
            firm.whys["no client of ours"] = why
        for other in row["others"] or ():
            if row["what"] == "merge":
                _merge(firms, addresses, firm, other, why)
            elif row["what"] == "split":
                _split(firms, addresses, firm, other, why)


def _find(firms: Firms, addresses: Addresses, what: str) -> Firm | None:
    """The firm that a domain, a spelling, an address or an account's id names."""
    found = firms.by_domain.get(what) or firms.by_name.get(what) or addresses.firm_of.get(what)
    return found or by_id(firms, ids_of(firms, addresses.mailers)).get(what)


def _merge(firms: Firms, addresses: Addresses, into: Firm, other: str, why: str) -> None:
    firm = _find(firms, addresses, other)
    if firm is None:
        if "@" in other:
            addresses.firm_of[other] = into
            into.whys[f"address {other}"] = why
        elif "." in other:
            firms.lay_domain(into, other, why)
            addresses.firm_of.update({a: into for a, m in addresses.mailers.items() if m.domain == other})
        return
    firms.join(into, firm, why)
    into.whys[f"account {other}"] = why
    addresses.firm_of.update({a: into for a, f in addresses.firm_of.items() if f is firm})


def _split(firms: Firms, addresses: Addresses, firm: Firm, what: str, why: str) -> None:
    """Take a domain, a spelling or an address out of a firm and make it a firm of its own."""
    alone = firms.new()
    alone.listed, alone.split_off = firm.listed, True
    if what in firm.domains:
        del firm.domains[what]
        alone.domains[what] = 0
        firms.by_domain[what] = alone
        there = [a for a, m in addresses.mailers.items() if m.domain == what and addresses.firm_of.get(a) is firm]
        addresses.firm_of.update(dict.fromkeys(there, alone))
        alone.whys[f"domain {what}"] = why
        firm.whys.pop(f"domain {what}", None)
    elif what in firm.names:
        del firm.names[what]
        alone.names[what] += 1
        firms.by_name[what] = alone
        alone.whys[f"name “{what}”"] = why
        firm.whys.pop(f"name “{what}”", None)
    elif addresses.firm_of.get(what) is firm:
        addresses.firm_of[what] = alone
        alone.whys[f"address {what}"] = why
        alone.names[what] += 1
        firm.whys.pop(f"address {what}", None)
    else:
        firms.all.remove(alone)
