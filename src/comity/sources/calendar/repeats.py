"""The days that a rule of repetition names, found within bounds whatever the rule says."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re
from collections.abc import Collection, Iterator
from typing import cast

from dateutil.rrule import rrule, rrulestr

from comity.sources.values import quoted

RULE = re.compile(r"[A-Z]+=[A-Z0-9,+-]+(?:;[A-Z]+=[A-Z0-9,+-]+)*")
PARTS = frozenset((
    "FREQ", "INTERVAL", "COUNT", "WKST", "BYSETPOS", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY",
    "BYHOUR", "BYMINUTE", "BYSECOND",
))  # fmt: skip
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST = 1_000  # characters of a rule
EACH = 200_000  # days that one rule may look at: five hundred years
ALL = 6_000_000  # what the rules of one file may spend on looking: some seconds
COST = {"YEARLY": 1, "MONTHLY": 1, "WEEKLY": 2}  # of looking at one day, a third of a microsecond each; of others:
COST_ELSE = 10
TIMES = 1_440  # times of day that one rule may name


class Unfollowable(Exception):  # noqa: N818 - said to the user as it is
    """A rule that is broken, or that no calendar program follows; the message says what is wrong with it."""


class Patience:
    """How many days the rules of one file may still look at.

    A rule that names a day which never comes (31 February) is looked for until the year 9999: so the looking is
    counted, and ends.
    """

    def __init__(self) -> None:
        self.left = ALL
        self.of_rule = EACH
        self.cost = 1

    def begin(self, parts: dict[str, str]) -> None:
        """Begin with the next rule; one that names many times of a day costs more already before it is followed."""
        self.cost = COST.get(parts["FREQ"], COST_ELSE)
        self.of_rule = EACH
        self.left -= COST_ELSE * _times(parts)

    def look(self) -> None:
        """Count one day. Raises StopLooking when there is no patience left."""
        self.of_rule -= 1
        self.left -= self.cost
        if self.of_rule < 0 or self.left < 0:
            raise StopLooking


class StopLooking(Exception):  # noqa: N818
    """The end of patience; never leaves this module."""


class _Watched:
    """A rule's set of months or weekdays that counts how often it is asked."""

    def __init__(self, held: Collection[int], patience: Patience) -> None:
        self.held = held
        self.patience = patience

    def __contains__(self, item: int) -> bool:
        self.patience.look()
        return item in self.held

    def __iter__(self) -> Iterator[int]:
        return iter(self.held)


def follow(rule: str, first: dt.datetime, last: dt.datetime, patience: Patience) -> Iterator[dt.datetime]:
    """The moments from `first` to `last` that a rule names, on the clock that both are told on.

    UNTIL is the caller's. Raises Unfollowable when the rule is broken.
    """
    parts = split(rule)
    plain = _plain(parts, first)
    if plain is not None:
        count = int(parts["COUNT"]) if parts.get("COUNT", "").isdigit() else None
        yield from itertools.takewhile(lambda moment: moment <= last, itertools.islice(plain, count))
        return
    text = ";".join(f"{k}={v}" for k, v in parts.items() if k != "UNTIL")
    patience.begin(parts)
    try:
        made = cast(rrule, rrulestr(text, dtstart=first))
        _watch(made, parts, patience)
        for moment in made:
            if moment > last:
                return
            yield moment
    except StopLooking:
        return
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise Unfollowable(f"its repetition {quoted(rule)} cannot be followed") from error


def split(rule: str) -> dict[str, str]:
    """A rule's parts by name. Raises Unfollowable when it is broken, or repeats in a way that no meeting does."""
    text = rule.strip().rstrip(";").upper().replace(" ", "")
    if len(text) > LONGEST or not RULE.fullmatch(text):
        raise Unfollowable(f"its repetition {quoted(rule)} is none")
    parts = dict(part.split("=", 1) for part in text.split(";"))
    if parts.get("RSCALE") == "GREGORIAN":
        del parts["RSCALE"]
        parts.pop("SKIP", None)
    if parts.get("COUNT", "").startswith("-"):
        del parts["COUNT"]  # how one program writes "without end"
    _check(rule, parts)
    return parts


def _check(rule: str, parts: dict[str, str]) -> None:
    unknown = set(parts) - PARTS - {"UNTIL"}
    if unknown or "FREQ" not in parts:
        raise Unfollowable(f"its repetition {quoted(rule)} is none that is known")
    interval = parts.get("INTERVAL", "1")
    if not interval.isdigit() or not 1 <= int(interval) <= 10_000:
        raise Unfollowable(f"its repetition {quoted(rule)} has no interval that can be followed")
    often = parts["FREQ"] in ("HOURLY", "MINUTELY", "SECONDLY")
    if _times(parts) > TIMES or (often and not {"BYHOUR", "BYMINUTE", "BYSECOND", "BYSETPOS"}.isdisjoint(parts)):
        raise Unfollowable(f"its repetition {quoted(rule)} names too many times of a day")


def _times(parts: dict[str, str]) -> int:
    return math.prod(parts[p].count(",") + 1 for p in ("BYHOUR", "BYMINUTE", "BYSECOND") if p in parts)


def _plain(parts: dict[str, str], first: dt.datetime) -> Iterator[dt.datetime] | None:
    """The moments of a rule that only says "every day", "every week", "every year", as most do; None for others."""
    own = {"BYDAY": WEEKDAYS[first.weekday()], "BYMONTH": str(first.month), "BYMONTHDAY": str(first.day)}
    said = {"DAILY": (), "WEEKLY": ("BYDAY",), "YEARLY": ("BYMONTH", "BYMONTHDAY")}.get(parts["FREQ"])
    if said is None or any(parts[p] != own.get(p) or p not in said for p in parts if p.startswith("BY")):
        return None
    interval = int(parts.get("INTERVAL", 1))
    if parts["FREQ"] == "YEARLY":
        # A day of the month without a month is that day of every month.
        each_month = "BYMONTHDAY" in parts and "BYMONTH" not in parts
        return None if each_month or first.day > 28 else _years(first, interval)
    days = interval * (7 if parts["FREQ"] == "WEEKLY" else 1)
    return (first + dt.timedelta(days=days * n) for n in itertools.count())


def _years(first: dt.datetime, interval: int) -> Iterator[dt.datetime]:
    return (first.replace(year=year) for year in range(first.year, dt.MAXYEAR, interval))


def _watch(made: rrule, parts: dict[str, str], patience: Patience) -> None:
    """Have a rule count the days it looks at.

    Dateutil asks the set of months first for each day; only where "the third Friday of the year" is meant does a set
    of months change the meaning, and there it asks the weekdays.
    """
    of_year = parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts and re.search(r"\d", parts.get("BYDAY", ""))
    name, every = ("_byweekday", range(7)) if of_year else ("_bymonth", range(1, 13))
    held = getattr(made, name) or every
    setattr(made, name, _Watched(held, patience))
