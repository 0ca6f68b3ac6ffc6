"""Invoices, credits and payments from lists, books and reports."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from comity.sources.money.kinds import status_of
from tests.sources.tables import kind_of, read_bytes, read_text, workbook

LIST = "Invoice number,Customer,Invoice date,Due date,Net,VAT,Total,Status\n"


def test_a_list_of_invoices_is_read_with_net_and_total(tmp_path: Path) -> None:
    row = read_text(tmp_path, LIST + "K-17,Fjord Opticians,2025-06-02,2025-07-02,100.00,25.00,125.00,Sent\n").only
    assert row["number"] == "K-17"
    assert row["kind"] == "invoice"
    assert row["customer"] == "Fjord Opticians"
    assert row["due_on"] == dt.date(2025, 7, 2)
    assert (row["net"], row["total"]) == (Decimal("100.00"), Decimal("125.00"))
    assert row["status"] == "open"


@pytest.mark.parametrize(
    ("headings", "cells", "net", "total"),
    [
        ("Amount", "100", "100", "100"),
        ("Total", "100", "100", "100"),
        ("Total,TaxTotal", "125,25", "100", "125"),
        ("Net,VAT", "100,25", "100", "125"),
        ("Net,Gross", "100,125", "100", "125"),
        ("Amount (incl. VAT)", "125", None, "125"),
        ("Gross", "125", None, "125"),
        ("Amount excl. VAT", "100", "100", "100"),
    ],
)
def test_net_and_total_follow_from_what_is_told(
    tmp_path: Path, headings: str, cells: str, net: str | None, total: str
) -> None:
    text = f"Invoice no,Customer,Invoice date,Due date,{headings}\n1,Holm,2025-06-02,2025-07-02,{cells}\n"
    row = read_text(tmp_path, text).only
    assert row["net"] == (None if net is None else Decimal(net))
    assert row["total"] == Decimal(total)


def test_a_credit_note_is_a_credit_with_positive_amounts(tmp_path: Path) -> None:
    text = (
        "Invoice no,Type,Customer,Invoice date,Due date,Total\n"
        "1,Invoice,Holm,2025-06-02,2025-07-02,50.00\n"
        "2,Credit note,Holm,2025-06-03,2025-07-02,-20.00\n"
        "3,,Holm,2025-06-04,2025-07-02,(5.00)\n"
    )
    rows = read_text(tmp_path, text).values
    assert [(row["kind"], row["total"]) for row in rows] == [
        ("invoice", Decimal("50.00")),
        ("credit", Decimal("20.00")),
        ("credit", Decimal("5.00")),
    ]


def test_a_list_of_credit_notes_alone_is_one_of_credits(tmp_path: Path) -> None:
    text = "Credit note number,Contact,Date,Total,Remaining credit,Status\nC-1,Holm,2025-06-02,20.00,5.00,Authorised\n"
    row = read_text(tmp_path, text).only
    assert (row["kind"], row["total"], row["open_balance"]) == ("credit", Decimal("20.00"), Decimal("5.00"))


def test_a_voided_invoice_stays_and_says_so(tmp_path: Path) -> None:
    assert read_text(tmp_path, LIST + "9,Holm,2025-06-02,2025-07-02,0,0,0,Voided\n").only["status"] == "void"


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Paid", "paid"),
        ("bezahlt", "paid"),
        ("Betaald", "paid"),
        ("Awaiting Payment", "open"),
        ("AUTHORISED", "open"),
        ("Overdue 12 days", "open"),
        ("Partially paid, 20.00 due", "open"),
        ("Storniert", "void"),
        ("In dispute", "disputed"),
        ("Entwurf", "draft"),
        ("At the lawyers", "At the lawyers"),
    ],
)
def test_a_status_is_told_in_our_words_where_it_has_one_of_their_meanings(written: str, status: str) -> None:
    assert status_of(written) == status


def test_an_invoice_that_says_when_it_was_paid_tells_a_payment_too(tmp_path: Path) -> None:
    text = (
        "ContactName,InvoiceNumber,InvoiceDate,DueDate,Total,InvoiceAmountPaid,InvoiceAmountDue,"
        "FullyPaidOnDate,Currency\n"
        "Holm,N-1,02 Jun 2025,02 Jul 2025,50.00,50.00,0.00,30 Jun 2025,NOK\n"
        "Holm,N-2,03 Jun 2025,03 Jul 2025,50.00,0.00,50.00,,NOK\n"
    )
    read = read_text(tmp_path, text)
    paid, unpaid = read.rows
    assert paid.values["paid_on"] == dt.date(2025, 6, 30)
    assert [row.table for row in paid.also] == ["payments"]
    assert paid.also[0].values["applied_to"] == "N-1"
    assert paid.also[0].values["amount"] == Decimal("50.00")
    assert paid.also[0].values["currency"] == "NOK"
    assert unpaid.also == ()
    assert unpaid.values["open_balance"] == Decimal("50.00")


def test_a_part_that_was_paid_is_a_payment_and_does_not_settle_the_invoice(tmp_path: Path) -> None:
    text = "Invoice no,Client,Issued,Due,Gross,Paid on,Paid amount\n1,Holm,2025-06-02,2025-07-02,50,2025-06-20,30\n"
    read = read_text(tmp_path, text)
    assert read.rows[0].values.get("paid_on") is None
    assert read.rows[0].also[0].values["amount"] == 30


def test_a_payment_without_a_day_is_no_payment(tmp_path: Path) -> None:
    text = "Invoice no,Client,Issued,Due,Gross,Paid on,Paid amount\n1,Holm,2025-06-02,2025-07-02,50,,30\n"
    read = read_text(tmp_path, text)
    assert read.rows[0].also == ()
    assert read.rows[0].values["paid_amount"] == 30


def test_a_dispute_in_a_column_of_its_own_is_a_status(tmp_path: Path) -> None:
    text = (
        "invoiceNumber,customerID,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate\n"
        "7,A-1,6/2/2025,7/30/2025,9.50,Yes,8/1/2025\n"
    )
    read = read_text(tmp_path, text)
    row = read.rows[0].values
    assert (row["customer"], row["status"], row["paid_on"]) == ("A-1", "disputed", dt.date(2025, 8, 1))


def test_what_we_owe_to_others_is_no_invoice_of_ours(tmp_path: Path) -> None:
    text = (
        "ContactName,InvoiceNumber,InvoiceDate,DueDate,Total,Type\n"
        "Holm,1,2025-06-02,2025-07-02,50.00,Sales invoice\n"
        "Glass Works,88,2025-06-02,2025-07-02,50.00,Bill\n"
    )
    read = read_text(tmp_path, text)
    assert len(read.rows) == 1
    assert "owe to others" in read.rejects[0].reason


def test_an_invoice_book_in_a_workbook_is_read_below_its_title(tmp_path: Path) -> None:
    rows = [
        ["Holm Glass: sales ledger 2025"],
        [],
        ["Invoice no", "Client", "Issued", "Due", "Net", "VAT", "Gross", "Currency"],
        [101, "Fjord Opticians", dt.date(2025, 6, 2), dt.date(2025, 7, 2), 100.0, 25.0, 125.0, "NOK"],
        ["Total", "", "", "", 100.0, 25.0, 125.0, ""],
    ]
    read = read_bytes(tmp_path, workbook({"Ledger": rows}), "ledger.xlsx")
    assert read.only["number"] == "101"
    assert read.only["total"] == Decimal("125")
    assert read.rows[0].place == "sheet Ledger, row 4"


def test_the_currency_is_taken_from_the_customers_name_the_heading_or_the_amount(tmp_path: Path) -> None:
    base = "Invoice no,Customer,Invoice date,Due date,{}\n1,{},2025-06-02,2025-07-02,{}\n"
    tail = read_text(tmp_path, base.format("Total", "Optik Brandt GmbH - EUR", "5.00")).only
    assert (tail["customer"], tail["currency"]) == ("Optik Brandt GmbH", "EUR")
    assert read_text(tmp_path, base.format("Amount (GBP)", "Holm", "5.00")).only["currency"] == "GBP"
    assert read_text(tmp_path, base.format("Amount", "Holm", "€5.00")).only["currency"] == "EUR"
    assert read_text(tmp_path, base.format("Amount", "Salt - Sea", "5.00")).only["customer"] == "Salt - Sea"


def test_a_job_of_a_customer_belongs_to_the_customer(tmp_path: Path) -> None:
    assert read_text(tmp_path, LIST + "1,Holm:North wing,2025-06-02,2025-07-02,5,0,5,Paid\n").only["customer"] == "Holm"


def test_dutch_and_german_books_are_read_as_they_come(tmp_path: Path) -> None:
    dutch = (
        "Factuurnummer;Factuurdatum;Vervaldatum;Debiteur;Omschrijving;Bedrag excl. btw;Btw;Totaal;Openstaand\n"
        "2025-7;13-06-2025;13-07-2025;Bakkerij Vos;Oven;1.234,50;259,25;1.493,75;0,00\n"
    )
    row = read_text(tmp_path, dutch).only
    assert (row["net"], row["total"], row["status"]) == (Decimal("1234.50"), Decimal("1493.75"), "paid")
    german = (
        "Rechnungsnummer\tRechnungsdatum\tKunde\tFällig am\tBrutto\tBezahlt am\n"
        "R7\t13.06.2025\tOptik Brandt\t27.06.2025\t119,00\t20.06.2025\n"
    )
    row = read_text(tmp_path, german).rows[0].values
    assert (row["total"], row["net"], row["paid_on"]) == (Decimal("119.00"), None, dt.date(2025, 6, 20))


PAYMENTS = "Date,Transaction type,Num,Customer,Amount,Applied to\n"


def test_a_list_of_payments_says_which_invoice_each_pays(tmp_path: Path) -> None:
    row = read_text(tmp_path, PAYMENTS + "06/20/2025,Payment,771,Holm,50.00,N-1\n").only
    assert (row["paid_on"], row["amount"], row["applied_to"]) == (dt.date(2025, 6, 20), Decimal("50.00"), "N-1")


def test_xero_payments_are_read_and_those_to_suppliers_left_out(tmp_path: Path) -> None:
    text = (
        "Payment Date,Payment Type,Contact,Invoice Number,Reference,Currency,Amount,Status\n"
        "2025-06-20,ACCRECPAYMENT,Holm,N-1,bank,NOK,50.00,AUTHORISED\n"
        "2025-06-21,ACCPAYPAYMENT,Glass Works,88,bank,NOK,50.00,AUTHORISED\n"
        "2025-06-22,ACCRECPAYMENT,Holm,N-2,bank,NOK,50.00,DELETED\n"
    )
    read = read_text(tmp_path, text)
    assert len(read.rows) == 1
    assert [("owe to others" in r.reason, "left out" in r.reason) for r in read.rejects] == [
        (True, True),
        (False, True),
    ]


def test_a_customer_a_day_and_an_amount_alone_are_no_payments(tmp_path: Path) -> None:
    assert kind_of(tmp_path, "Date,Customer,Amount\n2025-06-20,Holm,5.00\n") == ""


REPORT = """Customer Balance Detail
"Holm Glass, LLC"
All Dates

,Date,Transaction Type,Num,Due Date,Amount,Open Balance,Balance
Fjord Opticians,,,,,,,
,06/02/2025,Invoice,501,07/02/2025,"1,200.00",0.00,"1,200.00"
,06/20/2025,Payment,0099,06/20/2025,"-1,200.00",0.00,0.00
,06/25/2025,Invoice,502,07/25/2025,0.00,0.00,0.00
Total for Fjord Opticians,,,,,0.00,0.00,
Quill & Co - CAD,,,,,,,
,06/03/2025,Credit Memo,CM-1,06/03/2025,-75.00,-75.00,-75.00
,06/04/2025,Journal Entry,J1,,10.00,0.00,-65.00
Total for Quill & Co - CAD,,,,,-75.00,-75.00,
TOTAL,,,,,-75.00,-75.00,


"Monday, June 30, 2025 05:12 PM GMT-05:00"
"""


def test_a_report_by_customer_is_read_with_its_groups_and_without_its_totals(tmp_path: Path) -> None:
    read = read_text(tmp_path, REPORT)
    assert [(r.table, r.values["customer"], r.place) for r in read.rows] == [
        ("invoices", "Fjord Opticians", "line 7"),
        ("payments", "Fjord Opticians", "line 8"),
        ("invoices", "Fjord Opticians", "line 9"),
        ("invoices", "Quill & Co", "line 12"),
    ]
    invoice, payment, void, credit = read.values
    assert invoice["status"] == "paid"
    assert payment["amount"] == Decimal("1200.00")
    assert void["status"] == "void"
    assert (credit["kind"], credit["total"], credit["currency"]) == ("credit", Decimal("75.00"), "CAD")
    assert read.rejects[0].place == "line 13"
    assert "neither invoice, credit nor payment" in read.rejects[0].reason


@pytest.mark.parametrize("name", ["Total Glass", "Period Pieces", "Report & Sons", "Created Things"])
def test_a_group_whose_name_looks_like_a_total_or_a_footer_is_a_group(tmp_path: Path, name: str) -> None:
    text = (
        ",Date,Transaction Type,Num,Due Date,Amount,Open Balance\n"
        "Fjord,,,,,,\n,06/13/2025,Invoice,1,07/02/2025,10.00,10.00\nTotal for Fjord,,,,,10.00,10.00\n"
        f"{name},,,,,,\n,06/13/2025,Invoice,2,07/02/2025,10.00,10.00\nTotal for {name},,,,,10.00,10.00\n"
        "TOTAL,,,,,20.00,20.00\n"
    )
    assert [row["customer"] for row in read_text(tmp_path, text).values] == ["Fjord", name]


def test_a_sum_that_grew_beyond_what_tables_hold_is_rejected(tmp_path: Path) -> None:
    text = (
        "Invoice no,Customer,Invoice date,Due date,Net,VAT\n"
        "1,Holm,2025-06-02,2025-07-02,99999999999999,99999999999999\n"
    )
    assert "digits" in read_text(tmp_path, text).rejects[0].reason


def test_a_group_within_a_group_is_a_job_of_that_customer(tmp_path: Path) -> None:
    text = """,Date,Transaction Type,Num,Due Date,Amount,Open Balance
Harbour Board,,,,,,
,06/02/2025,Invoice,1,07/02/2025,10.00,10.00
East quay,,,,,,
,06/13/2025,Invoice,2,07/02/2025,20.00,20.00
Total for East quay,,,,,20.00,20.00
Total for Harbour Board,,,,,30.00,30.00
Inkwell (3),,,,,,
,06/14/2025,Invoice,3,07/02/2025,5.00,5.00
"""
    assert [row["customer"] for row in read_text(tmp_path, text).values] == [
        "Harbour Board",
        "Harbour Board",
        "Inkwell",
    ]


@pytest.mark.parametrize(
    ("num", "memo", "applied"),
    [
        ("ACH", "Inv 501", "501"),
        ("ACH", "Invoice #501, thanks", "501"),
        ("ACH", "Rechnung Nr. RE-2025-501", "RE-2025-501"),
        ("ACH", "Inv 501 and 502", None),
        ("501", "", "501"),
        ("0099", "wire", None),
    ],
)
def test_a_payment_in_a_report_pays_the_invoice_it_names(
    tmp_path: Path, num: str, memo: str, applied: str | None
) -> None:
    text = (
        ",Date,Transaction Type,Num,Posting,Memo/Description,Due Date,Amount,Open Balance\n"
        "Fjord,,,,,,,,\n"
        ",06/02/2025,Invoice,501,Yes,Lenses,07/02/2025,10.00,0.00\n"
        f',06/20/2025,Payment,{num},Yes,"{memo}",,-10.00,0.00\n'
    )
    payment = read_text(tmp_path, text).values[1]
    assert payment["applied_to"] == applied


def test_a_cash_sale_is_an_invoice_that_was_paid_at_once(tmp_path: Path) -> None:
    text = (
        "Date,Transaction Type,Num,Customer,Due date,Amount,Open balance\n06/20/2025,Sales Receipt,9,Holm,,5.00,0.00\n"
    )
    row = read_text(tmp_path, text).rows[0]
    assert row.values["kind"] == "invoice"
    assert row.also[0].values["paid_on"] == dt.date(2025, 6, 20)


def test_amounts_that_no_books_hold_are_rejected_row_by_row(tmp_path: Path) -> None:
    good = "1,Holm,2025-06-02,2025-07-02,5,0,5,Paid\n"
    bad = [f"2,Holm,2025-06-02,2025-07-02,5,0,{amount},Paid\n" for amount in ("1e400", "NaN", "9" * 16, "#VALUE!")]
    read = read_text(tmp_path, LIST + good + "".join(bad))
    assert len(read.rows) == 1
    assert len(read.rejects) == 4
    assert all('in "Total"' in reject.reason for reject in read.rejects)


def test_an_invoice_on_several_lines_is_one_invoice_that_was_paid_once(tmp_path: Path) -> None:
    head = (
        "ContactName,InvoiceNumber,InvoiceDate,DueDate,Total,Description,LineAmount,InvoiceAmountPaid,FullyPaidOnDate\n"
    )
    line = "Holm,N-1,2025-06-02,2025-07-02,50.00,{},{},50.00,2025-06-30\n"
    read = read_text(tmp_path, head + line.format("frames", "30.00") + line.format("lenses", "20.00"))
    assert read.values[0] == read.values[1]
    assert [len(row.also) for row in read.rows] == [1, 0]


def test_payments_in_parts_on_lines_of_their_own_are_all_kept(tmp_path: Path) -> None:
    text = (
        "Invoice no,Client,Issued,Due,Gross,Paid on,Paid amount\n"
        "1,Holm,2025-06-02,2025-07-02,50,2025-06-20,30\n1,Holm,2025-06-02,2025-07-02,50,2025-06-28,20\n"
    )
    amounts = [paid.values["amount"] for row in read_text(tmp_path, text).rows for paid in row.also]
    assert amounts == [30, 20]


def test_offers_and_bookings_in_a_list_of_sales_are_no_invoices(tmp_path: Path) -> None:
    text = (
        "Date,Type,No.,Customer,Memo,Due date,Balance,Total,Status\n"
        "06/13/2025,Invoice,12,Fjord,x,07/13/2025,0.00,50.00,Paid\n"
        "06/14/2025,Payment,99,Fjord,,06/14/2025,0.00,-50.00,Closed\n"
        "06/15/2025,Estimate,3,Fjord,,07/14/2025,0.00,50.00,Pending\n"
    )
    read = read_text(tmp_path, text)
    assert [row.table for row in read.rows] == ["invoices", "payments"]
    assert '"Estimate" is neither invoice, credit nor payment' in read.rejects[0].reason


def test_the_balance_below_a_customers_name_is_not_what_is_open_of_the_line(tmp_path: Path) -> None:
    text = (
        ",Type,Date,Num,Account,Amount,Balance\nFjord,,,,,,\n"
        ",Invoice,06/13/2025,12,Receivables,50.00,50.00\n,Invoice,06/14/2025,13,Receivables,20.00,70.00\n"
    )
    assert [row["open_balance"] for row in read_text(tmp_path, text).values] == [None, None]


def test_a_payment_by_cheque_is_a_payment(tmp_path: Path) -> None:
    text = "Payment date,Type,Customer,Invoice number,Amount\n2025-06-20,Cheque,Holm,N-1,5.00\n"
    assert read_text(tmp_path, text).only["applied_to"] == "N-1"


def test_a_damaged_line_of_a_customer_called_total_is_rejected_and_a_total_that_counts_its_lines_is_none(
    tmp_path: Path,
) -> None:
    text = (
        "Customer,Invoice no,Invoice date,Due date,Net,Total\n"
        "Total Tiling,TT-4,,2025-07-02,70.00,84.00\nSumme und Partner,1201,,2025-07-03,10.00,12.00\n"
        "Holm,TT-5,2025-06-03,2025-07-03,50.00,60.00\n"
        "Subtotal,2,,,130.00,156.00\nTotal,3 invoices,,,130.00,156.00\nGrand total,,,,130.00,156.00\n"
    )
    read = read_text(tmp_path, text)
    assert [row["number"] for row in read.values] == ["TT-5"]
    assert [(r.place, '"Invoice date" is empty' in r.reason) for r in read.rejects] == [
        ("line 2", True),
        ("line 3", True),
    ]
