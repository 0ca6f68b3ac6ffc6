"""Deals, placements, candidates put forward, and our notes, each at its account."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

import pyarrow as pa

from comity.book.known import Facts
from comity.book.whois import WhoIsWho
from comity.later import pattern
from comity.ledger.columns import rows_of, table
from comity.ledger.home import Home
from comity.ledger.money_facts import BURDEN
from comity.ledger.titles import Titles
from comity.ledger.written_at import WrittenAt

_WON = pattern(
    r"\bwon\b(?!['’]t)|\bgewonnen|closed - placed|\bgagnée?|\bganad[oa]|\baccepted|\baanvaard|geaccepteerd|angenommen"
    r"|acceptée?|aceptad[oa]", re.I,
)  # fmt: skip
_LOST = pattern(
    r"\blost\b|verloren|perdue?\b|p[eé]rdid|declined|abandoned|rejected|geweigerd|abgelehnt|refusée?\b|rechazad"
    r"|\bwon['’]?t\b", re.I,
)  # fmt: skip
_DENIED = pattern(r"\b(?:not|never|nicht|niet|no|non|nie)\b", re.I)


def outcome(stage: str) -> str:
    """What a stage says of a deal: 'won', 'lost' or 'open'. What is denied to be won is lost."""
    if _LOST.search(stage):
        return "lost"
    if not _WON.search(stage):
        return "open"
    return "lost" if _DENIED.search(stage) else "won"


def crm_tables(
    facts: Facts, whois: WhoIsWho, home: Home, titles: Titles, accounts: Collection[str] | None = None
) -> dict[str, pa.Table]:
    """The tables `deals`, `placements`, `submissions`, `notes`, `accounts` and `people`; the last of these accounts."""
    known = {p.key: p for p in whois.people.values() if accounts is None or p.account in accounts}
    people = sorted(known.values(), key=lambda p: (p.account, p.key))
    told = [(p, titles.at(p)) for p in people]
    clients = [a for a in whois.accounts.values() if a.client]
    return {
        "accounts": table("accounts", [(a.id, a.name, a.owner) for a in clients]),
        "people": table(
            "people",
            [(p.account, p.key, p.name, t.title, t.level, t.role, p.reports_to, p.left_on, t.ref) for p, t in told],
        ),
        "deals": table("deals", _deals(facts, whois, home)),
        "placements": table("placements", _placements(facts, whois, home)),
        "submissions": table("submissions", _submissions(facts, whois)),
        "notes": table("notes", _notes(facts, whois)),
    }


def _deals(facts: Facts, whois: WhoIsWho, home: Home) -> Iterator[tuple[object, ...]]:
    columns = ("ref", "deal_id", "crm", "company", "company_id", "name", "amount", "currency", "created_on",
               "closed_on", "won_on", "lost_on", "stage", "reason", "state_from")  # fmt: skip
    for ref, key, crm, company, company_id, name, amount, currency, made, *course in rows_of(facts["deals"], *columns):
        closed, won, lost, stage, reason, since = course
        account = whois.account_of(str(company or ""), (str(crm or ""), str(company_id or "")))
        day = made if isinstance(made, dt.date) else None
        money = home.money.home_amount(amount if isinstance(amount, Decimal) else None, str(currency or ""), day)
        if account:
            yield (account, ref or key, name, money, made, closed, won, lost, outcome(str(stage or "")), reason,
                   since)  # fmt: skip


def _placements(facts: Facts, whois: WhoIsWho, home: Home) -> Iterator[tuple[object, ...]]:
    columns = ("placement_id", "client", "job_id", "candidate", "title", "employment", "starts_on", "ends_on",
               "end_reason", "burden_share", "guarantee_days", "currency", "fee", "pay_rate", "bill_rate")  # fmt: skip
    of_job = _of_jobs(facts, whois)
    for key, client, job, who, title, employment, begins, ends, why, burden, guarantee, currency, *sums in rows_of(
        facts["placements"], *columns
    ):
        account = whois.account_of(str(client or "")) if client else of_job.get(str(job))
        if account is None or not isinstance(begins, dt.date):
            continue
        fee, pay, bill = (
            home.money.home_amount(told if isinstance(told, Decimal) else None, str(currency or ""), begins)
            for told in sums
        )
        margin = None
        if pay is not None and bill is not None:
            margin = bill - pay * (1 + (burden if isinstance(burden, float) else BURDEN))
        yield account, key, who, title, employment, begins, ends, why, fee, margin, guarantee


def _of_jobs(facts: Facts, whois: WhoIsWho) -> Mapping[str, str]:
    """By job order the account that gave it: where a placement names no firm, its job does."""
    firms: defaultdict[str, set[str]] = defaultdict(set)
    for (_, company), account in whois.by_company.items():
        firms[company].add(account)
    found = {}
    for job, client, company in rows_of(facts["job_orders"], "job_id", "client", "client_id"):
        known = firms.get(str(company), set()) if company else set()
        account = whois.account_of(str(client or "")) or (next(iter(known)) if len(known) == 1 else None)
        if job and account:
            found[str(job)] = account
    return found


def _submissions(facts: Facts, whois: WhoIsWho) -> Iterator[tuple[object, ...]]:
    columns = ("submission_id", "client", "candidate", "submitted_on", "interviewed_on", "decided_on")
    for key, client, who, put, spoke, decided in rows_of(facts["submissions"], *columns):
        account = whois.account_of(str(client or ""))
        if account and isinstance(put, dt.date):
            yield account, key, who, put, spoke, decided


def _notes(facts: Facts, whois: WhoIsWho) -> Iterator[tuple[object, ...]]:
    written_at = WrittenAt(facts, whois)
    columns = ("ref", "note_id", "crm", "company", "company_id", "written_on", "kind", "person", "author", "text")
    for ref, key, crm, company, company_id, day, kind, person, author, text in rows_of(facts["notes"], *columns):
        account = written_at.account(crm, company, company_id)
        if account and isinstance(day, dt.date):
            yield account, ref or key, day, kind, person or author, text
