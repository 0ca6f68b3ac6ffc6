"""What random facts are made of: days on the borders of windows, words of deals and disputes, keys, amounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random

from comity.signals.labels import GRAVE, NAMES
from tests.referee.calendar import days_after, months_before

LEAP_DAY, AFTER_LEAP_YEAR = dt.date(2024, 2, 29), dt.date(2025, 2, 28)
DAYS = (LEAP_DAY, AFTER_LEAP_YEAR, *(dt.date(2024, m, 31) for m in (3, 8, 12)), dt.date(2023, 1, 1))
MONTHS = (3, 4, 6, 12, 16, 18)
SPANS = (0, 0, 1, 5, 6, 14, 15, 30, 45, 46, 90, 91, 120, 180, 181)
STRANGER = "stranger.example"
AMOUNTS = (100.0, 100.0, 250.5, 1000.0, 0.01)
REASONS = [
    "Price",
    "cheaper elsewhere",
    "Corporate strategy",
    "hiring freeze",
    "no decision",
    "RATE too high",
    "günstigerer Anbieter",
    "te duur",
    "they went quiet",
    "Preisdruck",
    "No budget, and the cost",
    "separate team",
]
NAMES_OF_DEALS = [
    "RFP2024 north",
    "Bartenders for June",
    "open bid",
    "Surfing camp",
    "Rahmenausschreibung",
    "Appel d'offres",
    "Line 3",
    "Tender/spring",
    "Bidwell renewal",
]
SAYS = [
    "we dispute {}",
    "Invoice {}, and nothing else",
    "({}) is wrong",
    "not 9{}9",
    "see {}A",
    "the last one is wrong",
    "#{}: no",
]
# What belongs together in one measure is drawn together, else it would hardly ever meet.
PALETTES = (
    ["concession", "direction"],
    ["concession", "flexibility", "direction", "commitment", "access"],
    ["feedback", "apology", "feedback", "apology", "appreciation", "challenge", "joint_work"],
    ["free_work", "status_quo", "price_pressure", "competitor", "commitment", "apology"],
    ["pay_dispute", "pay_refusal", "pay_notice"],
    ["value_shown", "insight", "check_in", "discovery", "feedback_asked", "pitch"],
    [*sorted(GRAVE), "apology", "flexibility", "direction", "feedback", "loyalty"],
    ["contempt", *2 * ["direction", "appreciation", "access", "joint_work", "loyalty", "feedback", "check_in"]],
    list(NAMES),
)


class Drawing:
    """Draws for one account: `anchors` are the asked days it lives by; a steady one spreads over less than a year."""

    def __init__(self, random: Random, account: str, days: Sequence[dt.date]) -> None:
        self.random, self.account = random, account
        self.anchors = random.choices(days, k=random.choice((1, 1, 2, 4)))
        self.unknowns = random.random() < 0.2
        self.steady = random.random() < 0.3
        self.lasts = random.choice((180, 181, 200, 330))
        self.count = 0

    def many(self, most: int) -> range:
        """How many rows a channel gets."""
        return range(self.random.choice((1, 2, most // 2, most)))

    def ref(self) -> str:
        """A key of its own that sorts anywhere."""
        self.count += 1
        return f"{self.random.randrange(16**4):04x}-{self.account}-{self.count}"

    def some_day(self) -> dt.date:
        """A day on or beside a border of a window, or any day."""
        kind, anchor = self.random.random(), self.random.choice(self.anchors)
        if self.steady and kind < 0.2:
            return days_after(anchor, self.random.choice((-self.lasts, 90 - self.lasts, 91 - self.lasts, -90, -89, 0)))
        if self.steady:
            return days_after(anchor, -self.random.randrange(-5, self.lasts + 1))
        if kind < 0.3:
            return days_after(months_before(anchor, self.random.choice(MONTHS)), self.random.choice((-1, 0, 0, 1)))
        if kind < 0.5:
            return days_after(anchor, self.random.choice((-1, 1)) * self.random.choice(SPANS))
        return days_after(anchor, -self.random.randrange(-60, 600))

    def later(self, day: dt.date, within: int = 120) -> dt.date | None:
        """A day after, or none."""
        choice = self.random.random()
        if choice < 0.4:
            return None
        return self.some_day() if choice < 0.5 else days_after(day, self.random.choice((0, 1, 5, 30, 89, 90, within)))

    def amount(self) -> float | None:
        """An amount, rarely unknown."""
        return None if self.unknowns and self.random.random() < 0.1 else self.random.choice(AMOUNTS)
