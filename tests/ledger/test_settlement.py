"""Payments and credits are laid on the invoices they belong to, by what was known when they came."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.ledger.settlement import Bill, Receipt, number_key, settle


def day(n: int) -> dt.date:
    return dt.date(2026, 1, 1) + dt.timedelta(days=n)


def bill(number: str, total: str, issued: int = 0, *, credit: bool = False, memo: str = "") -> Bill:
    return Bill("harbour.test", number, credit, day(issued), day(issued + 30), Decimal(total), memo=memo)


def paid(amount: str, on: int, to: str = "", *, memo: str = "", again: bool = False) -> Receipt:
    return Receipt("harbour.test", day(on), Decimal(amount), to, memo=memo, again=again)


def test_a_payment_that_names_its_invoice_settles_that_one() -> None:
    first, second = bill("A-1", "100"), bill("A-2", "100")
    settle([first, second], [paid("100", 40, "A-2")])
    assert (first.settled_on, second.settled_on) == (None, day(40))


def test_a_payment_that_is_laid_against_no_invoice_of_ours_is_for_the_one_that_its_memo_speaks_of() -> None:
    older, meant = bill("C-7", "80"), bill("C-8", "100", 5)
    settle([older, meant], [paid("90", 20, "in_9QzT", memo="Payment for invoice C-8")])
    assert (older.rest, meant.rest) == (80, 10)


def test_the_invoice_that_a_payment_is_laid_against_goes_before_one_that_its_memo_speaks_of() -> None:
    older, meant = bill("C-7", "80"), bill("C-8", "100", 5)
    settle([older, meant], [paid("70", 20, "C-7", memo="after invoice C-8")])
    assert (older.rest, meant.rest) == (10, 100)


def test_two_part_payments_settle_an_invoice_on_the_day_of_the_second() -> None:
    one = bill("A-1", "100")
    settle([one], [paid("60", 20, "A-1"), paid("40", 50, "A-1")])
    assert one.settled_on == day(50)


def test_a_payment_that_names_several_invoices_is_laid_on_each() -> None:
    first, second = bill("A-1", "100"), bill("A-2", "50")
    settle([first, second], [paid("150", 20, "A-1, A-2")])
    assert first.settled_on == second.settled_on == day(20)


def test_a_payment_that_names_nothing_goes_to_the_invoice_of_that_amount() -> None:
    old, exact = bill("A-1", "100", 0), bill("A-2", "70", 5)
    settle([old, exact], [paid("70", 20)])
    assert (old.settled_on, exact.settled_on) == (None, day(20))


def test_a_payment_that_fits_no_amount_goes_to_the_oldest() -> None:
    old, new = bill("A-1", "100", 0), bill("A-2", "100", 5)
    settle([new, old], [paid("120", 20)])
    assert (old.settled_on, new.settled_on, new.rest) == (day(20), None, Decimal(80))


def test_a_credit_that_names_an_invoice_makes_up_for_the_rest() -> None:
    one = bill("A-1", "100")
    settle([one, bill("CM-9", "10", 25, credit=True, memo="two cases broken, inv A-1")], [paid("90", 20, "A-1")])
    assert one.settled_on == day(25)


def test_what_credits_settled_of_an_invoice_was_not_paid() -> None:
    part, whole, rounded, late = bill("A-1", "100"), bill("A-2", "80"), bill("A-3", "60"), bill("A-4", "40")
    notes = [
        bill("CM-1", "10", 5, credit=True, memo="A-1"), bill("CM-2", "80", 6, credit=True, memo="A-2"),
        bill("CM-3", "59.90", 7, credit=True, memo="A-3"), bill("CM-4", "40", 50, credit=True, memo="A-4"),
    ]  # fmt: skip
    settle([part, whole, rounded, late, *notes], [paid("90", 20, "A-1"), paid("40", 21, "A-4")])
    assert [b.credited for b in (part, whole, rounded, late)] == [Decimal("0.1"), 1, 1, 0]
    assert bill("A-5", "10").credited == 0


def test_a_credit_beyond_what_was_owed_is_none_of_the_invoice_and_a_void_one_is_none_at_all() -> None:
    paid_late, half, open_one = bill("A-1", "100"), bill("A-2", "100"), bill("A-3", "50")
    void = bill("CM-3", "50", 7, credit=True, memo="A-3")
    void.void = True
    over = [bill("CM-1", "100", 60, credit=True, memo="A-1"), bill("CM-2", "50", 5, credit=True, memo="A-2")]
    settle([paid_late, half, open_one, *over, void], [paid("90", 20, "A-1"), paid("80", 21, "A-2")])
    assert [b.credited for b in (paid_late, half)] == [Decimal("0.1"), Decimal("0.5")]
    assert open_one.settled_on is None


def test_bank_charges_do_not_keep_an_invoice_open() -> None:
    one = bill("A-1", "1000")
    settle([one], [paid("997.50", 20, "A-1")])
    assert one.settled_on == day(20)


def test_the_day_an_invoice_itself_tells_is_used_where_no_payment_does() -> None:
    one = bill("A-1", "100")
    one.paid_on = day(33)
    settle([one], [])
    assert one.settled_on == day(33)


def test_numbers_are_the_same_however_they_are_written() -> None:
    assert number_key("INV-00412") == number_key("inv 00412")
    assert number_key("#0412") == number_key("412")


AMOUNTS = st.decimals(min_value=1, max_value=500, places=2)


@given(
    st.lists(st.tuples(AMOUNTS, st.integers(0, 90)), max_size=8),
    st.lists(st.tuples(AMOUNTS, st.integers(0, 200)), max_size=8),
)
def test_nothing_that_is_paid_later_changes_what_was_settled_before(
    bills: list[tuple[Decimal, int]], receipts: list[tuple[Decimal, int]]
) -> None:
    def settled(until: int) -> list[dt.date | None]:
        made = [bill(f"A-{i}", str(total), issued) for i, (total, issued) in enumerate(bills) if issued <= until]
        settle(made, [paid(str(a), on) for a, on in receipts if on <= until])
        return [b.settled_on for b in made]

    whole = [bill(f"A-{i}", str(total), issued) for i, (total, issued) in enumerate(bills)]
    settle(whole, [paid(str(a), on) for a, on in receipts])
    later = [
        b.settled_on if b.settled_on and b.settled_on <= day(60) else None for b in whole if b.issued_on <= day(60)
    ]
    assert later == settled(60)


@given(
    st.lists(st.tuples(AMOUNTS, st.integers(0, 90)), max_size=8),
    st.lists(st.tuples(AMOUNTS, st.integers(0, 200)), max_size=8),
)
def test_no_more_is_laid_on_invoices_than_was_paid(
    bills: list[tuple[Decimal, int]], receipts: list[tuple[Decimal, int]]
) -> None:
    made = [bill(f"A-{i}", str(total), issued) for i, (total, issued) in enumerate(bills)]
    settle(made, [paid(str(a), on) for a, on in receipts])
    assert sum((part for b in made for _, part in b.laid), Decimal(0)) <= sum((a for a, _ in receipts), Decimal(0))


def test_nothing_is_laid_on_a_void_invoice_unless_it_is_named() -> None:
    void, other = bill("A-1", "100"), bill("A-2", "100", 5)
    void.void = True
    settle([void, other], [paid("100", 20)])
    assert (void.laid, other.settled_on) == ([], day(20))


def test_a_payment_in_another_currency_is_changed_at_the_days_rate() -> None:
    one, two = bill("A-1", "1000"), bill("A-2", "1000")
    one.currency = two.currency = "USD"
    pounds = [
        Receipt("harbour.test", day(20), Decimal(amount), to, "GBP") for amount, to in (("780", "A-1"), ("400", "A-2"))
    ]
    settle([one, two], pounds, lambda _one, _other, _day: 1.28)
    assert (one.settled_on, two.settled_on, round(two.rest)) == (day(20), None, 488)


def test_a_payment_in_a_currency_without_a_rate_is_taken_to_be_meant_for_all_of_the_rest() -> None:
    one = bill("A-1", "1000")
    one.currency = "USD"
    settle([one], [Receipt("harbour.test", day(20), Decimal(780), "A-1", "XAF")])
    assert one.settled_on == day(20)


def test_money_that_no_invoice_waits_for_is_laid_on_the_next_that_is_issued_on_that_day() -> None:
    bills = [bill("A-1", "100", 0), bill("A-2", "100", 30), bill("A-3", "100", 60)]
    settle(bills, [paid("250", 5)])
    assert [b.settled_on for b in bills] == [day(5), day(30), None]
    assert bills[2].laid == [(day(60), Decimal(50))]


def test_a_credit_on_a_paid_invoice_is_laid_on_the_next_one_and_paid_nothing() -> None:
    for memo in ("", "A-1"):
        first, second = bill("A-1", "100"), bill("A-2", "100", 40)
        settle([first, second, bill("CM-1", "100", 30, credit=True, memo=memo)], [paid("100", 20, "A-1")])
        assert (second.settled_on, second.credited) == (day(40), 1)


def test_money_that_came_long_before_the_first_invoice_was_for_one_that_no_list_tells() -> None:
    soon, late = bill("A-1", "100", 40), bill("A-1", "100", 41)
    settle([soon], [paid("100", 26)])
    settle([late], [paid("100", 26)])
    assert (soon.settled_on, late.settled_on) == (day(40), None)


def test_an_overpayment_of_an_invoice_that_is_named_pays_no_other() -> None:
    for receipt in (paid("300", 5, "A-1"), paid("300", 5, memo="for A-1")):
        first, second, third = bill("A-1", "100"), bill("A-2", "100"), bill("A-3", "100", 20)
        settle([first, second, third], [receipt])
        assert [b.settled_on for b in (first, second, third)] == [day(5), None, None]


def test_what_is_paid_ahead_for_an_invoice_that_is_named_waits_for_that_one() -> None:
    other, named = bill("A-1", "100", 30), bill("A-2", "100", 40)
    settle([other, named], [paid("100", 5, "A-2")])
    assert (other.settled_on, named.settled_on) == (None, day(40))


def test_what_another_list_may_have_told_some_days_before_is_not_kept_on_account() -> None:
    first, second = bill("A-1", "100"), bill("A-2", "100", 30)
    settle([first, second], [paid("100", 10, "A-1"), paid("100", 12, again=True)])
    assert (first.settled_on, second.settled_on) == (day(10), None)


@pytest.mark.parametrize(
    ("memo", "settled"),
    [
        ("credit of 12 hours", "10"),
        ("Invoice 13: credit of 12 hours", "13"),
        ("credit for invoice no. 12", "12"),
        ("wrong rate, see #12", "12"),
        ("12; broken crates", "12"),
        ("Gutschrift zu Rechnung 12", "12"),
        ("RE-14, 12 hours", "RE-14"),
        ("12 of 1015", "1015"),
    ],
)
def test_the_memo_of_a_credit_names_an_invoice_only_where_a_number_stands_like_one(memo: str, settled: str) -> None:
    bills = [bill(number, "100") for number in ("10", "12", "13", "RE-14", "1015")]
    settle([*bills, bill("C-1", "100", 9, credit=True, memo=memo)], [])
    assert [b.number for b in bills if b.settled_on] == [settled]


NAMES = st.sampled_from(["", "", "A-0", "A-1", "A-2, A-3", "X-9"])
MONEY = st.tuples(AMOUNTS, st.integers(0, 120), NAMES, st.booleans())


@given(st.lists(st.tuples(AMOUNTS, st.integers(0, 90)), max_size=6), st.lists(MONEY, max_size=8), st.integers(0, 120))
def test_nothing_that_comes_later_changes_what_was_laid_before(
    bills: list[tuple[Decimal, int]], money: list[tuple[Decimal, int, str, bool]], cut: int
) -> None:
    def laid(until: int) -> list[tuple[object, ...]]:
        made = [bill(f"A-{i}", str(total), issued) for i, (total, issued) in enumerate(bills) if issued <= until]
        notes = [bill(f"C-{i}", str(total), on, credit=True, memo=to)
                   for i, (total, on, to, credit) in enumerate(money) if credit and on <= until]  # fmt: skip
        settle([*made, *notes], [paid(str(a), on, to) for a, on, to, credit in money if not credit and on <= until])
        known = [b for b in made if b.issued_on <= day(cut)]
        return [
            (b.settled_on if b.settled_on and b.settled_on <= day(cut) else None,
             [part for part in b.laid if part[0] <= day(cut)], [part for part in b.credits if part[0] <= day(cut)])
            for b in known
        ]  # fmt: skip

    assert laid(200) == laid(cut)
