"""A mailbox is connected on a page, read by a job against a real Dovecot, and told complete by its own count."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from comity.fetch import imap
from comity.web.jobs.worker import work_once
from comity.web.models.begin import Mailbox
from comity.web.models.jobs import Job, State
from tests.fetch.dovecot import LOGIN, PASSWORD, dovecot
from tests.web.conftest import SignIn


@pytest.mark.slow
def test_a_mailbox_is_connected_read_and_complete_only_when_its_own_counts_say_so(
    sign_in: SignIn, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = sign_in("ann")
    raw = (
        b"Message-ID: <imap-%d@kesslerhydraulics.example>\r\nFrom: k@kesslerhydraulics.example\r\n"
        b"To: ann@larkfieldtalent.example\r\nDate: Tue, 1 Sep 2026 10:00:0%d +0000\r\nSubject: x\r\n\r\nFine by us.\r\n"
    )
    usual = imap._messages
    with dovecot() as server, monkeypatch.context() as patched:
        monkeypatch.setenv("COMITY_IMAP_AUTHORITIES", str(server.certificate))
        server.deliver("", *(raw % (n, n) for n in range(5)))
        typed = {"host": "localhost", "port": server.port, "login": LOGIN, "password": PASSWORD}
        assert "no name of a server" in ann.post("/read/mailboxes/", {**typed, "host": "a b"}).content.decode()
        patched.setattr(imap, "_messages", lambda box, uids: list(usual(box, uids))[2:])
        where = ann.post("/read/mailboxes/", typed)["Location"]
        assert work_once("the tests")
        job = Job.objects.get(pk=re.findall(r"\d+", where)[0])
        assert job.state == State.DONE, job.error + job.log
        assert [(f["file"], f["kept"]) for f in job.result["files"]] == [("INBOX.mbox", 3)]
        box = Mailbox.objects.get()
        assert "2 messages are missing" in ann.get("/read/mailboxes/").content.decode()
        patched.setattr(imap, "_messages", usual)
        ann.post(f"/read/mailboxes/{box.pk}/again/")
        assert work_once("the tests")
    page = ann.get("/read/mailboxes/").content.decode()
    assert "Complete, by the mailbox" in page
    assert PASSWORD not in page
    assert [f["kept"] for f in Job.objects.filter(kind="read").latest("pk").result["files"]] == [2]
    links = re.findall(r'href="(/read/records/kept/[^"]+)"', page)
    rows = ann.get(links[0].replace("&amp;", "&")).content.decode()
    assert "5 records were taken into the book" in rows
    assert rows.count("k@kesslerhydraulics.example</td>") == 5
    secret = own_home / "mailboxes" / f"{box.pk}.password"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(secret.parent.stat().st_mode) == 0o700
