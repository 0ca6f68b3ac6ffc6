"""A second, naive implementation of every measure: the referee of the SQL.

Each function here is written from the head of its measure, for one account on one day, by plain loops over what is
known of it then. Nothing here is fast, and nothing here is taken over from the SQL. Importing the package registers
them all; `tests/measures/test_referee.py` fails when a measure has no referee or a referee no measure.
"""

from __future__ import annotations

from tests.referee import (
    constancy,
    deals,
    evidence,
    grave,
    hours,
    issues,
    meetings,
    money,
    payment,
    people,
    placements,
    promises,
    silence,
    talk,
)
from tests.referee.book import Book
from tests.referee.known import Known, know_firm
from tests.referee.register import REFEREES

__all__ = ["REFEREES", "Book", "Known", "know_firm"]

_FAMILIES = (
    constancy,
    deals,
    evidence,
    grave,
    hours,
    issues,
    meetings,
    money,
    payment,
    people,
    placements,
    promises,
    silence,
    talk,
)
