"""Each figure of a reading opens to its rows: kept, duplicate, ignored; what is private is in none of them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyarrow as pa
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from comity.book.store import DeltaBook
from comity.tables import TABLES
from comity.web.jobs.worker import work_once
from comity.web.models.jobs import Job, State
from comity.web.models.people import User
from comity.web.models.privacy import Keeping, PrivateMessage, PrivateThread
from comity.web.models.verdicts import Refresh
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db

COPY = b"""From x Mon Nov  2 10:00:00 2026
Message-ID: <%d@sweets.example>
From: Max <max@sweets.example>
To: ann@larkfieldtalent.example
Date: Tue, 1 Sep 2026 10:00:0%d +0000
Subject: Sweets number %d

Buy our sweets. They are the best.

"""


def links_of(page: str) -> list[tuple[str, str]]:
    """The figures that open to rows, each with its address."""
    return [(unescape(a), n.replace(",", "")) for a, n in re.findall(r'href="(/read/rec[^"]+)">([\d,]+)<', page)]


def rows_of(client: Client, address: str) -> list[str]:
    """The rows of all pages of a list."""
    found: list[str] = []
    while address:
        page = client.get(address).content.decode()
        found += re.findall(r"<tr data-item>.*?</tr>", page, re.S)
        on = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"{urlsplit(address).path}{unescape(on[1])}" if on else ""
    return found


def drop(client: Client, **files: bytes) -> Job:
    """Drop files and read them."""
    dropped = [SimpleUploadedFile(name.replace("_", "."), raw) for name, raw in files.items()]
    where = client.post("/read/", {"files": dropped})["Location"]
    assert work_once("the tests")
    job = Job.objects.get(pk=re.findall(r"\d+", where)[0])
    assert job.state == State.DONE, job.error + job.log
    return job


def make_private(*refs: str) -> None:
    thread = PrivateThread.objects.create(made_by=User.objects.get(email="beth@larkfieldtalent.example"))
    for ref in refs:
        PrivateMessage.objects.create(thread=thread, ref=ref)


def test_every_figure_of_a_reading_opens_to_as_many_rows(sign_in: SignIn) -> None:
    ann, reading = sign_in("ann"), Job.objects.filter(kind="read").earliest("pk")
    links = links_of(ann.get(f"/read/{reading.pk}/").content.decode())
    assert {urlsplit(a).path for a, _ in links} == {f"/read/records/{w}/" for w in ("kept", "duplicate", "ignored")}
    for address, count in links:
        if int(count) < 200:  # the longest has its own test of pages
            assert len(rows_of(ann, address)) == int(count), address


def test_mail_is_told_by_day_sender_and_subject_and_why_it_is_left_out(sign_in: SignIn) -> None:
    ann, reading = sign_in("ann"), Job.objects.filter(kind="read").earliest("pk")
    links = [a for a, _ in links_of(ann.get(f"/read/{reading.pk}/").content.decode())]
    ignored = "".join(rows_of(ann, next(a for a in links if "/ignored/" in a)))
    assert "fire drill" in ignored
    for why in ("internal: between our own people", "a newsletter or a list", "spam", "private: somebody", "pitch"):
        assert why in ignored
    duplicate = "".join(rows_of(ann, next(a for a in links if "/duplicate/" in a)))
    assert re.search(r"in this file, byte \d+", duplicate)


def test_rows_of_a_table_are_told_by_their_line_in_its_order(sign_in: SignIn) -> None:
    ann, reading = sign_in("ann"), Job.objects.filter(kind="read").earliest("pk")
    links = [a for a, _ in links_of(ann.get(f"/read/{reading.pk}/").content.decode())]
    hours = next(a for a in links if "harvest" in a)
    first, last = (re.findall(r">line (\d+)<", ann.get(hours + page).content.decode()) for page in ("", "&page=23"))
    assert first[:2] == ["2", "3"]
    assert len(first) == 100
    assert [int(n) for n in last] == sorted(map(int, last))
    assert int(last[0]) > 2200
    assert "1.5 hours" in ann.get(hours).content.decode()


def test_a_list_asks_the_database_as_often_however_long_it_is(
    sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ann, reading = sign_in("ann"), Job.objects.filter(kind="read").earliest("pk")
    links = [a for a, _ in links_of(ann.get(f"/read/{reading.pk}/").content.decode())]
    for address in links:
        with django_assert_max_num_queries(11):
            ann.get(address)


def test_a_list_of_nothing_says_what_fills_it(sign_in: SignIn) -> None:
    ann, reading = sign_in("ann"), Job.objects.filter(kind="read").earliest("pk")
    links = [a for a, _ in links_of(ann.get(f"/read/{reading.pk}/").content.decode())]
    query = {k: v[0] for k, v in parse_qs(urlsplit(next(a for a in links if "hubspot-deals" in a)).query).items()}
    for what in ("duplicate", "ignored"):
        assert "fill" in ann.get(f"/read/records/{what}/", query).content.decode()
    assert "fill this list" in ann.get("/read/rejects/", query).content.decode()
    for other in ("/read/records/nothing/", "/read/records/kept/"):
        assert ann.get(other, query if "nothing" in other else {})["Location"] == "/read/"
    assert ann.get("/read/records/kept/", {**query, "of": "x"}).status_code == 200
    assert ann.get("/read/records/kept/", {"mailbox": "9" * 400, "folder": "x"})["Location"] == "/read/"


@pytest.mark.slow
def test_a_file_dropped_again_holds_nothing_new_and_a_private_thread_is_in_no_row_and_no_figure(
    sign_in: SignIn, own_home: Path
) -> None:
    ann = sign_in("ann")
    mail = b"".join(COPY % (n, n, n) for n in (1, 2, 1, 3, 3))
    jobs = [drop(ann, sweets_mbox=mail, only_mbox=COPY % (4, 4, 4)), drop(ann, sweets_mbox=mail)]
    jobs.append(drop(ann, copy_mbox=b"".join(COPY % (n, n, n) for n in (1, 2, 5))))
    first, again, copy = (ann.get(f"/read/{job.pk}/").content.decode() for job in jobs)
    assert [n for _, n in links_of(first)] == ["1", "2", "3"]
    assert links_of(again) == links_of(first)[1:]
    assert "0 of them are new" in again
    assert [n for _, n in links_of(copy)] == ["2", "1"]
    assert sum("sweets.mbox, byte " in row for row in rows_of(ann, links_of(copy)[0][0])) == 2
    make_private("<1@sweets.example>", "<4@sweets.example>")
    for _ in range(2):
        first, again, copy = (ann.get(f"/read/{job.pk}/").content.decode() for job in jobs)
        assert [n for _, n in links_of(first)] == ["1", "2"]
        assert "3 records, 0 kept" in first
        assert "only.mbox" not in first
        assert "of them are new" not in first
        assert links_of(again) == links_of(first)
        assert [n for _, n in links_of(copy)] == ["1", "1"]
        lists = [ann.get(a).content.decode() for p in (first, copy) for a, _ in links_of(p)]
        assert sum("Sweets number 2" in text for text in lists) == 2
        assert not [t for t in lists if "Sweets number 1" in t or "Sweets number 4" in t or "more" in t]
        Job.ask_refresh(None)
        assert work_once("the tests")
    assert DeltaBook(own_home / "book").facts("duplicates").num_rows >= 4


def test_what_was_read_before_places_were_kept_opens_too_and_the_page_says_what_it_does_not_know(
    sign_in: SignIn,
) -> None:
    ann, reading, refresh = sign_in("ann"), Job.objects.filter(kind="read").earliest("pk"), Refresh.current()
    assert refresh is not None
    for f in reading.result["files"]:
        f.pop("file_id")
    reading.save()
    for told in refresh.read:
        told["duplicate"] += 2 * (told["file"] == "mail/all.mbox")
        told["ignored"] += told["file"] == "mail/all.mbox"
    refresh.save()
    links = links_of(ann.get(f"/read/{reading.pk}/").content.decode())
    pages = [ann.get(a).content.decode() for a, n in links if "mbox" in a and n in ("5", "59")]
    assert "5 records had been read before" in pages[0]
    assert "The places of 2 more are not known" in pages[0]
    assert "One more must not be read; nothing of it is kept" in pages[1]


def test_where_whole_mails_are_for_those_who_took_part_their_subjects_are_too(sign_in: SignIn) -> None:
    ann, reading = sign_in("ann"), Job.objects.filter(kind="read").earliest("pk")
    links = [a for a, _ in links_of(ann.get(f"/read/{reading.pk}/").content.decode())]
    User.objects.filter(email="beth@larkfieldtalent.example").delete()
    User.objects.filter(email="ann@larkfieldtalent.example").update(email="beth@larkfieldtalent.example")
    Keeping.objects.create(whole_messages=False)
    rows = rows_of(ann, next(a for a in links if "/kept/" in a and "mbox" in a))
    shut = [row for row in rows if "for those who took part" in row]
    assert shut
    assert len(shut) < len(rows)
    assert not [row for row in rows if "beth@larkfieldtalent.example" in row and row in shut]


def test_where_whole_mails_are_for_those_who_took_part_no_subject_stands_in_the_timeline(sign_in: SignIn) -> None:
    ann, page = sign_in("ann"), "/clients/ferrandauto.example/timeline/"

    def mails() -> list[str]:
        return re.findall(r'<div class="entry".*?</div>', ann.get(page, {"kind": "mail"}).content.decode(), re.S)

    whole = mails()
    Keeping.objects.create(whole_messages=False)
    assert whole
    assert len(mails()) == len(whole)
    assert all("for those who took part" in row for row in mails())
    assert not {said for row in whole for said in re.findall(r"</span> (.{8,}?)</a>", row)} & {
        said for row in mails() for said in re.findall(r"</span> (.{8,}?)</a>", row)
    }
    User.objects.filter(email="beth@larkfieldtalent.example").delete()
    User.objects.filter(email="ann@larkfieldtalent.example").update(email="beth@larkfieldtalent.example")
    assert [row for row in mails() if "for those who took part" not in row]


@pytest.mark.usefixtures("own_home")
def test_where_whole_mails_are_for_those_who_took_part_a_rejected_one_is_not_shown_raw(sign_in: SignIn) -> None:
    book, file = DeltaBook(Path(settings.HOME) / "book"), {"source": "mail/x.mbox", "file_id": "x"}
    for name, rows in (
        ("readings", [{**file, "kind": "mail", "records": 2, "row_id": "r"}]),
        ("rejects", [{**file, "row_id": who, "place": who, "reason": "broken", "ref": "", "raw":
                      f"From x Mon\nFrom: <{who}@larkfieldtalent.example>\nSubject: secret {who}\n\n".encode()}
                     for who in ("ann", "beth")]),
    ):  # fmt: skip
        book.append(name, pa.Table.from_pylist(rows, schema=TABLES[name].schema))
    page = "/read/rejects/?file=mail/x.mbox"
    assert "secret beth" in sign_in("ann").get(page).content.decode()
    Keeping.objects.create(whole_messages=False)
    shown = sign_in("ann").get(page).content.decode()
    assert "secret ann" in shown
    assert "secret beth" not in shown
    assert "for those who took part" in shown


@pytest.mark.usefixtures("own_home")
def test_a_folder_of_single_messages_is_one_row_that_opens_to_all_of_them(sign_in: SignIn) -> None:
    ann, mails = sign_in("ann"), [COPY.replace(b"%d", b"%d" % n).split(b"\n", 1)[1] for n in range(9)]
    names = [f"box/cur/{n}.eml" for n in range(8)] + ["box/one.eml", "box/cur/notes.txt"]
    files = [SimpleUploadedFile("f", raw) for raw in (*mails, b"A word or two.")]
    where = ann.post("/read/", {"files": files, "paths": names})["Location"]
    assert work_once("the tests")
    page = ann.get(where).content.decode()
    assert "10 files read" in page
    table = page[page.index("<tbody>") :]
    assert re.findall(r"<tr><td>([^<]+?)(?: <span[^>]*>([^<]+)</span>)?(?:<br><small>[^<]+</small>)?</td>", table) == [
        ("box/cur", "8 files"), ("box/cur/notes.txt", ""), ("box/one.eml", ""),
    ]  # fmt: skip
    gathered = [a for a, _ in links_of(page) if "under=box" in a]
    shown = [row for a in gathered for row in rows_of(ann, a)]
    assert len(shown) == 8
    assert all(any(f"box/cur/{n}.eml" in row for row in shown) for n in range(8))
    make_private("<0@sweets.example>")
    assert len([row for a in gathered for row in rows_of(ann, a)]) == 7
    assert ann.get("/read/records/kept/?reading=1&under=nowhere&kind=mail").status_code == 302
