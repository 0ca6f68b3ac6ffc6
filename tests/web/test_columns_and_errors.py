"""Unknown columns are mapped once and remembered; rejected rows are mended in the error file and dropped again."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.http import urlencode

from comity.book.rejected import standing_rejects
from comity.book.store import DeltaBook
from comity.sources.peek import peek
from comity.sources.texts import may_be_table
from comity.web.jobs.worker import work_once
from comity.web.models.begin import ColumnMapping
from comity.web.models.jobs import Job, State
from comity.web.unmapped import export_of
from tests.web.conftest import SignIn

STRANGE = b"""Papier,Wer,Wann,Wieviel,Bis\r
77-1,Kessler Hydraulics,2026-03-04,120.00,2026-04-04\r
77-2,Kessler Hydraulics,2026-04-04,130.00,2026-05-04\r
"""
CHOSEN = {
    "form": "invoices",
    "of": "invoices",
    "c0": "number",
    "c1": "customer",
    "c2": "issued_on",
    "c3": "gross",
    "c4": "due_on",
}

BROKEN = b"""Invoice Number;Contact;Date;Due Date;Total
8801;Kessler Hydraulics;2026-02-01;2026-03-01;100.00
8802;Kessler Hydraulics;the first;2026-03-01;100.00
8803;Kessler Hydraulics;2026-02-03;2026-03-01;a lot
;Kessler Hydraulics;2026-02-04;2026-03-01;100.00
8805;Kessler Hydraulics;2026-02-05
8806;Kessler Hydraulics;2026-02-06;2026-03-01;100.00
"""
MENDED = [
    ["8802", "Kessler Hydraulics", "2026-02-02", "2026-03-01", "100.00"],
    ["8803", "Kessler Hydraulics", "2026-02-03", "2026-03-01", "900.00"],
    ["8804", "Kessler Hydraulics", "2026-02-04", "2026-03-01", "100.00"],
    ["8805", "Kessler Hydraulics", "2026-02-05", "2026-03-01", "100.00"],
]


def read(client: Client, **files: bytes) -> Job:
    """Drop files and do the reading."""
    dropped = [SimpleUploadedFile(f"{name}.csv", content) for name, content in files.items()]
    return done(client.post("/read/", {"files": dropped})["Location"])


def done(address: str) -> Job:
    assert work_once("the tests")
    job = Job.objects.get(pk=re.findall(r"\d+", address)[0])
    assert job.state == State.DONE, job.error + job.log
    return job


def tally(job: Job) -> dict[str, tuple[str, int, int, int]]:
    return {f["file"]: (f["kind"], f["kept"], f["duplicate"], f["rejected"]) for f in job.result["files"]}


def test_bytes_in_which_separators_stand_by_chance_are_no_table_to_be_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "table_of_contents"
    path.write_bytes(b"\x13\xf0F|\x0f\xa5y4}r|n\x82|\x13z\n" * 3)
    export = export_of(path)
    assert export is not None
    assert may_be_table(export.head)
    assert peek(export) is None


def test_unknown_columns_are_mapped_on_a_page_with_samples_and_remembered(sign_in: SignIn, own_home: Path) -> None:
    ann = sign_in("ann")
    job = read(ann, strange=STRANGE)
    assert tally(job)["strange.csv"] == ("unknown", 0, 0, 0)
    assert "say what its columns are" in ann.get(f"/read/{job.pk}/").content.decode()
    where = f"/read/{job.pk}/columns/?{urlencode({'file': 'strange.csv'})}"
    page = ann.get(where).content.decode()
    assert "Wieviel" in page
    assert "Kessler Hydraulics" in page
    refused = ann.post(where, {**CHOSEN, "c0": ""}).content.decode()
    assert "Still to be named:" in refused
    partial = ann.get(where, {**CHOSEN, "file": "strange.csv"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in partial
    assert "As it would be read" in partial
    assert "77-1" in partial.split("As it would be read")[1]
    again = done(ann.post(where, CHOSEN)["Location"])
    assert tally(again)["strange.csv"] == ("money", 2, 0, 0)
    assert not [p for p in (own_home / "unknown").rglob("*") if p.is_file()]
    further = STRANGE + b"77-3,Kessler Hydraulics,2026-05-04,140.00,2026-06-04\r\n"
    assert tally(read(ann, **{"april[1]": further}))["april[1].csv"] == ("money", 1, 2, 0)
    mapping = ColumnMapping.objects.get()
    assert ann.post("/read/columns/forget/", {"mapping": "abc"}).status_code == 302
    ann.post("/read/columns/forget/", {"mapping": mapping.pk})
    assert not ColumnMapping.objects.exists()


def test_four_broken_records_mended_in_the_error_file_are_four_new_and_none_is_doubled(
    sign_in: SignIn, own_home: Path
) -> None:
    ann = sign_in("ann")
    job = read(ann, broken=BROKEN)
    assert tally(job)["broken.csv"] == ("money", 2, 0, 4)
    page = ann.get("/read/rejects/", {"file": "broken.csv"}).content.decode()
    assert "Error file" in page
    answer = ann.get("/read/rejects/mend.csv", {"file": "broken.csv"})
    assert "to mend - broken.csv" in answer["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Invoice Number", "Contact", "Date", "Due Date", "Total", "What is wrong"]
    assert len(rows) == 5
    assert all(row[1] == "Kessler Hydraulics" and row[-1].startswith("line ") for row in rows[1:])
    out = io.StringIO()
    by_day = {row[2]: row for row in MENDED}
    mended = [by_day.get(row[2]) or MENDED[0 if row[0] == "8802" else 3] for row in rows[1:]]
    csv.writer(out).writerows([rows[0], *([*m, row[-1]] for m, row in zip(mended, rows[1:], strict=True))])
    before = DeltaBook(own_home / "book").facts("invoices").num_rows
    again = read(ann, broken=BROKEN, **{"to mend - broken": out.getvalue().encode("utf-8-sig")})
    assert tally(again)["to mend - broken.csv"] == ("money", 4, 0, 0)
    assert tally(again)["broken.csv"] == ("money", 0, 2, 4)
    assert DeltaBook(own_home / "book").facts("invoices").num_rows == before + 4
    rejects = standing_rejects(DeltaBook(own_home / "book"))
    assert not [r for r in rejects if "broken" in r["source"]], "what was mended asks for nothing any more"


@pytest.mark.usefixtures("own_home")
def test_rejects_of_two_lists_in_one_file_stand_once_each_under_their_own_headings(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    receipts = b"\nReceipt No;Customer;Receipt Date;Invoice No;Amount;Method\n"
    receipts += b"71;Kessler Hydraulics;2026-03-04;8801;100.00;BACS\n72;Kessler Hydraulics;2026-03-05;8806;much;BACS\n"
    invoices = b"".join(
        line + b"\n" for line in BROKEN.splitlines() if b"the first" not in line and b"a lot" not in line
    )
    invoices += b"".join(b"88%d;Kessler Hydraulics;2026-02-06;2026-03-01;100.00\n" % n for n in range(10, 20))
    invoices += b"8899;Kessler Hydraulics;2026-02-06;2026-03-01;a lot\n"
    read(ann, ledger=invoices + receipts + b"73;Kessler Hydraulics;2026-03-05;8805;100.00;BACS\n" * 9)
    given = ann.get("/read/rejects/mend.csv", {"file": "ledger.csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(given)))
    heads = [n for n, row in enumerate(rows) if row[-1] == "What is wrong"]
    assert [rows[n][0] for n in heads] == ["Invoice Number", "Receipt No"]
    assert [row[0] for row in rows[heads[1] + 1 :]] == ["72"]
    assert "8899" in [row[0] for row in rows[: heads[1]]]
    assert len({row[-1] for row in rows}) == len(rows) - 1, "each reject once"


def test_what_a_spreadsheet_would_work_out_is_given_out_harmless_and_read_again_as_it_was(
    sign_in: SignIn, own_home: Path
) -> None:
    ann, name = sign_in("ann"), "=HYPERLINK(1)&Kessler"
    head = "Invoice Number;Contact;Date;Due Date;Total\n"
    row = f"8902;{name};the first;2026-03-01;-100.00\n"
    more = f"8901;Kessler Hydraulics;2026-02-01;2026-03-01;100.00\n8903;{name};the third;2026-03-01;100.00\n"
    read(ann, formula=f"{head}{row}{more}".encode())
    given = ann.get("/read/rejects/mend.csv", {"file": "formula.csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(given)))
    cells = next(row for row in rows if row[0] == "8902")
    assert cells[:5] == ["8902", f"'{name}", "the first", "2026-03-01", "'-100.00"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    half = given.replace("the third", "2026-02-03")
    read(ann, **{"to mend - formula": half.encode()})
    again = ann.get("/read/rejects/mend.csv", {"file": "to mend - formula.csv"}).content.decode("utf-8-sig")
    assert next(csv.reader(again.splitlines()[1:]))[:5] == cells[:5], "mended in vain, it is given out alike"
    read(ann, **{"to mend - formula": half.replace("the first", "2026-02-02").encode()})
    invoices = DeltaBook(own_home / "book").facts("invoices").to_pylist()
    assert {r["customer"] for r in invoices if r["number"] in ("8902", "8903")} == {name}
