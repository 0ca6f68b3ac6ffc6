"""The firm's own settings as the ledger needs them: its currency, rates, and shares of direct cost."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import msgspec
import pyarrow as pa

from comity.book.known import Facts, known_on, latest
from comity.book.store import Book
from comity.book.whois import WhoIsWho, firm_row, who_is_who
from comity.ledger.currency import Money
from comity.ledger.promising.workdays import country_of


class Home(msgspec.Struct, frozen=True):
    """What comity.toml says, with what stands in for it where it is silent; `country` is '' where nothing tells it."""

    currency: str
    money: Money
    hourly_cost: float | None
    direct_cost_share: float
    account_shares: Mapping[str, float]
    hard_lines: tuple[str, ...] = ()
    country: str = ""

    def direct_share(self, account: str, *, sheets: bool = False) -> float:
        """Which part of an invoice to this account goes to labour or goods that are on no time sheet.

        What holds for all clients does not hold for one whose labour is on time sheets that tell its pay (`sheets`):
        it would be counted twice.
        """
        return self.account_shares.get(account, 0.0 if sheets else self.direct_cost_share)


def home_of(facts: Facts, whois: WhoIsWho) -> Home:
    """The settings known on the day of the facts; the currency is inferred from the invoices where none is told."""
    told = firm_row(facts)
    money = _money(told, facts)
    currency = money.home
    by_name = json.loads(str(told.get("accounts") or "{}"))
    shares: dict[str, float] = {}
    for name, settings in by_name.items():
        account = _account(whois, name)
        share = settings.get("direct_cost_share") if isinstance(settings, dict) else None
        if account and share is not None:
            shares[account] = float(share)
    cost = told.get("hourly_cost")
    lines = told.get("hard_lines")
    share = told.get("direct_cost_share")
    return Home(
        currency,
        money,
        float(cost) if isinstance(cost, Decimal | float | int) else None,
        float(share) if isinstance(share, float | int) else 0.0,
        shares,
        tuple(str(line) for line in lines) if isinstance(lines, list) else (),
        country_of(str(told.get("locale") or ""), currency),
    )


def unpriced(book: Book) -> Mapping[str, int]:
    """By currency how many invoices count for nothing, as nobody knows what it was worth on their day."""
    facts = {"firm": latest(book, "firm")} | {name: book.facts(name) for name in ("settings", "invoices")}
    money = _money(firm_row(facts), facts)
    told = facts["invoices"].select(["currency", "issued_on"])
    days = zip(*(column.to_pylist() for column in told.columns), strict=True)
    return Counter(sorted(c.upper() for c, on in days if c and money.rate(c.upper(), on) is None))


def of_nobody(book: Book) -> list[str]:
    """Those of the clients with a share of their own (`accounts`) who are no client of the book: it counts for nothing.

    Who is who takes a while to tell, and is told only where a client has one.
    """
    told = firm_row({"firm": latest(book, "firm"), "settings": book.facts("settings")})
    names = json.loads(str(told.get("accounts") or "{}"))
    whois = who_is_who(known_on(book, dt.date.max)) if names else None
    return [name for name in names if whois and _account(whois, name) is None]


def _money(told: Mapping[str, object], facts: Mapping[str, pa.Table]) -> Money:
    rates = json.loads(str(told.get("rates") or "{}"))
    return Money(str(told.get("currency") or "") or _commonest(facts), {k: float(v) for k, v in rates.items()})


def _commonest(facts: Mapping[str, pa.Table]) -> str:
    seen = Counter(c for c in facts["invoices"]["currency"].to_pylist() if c)
    return max(sorted(seen), key=lambda c: seen[c], default="")


def _account(whois: WhoIsWho, name: str) -> str | None:
    """The account that is meant by an id or domain, now or earlier, or by any name of it, however that is written."""
    name = name.casefold()
    called = ((a.id, n) for a in whois.accounts.values() for n in (a.name, *a.spellings))
    return whois.now(name) or next((account for account, n in called if n.casefold() == name), None)
