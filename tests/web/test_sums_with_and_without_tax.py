"""Sums without tax are told to be so, and what is owed stands with tax too where the invoice tells it."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from django.template.defaultfilters import date

from comity.book.store import DeltaBook
from comity.tables import TABLES
from comity.web import sheets
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.owed import owed
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
OWING = "ashcombecapital.example"


def test_what_is_owed_stands_with_the_tax_that_the_invoice_tells(sign_in: SignIn, own_home: Path) -> None:
    refresh, book = Refresh.current(), DeltaBook(own_home / "book")
    assert refresh is not None
    open_one = sheets.rows(own_home, refresh.statements, "owed", OWING).to_pylist()[0]
    told = book.facts("invoices")
    net = Decimal(str(open_one["amount"]))
    row = {**told.to_pylist()[0], "row_id": "d" * 32, "number": open_one["ref"], "kind": "invoice"}
    row |= {"net": net, "total": net * Decimal("1.2")}
    book.append("invoices", pa.Table.from_pylist([row], schema=told.schema))
    lie_open = owed(Verdict.objects.get(refresh=refresh, account=OWING))
    assert lie_open[open_one["ref"], str(open_one["due_on"])]["taxed"] == pytest.approx(open_one["rest"] * 1.2)
    page = sign_in("ann").get(f"/clients/{OWING}/statement/?quarter=all").content.decode()
    assert re.search(r"[\d,.]+ USD open without tax, [\d,.]+ USD with it", page)


def test_an_invoice_that_tells_one_sum_is_called_neither_net_nor_with_tax_and_says_that_nothing_was_paid(
    sign_in: SignIn, own_home: Path
) -> None:
    ann, refresh, book = sign_in("ann"), Refresh.current(), DeltaBook(own_home / "book")
    assert refresh is not None
    entries = sheets.rows(own_home, refresh.statements, "statement", OWING).to_pylist()
    one = next(e for e in entries if e["kind"] == "payment_open")
    page = ann.get(f"/clients/{OWING}/proof/{one['key']}/").content.decode()
    assert "<dt>Amount</dt>" in page
    assert "Total with tax" not in page
    assert "<dt>Net</dt>" not in page
    row = next(r for r in book.facts("invoices").to_pylist() if r["number"] == one["ref"])
    paid = [r["paid_on"] for r in book.facts("payments").to_pylist() if r["customer"] == row["customer"]]
    newest = f"is of {date(max(paid), 'j M Y')}" if paid else "No payment of this client’s was read"
    assert "was read" in page
    assert newest in page
    payment = dict.fromkeys(TABLES["payments"].schema.names) | {
        "row_id": "e" * 32, "source": "a.csv", "ref": "P1", "read_on": row["read_on"], "customer": row["customer"],
        "paid_on": dt.date(2026, 9, 3), "amount": Decimal("12.50"), "applied_to": row["number"],
    }  # fmt: skip
    book.append("payments", pa.Table.from_pylist([payment], schema=book.facts("payments").schema))
    page = ann.get(f"/clients/{OWING}/proof/{one['key']}/").content.decode()
    assert "12.50" in page
    assert "that was read is of" not in page


def test_pages_that_list_invoices_and_payments_say_which_stand_without_tax(sign_in: SignIn) -> None:
    ann, says = sign_in("ann"), "Invoices stand without tax"
    for address in ("timeline/", "timeline/?kind=payment", "statement/"):
        assert says in ann.get(f"/clients/{OWING}/{address}").content.decode(), address
    assert says not in ann.get(f"/clients/{OWING}/timeline/?kind=mail").content.decode()
