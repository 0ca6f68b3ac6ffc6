"""What several lists tell of one invoice or payment counts once, and what only one of them knows is kept."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa
import pytest

from comity.book.known import Facts, known_on
from comity.book.store import MemoryBook
from comity.book.whois import who_is_who
from comity.ledger.told_once import Invoice, Payment, invoices_told, payments_told
from comity.tables import TABLES
from tests.invariants.books import EXPORTED, Row

ISSUED, PAID = dt.date(2026, 3, 2), dt.date(2026, 4, 1)
OTHER_NAME = "Fen Boats Limited"


def facts_of(**tables: Sequence[Row]) -> Facts:
    book = MemoryBook()
    for name, some in tables.items():
        rows = [{"row_id": f"{name}{n}", **row} for n, row in enumerate(some)]
        book.append(name, pa.Table.from_pylist(rows, schema=TABLES[name].schema))
    return known_on(book, EXPORTED)


def invoice(**told: object) -> Row:
    return {"number": "41", "kind": "invoice", "customer": "Fen Boats Ltd", "issued_on": ISSUED} | told


def sums(net: int | None, total: int | None) -> Row:
    return {"net": None if net is None else Decimal(net), "total": None if total is None else Decimal(total)}


def invoices_of(*told: Row) -> list[Invoice]:
    facts = facts_of(invoices=told)
    return invoices_told(facts, who_is_who(facts))


def test_each_of_two_lists_tells_of_an_invoice_what_the_other_does_not() -> None:
    one = invoice(**sums(100, 100), due_on=PAID, currency="USD", memo="oars")
    other = invoice(**sums(100, 100), customer=OTHER_NAME, goods_cost=Decimal(40), paid_on=PAID)
    for told in ((one, other), (other, one)):
        [found] = invoices_of(*told)
        assert (found.due_on, found.currency, found.memo) == (PAID, "USD", "oars")
        assert (found.goods_cost, found.paid_on) == (Decimal(40), PAID)


@pytest.mark.parametrize(
    ("numbers", "count"),
    [
        (("0071", "INV-0071"), 1),
        (("RE-71", "71"), 1),
        (("A-71", "B-71"), 2),
        (("71", "A-71", "B-71"), 3),
        (("71", "INV-72"), 2),
        (("71", "2026-71"), 2),
    ],
)
def test_a_number_without_the_word_that_another_list_begins_it_with_is_the_same(
    numbers: Sequence[str], count: int
) -> None:
    for told in (numbers, numbers[::-1]):
        assert len(invoices_of(*(invoice(**sums(100, 120), number=number) for number in told))) == count
        paid = [payment(source=f"{number}.csv", ref=number, applied_to=number) for number in told]
        assert count > 2 or len(payments_of(*paid)) == count
    other = invoice(**sums(300, 360), number="INV-0071")
    assert len(invoices_of(invoice(**sums(100, 120), number="0071"), other)) == 2


def test_two_invoices_of_a_day_without_numbers_stay_two() -> None:
    assert len(invoices_of(invoice(**sums(100, 100), number=""),
                           invoice(**sums(100, 100), number="", customer=OTHER_NAME))) == 2  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (sums(1000, 1200), sums(1000, 1000), sums(1000, 1200)),
        (sums(1000, 1200), sums(1200, 1200), sums(1000, 1200)),
        (sums(1000, 1200), sums(None, 1200), sums(1000, 1200)),
        (sums(1000, 1000), sums(None, 1200), sums(1000, 1200)),
        (sums(1000, 1000), sums(None, 1300), None),
        (sums(1000, 1000), sums(1200, 1200), None),
        (sums(None, 1000), sums(None, 1200), None),
    ],
)
def test_a_net_sum_and_the_total_with_its_tax_are_one_invoice_and_other_sums_are_two(
    one: Row, other: Row, both: Row | None
) -> None:
    for first, second in ((one, other), (other, one)):
        found = invoices_of(invoice(**first), invoice(**second, customer=OTHER_NAME))
        assert len(found) == (2 if both is None else 1)
        assert both is None or {"net": found[0].net, "total": found[0].total} == both


def payment(**told: object) -> Row:
    return {"customer": "Fen Boats Ltd", "paid_on": PAID, "amount": Decimal(100), "ref": told.get("number", "")} | told


def payments_of(*told: Row) -> list[Payment]:
    told = tuple({"row_id": str(n), **row} for n, row in enumerate(told))
    found = []
    for seed in range(3):
        random.Random(seed).shuffle(some := list(told))
        facts = facts_of(invoices=[invoice(**sums(100, 100))], payments=some)
        found.append(payments_told(facts, who_is_who(facts)))
    assert found[0] == found[1] == found[2], "the order of what was read matters"
    return found[0]


def test_a_payment_without_an_invoice_that_two_lists_tell_is_one() -> None:
    bank = payment(source="bank.csv", customer=OTHER_NAME, memo="thanks", currency="EUR")
    [found] = payments_of(payment(source="books.csv", number="P1"), bank)
    assert found.currency == "EUR"


def test_of_equal_payments_of_a_day_there_are_as_many_as_one_list_tells() -> None:
    books = [payment(source="books.csv", number=f"P{n}") for n in (1, 2)]
    bank = [payment(source="bank.csv", memo=f"transfer {n}") for n in (1, 2)]
    assert len(payments_of(*books)) == len(payments_of(*books, bank[0])) == len(payments_of(*books, *bank)) == 2


def test_equal_payments_of_a_list_that_was_exported_twice_stay_two() -> None:
    assert len(payments_of(payment(source="may.csv", number="P1"), payment(source="june.csv", number="P2"))) == 2


def test_a_payment_that_an_invoice_tells_of_itself_is_no_other_one_in_a_list_without_invoices() -> None:
    own = payment(source="invoices.csv", ref="42", applied_to="42")
    assert [p.applied_to for p in payments_of(own, payment(source="bank.csv", number="P1"))] == ["42"]
    beside = payment(source="bank.csv", number="P1"), payment(source="bank.csv", number="P2")
    assert sorted(p.applied_to for p in payments_of(own, *beside)) == ["", "42"]


def test_one_list_may_tell_a_payment_with_and_an_equal_one_without_an_invoice() -> None:
    assert len(payments_of(payment(source="a.csv", number="P1", applied_to="42"),
                           payment(source="a.csv", number="P2"))) == 2  # fmt: skip


def test_an_equal_payment_in_another_list_some_days_later_may_be_the_same() -> None:
    def again(days: int, **told: object) -> list[bool]:
        on = PAID + dt.timedelta(days=days)
        return [p.again for p in payments_of(payment(source="a.csv", number="P1"), payment(paid_on=on, **told))]

    assert again(3, source="bank.csv", memo="thanks") == [False, True]
    assert again(9, source="bank.csv", memo="thanks") == again(3, source="a.csv", number="P2") == [False, False]
