"""What an invoice list infers of payments gives way to what lists of payments and credits tell."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from comity.ledger.inferred import beside_what_is_told
from comity.ledger.told_once import Invoice, Payment

MARCH, EXPORTED = dt.date(2026, 3, 5), dt.date(2026, 6, 30)


def day(n: int) -> dt.date:
    return MARCH + dt.timedelta(days=n)


def invoice(number: str = "L-31", rest: int | None = 350, **told: object) -> Invoice:
    values = {"total": Decimal(900), "balance_from": EXPORTED, "credit": False, "issued_on": MARCH} | told
    left = None if rest is None else Decimal(rest)
    return Invoice(row_id=number, account="fen", number=number, open_balance=left, **values)  # pyright: ignore[reportArgumentType]


def note(memo: str, amount: int = 100, on: int = 30) -> Invoice:
    return invoice(f"K-{memo}", None, credit=True, total=Decimal(amount), issued_on=day(on), memo=memo)


def payment(amount: int, on: int, *, own: bool = False, source: str = "payments.csv", to: str = "L-31") -> Payment:
    return Payment(
        account="fen", paid_on=day(on), amount=Decimal(amount), ref=to if own else f"{source}{on}", applied_to=to,
        currency="EUR", memo="", own=own, customer="Fen Boats", number="", source=source,
    )  # fmt: skip


def own(amount: int, on: int, source: str = "invoices.csv") -> Payment:
    return payment(amount, on, own=True, source=source)


def left(payments: list[Payment], *invoices: Invoice) -> list[tuple[int, int]]:
    found = beside_what_is_told(payments, invoices)
    return [(int(p.amount), (p.paid_on - MARCH).days) for p in found]


def test_the_parts_that_a_list_of_payments_tells_take_the_place_of_their_sum() -> None:
    parts = [payment(300, 10), payment(250, 25)]
    assert left([*parts, own(550, 25)], invoice()) == [(300, 10), (250, 25)]


def test_what_the_list_of_payments_lacks_of_it_was_paid_on_the_last_day() -> None:
    assert left([payment(300, 10), own(550, 25)], invoice()) == [(300, 10), (250, 25)]


def test_what_was_paid_after_the_last_day_or_for_an_earlier_invoice_of_that_number_is_none_of_it() -> None:
    others = [payment(300, 40), payment(200, -300)]
    assert left([*others, own(550, 25)], invoice(), invoice(issued_on=day(-365))) == [(200, -300), (550, 25), (300, 40)]


def test_a_credit_on_the_invoice_is_no_part_of_what_was_paid() -> None:
    assert left([own(550, 25)], invoice(), note("invoice L-31")) == [(450, 25)]
    assert left([payment(450, 25), own(550, 25)], invoice(), note("invoice L-31")) == [(450, 25)]


def test_a_credit_on_another_invoice_or_one_beside_a_sum_that_was_told_as_paid_takes_nothing_off() -> None:
    other = invoice("L-32", 900)
    assert left([own(550, 25)], invoice(), other, note("invoice L-32")) == [(550, 25)]
    assert left([own(550, 25)], invoice(paid_amount=Decimal(550)), note("invoice L-31")) == [(550, 25)]


def test_several_payments_that_one_list_of_invoices_tells_are_parts_by_themselves() -> None:
    assert left([payment(300, 10), own(250, 25), own(100, 35)], invoice()) == [(300, 10), (250, 25), (100, 35)]


def test_a_list_that_was_exported_again_under_another_name_tells_all_that_was_paid_once_more() -> None:
    first, later = own(550, 25, "Invoices Q1.csv"), own(800, 60, "Invoices Q1-Q2.csv")
    assert left([first, later], invoice(rest=100)) == [(550, 25), (250, 60)]
    assert left([first, own(550, 60, "Invoices Q1-Q2.csv")], invoice()) == [(550, 25)]
    assert left([first, own(900, 25, "Invoices Q1-Q2.csv")], invoice(rest=0)) == [(550, 25), (350, 25)]


def test_what_two_exports_tell_and_a_list_of_payments_too_is_told_once() -> None:
    parts = [payment(300, 10), payment(250, 25), payment(250, 60)]
    assert left([*parts, own(550, 25, "a.csv"), own(800, 60, "b.csv")], invoice(rest=100)) == [
        (300, 10), (250, 25), (250, 60),
    ]  # fmt: skip
    assert left([payment(300, 10), own(550, 25, "a.csv"), own(800, 60, "b.csv")], invoice(rest=100)) == [
        (300, 10), (250, 25), (250, 60),
    ]  # fmt: skip


def test_what_came_between_two_exports_is_told_by_the_list_of_payments_alone() -> None:
    between = [payment(300, 10), own(550, 25, "a.csv"), payment(250, 40), own(800, 60, "b.csv")]
    assert left(between, invoice(rest=100)) == [(300, 10), (250, 25), (250, 40)]


def test_what_one_export_tells_in_parts_is_not_told_again_by_the_sum_of_another() -> None:
    assert left([own(300, 10, "a.csv"), own(250, 25, "a.csv"), own(550, 25, "b.csv")], invoice()) == [
        (300, 10), (250, 25),
    ]  # fmt: skip


def test_what_an_export_tells_of_an_earlier_invoice_of_that_number_takes_nothing_off() -> None:
    earlier = invoice(issued_on=day(-365))
    assert left([own(900, -300, "a.csv"), own(550, 25, "b.csv")], earlier, invoice()) == [(900, -300), (550, 25)]
