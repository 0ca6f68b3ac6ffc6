"""Which form a table has, what comity.toml may say about it, and which lines are no records."""

from __future__ import annotations

import datetime as dt
import textwrap
from pathlib import Path

import pytest

import comity.sources.time
from comity.errors import UserError
from comity.sources import forms as forms_module
from comity.sources import sources, tabular
from comity.sources.column_types import TYPES
from comity.sources.forms import TITLE, forms
from comity.sources.headings import heading, key
from comity.tables import TABLES
from tests.sources.exports import export_of
from tests.sources.tables import kind_of, read_bytes, read_text, workbook

HOURS = "Date,Client,Project,Hours,Person\n"


@pytest.mark.parametrize(
    "written", ["Invoice No.", "invoice_no", "InvoiceNo", " INVOICE  NO ", "*InvoiceNo", "invoice-no"]
)
def test_a_heading_is_the_same_however_it_is_spelled(written: str) -> None:
    assert heading(written).key == key("invoice no")


def test_accents_and_umlauts_may_be_left_out_of_a_heading(tmp_path: Path) -> None:
    for due in ("Fälligkeit", "Falligkeit", "Faelligkeit"):
        text = f"Rechnungsnummer;Kunde;Rechnungsdatum;{due};Betrag\nR-1;Optik Holm;02.06.2025;16.06.2025;120,00\n"
        assert str(read_text(tmp_path, text).only["due_on"]) == "2025-06-16"


def test_a_heading_names_its_currency_and_its_unit() -> None:
    assert heading("Cost rate (GBP/h)")[2:] == (key("cost rate"), key("cost rate"), "GBP", "h")
    assert heading("Amount EUR").currency == "EUR"
    assert heading("Total [€]").currency == "EUR"
    assert heading("Duration in minutes").unit == "min"


@pytest.mark.parametrize(
    "text",
    [
        "Plant,Room,Watered on,Owner\nFicus,Lobby,2025-06-01,Ida\n",
        "Name,Kind,Born,Owner\nRex,dog,2020-01-01,Ida\n",
        "Date,Description,Amount,Balance\n2025-06-01,Card payment,-12.00,880.00\n",
        "First name,Last name,Email,Department\nIda,Holm,ida@us.example,Optics\n",
        "Invoice no,Supplier,Invoice date,Due date,Amount\n1,Glass Works,2025-06-01,2025-07-01,12.00\n",
        "Quote number,Customer,Date,Valid until,Total\n1,Holm,2025-06-01,2025-07-01,12.00\n",
        "Product,Quantity,Unit price,Total\nLens,2,10.00,20.00\n",
        "Room,Date,Hours,Teacher\n4,2025-06-01,2,Ida\n",
        "Item,Amount,Date\nRent,900,2025-06-01\n",
        "Candidate,First name,Last name,Email,Company,Skills\n1,Ida,Holm,i@x.example,Fjord,Python\n",
        "Date,From,To,Flight,Duration\n2025-06-01,OSL,LHR,SK803,2:20\n",
        "Task ID,Created At,Completed At,Name,Assignee,Notes,Projects\n1,2025-06-01,,Frame,Ida,x,Shop\n",
        "Timestamp,Contact,Company,Score,Comments\n2025-06-01,Per,Fjord,9,good\n",
        "Email,First name,Last name,Company,OPTIN_TIME\nida@x.example,Ida,Holm,Fjord,2025-06-01\n",
        "Order number,Customer,Order date,Total,Status\n1,Fjord,2025-06-01,5.00,shipped\n",
        "Employee,Period end,Regular hours,Overtime hours,Pay rate\nIda,2025-06-01,40,0,20.00\n",
        "Date,Employee,Client,Category,Amount,Billable\n2025-06-01,Ida,Fjord,Taxi,12.00,yes\n",
        "Project,Client,Start date,End date,Status,Budget\nShop,Fjord,2025-06-01,2025-07-01,open,900\n",
        "Contract no,Customer,Start date,End date,Value,Status\n1,Fjord,2025-06-01,2025-07-01,900,open\n",
        "Driver,Date,Customer,Start time,End time,km\nIda,2025-06-01,Fjord,08:00,09:00,12\n",
        "a,b,c\n1,2,3\n",
        "Dear Ida, thank you, and see you, soon\nAll the best, Per, Oslo\n",
        "",
    ],
)
def test_a_table_that_nobody_knows_stays_unknown(tmp_path: Path, text: str) -> None:
    assert kind_of(tmp_path, text) == ""


def test_a_table_whose_columns_do_not_hold_what_their_headings_say_stays_unknown(tmp_path: Path) -> None:
    rows = "".join(f"word{n},Fjord,Shop,long,Ida\n" for n in range(9))
    assert kind_of(tmp_path, HOURS + rows) == ""


def test_two_tables_side_by_side_are_no_table(tmp_path: Path) -> None:
    assert kind_of(tmp_path, "account,sector,employees,,,,deal name,deal stage,amount\nx,y,1,,,,d,Won,5\n") == ""


def test_a_column_that_holds_something_else_is_left_out_and_said(tmp_path: Path) -> None:
    text = "Invoice no,Customer,Invoice date,Due date,Total,Paid\n" + "".join(
        f"{n},Holm,2025-06-{n:02},2025-07-01,10.00,cheque\n" for n in range(1, 7)
    )
    read = read_text(tmp_path, text)
    assert len(read.rows) == 6
    assert read.said == ['"Paid" does not hold what it says: left out']


def test_the_headings_are_found_below_titles_and_blank_lines(tmp_path: Path) -> None:
    title = 'Holm Optics AS\n"Hours, all people"\n2025-06-01 to 2025-06-30\n\n'
    read = read_text(tmp_path, title + HOURS + "2025-06-02,Fjord,Shop,2,Ida\n")
    assert read.rows[0].place == "line 6"


def test_blank_lines_repeated_headings_totals_and_footers_are_no_records(tmp_path: Path) -> None:
    text = (
        HOURS
        + "2025-06-02,Fjord,Shop,2,Ida\n\n,,,,\n"
        + HOURS
        + "2025-06-03,Fjord,Shop,3,Ida\nTotal,,,5,\nGrand total:,,,5,\n\nPage 1 of 1\n"
        + '"Accrual basis Monday, June 30, 2025 05:12 PM"\n'
    )
    read = read_text(tmp_path, text)
    assert [row["hours"] for row in read.values] == [2, 3]
    assert read.rejects == []


def test_what_a_report_says_at_its_end_is_no_record_but_a_file_that_was_cut_off_is(tmp_path: Path) -> None:
    whole = HOURS + "2025-06-02,Fjord,Shop,2,Ida\n"
    ended = read_text(tmp_path, whole + '\n\n"Hours of June"\n"All rights reserved"\n"Holm Optics AS"\n')
    assert (len(ended.rows), ended.rejects) == (1, [])
    cut = read_text(tmp_path, whole + "2025-06")
    assert (len(cut.rows), len(cut.rejects)) == (1, 1)


def test_the_sheets_of_a_workbook_tell_the_order_of_day_and_month_together(tmp_path: Path) -> None:
    head = ["Date", "Client", "Project", "Hours"]
    content = workbook({"A": [head, ["01/06/2025", "F", "P", 1]], "B": [head, ["25/06/2025", "F", "P", 1]]})
    read = read_bytes(tmp_path, content, "h.xlsx")
    assert [str(row["worked_on"]) for row in read.values] == ["2025-06-01", "2025-06-25"]
    assert read.said == ["day comes before month, as sheet B, row 2 shows"]


def test_a_firm_that_is_called_total_is_no_total(tmp_path: Path) -> None:
    text = "Company name,Website,Industry\nTotal Glass,glass.example,Glass\nSumme & Co,summe.example,Books\n"
    assert len(read_text(tmp_path, text).rows) == 2


def test_a_line_with_too_few_cells_is_rejected_alone(tmp_path: Path) -> None:
    rows = "2025-06-02,Fjord,Shop,2,\n" * 4
    read = read_text(tmp_path, HOURS + rows + "2025-06-02,Fjord,Shop\n" + rows)
    assert len(read.rows) == 8
    assert read.rejects[0].place == "line 6"
    assert read.rejects[0].reason == "3 cells, where the headings name 5. Mend it and read again."
    assert read.rejects[0].raw == b"2025-06-02,Fjord,Shop\n"


def test_a_program_that_leaves_out_blank_cells_at_the_end_of_lines_is_understood(tmp_path: Path) -> None:
    read = read_text(tmp_path, HOURS + "2025-06-02,Fjord,Shop,2\n" * 3 + "2025-06-02,Fjord,Shop,2,Ida\n" * 3)
    assert [row["person"] for row in read.values] == [None] * 3 + ["Ida"] * 3


def test_a_line_with_too_many_cells_is_rejected(tmp_path: Path) -> None:
    read = read_text(tmp_path, HOURS + "2025-06-02,Fjord,Shop,2,Ida\n2025-06-02,Fjord, Ltd,Shop,2,Ida\n")
    assert len(read.rows) == 1
    assert read.rejects[0].reason.startswith("6 cells, where the headings name 5")


def test_a_reason_names_the_value_the_column_and_what_to_do(tmp_path: Path) -> None:
    good = "2025-06-02,Fjord,Shop,2,Ida\n"
    bad = "2026-02-31,Fjord,Shop,2,Ida\n2025-06-02,Fjord,Shop,#VALUE!,Ida\n2025-06-02,Fjord,Shop,,Ida\n"
    read = read_text(tmp_path, HOURS + good + bad)
    assert [reject.reason for reject in read.rejects] == [
        '"2026-02-31" in "Date" is no date. Mend it and read again.',
        '"#VALUE!" in "Hours" is not a number of hours. Mend it and read again.',
        "how long it took is not told. Fill it in and read again.",
    ]


def test_dates_that_stay_open_are_rejected_with_the_advice_to_set_the_locale(tmp_path: Path) -> None:
    text = HOURS + "02/06/2025,Fjord,Shop,2,Ida\n05/05/2025,Fjord,Shop,1,Ida\n"
    read = read_text(tmp_path, text)
    assert len(read.rows) == 1
    assert "locale in comity.toml" in read.rejects[0].reason
    assert read.said == ["whether day or month comes first cannot be told: set locale in comity.toml"]
    again = read_text(tmp_path, text, locale="nb_NO")
    assert str(again.values[0]["worked_on"]) == "2025-06-02"
    assert again.said == ["day comes before month, by the locale nb_NO"]


def test_all_date_columns_of_a_file_tell_the_order_together(tmp_path: Path) -> None:
    text = "Invoice no,Customer,Invoice date,Due date,Total\n1,Holm,02/06/2025,16/06/2025,10.00\n"
    read = read_text(tmp_path, text)
    assert str(read.only["issued_on"]) == "2025-06-02"
    assert read.said == ["day comes before month, as line 2 shows"]


def test_the_dates_of_a_workbook_need_no_order(tmp_path: Path) -> None:
    day = dt.date(2025, 6, 2)
    content = workbook({"H": [["Date", "Client", "Project", "Hours"], [day, "Fjord", "Shop", 2.5]]})
    assert read_bytes(tmp_path, content, "h.xlsx").only["worked_on"] == day


def test_a_mapping_in_comity_toml_names_the_columns_of_any_file(tmp_path: Path) -> None:
    text = "Wann,Wer,Wofür,Wie lang\n2025-06-02,Ida,Fjord,2\n"
    assert kind_of(tmp_path, text) == ""
    columns = {
        "*.csv": {"Wann": "hours.worked_on", "Wer": "hours.person", "Wofür": "hours.client", "Wie lang": "hours.hours"}
    }
    row = read_text(tmp_path, text, columns=columns).only
    assert (row["person"], row["client"], row["hours"]) == ("Ida", "Fjord", 2.0)


def test_a_mapping_wins_over_what_a_heading_usually_means(tmp_path: Path) -> None:
    text = "Date,Client,Project,Hours,Person\n2025-06-02,Shop,Fjord,2,Ida\n"
    columns = {"table.csv": {"Client": "project", "Project": "client"}}
    row = read_text(tmp_path, text, columns=columns).only
    assert (row["client"], row["project"]) == ("Fjord", "Shop")


@pytest.mark.parametrize("column", ["hours.wroked_on", "worked", "hourz.worked_on"])
def test_a_mapping_to_a_column_that_is_none_is_one_clear_line(tmp_path: Path, column: str) -> None:
    with pytest.raises(UserError, match=r"comity\.toml") as caught:
        read_text(tmp_path, HOURS + "2025-06-02,Fjord,Shop,2,Ida\n", columns={"table.csv": {"Date": column}})
    assert "\n" not in str(caught.value)
    assert "Write one of" in str(caught.value)


def test_a_mapping_for_another_file_is_of_no_account(tmp_path: Path) -> None:
    columns = {"other.csv": {"Hours": "worked_on"}}
    assert read_text(tmp_path, HOURS + "2025-06-02,Fjord,Shop,2,Ida\n", columns=columns).only["hours"] == 2


def test_every_form_fills_a_table_with_columns_that_it_has() -> None:
    for _, form in forms():
        names = {field.name for field in form.fields}
        assert {field.type for field in form.fields} <= TYPES.keys()
        assert {n.rstrip("!") for need in form.needs for n in need} <= {*names, TITLE}
        assert form.group in {"", *names}
        assert form.table in TABLES
        assert form.means


def test_no_heading_of_a_form_is_one_that_it_refuses() -> None:
    for _, form in forms():
        own = {k for k, (_, is_own, _) in form.headings.items() if is_own}
        assert not own & form.refused, (form.name, own & form.refused)


def test_a_form_is_added_by_one_file_and_no_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pots.py").write_text(
        textwrap.dedent("""
            from comity.sources.forms import Field, Form
            from comity.sources.outcome import Row

            FORM = Form(
                name="pots",
                table="hours",
                means="hours at the wheel",
                shape=lambda found, context: Row("hours", {"client": found["pot"], "hours": found["spins"]}, ""),
                fields=(Field("pot", "text", "pot"), Field("spins", "hours", "spins"), Field("who", "text", "potter")),
                needs=(("pot",), ("spins",)),
            )
        """)
    )
    monkeypatch.setattr(comity.sources.time, "__path__", [*comity.sources.time.__path__, str(tmp_path)])
    _forget()
    try:
        assert kind_of(tmp_path, "Pot,Spins,Potter\nJug,2.5,Ida\n") == "time"
        assert read_text(tmp_path, "Pot,Spins,Potter\nJug,2.5,Ida\n").only["hours"] == 2.5
    finally:
        _forget()


def _forget() -> None:
    """Forms are looked for once; make them be looked for again."""
    for known in (forms_module.forms, forms_module.vocabulary, tabular._look, tabular.columns_of):
        known.cache_clear()


def test_a_file_is_looked_at_once_however_many_sources_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[object] = []
    real = tabular.fits
    monkeypatch.setattr(tabular, "fits", lambda cells, *rest: looks.append(cells) or real(cells, *rest))
    kind_of(tmp_path, HOURS + "2025-06-02,Fjord,Shop,2,Ida\n", "once.csv")
    first = len(looks)
    kind_of(tmp_path, HOURS + "2025-06-02,Fjord,Shop,2,Ida\n", "twice.csv")
    for source in sources():
        if hasattr(source, "tabular"):
            source.detect(export_of(tmp_path / "twice.csv"))
    assert len(looks) == 2 * first


def test_who_says_that_a_bank_list_holds_payments_is_believed_and_what_went_out_is_left_out(tmp_path: Path) -> None:
    text = (
        "Datum;Naam / Omschrijving;Tegenrekening;Af Bij;Bedrag (EUR);Mededelingen\n"
        "20260311;FEN BOTEN;NL02RABO1;Bij;480,00;factuur 71\n20260312;FEN WATER;NL02RABO2;Af;61,00;\n"
    )
    columns = {
        "Naam / Omschrijving": "payments.customer", "Datum": "payments.paid_on", "Bedrag (EUR)": "payments.amount"
    }  # fmt: skip
    read = read_text(tmp_path, text, columns={"table.csv": columns})
    assert [(row.table, row.values["customer"], row.values["amount"]) for row in read.rows] == [
        ("payments", "FEN BOTEN", 480)
    ]
    assert "money that went out" in read.rejects[0].reason
