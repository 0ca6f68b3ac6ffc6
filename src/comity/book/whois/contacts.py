"""What the CRM's contacts call the firms that are known by their mail alone."""

from __future__ import annotations

from collections import Counter, defaultdict

from comity.book.domains import registrable
from comity.book.known import Facts
from comity.book.names import company_key
from comity.book.whois.firms import Firm, Firms
from comity.book.whois.own import is_our_name


def name_by_contacts(facts: Facts, firms: Firms) -> None:
    """Name a firm that has a domain and no name as the contacts with addresses there name it, where all name one."""
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    who: dict[str, str] = {}
    for row in sorted(facts["contacts"].to_pylist(), key=lambda r: (r["name"] or "", r["row_id"])):
        company = (row["company"] or "").strip()
        if not company_key(company).compact or is_our_name(company, firms.own):
            continue
        for domain in {registrable(email) for email in row["emails"] or () if "@" in email}:
            firm = firms.by_domain.get(domain)
            if firm is not None and not firm.names:
                told[firm.key][row["company"]] += 1
                who.setdefault(row["company"], row["name"] or "a contact")
    nameless: dict[str, Firm] = {firm.key: firm for firm in firms.all if firm.key in told}
    for key, spellings in sorted(told.items()):
        if len({company_key(s).compact for s in spellings}) == 1:
            for spelling in sorted(spellings):
                firms.lay_name(nameless[key], spelling, f"the CRM's {who[spelling]} has an address at {key}")
