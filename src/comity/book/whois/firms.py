"""Which firms there are: the CRM's, the books', and which spellings, domains and keys belong to each.

Everything is laid to a firm by a rule that says why; the outcome depends on the set of facts, never on their order.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from comity.book.company_names import also_called
from comity.book.domains import is_freemail, registrable, sounds_like_freemail
from comity.book.known import Facts
from comity.book.names import Directory, Finding, company_key
from comity.book.names import Firm as Named
from comity.book.own_side import OwnSide
from comity.book.spelling import fold
from comity.book.whois.own import is_our_name, is_ours
from comity.book.whois.signed import label_of, spelt
from comity.later import pattern

# Words of a CRM's type, status or stage that say: no client of ours.
_NO_CLIENT = pattern(
    r"\b(?:vendor|supplier|competitor|applicant|candidate|internal|reseller|subcontractor|lieferant|zulieferer|wettbewerb"
    r"|mitbewerber|bewerber|subunternehmer|leverancier|concurrent|sollicitant|onderaannemer|wederverkoper|fournisseur"
    r"|revendeur|candidat|proveedor|competidor|competencia|subcontratista|revendedor)(?:s|es|en|er|e|a|as|in|innen)?\b"
    r"|\bsous-traitante?s?\b"
)
# Trades of which one may be a client all the same: business with it says that it is.
_NO_CLIENTS_TRADE = pattern(r"\b(?:bank|lawyer|attorney|press|media)s?\b")
FORMER = "a client no longer"  # what somebody said, among the reasons
LONGEST_ID = 200  # letters of an account's id that is made of its name
_OTHER = ("other", "others", "sonstige", "sonstiges", "overig", "overige", "autre", "autres", "otro")
# Where business with a client is written down, the names most likely written with care first.
_BUSINESS = (
    ("invoices", "customer"), ("payments", "customer"), ("placements", "client"), ("job_orders", "client"),
    ("submissions", "client"), ("timesheets", "client"), ("hours", "client"),
)  # fmt: skip
_NOBODY: Mapping[str, Sequence[str]] = {}
_MENTIONS = (("deals", "company"), ("contacts", "company"), ("notes", "company"))


class Firm(msgspec.Struct):
    """One firm under construction: what was laid to it, each with the reason."""

    names: Counter[str] = msgspec.field(default_factory=Counter)
    domains: dict[str, int] = msgspec.field(default_factory=dict)
    companies: list[tuple[str, str]] = msgspec.field(default_factory=list)
    kinds: list[str] = msgspec.field(default_factory=list)
    owner: str = ""
    display: str = ""
    listed: bool = False
    business: bool = False
    struck: bool = False
    former_on: dt.date | None = None
    called: set[str] = msgspec.field(default_factory=set)  # ids it went by before people's decisions
    given: set[str] = msgspec.field(default_factory=set)  # names that somebody gave it, also those taken back
    split_off: bool = False  # from another, by somebody's decision
    whys: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def key(self) -> str:
        """A name for it that does not depend on the order of reading."""
        known = min(self.domains, default="") or min(self.names, default="")
        return known or " ".join(min(self.companies, default=())) or min(self.called, default="")

    @property
    def shown(self) -> str:
        """The name it is shown under: the one somebody gave it, else as it is written; '' without any."""
        return self.display or self.written

    @property
    def written(self) -> str:
        """The name that exports have for it: the CRM's, else the longest; '' without any."""
        from_crm = [n for n in self.names if self.whys.get(f"name “{n}”") == "the CRM says so"]
        return min(from_crm or sorted(self.names), key=lambda n: (n.isupper(), -len(n), n), default="")

    @property
    def client(self) -> bool:
        """False where somebody said so, or the CRM calls it a supplier, a bank, or "other" without business with it."""
        if self.struck:
            return False
        told = " ".join(self.kinds).lower()
        if _NO_CLIENT.search(told):
            return False
        return self.business or not (told.strip() in _OTHER or _NO_CLIENTS_TRADE.search(told))


def slug(name: str) -> str:
    """A name as an id: lower case letters and digits, joined by hyphens, no longer than a key of a database may be."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:LONGEST_ID].strip("-") or "account"


class Firms:
    """All firms under construction, and what is laid to which."""

    def __init__(self, own: OwnSide, corresponding: Mapping[str, Sequence[str]] = _NOBODY) -> None:
        self.own = own
        self.own_domains = own.domains
        self.own_people = {company_key(name).whole for name in own.people.values() if name}
        self.corresponding = corresponding
        self.all: list[Firm] = []
        self.by_domain: dict[str, Firm] = {}
        self.by_company: dict[tuple[str, str], Firm] = {}
        self.by_name: dict[str, Firm] = {}
        self.questions: list[str] = []

    def new(self) -> Firm:
        """One more firm."""
        self.all.append(Firm())
        return self.all[-1]

    def lay_domain(self, firm: Firm, domain: str, why: str) -> None:
        """Lay a domain to a firm; one that is laid already stays where it is."""
        if self.by_domain.setdefault(domain, firm) is firm:
            firm.domains.setdefault(domain, len(firm.domains))
            firm.whys.setdefault(f"domain {domain}", why)

    def lay_name(self, firm: Firm, name: str, why: str) -> None:
        """Lay a spelling to a firm."""
        if self.by_name.setdefault(name, firm) is firm:
            firm.names[name] += 1
            firm.whys.setdefault(f"name “{name}”", why)

    def join(self, into: Firm, firm: Firm, why: str) -> None:
        """Make two firms one; what belonged to the second is laid to the first for that reason."""
        if into is firm:
            return
        for domain in firm.domains:
            self.by_domain[domain] = into
            into.domains.setdefault(domain, len(into.domains))
        into.names.update(firm.names)
        into.companies += firm.companies
        into.kinds += firm.kinds
        into.owner = into.owner or firm.owner
        into.listed |= firm.listed
        into.split_off &= firm.split_off
        # Of two that are one client, either of which is one still, it is one still.
        into.former_on = max(into.former_on, firm.former_on) if into.former_on and firm.former_on else None
        into.business |= firm.business
        into.called |= firm.called
        into.given |= firm.given
        into.whys.update({what: why for what in firm.whys if what not in (*into.whys, FORMER)})
        if into.former_on is None:
            into.whys.pop(FORMER, None)
        self.by_name.update(dict.fromkeys(firm.names, into))
        self.by_company.update(dict.fromkeys(firm.companies, into))
        self.all.remove(firm)

    def directory(self, firms: Iterable[Firm] | None = None) -> tuple[Directory, list[Firm]]:
        """A directory of firms by their place in the returned list."""
        listed = sorted(self.all if firms is None else firms, key=lambda f: f.key)
        named = [Named(f"{i:06d}", tuple(sorted(f.names)), tuple(sorted(f.domains))) for i, f in enumerate(listed)]
        return Directory(named, own=self.own.names), listed


def firms_of(facts: Facts, own: OwnSide, corresponding: Mapping[str, Sequence[str]] = _NOBODY) -> Firms:
    """The firms of CRM and books, with every spelling that occurs in them laid to one or asked about.

    `corresponding` are domains that we exchange mail with, each with what people there write below their names: a name
    in the books may be that of one of them.
    """
    firms = Firms(own, corresponding)
    _from_crm(firms, facts)
    _doubles(firms)
    _contact_domains(firms, facts)
    _customer_domains(firms, facts)
    _codes(firms, facts)
    invoiced = facts["invoices"].num_rows > 0
    for table, column in _BUSINESS:
        # Where invoices were read, hours alone make nobody a client: sites and matters have names too.
        bare = table != "hours" or not invoiced
        _lay_names(firms, _spellings(facts, table, column), found_new=True, bare=bare)
    _twins(firms)
    _contact_domains(firms, facts)  # of those that the books alone name
    for table, column in _MENTIONS:
        _lay_names(firms, _spellings(facts, table, column), found_new=False)
    return firms


def _spellings(facts: Facts, table: str, column: str) -> list[str]:
    return sorted({name for name in facts[table][column].to_pylist() if name and name.strip()})


def _from_crm(firms: Firms, facts: Facts) -> None:
    rows = facts["companies"].to_pylist()
    counted: set[tuple[str, str]] = set()
    # A name is laid once: first to who is known by a domain too.
    for row in sorted(rows, key=lambda r: (not r["domains"], r["crm"] or "", r["company_id"] or "", r["row_id"])):
        domains = [registrable(d) for d in row["domains"] or ()]
        if any(is_ours(d, firms.own_domains) for d in domains) or not (row["name"] or domains):
            continue
        if is_our_name(row["name"] or "", firms.own):
            continue
        domains = [d for d in domains if not is_freemail(d)]
        names = [name for name in (row["name"], *(row["other_names"] or ())) if name]
        if not (domains or names or row["company_id"]):
            continue  # nothing could ever be laid to it
        key = (row["crm"] or "", row["company_id"] or "")
        laid, keys = (firms.by_domain, domains) if domains else (firms.by_name, names)
        firm = next((laid[k] for k in keys if k in laid), None) if keys else firms.by_company.get(key)
        firm = firm or firms.new()
        firm.listed = True
        if key[1]:
            firm.companies.append(key)
            counted |= {key} if firms.by_company.setdefault(key, firm) is not firm else set()
        firm.kinds.append(row["kind"] or "")
        firm.owner = firm.owner or row["owner"] or ""
        for domain in domains:
            firms.lay_domain(firm, domain, "the CRM says so")
        for name in names:
            firms.lay_name(firm, name, "the CRM says so")
        for alias in also_called(row["remarks"] or ""):
            firms.lay_name(firm, alias, "the CRM remarks that it is called so too")
    # What two lists count tells of neither firm.
    for firm in firms.all:
        firm.companies = [key for key in firm.companies if key not in counted]
    for key in counted:
        del firms.by_company[key]


def _doubles(firms: Firms) -> None:
    """Join what the CRM lists twice: a record without a domain, the same name again, the name of a group."""
    with_domain = [f for f in firms.all if f.domains]
    directory, listed = firms.directory(with_domain)
    for firm in sorted((f for f in firms.all if not f.domains), key=lambda f: f.key):
        for name in sorted(firm.names):
            finding = directory.look(name)
            if finding.match:
                firms.join(listed[int(finding.match.firm)], firm, f"listed twice: {finding.why}")
                break
            if finding.question:
                firms.questions.append(finding.question)
    by_core: dict[str, Firm] = {}
    for firm in sorted(firms.all, key=lambda f: f.key):
        core = company_key(min(firm.names, default="")).compact
        other = by_core.setdefault(core, firm) if core else firm
        if other is not firm and _may_be_two(firm, other):
            one, two = min(firm.names), min(other.names)
            firms.questions.append(
                f"“{one}” is perhaps “{two}”, for they have domains of their own: is it “{two}”, or another?"
            )
        elif other is not firm:
            firms.join(other, firm, "the same name, listed twice")
    _groups(firms)


def _may_be_two(one: Firm, two: Firm) -> bool:
    """Whether two records of one name, but for the form of firm, each have a domain that is another altogether."""
    labels = [{domain.partition(".")[0] for domain in firm.domains} for firm in (one, two)]
    forms = [company_key(min(firm.names)).legal for firm in (one, two)]
    return all(labels) and not labels[0] & labels[1] and all(forms) and not forms[0] & forms[1]


def _groups(firms: Firms) -> None:
    """A record called by nothing but a firm's own word and "Group" or "Holding" is that firm's group."""
    for firm in sorted(firms.all, key=lambda f: f.key):
        words = [w for w in company_key(min(firm.names, default="")).words if not w.aside]
        telling = [w for w in words if w.kind.names]
        if len(words) < 2 or len(telling) != 1 or not _is_group(words[-1].text):
            continue
        others = [
            f for f in firms.all
            if f is not firm and any(telling[0].forms & w.forms for n in f.names for w in company_key(n).words[:1])
        ]  # fmt: skip
        if len(others) == 1:
            firms.join(others[0], firm, f"the group that {min(others[0].names)} belongs to, by its name")


def _is_group(word: str) -> bool:
    return word in {"group", "gruppe", "groep", "groupe", "holding", "holdings", "gruppo", "grupo"}


def _contact_domains(firms: Firms, facts: Facts) -> None:
    """Lay the mail domains of the CRM's contacts to their firms: second domains, and firms listed without one."""
    claims: dict[str, dict[int, tuple[Firm, str]]] = {}
    for row in sorted(facts["contacts"].to_pylist(), key=lambda r: (r["name"] or "", r["row_id"])):
        key = (row["crm"] or "", row["company_id"] or "")
        firm = firms.by_company.get(key) or firms.by_name.get(row["company"] or "")
        for email in row["emails"] or ():
            domain = registrable(email)
            if firm and "@" in email and not is_ours(email, firms.own_domains) and not is_freemail(domain):
                claims.setdefault(domain, {}).setdefault(id(firm), (firm, row["name"] or email))
    for domain, by_firm in sorted(claims.items()):
        # A domain that several firms' people write from belongs to none of them.
        if domain in firms.by_domain or len(by_firm) > 1 or sounds_like_freemail(domain):
            continue
        firm, who = next(iter(by_firm.values()))
        firms.lay_domain(firm, domain, f"the CRM's {who} has an address there")


def _customer_domains(firms: Firms, facts: Facts) -> None:
    """Lay a customer's spelling to the firm whose domain stands beside it in the books."""
    rows = zip(facts["invoices"]["customer"].to_pylist(), facts["invoices"]["customer_email"].to_pylist(), strict=True)
    for name, email in sorted({(n, e) for n, e in rows if n and e}):
        firm = firms.by_domain.get(registrable(email))
        if firm is not None:
            firms.lay_name(firm, name, f"the books hold {email} for it")
            firm.business = True


def _codes(firms: Firms, facts: Facts) -> None:
    """Lay a code by which the books call a customer to the firm that a list of customers has it of."""
    called = {name.casefold(): name for table, column in _BUSINESS for name in _spellings(facts, table, column)}
    codes: dict[str, dict[int, Firm]] = {}
    for (_, key), firm in firms.by_company.items():
        codes.setdefault(key.casefold(), {})[id(firm)] = firm
    for code, some in sorted(codes.items()):
        if code in called and len(some) == 1 and called[code] not in firms.by_name:
            firms.lay_name(next(iter(some.values())), called[code], "a list of customers has this code for it")


def _lay_names(firms: Firms, names: Sequence[str], *, found_new: bool, bare: bool = True) -> None:
    """Lay each spelling to the firm it means; business with a firm that nobody listed founds a new one.

    Where it may not be a `bare` name, it founds one only of those that we write to; about others it is asked.
    """
    if not names:
        return  # a directory of all firms is dear
    met = [Firm(Counter(n), {d: 0}) for d, n in firms.corresponding.items() if d not in firms.by_domain]
    new = {id(f) for f in met}
    directory, listed = firms.directory([*firms.all, *met])
    labels = _labels([*firms.all, *met])
    founded: dict[str, Firm] = {}
    for name in names:
        if is_our_name(name, firms.own):
            continue
        if name in firms.by_name:
            firms.by_name[name].business |= found_new
            continue
        finding = directory.look(name)
        if "is no client" in finding.why or "our own firm" in finding.why:
            continue
        firm, why = listed[int(finding.match.firm)] if finding.match else None, finding.why
        if firm is None and (found := spelt(name) & labels.keys()):
            firm = labels[min(found)]
            why = f"spells {firm.key}"
        if firm is not None:
            if id(firm) in new:
                if not found_new:
                    continue
                new.remove(id(firm))
                _take_on(firms, firm, name, why, finding)
            firm.business |= found_new
            firms.lay_name(firm, name, why)
            continue
        _ask(firms, name, finding, bare=bare)
        if found_new and bare and company_key(name).whole not in firms.own_people:
            _found(firms, founded, name)


def _ask(firms: Firms, name: str, finding: Finding, *, bare: bool) -> None:
    """Ask whose a name is that is laid to nobody: where it is nearly somebody's, and where it may not found a firm."""
    if finding.question:
        firms.questions.append(finding.question)
    elif not bare:
        firms.questions.append(f"hours are written down for “{name}”, who is no client that is known: whose are they?")


def _found(firms: Firms, founded: dict[str, Firm], name: str) -> None:
    """Make a firm that only the books name an account, unless it is one that they spelled otherwise before."""
    core = company_key(name).compact
    why = "the same name" if core in founded else "the books name it"
    firm = founded.setdefault(core, founded.get(core) or firms.new())
    firm.business = True
    firms.lay_name(firm, name, why)


def _take_on(firms: Firms, firm: Firm, name: str, why: str, finding: Finding) -> None:
    """Make a domain that we write to an account, now that the books name it; what people sign for is no spelling."""
    firms.all.append(firm)
    signed = finding.match is not None and finding.match.known_as in firm.names
    sign = f", where people sign for “{finding.match.known_as}”" if finding.match and signed else ""
    firm.names.clear()
    firms.lay_domain(firm, firm.key, f"we write to each other{sign}, and “{name}” {why}")


def _labels(firms: Iterable[Firm]) -> dict[str, Firm]:
    """Firms by the letters of their domains' labels, where only one firm has such a domain."""
    by_label: dict[str, dict[int, Firm]] = {}
    for firm in firms:
        for domain in firm.domains:
            by_label.setdefault(label_of(domain).replace("-", ""), {})[id(firm)] = firm
    return {label: next(iter(f.values())) for label, f in by_label.items() if len(label) > 2 and len(f) == 1}


def _twins(firms: Firms) -> None:
    """Join firms that only the books name where two spellings are of one firm."""
    directory, listed = firms.directory([f for f in firms.all if not f.listed])
    now = dict(enumerate(listed))
    for key, match in directory.twins():
        into, firm = sorted((now[int(key)], now[int(match.firm)]), key=lambda f: (not f.domains, f.key))
        if into is not firm and not firm.domains:
            firms.join(into, firm, match.why)
            now = {i: into if f is firm else f for i, f in now.items()}
