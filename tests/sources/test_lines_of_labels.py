"""A line of labels tells whose the lines below it are: in files and sheets, and not what a report was asked of."""

from __future__ import annotations

from pathlib import Path

from tests.sources.tables import read_bytes, read_text, workbook

HEADINGS = "No,Type,Date,Ref,N/C,Details,Dept,T/C,Value,O/S,Debit,Credit,V,B"
INVOICE = "{n},SI,16/03/2026,{n},4000,Display,0,T1,771.00,771.00,771.00,,-,"


def activity(*groups: str) -> str:
    """A report in which each group has one invoice below a line of labels."""
    return "\n\n".join(f"{line}\n{HEADINGS}\n{INVOICE.format(n=900 + n)}" for n, line in enumerate(groups))


def test_each_line_of_labels_names_the_customer_of_the_lines_below_it(tmp_path: Path) -> None:
    text = activity("A/C:,QUAY,Name:,Quay Optics,,Contact:,", "A/C:,HOLL,Name:,Hollin Dairy,,Contact:,Gil Marr")
    read = read_text(tmp_path, text, locale="en_GB")
    assert [(v["customer_id"], v["customer"]) for v in read.values] == [
        ("QUAY", "Quay Optics"),
        ("HOLL", "Hollin Dairy"),
    ]
    assert read.rejects == []


def test_it_does_so_in_a_workbook_too(tmp_path: Path) -> None:
    lines = [line.split(",") for line in activity("A/C:,QUAY,Name:,Quay Optics,,Contact:,").split("\n")]
    read = read_bytes(tmp_path, workbook({"Activity": lines}), "activity.xlsx", locale="en_GB")
    assert [v["customer"] for v in read.values] == ["Quay Optics"]


def test_a_label_without_a_value_takes_none_from_the_next(tmp_path: Path) -> None:
    read = read_text(tmp_path, activity("A/C:,QUAY,Name:,,,Contact:,Gil Marr"), locale="en_GB")
    assert read.rows == []


def test_what_a_report_was_asked_of_is_no_customer(tmp_path: Path) -> None:
    text = (
        "Customer:,All customers\nDate,Transaction Type,Num,Name,Due Date,Amount,Open Balance\n"
        "16/03/2026,Invoice,4711,,15/04/2026,771.00,771.00\n"
        "16/03/2026,Invoice,4712,Quay Optics,15/04/2026,80.00,80.00\n"
    )
    read = read_text(tmp_path, text, locale="en_GB")
    assert [v.get("customer") for v in read.values] == ["Quay Optics"]
    assert len(read.rejects) == 1
