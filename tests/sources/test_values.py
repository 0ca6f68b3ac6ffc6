"""Single values: dates, amounts, lengths of time, yes and no, addresses."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from comity.sources import Settings
from comity.sources.amounts import Marks, Percents, amount_of, currency_of
from comity.sources.column_types import TYPES
from comity.sources.columns import Conventions
from comity.sources.days import DayOrder, readings, time_of
from comity.sources.headings import heading
from comity.sources.values import Unreadable, addresses, billed, domains, flag, phones, quoted, seconds_of, text_of

JUNE = dt.date(2025, 6, 1)


def day_of(text: str, *others: str, locale: str | None = None) -> dt.date:
    """What a date means beside the other dates of its file."""
    order = DayOrder(Settings(locale=locale))
    for place, other in enumerate([text, *others], 1):
        order.look(other, f"line {place}")
    return order.read(text).day


def amount(text: str, *others: str, locale: str | None = None, groups: bool = True) -> Decimal:
    """What a number means beside the other numbers of its column."""
    marks = Marks(Settings(locale=locale), Marks(Settings(locale=locale)))
    for other in (text, *others):
        marks.look(other, "line 1")
    return amount_of(text, marks, groups=groups).value


def column(kind: str, head: str, *cells: object) -> list[object]:
    """What a column of that type makes of its cells, after a look at all of them."""
    read = TYPES[kind](heading(head), Conventions(Settings()))
    for cell in cells:
        read.look(cell, "line 1")  # pyright: ignore[reportArgumentType]
    return [read.read(cell) for cell in cells]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    "text",
    [
        "2025-06-01",
        "2025/06/01",
        "2025-06-01T09:30:00Z",
        "2025-06-01 09:30:00.250 UTC",
        "2025-06-01 09:30:00+02:00",
        "20250601",
        "01 Jun 2025",
        "1-Jun-25",
        "Jun 1, 2025",
        "June 1st, 2025",
        "Sunday, June 1, 2025",
        "Sun, 1 Jun 2025 09:30:00 +0100",
        "1. Juni 2025",
        "1 juni 2025",
        "1 juin 2025",
        "1er juin 2025",
        "45809",
        "45809.5",
        "1748736000000",
        "1748736000",
        "1.6.2025",
        "01.06.25",
        "1. 6. 2025",
    ],
)
def test_a_date_is_read_in_every_way_people_and_programs_write_it(text: str) -> None:
    assert day_of(text) == JUNE


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "2026-02-31",
        "13/45/2026",
        "2025-11-1?",
        "yesterday",
        "#VALUE!",
        "1",
        "2025",
        "6 2025",
        "12 Foo 2025",
        "2025-06-01 09:30-11",
    ],
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    with pytest.raises(Unreadable, match="is no date"):
        day_of(text)


def test_one_date_that_can_be_read_one_way_only_decides_the_whole_file() -> None:
    assert day_of("01/06/2025", "25/06/2025") == JUNE
    assert day_of("06/01/2025", "06/25/2025") == JUNE


def test_a_file_that_stays_open_is_read_by_the_firms_locale_and_else_not_at_all() -> None:
    assert day_of("01/06/2025", "02/06/2025", locale="nl_NL") == JUNE
    assert day_of("06/01/2025", locale="en_US") == JUNE
    with pytest.raises(Unreadable, match="may be 2025-06-01 or 2025-01-06") as caught:
        day_of("01/06/2025")
    assert "locale" in caught.value.advice


def test_proof_in_the_file_wins_over_the_locale() -> None:
    assert day_of("06/01/2025", "06/25/2025", locale="nl_NL") == JUNE


def test_a_date_that_is_the_same_both_ways_needs_no_order() -> None:
    assert day_of("05/05/2025") == dt.date(2025, 5, 5)


def test_in_a_file_of_both_orders_only_what_is_certain_is_read() -> None:
    both = ("25/06/2025", "06/25/2025")
    assert day_of("25/06/2025", *both) == dt.date(2025, 6, 25)
    with pytest.raises(Unreadable, match="may be"):
        day_of("01/06/2025", *both)


def test_one_slip_among_many_dates_does_not_put_them_all_in_doubt() -> None:
    many = [f"06/{day}/2025" for day in range(13, 31)] * 3
    assert day_of("06/01/2025", "25/06/2025", *many) == JUNE


def test_the_order_is_said_with_the_line_that_shows_it() -> None:
    order = DayOrder(Settings())
    order.look("01/06/2025", "line 2")
    order.look("14/06/2025", "line 3")
    assert order.said() == "day comes before month, as line 3 shows"


def test_two_figures_of_a_year_are_of_this_century() -> None:
    assert day_of("25/06/19") == dt.date(2019, 6, 25)


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [("14:05", 14, 5), ("2:05 PM", 14, 5), ("12:05 a.m.", 0, 5), ("14.05 Uhr", 14, 5), ("14h05", 14, 5)],
)
def test_a_time_of_day_is_read_with_twelve_hours_or_twenty_four(text: str, hour: int, minute: int) -> None:
    assert time_of(text) == dt.time(hour, minute)


@pytest.mark.parametrize(("clock", "hours"), [("09:30:00+02:00", 2), ("09:30:00-05", -5), ("09:30:00.125+00", 0)])
def test_a_time_beside_a_date_keeps_the_zone_it_names(clock: str, hours: int) -> None:
    moment = readings(f"2025-06-01 {clock}").day_first
    assert moment is not None
    assert moment.at is not None
    assert (moment.day.day, moment.at.utcoffset()) == (1, dt.timedelta(hours=hours))


@pytest.mark.parametrize("year", ["1969-12-31", "9999-01-01", "1899-01-01"])
def test_dates_of_other_times_are_no_dates_of_a_business(year: str) -> None:
    with pytest.raises(Unreadable, match="between 1990 and 2100"):
        column("day", "Date", year)


def test_a_customer_may_be_one_for_longer_than_there_are_programs() -> None:
    assert column("since", "Customer since", "1962-05-01") == [dt.date(1962, 5, 1)]


def test_an_empty_date_of_a_database_or_workbook_is_no_date() -> None:
    assert column("day", "Date", "0000-00-00", dt.date(1899, 12, 31)) == [None, None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u202f234,50\u00a0€", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1’234.50", "1234.50"),
        ("(1,234.50)", "-1234.50"),
        ("1,234.50-", "-1234.50"),
        ("-£12.40", "-12.40"),
        ("£-12.40", "-12.40"),
        ("($1,234.50)", "-1234.50"),
        ("\u22121.234,50", "-1234.50"),
        ("EUR 1.234,50", "1234.50"),
        ("1.234,50 EUR", "1234.50"),
        ("1 234,50 kr", "1234.50"),
        ("CHF 1'234.50", "1234.50"),
        ("€ 1.234,-", "1234"),
        ("12,34,567.50", "1234567.50"),
        ("1,234.50 CR", "-1234.50"),
        ("1.234.567", "1234567"),
        (".5", "0.5"),
        ("0,75", "0.75"),
        ("007", "7"),
        ("20.00/hr", "20"),
        ("$90,000 per year", "90000"),
    ],
)
def test_an_amount_is_read_in_every_way_people_write_it(text: str, value: str) -> None:
    assert amount(text) == Decimal(value)


def test_the_decimal_mark_of_a_column_decides_what_could_be_two_amounts() -> None:
    assert amount("1.234", "12,50") == 1234
    assert amount("1.234", "12.50") == Decimal("1.234")
    assert amount("1,234", "12.50") == 1234


def test_without_any_proof_money_has_no_three_decimals_and_hours_no_thousands() -> None:
    assert amount("1.234") == 1234
    assert amount("1.125", groups=False) == Decimal("1.125")


def test_a_column_with_both_marks_keeps_what_could_be_two_amounts_out() -> None:
    with pytest.raises(Unreadable, match="may be"):
        amount("1.234", "12,50", "12.50")


@pytest.mark.parametrize(
    "text", ["NaN", "1e400", "inf", "#VALUE!", "#REF!", "abc", "12.34.56", "1,23,45", "--5", "1 2", "=1+1"]
)
def test_what_is_no_number_is_not_read(text: str) -> None:
    with pytest.raises(Unreadable, match="is no number"):
        amount(text)


@pytest.mark.parametrize("number", ["1" * 15, "123456789012345.00", 1e300, float("nan"), float("inf")])
def test_an_amount_that_no_table_holds_is_not_read(number: object) -> None:
    with pytest.raises(Unreadable):
        column("money", "Amount", number)


def test_the_currency_beside_an_amount_is_kept_but_a_bare_dollar_names_no_country() -> None:
    marks = Marks(Settings())
    assert amount_of("£12.50", marks, groups=True).currency == "GBP"
    assert amount_of("12,50 SEK", marks, groups=True).currency == "SEK"
    assert amount_of("$12.50", marks, groups=True).currency == ""


def test_a_currency_is_found_in_its_long_name() -> None:
    assert currency_of("US Dollar - USD") == "USD"
    assert (currency_of("eur"), currency_of("Drachma")) == ("EUR", None)


def test_percentages_are_fractions_whether_written_as_28_or_as_a_fraction() -> None:
    assert column("share", "Fee %", "28", "20") == [0.28, 0.2]
    assert column("share", "Fee %", "0.28", "1") == [0.28, 1.0]
    assert column("share", "Burden", "28 %", "17,5%") == [0.28, 0.175]


def test_a_share_beyond_all_measure_is_no_percentage() -> None:
    percents, marks = Percents(), Marks(Settings())
    percents.look("5000", marks)
    with pytest.raises(Unreadable, match="is no percentage"):
        percents.read("5000", marks)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0:03:20", 200),
        ("00:54", 54),
        ("1h 20m", 4800),
        ("1 h 20", 4800),
        ("45 min", 2700),
        ("PT1H20M", 4800),
        ("3 Std. 20 Min", 12_000),
        ("2,5 uur", 9000),
        ("90 sec", 90),
    ],
)
def test_a_length_of_time_is_read_as_written(text: str, seconds: float) -> None:
    assert seconds_of(text, "m") == seconds


def test_a_term_is_read_in_days_weeks_or_months() -> None:
    assert column("days", "Guarantee", "90", "90 days", "12 Wochen", "3 months", 180.0) == [90, 90, 84, 90, 180]
    with pytest.raises(Unreadable, match="no number of days"):
        column("days", "Guarantee", "a while")


def test_two_numbers_with_a_colon_are_hours_on_a_time_sheet_and_minutes_on_a_telephone_log() -> None:
    assert column("hours", "Duration", "1:30") == [1.5]
    assert column("seconds", "Duration", "1:30") == [90]
    assert column("seconds", "Duration (hh:mm)", "1:30") == [5400]


def test_the_unit_of_a_heading_says_what_a_bare_number_is() -> None:
    assert column("hours", "Duration (min)", "90") == [1.5]
    assert column("seconds", "Duration (min)", "2") == [120]
    assert column("seconds", "Duration", "75") == [75]


@pytest.mark.parametrize("text", ["#VALUE!", "abc", "900", "1:75", "NaN", "-48"])
def test_what_is_no_number_of_hours_is_not_read(text: str) -> None:
    with pytest.raises(Unreadable):
        column("hours", "Hours", text)


def test_a_workbooks_own_lengths_of_time_are_read() -> None:
    assert column("hours", "Hours", dt.timedelta(hours=26), dt.time(1, 30), 7.25) == [26, 1.5, 7.25]


@pytest.mark.parametrize("word", ["Yes", "ja", "Oui", "TRUE", "x", "1", "https://voice.example/rec/7"])
def test_yes_is_said_in_several_languages(word: str) -> None:
    assert flag(word) is True


@pytest.mark.parametrize("word", ["No", "nein", "Non", "nee", "false", "0"])
def test_so_is_no(word: str) -> None:
    assert flag(word) is False


def test_a_word_that_is_neither_is_not_taken_for_no() -> None:
    with pytest.raises(Unreadable, match="neither yes nor no"):
        flag("sometimes")


@pytest.mark.parametrize(
    ("told", "paid"),
    [
        ("Billable", True),
        ("Covered by Agreement", True),
        ("Included in retainer", True),
        ("Time & Materials", True),
        ("Im Vertrag enthalten", True),
        ("No Charge", False),
        ("Do Not Bill", False),
        ("Goodwill", False),
        ("Don’t bill", False),
        ("Not invoiced", False),
        ("Flat fee", True),
        ("Kulanz", False),
        ("Sans frais", False),
        ("yes", True),
        ("0", False),
    ],
)
def test_whether_an_hour_is_paid_for_is_told_in_the_words_of_programs(told: str, *, paid: bool) -> None:
    assert billed(told) is paid


def test_an_hour_is_kept_where_nobody_knows_what_its_answer_means_and_that_is_told() -> None:
    reading, cells = (
        TYPES["billed"](heading("Billable Option"), Conventions(Settings())),
        ("No Charge", "Ask Ida", "Yes"),
    )
    for cell in cells:
        reading.look(cell, "line 1")
    assert [reading.read(cell) for cell in cells] == [False, None, True]
    assert reading.said() == "whether hours are paid for is left open where 'Billable Option' says \"Ask Ida\""


def test_addresses_are_taken_out_of_whatever_stands_around_them() -> None:
    cell = "Ida Holm <Ida.Holm@Fjord.example>; 'box@fjord.example', ida.holm@fjord.example"
    assert addresses(cell) == ["ida.holm@fjord.example", "box@fjord.example"]
    assert addresses("none yet") == []


def test_a_domain_is_taken_out_of_an_address_of_any_kind() -> None:
    assert domains("https://www.Fjord.example/en/?a=b") == ["fjord.example"]
    assert domains("shop.fjord.example; fjord-optik.example:8080") == ["shop.fjord.example", "fjord-optik.example"]
    assert domains("info@fjord.example") == ["fjord.example"]
    assert domains("not a site. really") == []


def test_a_page_on_somebody_elses_site_is_no_domain_of_the_firm() -> None:
    assert domains("https://www.facebook.com/fjordoptik") == []


def test_several_telephone_numbers_in_a_cell_are_told_apart() -> None:
    assert phones("+47 22 55 50 10; 22 55 50 11") == ["+47 22 55 50 10", "22 55 50 11"]


def test_text_keeps_its_own_signs_and_loses_what_only_machines_read() -> None:
    assert text_of(" two\r\nlines \x07 👩\u200d🔧 ") == "two\nlines   👩\u200d🔧"
    assert text_of("\x00") is None
    assert text_of(40.0) == "40"


def test_a_bad_value_is_quoted_short_and_on_one_line() -> None:
    assert quoted("a\nb\x07") == '"a b�"'
    assert len(quoted("x" * 5000)) < 70


@pytest.mark.parametrize(
    "kind", ["day", "money", "hours", "seconds", "share", "addresses", "domains", "phones", "clock"]
)
def test_a_hostile_cell_ends_soon(kind: str) -> None:
    reasons = []
    for cell in (" " * 50_000 + "1", "1" * 100_000, "a@" * 30_000, "1:" * 40_000, "(" * 90_000, "a." * 40_000):
        try:
            column(kind, "Column", cell)
        except Unreadable as error:
            reasons.append(error.wrong)
    assert all(len(reason) < 200 for reason in reasons)
