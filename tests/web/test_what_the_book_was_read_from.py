"""The app shows every file that the book was read from, whoever read it, and what became of it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from comity.book.store import DeltaBook
from comity.web.models.jobs import Job
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def test_what_was_read_on_the_command_line_is_listed_in_the_app_with_its_rows_and_rejects(
    sign_in: SignIn, home: Path
) -> None:
    ann, book = sign_in("ann"), DeltaBook(home / "book")
    Job.objects.filter(kind="read").delete()
    assert 'href="/read/files/"' in ann.get("/read/").content.decode()
    assert ann.get("/read/rejects/")["Location"] == "/read/files/"
    page = unescape(ann.get("/read/files/").content.decode())
    files = {(r["source"], r["file_id"]) for r in book.facts("readings").to_pylist()}
    listed = re.findall(r"<tr data-item><td>([^<]+)<", page)
    assert sorted(listed) == sorted(name for name, _ in files)[: len(listed)]
    for address in re.findall(r'href="(/read/(?:records|rejects)/[^"]+)"', page)[:6]:
        assert "<tr data-item>" in ann.get(address).content.decode(), address
    assert "not yet" not in ann.get("/settings/").content.decode().split("Reading</td>")[1].split("</tr>")[0]


def test_a_file_of_no_known_kind_is_listed_with_why_it_was_not_read(sign_in: SignIn, own_home: Path) -> None:
    book = DeltaBook(own_home / "book")
    read = book.facts("readings").slice(0, 1)
    why = "a table whose headings nobody knows."
    row = {**read.to_pylist()[0], "row_id": "f" * 32, "source": "rota of may.csv", "file_id": "e" * 32, "records": 0,
           "kind": "unknown", "said": why}  # fmt: skip
    book.append("readings", type(read).from_pylist([row], schema=read.schema))
    page = sign_in("ann").get("/read/files/").content.decode()
    shown = page.split("rota of may.csv")[1].split("</tr>")[0]
    assert why in shown
    assert "nothing that is known" in shown
    assert sign_in("rob").get("/read/files/").status_code == 404
