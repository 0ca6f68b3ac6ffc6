"""What an entry of the books is: told by its type, its flag, its status, its side, or by what the list is called."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from comity.sources import tabular
from tests.sources.exports import Read, export_of
from tests.sources.tables import kind_of, read_file, read_text

HEADS = "Invoice Number,Customer,Invoice Date,Due Date,Net,VAT,Gross"
LINE = "1,Fen Boats,2026-01-18,2026-02-18,50,10,60"


def told(read: Read, *names: str) -> list[tuple[str, ...]]:
    """Of each row what these columns say."""
    return [tuple(_shown(values.get(name)) for name in names) for values in read.values]


def _shown(value: object) -> str:
    return "" if value is None else f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


@pytest.mark.parametrize("column", ["number", "invoices.number"])
def test_naming_the_number_in_the_settings_makes_no_credit_note_of_an_invoice(tmp_path: Path, column: str) -> None:
    text = "Our ref,Debtor,Date,Total,Balance\n1,Fen Boats,05/01/2026,1200,0\n2,Holm,18/01/2026,600,600\n"
    columns = {"*": {"Our ref": column, "Debtor": "customer"}}
    read = read_text(tmp_path, text, "ledger.csv", columns=columns)
    assert told(read, "kind", "number", "customer", "total") == [
        ("invoice", "1", "Fen Boats", "1200"), ("invoice", "2", "Holm", "600"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Credit Notes 2026.csv", "Gutschriften.csv", "Creditnota 2026.csv", "Avoirs.csv"])
def test_a_list_that_is_called_credit_notes_lists_them_whatever_its_number_is_called(tmp_path: Path, name: str) -> None:
    assert told(read_text(tmp_path, f"{HEADS}\n{LINE}\n", name), "kind", "number", "net") == [("credit", "1", "50")]


@pytest.mark.parametrize(
    "name",
    ["Draft invoices.csv", "Quotes.csv", "Estimates 2026.csv", "Angebote.csv", "Devis.csv", "Sales Orders.csv",
     "Proforma invoices.csv", "Recurring invoices.csv", "Presupuestos.csv"],
)  # fmt: skip
def test_what_is_sent_before_an_invoice_is_no_turnover(tmp_path: Path, name: str) -> None:
    assert kind_of(tmp_path, f"{HEADS}\n{LINE}\n", name) == ""


def test_a_list_of_all_documents_is_read_by_what_each_line_says(tmp_path: Path) -> None:
    lines = "\n".join(f"{LINE.replace('1', str(n), 1)},{kind}" for n, kind in enumerate(("Quote", "Invoice"), 1))
    read = read_text(tmp_path, f"{HEADS},Type\n{lines}\n", "Quotes and invoices.csv")
    assert told(read, "kind", "number") == [("invoice", "2")]
    assert "neither invoice" in read.rejects[0].reason


@pytest.mark.parametrize("heading", ["Doc Type", "Trans Type", "Belegtyp", "Rechnungsart", "Kind", "Art"])
def test_a_type_is_known_under_its_other_headings(tmp_path: Path, heading: str) -> None:
    kinds = ("Invoice", "Cr. Note", "Proforma Invoice", "PO", "Mahnung", "Eingangsbeleg", "Payment Receipt")
    lines = "\n".join(f"{n},{kind}{LINE[1:]}" for n, kind in enumerate(kinds, 1))
    heads = HEADS.replace(",", f",{heading},", 1)
    read = read_text(tmp_path, heads + "\n" + lines.replace("Fen", ",Fen").replace(",,", ",") + "\n")
    assert [row.table for row in read.rows] == ["invoices", "invoices", "payments"]
    assert told(read, "kind")[:2] == [("invoice",), ("credit",)]
    assert len(read.rejects) == 4


@pytest.mark.parametrize(
    ("heading", "kind", "status"),
    [("Voided", "invoice", "void"), ("Storniert", "invoice", "void"), ("Draft", "invoice", "draft"),
     ("Credit Note?", "credit", ""), ("Paid?", "invoice", "paid")],
)  # fmt: skip
def test_an_answer_in_a_column_of_its_own_tells_what_became_of_an_invoice(
    tmp_path: Path, heading: str, kind: str, status: str
) -> None:
    read = read_text(tmp_path, f"{HEADS},{heading}\n{LINE},Yes\n")
    assert told(read, "kind", "status") == [(kind, status)]


def test_an_answer_that_is_none_is_told_as_a_status(tmp_path: Path) -> None:
    lines = "".join(f"{n}{LINE[1:]},{answer}\n" for n, answer in enumerate(("Y", "N", "cancelled"), 1))
    assert told(read_text(tmp_path, f"{HEADS},Paid?\n{lines}"), "status") == [("paid",), ("open",), ("void",)]


@pytest.mark.parametrize(
    ("written", "status"),
    [("Unpaid - voided", "void"), ("Not approved", "draft"), ("Unsent", "draft"), ("Rejected", "void"),
     ("gelöscht", "void"), ("Uneinbringlich", "void"), ("Not yet paid", "open"), ("Scheduled To Email", "draft")],
)  # fmt: skip
def test_a_status_that_says_it_was_never_owed_is_told(tmp_path: Path, written: str, status: str) -> None:
    assert told(read_text(tmp_path, f"{HEADS},Status\n{LINE},{written}\n"), "status") == [(status,)]


def test_what_cancels_an_invoice_that_is_void_takes_nothing_off_a_second_time(tmp_path: Path) -> None:
    heads = "Rechnungsnummer;Rechnungsart;Kunde;Rechnungsdatum;Netto;Steuer;Brutto;Status\n"
    lines = (
        "SR-3;Stornorechnung;Holm AG;09.01.2026;-500,00;-95,00;-595,00;Bezahlt\n"
        "RE-2;Rechnung;Holm AG;08.01.2026;500,00;95,00;595,00;Storniert\n"
        "SR-4;Stornorechnung;Holm AG;10.01.2026;-500,00;-95,00;-595,00;Bezahlt\n"
    )
    read = read_text(tmp_path, heads + lines, "Rechnungen.csv")
    assert told(read, "number", "kind", "status") == [
        ("SR-3", "credit", "void"), ("RE-2", "invoice", "void"), ("SR-4", "credit", "paid"),
    ]  # fmt: skip


def test_a_column_that_says_debit_or_credit_parts_invoices_from_what_was_paid_and_credited(tmp_path: Path) -> None:
    text = (
        "Debitor;Name;Belegnummer;Belegdatum;Fälligkeit;Betrag;S/H\n"
        "10001;Fen AG;RE-1;05.01.2026;04.02.2026;1.190,00;S\n10002;Holm AG;RE-2;18.01.2026;17.02.2026;595,00;S\n"
        "10002;Holm AG;GU-1;20.01.2026;;59,50;H\n10001;Fen AG;ZE-1;10.02.2026;;1.190,00;H\n"
    )
    read = read_text(tmp_path, text, "opos.csv")
    assert [(row.table, row.values.get("kind")) for row in read.rows] == [
        ("invoices", "invoice"), ("invoices", "invoice"), ("invoices", "credit"), ("payments", None),
    ]  # fmt: skip
    assert told(read, "customer")[0] == ("Fen AG",)


def test_of_an_account_and_a_name_the_name_is_the_customer_and_the_first_line_the_sum(tmp_path: Path) -> None:
    text = (
        "*,Date,Type,Document Number,Name,Account,Memo,Amount,Status\n"
        '*,1/15/2026,Invoice,INV1,Fen Corp,1100 Accounts Receivable,,"1,080.00",Invoice : Paid In Full\n'
        ',1/15/2026,Invoice,INV1,Fen Corp,4000 Sales,Advice,"1,000.00",Invoice : Paid In Full\n'
        "*,2/13/2026,Payment,P7,Fen Corp,1000 Checking,,972.00,Payment : Deposited\n"
        "*,2/14/2026,Invoice,INV2,Holm LLC,1100 Accounts Receivable,,500.00,Invoice : Open\n"
    )
    read = read_text(tmp_path, text, locale="en_US")
    assert told(read, "customer", "total", "amount") == [
        ("Fen Corp", "1080", ""), ("Fen Corp", "", "972"), ("Holm LLC", "500", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("status", ["Refunded", "Bounced", "Charged back", "submitted", "Scheduled"])
def test_a_payment_that_never_stayed_is_left_out_and_said(tmp_path: Path, status: str) -> None:
    text = f"Payment Date,Customer,Invoice No,Amount,Status\n2026-02-10,Fen Boats,1,600.00,{status}\n"
    read = read_text(tmp_path, text, "payments.csv")
    assert (read.rows, len(read.rejects)) == ([], 1)


def test_of_a_payment_that_partly_went_back_the_rest_was_paid(tmp_path: Path) -> None:
    text = (
        "Payment Date,Customer,Invoice No,Amount,Amount Refunded,Status\n"
        "2026-02-10,Fen Boats,1,600.00,100.00,Refunded\n2026-02-11,Fen Boats,2,600.00,600.00,Paid\n"
    )
    read = read_text(tmp_path, text, "payments.csv")
    assert told(read, "amount") == [("500",)]
    assert "refunded" in read.rejects[0].reason


@pytest.mark.parametrize(
    ("heads", "line", "net"),
    [
        ("Subtotal,Discount,Tax,Total", "1000,200,160,960", "800"),
        ("Amount,GST,Amount Due", "1000,100,1100", "1000"),
        ("Amount,Inc-Tax Amount", "1000,1100", "1000"),
        ("Price (excl. VAT),Price (incl. VAT)", "1000,1200", "1000"),
        ("Base,IVA,Retención,Total", "1000,210,-150,1060", "1000"),
        ("Base imponible,IVA,IRPF,Total", "1000,210,15,1060", "1000"),
        ("Net,VAT,Retention,Total", "1000,200,50,1150", "1000"),
        ("Net,VAT,Retention,Discount,Total", "1000,180,0,100,1080", "900"),
    ],
)
def test_the_net_is_what_is_left_without_tax_and_discount(tmp_path: Path, heads: str, line: str, net: str) -> None:
    text = f"Invoice Number,Customer,Invoice Date,Due Date,{heads}\n1,Fen Boats,2026-01-18,2026-02-18,{line}\n"
    assert told(read_text(tmp_path, text), "net") == [(net,)]


@pytest.mark.parametrize(
    "heading",
    [
        "Hors taxes",
        "Montant hors taxes",
        "Sous-total",
        "Base HT",
        "Total HTVA",
        "Exclusief btw",
        "Bedrag ex btw",
        "Subtotaal",
        "Base",
        "Base imp.",
        "Total neto",
        "Importe sin impuestos",
        "Nettosumme",
        "Gesamtbetrag netto",
        "Zwischensumme",
        "Exkl. MwSt.",
        "Ex VAT",
        "Net of VAT",
        "Amount excluding VAT",
        "Invoice amount (excl. tax)",
    ],
)
@pytest.mark.parametrize("whole", ["Total", "Total TTC"])
def test_a_sum_without_tax_is_the_net_in_each_language(tmp_path: Path, heading: str, whole: str) -> None:
    text = f"Invoice Number;Customer;Invoice Date;{heading};{whole};Due Date\n1;Fen Boats;2026-01-18;70;84;2026-02-18\n"
    assert told(read_text(tmp_path, text), "net", "total") == [("70", "84")]


def test_a_number_that_comes_again_on_another_day_is_another_invoice(tmp_path: Path) -> None:
    lines = f"{LINE}\n{LINE.replace('2026', '2025').replace('50,10,60', '70,14,84')}\n"
    assert told(read_text(tmp_path, f"{HEADS}\n{lines}"), "net") == [("50",), ("70",)]


def test_a_list_of_payments_is_one_where_its_name_says_so_and_customers_are_headed(tmp_path: Path) -> None:
    text = "Date,Customer,Invoice No,Amount\n2026-02-10,Fen Boats,1,1140.00\n"
    for name in ("Payments.csv", "Règlements.csv", "Betalingen.csv"):
        assert [row.table for row in read_text(tmp_path, text, name).rows] == ["payments"]


def test_money_kept_for_later_is_no_credit_note(tmp_path: Path) -> None:
    lines = "".join(f"{n}{LINE[1:]},{kind}\n" for n, kind in enumerate(("Receivable Invoice", "Receivable Prepayment")))
    read = read_text(tmp_path, f"{HEADS},Type\n{lines}")
    assert [row.table for row in read.rows] == ["invoices", "payments"]


def test_each_sheet_of_a_workbook_is_what_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Invoices", "Credit notes", "Quotes", "Bills", "Cancelled"):
            _write(book.add_worksheet(name), (HEADS.split(","), LINE.split(",")))
    read = read_file(path)
    assert told(read, "kind") == [("invoice",), ("credit",)]
    assert len(read.said) == 3


def test_formulas_that_nobody_worked_out_are_told_of_the_sheet_they_stand_in(tmp_path: Path) -> None:
    path, bare = tmp_path / "book.xlsx", tmp_path / "bare.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Invoices")
        _write(sheet, (HEADS.split(","), LINE.split(",")))
        sheet.write_formula("G2", "=E2+F2", None, 60)
        _write(book.add_worksheet("Credit notes"), (HEADS.split(","), LINE.split(",")))
    assert read_file(path).said == []
    with zipfile.ZipFile(path) as made, zipfile.ZipFile(bare, "w") as packed:
        for name in made.namelist():
            packed.writestr(name, made.read(name).replace(b"<v>60</v>", b"<v></v>"))
    said = [remark for remark in read_file(bare).said if "formula" in remark]
    assert [remark.split(" that ")[0] for remark in said] == ["sheet Invoices: 1 cell of the sheet holds a formula"]


def _write(sheet: Worksheet, rows: Iterable[Iterable[str]]) -> None:
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)


def test_activity_of_a_wallet_is_no_list_of_invoices(tmp_path: Path) -> None:
    text = (
        "Date,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,Transaction ID,Invoice Number,Balance\n"
        "13/01/2026,Fen Boats,Website Payment,Completed,GBP,1200.00,-35.10,1164.90,ap@fen.example,1AB,INV-1,1164.90\n"
    )
    (tmp_path / "Download.csv").write_text(text, "utf-8")
    assert tabular.kind_of(export_of(tmp_path / "Download.csv")) == ""


@pytest.mark.parametrize("name", ["payments.csv", "Received payments.csv"])
def test_a_payment_that_went_back_is_none_whichever_line_comes_first(tmp_path: Path, name: str) -> None:
    heads = "Payment Number,Customer,Payment Date,Amount,Invoice Number\n"
    lines = ["P1,Fen Boats,2026-02-08,500.00,1\n", "P2,Fen Boats,2026-04-05,600.00,1\n",
             "P3,Fen Boats,2026-04-08,-600.00,2\n"]  # fmt: skip
    for some in (lines, lines[::-1]):
        read = read_text(tmp_path, heads + "".join(some), name)
        assert sorted(told(read, "number")) == [("P1",), ("P2",)]
        assert "went back" in read.rejects[0].reason


def test_what_a_bank_lists_as_gone_out_is_no_payment_of_a_client_by_whatever_way_it_went(tmp_path: Path) -> None:
    heads = "Value Date,Partner Name,Type,Payment Reference,Amount (EUR)\n"
    lines = ["2026-02-08,Fen Boats,Credit Transfer,INV-7,500.00\n", "2026-02-09,Fen Water,Direct Debit,Rates,-85.00\n",
             "2026-02-10,Fen Boats,Debit Transfer,Paid twice,-120.00\n"]  # fmt: skip
    read = read_text(tmp_path, heads + "".join(lines), "bank.csv")
    assert told(read, "amount") == [("500",)]
    reasons = [reject.reason for reject in read.rejects]
    assert len(reasons) == 2
    assert all("money that went out" in reason and "else nothing need be done" in reason for reason in reasons)


def test_a_payment_that_went_back_is_none_among_invoices_and_where_all_are_negative_each_came(tmp_path: Path) -> None:
    heads = "Number,Type,Customer,Invoice Date,Due Date,Total\n1,Invoice,Fen Boats,2026-01-08,2026-02-08,500.00\n"
    back, came = "3,Payment,Fen Boats,2026-02-09,,-500.00\n", "2,Payment,Fen Boats,2026-02-08,,500.00\n"
    assert told(read_text(tmp_path, heads + back + came), "number") == [("1",), ("2",)]
    assert told(read_text(tmp_path, heads + back), "amount") == [("",), ("500",)]


def test_the_goods_of_a_credit_cost_what_they_cost_however_it_is_signed(tmp_path: Path) -> None:
    heads = "Invoice Number,Type,Customer,Invoice Date,Due Date,Total,Cost of goods\n"
    lines = "1,Invoice,Fen Boats,2026-01-10,2026-02-09,1000,600\nC1,Credit Note,Fen Boats,2026-03-10,,-1000,-600\n"
    assert told(read_text(tmp_path, heads + lines), "kind", "goods_cost") == [("invoice", "600"), ("credit", "600")]


DAY_BOOK = "Trans ID,Entry Date,Date,Type,Name,Invoice Number,Reference,Bank Account,Net,VAT,Total"
RECEIPT = '7,15/08/2025,14/08/2025,Customer Receipt,Fen Boats (FEN1),SI-12,REMIT 8,Current,"5,768.70",0.00,"5,768.70"'


@pytest.mark.parametrize("above", ["", "Receipts Day Book\nFrom: 01/06/2025 To: 30/09/2026\n\n"])
def test_a_day_book_of_receipts_lists_payments_though_it_has_columns_of_tax(tmp_path: Path, above: str) -> None:
    read = read_text(tmp_path, f"{above}{DAY_BOOK}\n{RECEIPT}\n", "Customer_Receipts_Day_Book.csv")
    assert [row.table for row in read.rows] == ["payments"]
    assert told(read, "applied_to", "amount", "paid_on") == [("SI-12", "5768.7", "2025-08-14")]


def test_a_receipt_of_a_customer_among_invoices_is_a_payment(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"{HEADS},Type\n{LINE},Customer Receipt\n{LINE},Invoice\n", "Entries.csv")
    assert [row.table for row in read.rows] == ["payments", "invoices"]


@pytest.mark.parametrize(
    ("said", "status"),
    [("VOID booked twice", "void"), ("Deck boards VOID", "void"), ("VOID 18.2.", "void"), ("Storno", "void"),
     ("void: booked twice", "void"), ("Storniert am 3.2.", "void"), ("Deck boards; Storno 18.2.", "void"),
     ("Void former for a bridge", ""), ("VOID FORMER FOR A BRIDGE", ""), ("Stornogebühr März", ""),
     ("Storno-Kosten Kran", ""), ("Storno Kran am 3.2.", ""), ("Anti-VOID coating", "")],
)  # fmt: skip
def test_a_remark_strikes_an_invoice_out_and_a_thing_sold_that_is_called_so_does_not(
    tmp_path: Path, said: str, status: str
) -> None:
    read = read_text(tmp_path, f"{HEADS},Description\n{LINE},{said}\n")
    kept = {"Deck boards; Storno 18.2.": "Deck boards"}.get(said, "" if status else said)
    assert told(read, "status", "memo") == [(status, kept)]


def test_a_credit_that_says_it_cancels_an_invoice_counts_unless_that_is_struck_out_too(tmp_path: Path) -> None:
    heads = "Belegart;Rechnungsnummer;Kunde;Rechnungsdatum;Netto;Brutto;Betreff\n"
    credit = "Stornorechnung;R-8;Fen AG;09.03.2026;-500,00;-595,00;Storno zu Rechnung R-7\n"
    for said, status in (("Kran", ""), ("VOID siehe R-8", "void")):
        read = read_text(tmp_path, f"{heads}Rechnung;R-7;Fen AG;08.03.2026;500,00;595,00;{said}\n{credit}", "Buch.csv")
        assert told(read, "number", "kind", "status") == [("R-7", "invoice", status), ("R-8", "credit", status)]


@pytest.mark.parametrize(
    "written",
    ["Gedeeltelijk betaald", "Payée partiellement", "Pagado parcialmente", "Réglée en partie", "Betaald (deels)",
     "Bezahlt (teilweise)", "Paid - partially", "Paid (partial)", "Paid in part", "Deposit paid", "Anzahlung bezahlt",
     "Acompte payé", "Closed (unpaid)", "paid: no", "Paid 40%", "Bezahlt, Rest offen", "Aanbetaling: betaald"],
)  # fmt: skip
def test_what_was_paid_in_part_or_not_at_all_is_open(tmp_path: Path, written: str) -> None:
    assert told(read_text(tmp_path, f'{HEADS},Status\n{LINE},"{written}"\n'), "status") == [("open",)]


@pytest.mark.parametrize(
    "written",
    ["Paid by direct deposit", "Deposited", "Paid off", "Paid 100%", "Paid late", "Paid by a third party", "Paid: yes"],
)
def test_what_was_paid_in_full_is_paid_however_it_came(tmp_path: Path, written: str) -> None:
    assert told(read_text(tmp_path, f"{HEADS},Status\n{LINE},{written}\n"), "status") == [("paid",)]


@pytest.mark.parametrize(
    ("written", "rest", "status"),
    [("Paid by card", "24", "open"), ("Paid by card", "0", "paid"), ("Paid by card", "1", "paid"),
     ("Paid", "60", "paid"), ("Paid on 03/02/2026", "60", "paid"), ("Bezahlt 24", "36", "open")],
)  # fmt: skip
def test_what_is_open_says_it_where_the_status_is_not_paid_word_for_word(
    tmp_path: Path, written: str, rest: str, status: str
) -> None:
    read = read_text(tmp_path, f"{HEADS},Status,Balance\n{LINE},{written},{rest}\n")
    assert told(read, "status") == [(status,)]


@pytest.mark.parametrize(
    "heading",
    ["Réglé le", "Réglée le", "Encaissée le", "Beglichen am", "Gezahlt am", "Voldaan op", "Ontvangen op", "Pagada el",
     "Cobrada el", "Date settled", "Settlement date"],
)  # fmt: skip
def test_the_day_of_payment_is_known_under_its_other_headings(tmp_path: Path, heading: str) -> None:
    read = read_text(tmp_path, f"{HEADS},{heading}\n{LINE},2026-02-09\n")
    assert told(read, "paid_on") == [("2026-02-09",)]


def test_a_column_of_days_that_nothing_is_read_from_is_told(tmp_path: Path) -> None:
    lines = "".join(f"{n}{LINE[1:]},2026-02-0{n},Q{n},2026030{n}\n" for n in range(1, 4))
    read = read_text(tmp_path, f"{HEADS},Squared up,Quarter,Batch\n{lines}")
    assert [said for said in read.said if "nothing is read" in said] == [
        '"Squared up" holds days, and nothing is read from it'
    ]


@pytest.mark.parametrize(
    "heads",
    [
        "Rechnungs-Nr.;Rechnungsdatum;Kunden-Nr.;Name 1;Brutto;Zahlbar bis",
        "Rechnungs-Nr.;Rechnungsdatum;Debitor;Debitorenname;Brutto;Zahlbar bis",
        "Rechnungs-Nr.;Rechnungsdatum;Kundennummer;Matchcode;Brutto;Zahlbar bis",
        "Numéro de facture;Date facture;Code client;Nom;Montant TTC;Échéance",
        "Numéro de facture;Date facture;N° client;Intitulé;Montant TTC;Échéance",
        "Factuurnummer;Factuurdatum;Klantnummer;Bedrijfsnaam;Bedrag incl. btw;Vervaldatum",
        "Invoice Number;Invoice Date;Customer No;Sold-to party name;Total;Due Date",
        "Número de factura;Fecha de factura;Código cliente;Nombre fiscal;Total;Vencimiento",
    ],
)
def test_a_client_goes_by_its_name_and_not_by_the_number_beside_it(tmp_path: Path, heads: str) -> None:
    text = f"{heads}\n41;2026-01-08;70012;Fen Boats;595.00;2026-02-07\n42;2026-01-09;70013;Holm AG;119.00;2026-02-08\n"
    assert told(read_text(tmp_path, text), "customer", "customer_id") == [("Fen Boats", "70012"), ("Holm AG", "70013")]
