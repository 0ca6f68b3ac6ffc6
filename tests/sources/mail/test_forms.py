"""What is mail and what is none, told by content."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.sources import Reject, mail
from tests.sources.mail.messages import exports, is_mail, raw, read_file

MAIL = raw(body="hello")


@pytest.mark.parametrize("name", ["a.eml", "a.txt", "13.", "a.csv", "cur/1744007409.M1P1.host:2,S", "no-ending"])
def test_a_message_is_mail_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    assert is_mail(tmp_path, name, MAIL)


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"\n"])
def test_a_byte_order_mark_or_empty_lines_may_stand_before_a_message(tmp_path: Path, before: bytes) -> None:
    assert read_file(tmp_path, "a.eml", before + MAIL).only["body"] == "hello"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("memo.txt", b"To: all staff\nFrom: Tessa\nDate: 4 March 2025\nSubject: Ovens\n\nPlease read."),
        ("contract.txt", b"Date: 4 March 2025\nBetween: Brook Ovens and Milldale\n\n1. Scope"),
        ("calendar.ics", b"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x\nEND:VCALENDAR\n"),
        ("card.vcf", b"BEGIN:VCARD\nVERSION:3.0\nFN:Noor\nEMAIL:noor@milldale.example\nEND:VCARD\n"),
        ("rows.csv", b"From,To,Date,Subject\nnoor@milldale.example,tessa,2025-03-04,x\n"),
        ("comity.toml", b"[firm]\nname = 'Brook'\n"),
        ("page.mht", b"From: <Saved by Blink>\nSnapshot-Content-Location: http://x\nSubject: x\nMIME-Version: 1.0\n\n"),
        ("Inbox.msf", b'// <!-- <mdb:mork:z v="1.4"/> -->\n'),
        ("dovecot.index.log", b"\x01\x02\x28\x00\x00\x00\x00\x00"),
        ("empty", b""),
        ("letter.txt", b"From the desk of Noor Idris\n\nDear Tessa,\n"),
    ],
)
def test_other_files_are_no_mail(tmp_path: Path, name: str, content: bytes) -> None:
    assert not is_mail(tmp_path, name, content)


@pytest.mark.parametrize("name", ["a.eml", "cur/1744007409.M1P1.host", "new/x:2,S"])
@pytest.mark.parametrize("content", [b"", b"\n\n", b"no header at all", b"\x00\xff" * 100])
def test_a_damaged_file_where_mail_is_kept_is_one_reject_of_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    assert is_mail(tmp_path, name, content)
    found = read_file(tmp_path, name, content)
    assert not found.rows
    assert len(found.rejects) == 1
    assert "\n" not in found.rejects[0].reason
    assert found.rejects[0].raw == content


@pytest.mark.parametrize("content", [MAIL, b"From - Tue Mar  4 09:15:01 2025\n" + MAIL])
def test_a_file_that_is_gone_when_it_is_read_is_a_reject(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    export = exports(tmp_path)[0]
    export.path.unlink()
    outcomes = list(mail.read(export))
    assert len(outcomes) == 1
    assert isinstance(outcomes[0], Reject)
    assert "cannot be read" in outcomes[0].reason
