"""Which account an address belongs to: by its domain, by the CRM, or, for private addresses, by who writes from it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from comity.book.domains import is_freemail, registrable, sounds_like_freemail
from comity.book.known import Facts
from comity.book.names import company_key
from comity.book.person_names import PersonName, is_automatic_address, person_name, same_person
from comity.book.whois.firms import Firm, Firms
from comity.book.whois.own import is_ours
from comity.book.whois.traffic import Mailer
from comity.keeping import Sealed, digest_of
from comity.later import pattern

SAME = 0.9  # probability from which two names are taken for one person
# A firm that no list names is taken for a client only after this much correspondence: more where a CRM names the
# clients, for then it is rather a supplier or a stranger.
_WROTE, _ANSWERED = 2, 1
_WROTE_BESIDE_CRM, _ANSWERED_BESIDE_CRM = 3, 2
_CRM_NAMES = 3  # firms from which a CRM is one that names the clients
_AT_ONCE = 10_000  # messages that are looked through together
_LONG = 5  # letters of a word of a firm's name that tells whose a domain is
_BEGINNING = 400  # letters of a mail that tell what it is about
# What the domain of a firm that nobody sells to is called after.
_PROFESSION = pattern(
    r"(?:^|-)(?:law|legal|bank|pension|pensions|caisse)(?:-|$)"
    r"|(?:law|legal|lawyers|bank|pensions|pensionfund|pensioenfonds)$|^(?:bank(?!s)|lawoffice|lawfirm|legal)"
    r"|solicitor|attorney|notar|advocat|avocat|abogad|rechtsanw|kanzlei|sparkasse|insur|versicherung|assurance"
    r"|verzekering"
)
_NO_CLIENT_TALK = pattern(
    r"\b(resum[eé]s?|cv|curriculum|job application|apply for|applying for|looking for (?:a )?(?:work|job)|applicant"
    r"|bewerbung|lebenslauf|sollicitatie|vacature|candidature|lettre de motivation"
    r"|our (?:price list|catalog(?:ue)?|products|offer to you)|your (?:order|subscription|account with us|loan|credit"
    r"|policy|lease|toner|booking|reservation|appointment)|payment reminder|account statement|preisanpassung"
    r"|preiserhöhung"
    r"|prijsverhoging|openstaande post(?:en)?|ihre bestellung|uw bestelling|votre commande|mahnung|aanmaning"
    r"|unsubscribe|webinar|newsletter)\b",
    re.IGNORECASE,
)
# An invoice of theirs comes, or is to be paid to them: in the five languages that are read.
_SELLS_TO_US = pattern(
    r"\bour\s+invoice\b[^?!]{0,40}\b(?:attached|enclosed|follows?|(?:is|be)\s+(?:due|payable|sent))\b"
    r"|\b(?:attached|enclosed)\s+(?:is|please\s+find|you\s+will\s+find)\s+our\s+(?:invoice|quote|quotation)\b"
    r"|\binvoice\b[^?!]{0,40}\bpayable\s+(?:with)?in\s+\d+\s+days\b"
    r"|\bunsere\s+rechnung\b[^?!]{0,40}\b(?:anbei|anhang|folgt|beigefügt)\b|\banbei\b[^?!]{0,30}\bunsere\s+rechnung\b"
    r"|\brechnung\b[^?!]{0,40}\bzahlbar\s+(?:innerhalb|binnen|in)\s+(?:von\s+)?\d+\s+tagen\b"
    r"|\bonze\s+factuur\b[^?!]{0,40}\b(?:bijgevoegd|bijlage|volgt)\b|\b(?:hierbij|bijgevoegd)\b[^?!]{0,30}\bonze\s+factuur\b"
    r"|\bnotre\s+facture\b[^?!]{0,40}\b(?:ci-jointe?|pièce\s+jointe|suivra|suit)\b"
    r"|\b(?:ci-jointe?|veuillez\s+trouver)\b[^?!]{0,30}\bnotre\s+facture\b"
    r"|\bnuestra\s+factura\b[^?!]{0,40}\badjunt\w+|\badjunt\w+[^?!]{0,30}\bnuestra\s+factura\b",
    re.IGNORECASE,
)


class Addresses:
    """Which firm each outside address is laid to, and why."""

    def __init__(self, firms: Firms, facts: Facts, mailers: Mapping[str, Mailer], talk: Sealed) -> None:
        """`talk` keeps what was found in the first mails of a domain before."""
        self._talk = talk
        self.firms = firms
        self.mailers = mailers
        self.firm_of: dict[str, Firm] = {}
        self.passed_over: dict[str, str] = {}
        self._crm_names: dict[int, list[str]] = defaultdict(list)
        self._people: dict[int, list[PersonName]] = {}
        self._from_crm(facts)
        self._by_domain()
        self._second_domains()
        self._private()
        self._crm_tells = sum(f.listed for f in firms.all) >= _CRM_NAMES
        self._strangers(facts)

    def _lay(self, address: str, firm: Firm, why: str) -> None:
        if self.firm_of.setdefault(address, firm) is firm:
            firm.whys.setdefault(f"address {address}", why)

    def _from_crm(self, facts: Facts) -> None:
        for row in sorted(facts["contacts"].to_pylist(), key=lambda r: (r["name"] or "", r["row_id"])):
            company = (row["crm"] or "", row["company_id"] or "")
            firm = self.firms.by_company.get(company) or self.firms.by_name.get(row["company"] or "")
            if firm is None:
                continue
            self._crm_names[id(firm)].append(row["name"] or "")
            for email in row["emails"] or ():
                claimed = self.firms.by_domain.get(registrable(email))
                if claimed in (None, firm) and not is_ours(email, self.firms.own_domains):
                    self._lay(email, firm, f"the CRM lists it for {row['name'] or 'a contact'}")

    def _by_domain(self) -> None:
        for address in self.mailers:
            firm = self.firms.by_domain.get(registrable(address))
            if firm is not None:
                self.firm_of.setdefault(address, firm)

    def _people_of(self, firm: Firm) -> list[PersonName]:
        if id(firm) not in self._people:
            known = {m.name for a, m in self.mailers.items() if self.firm_of.get(a) is firm}
            self._people[id(firm)] = [person_name(n) for n in sorted({*known, *self._crm_names[id(firm)]} - {""})]
        return self._people[id(firm)]

    def _known_as(self, mailer: Mailer, among: Sequence[Firm]) -> list[Firm]:
        """Those of the firms with a person called as this mailer calls himself; a display name alone proves nothing."""
        if not among:
            return []
        name = person_name(mailer.name, mailer.address)
        if not (name.first and name.last):
            return []
        return [f for f in among if any(same_person(name, n) >= SAME for n in self._people_of(f))]

    def _second_domains(self) -> None:
        """An unknown domain is a firm's second one when a known person of that firm writes from it among colleagues,
        and has not left them (`_left`); one that begins with a word of the firm's own name is theirs in any case.
        """
        open_domains = defaultdict(list)
        for address, mailer in self.mailers.items():
            if address not in self.firm_of and not is_freemail(mailer.domain) and mailer.both_ways:
                open_domains[mailer.domain].append(mailer)
        by_word = _by_word(self.firms.all) if open_domains else {}
        for domain, mailers in sorted(open_domains.items()):
            if sounds_like_freemail(domain):
                continue
            told = [f for n in range(_LONG, len(domain)) for f in by_word.get(domain.partition(".")[0][:n], ())]
            for mailer in mailers:
                beside = [self.firm_of[a] for a in mailer.beside if a in self.firm_of]
                found = self._known_as(mailer, list({id(f): f for f in (*beside, *told)}.values()))
                if len(found) == 1 and (found[0] in told or not self._left(found[0], mailer)):
                    self.firms.lay_domain(found[0], domain, f"{mailer.name} writes from there too")
                    break
        self._by_domain()

    def _left(self, firm: Firm, mailer: Mailer) -> bool:
        """Whether a person of a firm who writes from another domain has gone to work there.

        So it is where he wrote from the firm's own before and no more, nobody else of the firm writes from there, his
        colleagues went on writing from where they were, and stand beside him in few of his mails.
        """
        theirs = [m for a, m in self.mailers.items() if self.firm_of.get(a) is firm and m.last_on]
        before = [m for m in theirs if _one_person(m, mailer)]
        others = [m for m in theirs if m not in before]
        began = mailer.first_on
        if began is None or not before or any(m.last_on and m.last_on > began for m in before):
            return False
        there = [m for m in self.mailers.values() if m.domain == mailer.domain and m is not mailer and m.sent]
        if any(_one_person(m, other) for m in others for other in there):
            return False
        stayed = any(m.last_on and m.last_on > began for m in others)
        beside = max((mailer.beside[m.address] for m in others), default=0)
        return stayed and beside * 2 < mailer.sent + mailer.received

    def _private(self) -> None:
        """A private address is a contact's when the name is theirs and we answered it, or colleagues were beside it.

        Somebody whom we never answered stays a stranger, whatever name he writes under.
        """
        for address, mailer in self.mailers.items():
            private = is_freemail(mailer.domain) or sounds_like_freemail(mailer.domain)
            if address in self.firm_of or not private or not mailer.received:
                continue
            found = self._known_as(mailer, self.firms.all)
            if len(found) == 1:
                self._lay(address, found[0], f"{mailer.name} writes from it, and we answered")

    def _strangers(self, facts: Facts) -> None:
        """Domains that no list names: clients only where both sides wrote and nothing says otherwise."""
        by_domain = defaultdict(list)
        for address, mailer in self.mailers.items():
            if address not in self.firm_of:
                by_domain[mailer.domain].append(mailer)
        why_not = {domain: self._why_not(domain, mailers) for domain, mailers in by_domain.items()}
        talk = self._no_client_talk({d: some for d, some in by_domain.items() if not why_not[d]}, facts)
        for domain, mailers in sorted(by_domain.items()):
            why = why_not[domain] or _why_not_talk(mailers, talk.get(domain, ()))
            if why:
                self.passed_over[domain] = why
                continue
            firm = self.firms.new()
            self.firms.lay_domain(firm, domain, "correspondence both ways")
            for mailer in mailers:
                self.firm_of.setdefault(mailer.address, self.firms.by_domain[domain])

    def _no_client_talk(self, by_domain: Mapping[str, Sequence[Mailer]], facts: Facts) -> Mapping[str, Sequence[str]]:
        """By domain, which of its first mails are not what a client writes: of an applicant, a supplier, a list."""
        first = {domain: [row for m in some for row in m.first] for domain, some in by_domain.items()}
        made_from = {domain: digest_of(*map(str.encode, rows)) for domain, rows in first.items()}

        def look(domains: Collection[str]) -> dict[str, list[str]]:
            found = _not_of_clients({row for domain in domains for row in first[domain]}, facts)
            return {domain: [row for row in first[domain] if row in found] for domain in domains}

        return self._talk.lists(made_from, look)

    def _why_not(self, domain: str, mailers: list[Mailer]) -> str:
        """Why a domain that no list names is no client; empty where it may be one."""
        wrote, answered = sum(m.sent for m in mailers), sum(m.received for m in mailers)
        if is_freemail(domain) or sounds_like_freemail(domain):
            return "a private address of somebody we do not know"
        if all(is_automatic_address(m.address) for m in mailers):
            return "a machine writes from there"
        if not wrote or not answered:
            return "no correspondence both ways"
        least = (_WROTE_BESIDE_CRM, _ANSWERED_BESIDE_CRM) if self._crm_tells else (_WROTE, _ANSWERED)
        if wrote < least[0] or answered < least[1]:
            return "too little correspondence"
        if _PROFESSION.search(domain.partition(".")[0]):
            return "a lawyer, a bank or an insurer by its name, and on no list of clients"
        return ""


def _one_person(mailer: Mailer, other: Mailer) -> bool:
    one, two = (person_name(m.name, m.address) for m in (mailer, other))
    return bool(one.last and two.last) and same_person(one, two) >= SAME


def _why_not_talk(mailers: Sequence[Mailer], talk: Collection[str]) -> str:
    """Why a domain with enough correspondence is no client, by what is written; empty where it may be one."""
    first = [row for m in mailers for row in m.first]
    if len(set(talk)) * 2 >= len(first):
        return "writes as a supplier, an applicant or a list"
    strangers = len({m.address for m in mailers}) > 1 and not any(m.beside[o.address] for m in mailers for o in mailers)
    wrote = sum(m.sent for m in mailers)
    return "several people who have nothing to do with each other" if strangers and wrote < 2 * len(mailers) else ""


def _not_of_clients(wanted: Collection[str], facts: Facts) -> frozenset[str]:
    """Which of these mails say what no client writes."""
    mail, bodies = facts["messages"].select(["row_id", "subject"]), facts.texts["messages"]
    subjects = {
        row: subject or ""
        for batch in mail.to_batches(_AT_ONCE)
        for row, subject in zip(*(c.to_pylist() for c in batch.columns), strict=True)
        if row in wanted
    }
    said = ((row, f"{subjects[row]}\n{bodies[row][:_BEGINNING]}") for row in bodies.each(subjects))
    return frozenset(row for row, text in said if _NO_CLIENT_TALK.search(text) or _SELLS_TO_US.search(text))


def _by_word(firms: Sequence[Firm]) -> dict[str, list[Firm]]:
    """Firms by the long words of their own names, with which a domain of theirs may begin."""
    found: defaultdict[str, list[Firm]] = defaultdict(list)
    for firm in firms:
        for word in {w.text for n in firm.names for w in company_key(n).words if w.kind.names and len(w.text) >= _LONG}:
            found[word].append(firm)
    return found
