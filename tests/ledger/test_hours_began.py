"""Before our time sheets began no hours are not none worked: what was left then is not known, and nowhere told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import NamedTuple

from comity.engine import engine_called
from comity.ledger.began import first_day
from comity.ledger.effort import effort
from comity.ledger.statement import statements
from comity.measures import measures
from comity.measures.compute import values
from tests.referee import rows
from tests.referee.book import Book

DAY = dt.date(2026, 9, 30)
MILL, BAKERY = "mill.example", "bakery.example"
EARLY, LATE = dt.date(2025, 7, 1), dt.date(2026, 7, 1)


class Told(NamedTuple):
    """Of the mill: a measure's value, the hours of each quarter on the page, and the quarters whose margin is told."""

    margin: float | None
    course: float | None
    hours: dict[dt.date, float | None]
    margins: list[dt.date]


def told(*, hours_from: dt.date, money_from: dt.date = EARLY, of_mill: bool = True) -> Told:
    """A firm with two clients, each billed a thousand a month; each takes ten hours a month at fifty an hour."""
    book = Book(accounts=[rows.Account(MILL, "Mill"), rows.Account(BAKERY, "Bakery")])
    for client in (MILL, BAKERY):
        for number in range(15):
            on = dt.date(2025 + (6 + number) // 12, (6 + number) % 12 + 1, 10)
            if on >= money_from:
                book.invoices.append(rows.Invoice(client, f"i{number}", "invoice", on, None, 1000.0))
            if on >= hours_from and (of_mill or client != MILL):
                book.hours.append(rows.Hours(client, f"h{number}", on, "Ann", 10.0, 500.0))
    engine = engine_called("duckdb")
    book.lay(engine, [DAY])
    margin, course = (values(measures()[m], engine).get((DAY, MILL)) for m in ("margin_12m", "hours_course_12m"))
    quarters = {q["quarter"]: q["hours"] for q in effort(engine, DAY).to_pylist() if q["account"] == MILL}
    entries = statements(engine, DAY).to_pylist()
    margins = sorted(e["happened_on"] for e in entries if e["account"] == MILL and e["kind"] == "margin")
    return Told(margin, course, quarters, margins)


def test_where_hours_were_read_all_along_what_was_left_is_told() -> None:
    all_along = told(hours_from=EARLY)
    assert (all_along.margin, all_along.course) == (12 * 500, 1)
    assert all_along.hours[dt.date(2025, 10, 1)] == 30
    assert len(all_along.margins) == 5


def test_quarters_before_our_time_sheets_began_have_no_hours_known_and_no_margin() -> None:
    late = told(hours_from=LATE)
    assert (late.margin, late.course) == (None, None)
    assert late.hours[dt.date(2026, 7, 1)] == 30
    assert late.hours[dt.date(2026, 4, 1)] is None
    assert late.margins == [dt.date(2026, 7, 1)]


def test_hours_that_began_with_the_invoices_are_all_that_there_were() -> None:
    together = told(hours_from=LATE, money_from=LATE)
    assert together.margin == 3 * 500
    assert together.margins == [dt.date(2026, 7, 1)]


def test_of_a_client_of_whom_no_hours_were_ever_read_no_margin_is_told() -> None:
    none = told(hours_from=EARLY, of_mill=False)
    assert none.margin is None
    assert none.margins == []


def weekly(first: dt.date, weeks: int, *strays: dt.date) -> Counter[dt.date]:
    return Counter([*(first + dt.timedelta(weeks=n) for n in range(weeks)), *strays])


def test_one_stray_entry_of_years_ago_does_not_tell_since_when_we_keep_time_sheets() -> None:
    assert first_day(weekly(LATE, 12, dt.date(2019, 1, 7))) == LATE
    assert first_day(weekly(LATE, 200, dt.date(2018, 1, 7), dt.date(2019, 1, 7))) == LATE


def test_what_is_no_rare_thing_or_lies_near_is_no_stray() -> None:
    before = dt.date(2019, 1, 7)
    assert first_day(weekly(LATE, 12, before, before)) == before
    assert first_day(weekly(LATE, 3, before)) == before
    assert first_day(weekly(LATE, 12, dt.date(2026, 5, 4))) == dt.date(2026, 5, 4)
    assert first_day(weekly(EARLY, 8) + weekly(LATE, 12)) == EARLY
    assert first_day(Counter()) is None
