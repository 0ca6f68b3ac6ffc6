"""Deals won and lost, and why."""

from __future__ import annotations

import datetime as dt
import re

from tests.referee.known import Known
from tests.referee.register import referee
from tests.referee.rows import Deal

PRICE = {
    "price",
    "prices",
    "priced",
    "pricing",
    "pricey",
    "rate",
    "rates",
    "cost",
    "costs",
    "costly",
    "expensive",
    "teuer",
    "goedkoper",
    "prix",
}
PRICE_BEGINS = ("cheap", "undercut", "billig", "günstiger")
PRICE_ANYWHERE = ("preis", "prijs", "te duur", "moins cher", "trop cher")
UNDECIDED = (
    "no decision",
    "postpon",
    "on hold",
    "frozen",
    "freeze",
    "cancel",
    "budget",
    "not filled",
    "no interest",
    "verschoben",
    "uitgesteld",
)
TENDER = {
    "tender",
    "tenders",
    "tendering",
    "rfq",
    "rfqs",
    "rfp",
    "rfps",
    "rfi",
    "rfis",
    "auction",
    "auctions",
    "bid",
    "bids",
    "bidding",
}
TENDER_ANYWHERE = ("ausschreibung", "aanbesteding", "appel d'offres", "licitaci")


def outcome(deal: Deal, day: dt.date) -> str | None:
    """What is known on a day: the later of won and lost, or what the stage says where neither has a day."""
    won = deal.won_on if deal.won_on is not None and deal.won_on <= day else None
    lost = deal.lost_on if deal.lost_on is not None and deal.lost_on <= day else None
    if won is not None and lost is not None:
        return "lost" if lost > won else "won"
    if won is not None or lost is not None:
        return "won" if won is not None else "lost"
    if deal.won_on is None and deal.lost_on is None and deal.state_from is not None and deal.state_from <= day:
        return deal.outcome
    return None


def reason(deal: Deal, day: dt.date) -> str:
    """Why it was lost or won, from the export on that tells it."""
    return deal.reason or "" if deal.state_from is not None and deal.state_from <= day else ""


def _words(text: str) -> list[str]:
    return re.findall(r"[a-zäöü]+", text.lower())


def about_price(told: str) -> bool:
    """Whether a reason speaks of price, rate or cost."""
    return any(word in PRICE or word.startswith(PRICE_BEGINS) for word in _words(told)) or any(
        part in told.lower() for part in PRICE_ANYWHERE
    )


def undecided(told: str) -> bool:
    """Whether a reason says that nothing was decided."""
    return any(part in told.lower() for part in UNDECIDED)


def tendered(name: str) -> bool:
    """Whether a deal's name tells of a tender."""
    return any(word in TENDER for word in _words(name)) or any(part in name.lower() for part in TENDER_ANYWHERE)


@referee
def deals_lost_to_cheaper(known: Known) -> float | None:
    """Lost with a reason of price."""
    lost = [d for d in known.deals if outcome(d, known.day) == "lost"]
    return float(len([d for d in lost if about_price(reason(d, known.day))])) if known.deals else None


@referee
def deals_lost_no_decision(known: Known) -> float | None:
    """Lost to no decision."""
    lost = [d for d in known.deals if outcome(d, known.day) == "lost"]
    return float(len([d for d in lost if undecided(reason(d, known.day))])) if known.deals else None


@referee
def deals_won_untendered(known: Known) -> float | None:
    """Won without a tender."""
    won = [d for d in known.deals if outcome(d, known.day) == "won"]
    return float(len([d for d in won if not tendered(d.name or "")])) if known.deals else None
