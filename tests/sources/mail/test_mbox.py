"""Where one message of an mbox ends and the next begins."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from comity.sources import Row
from comity.sources.mail import mbox
from tests.sources.mail.messages import is_mail, read_file

FROM = b"From noor@milldale.example Tue Mar  4 09:15:01 2025\n"
HEADER = b"From: noor@milldale.example\nDate: Tue, 4 Mar 2025 09:15:01 +0100\n\n"


def bodies(content: bytes) -> list[str]:
    return [piece.raw.partition(b"\n\n")[2].strip().decode() for piece in mbox.pieces(io.BytesIO(content))]


@pytest.mark.parametrize(
    "line",
    [
        b"From - Tue Mar 04 09:15:01 2025",
        b"From 1799000000000000001@xxx Tue Mar 04 08:15:09 +0000 2025",
        b"From noor@milldale.example Tue Mar  4 09:15 2025",
        b"From noor@milldale.example Tue Mar  4 09:15:01 CET 2025",
        b"From noor@milldale.example Tue Mar  4 09:15:01 2025 remote from milldale",
        b"From noor@milldale.example  Tue, 4 Mar 2025 09:15:01 +0100",
        b"From MAILER-DAEMON Tue Mar  4 09:15:01 2025",
        b'From "noor idris" Tue Mar  4 09:15:01 2025',
        b"From Tue Mar  4 09:15:01 2025",
    ],
)
def test_separators_of_many_programs_are_known(line: bytes) -> None:
    message = line + b"\n" + HEADER + b"one\n\n"
    assert bodies(message * 3) == ["one"] * 3


@pytest.mark.parametrize(
    "line",
    [
        b"From what I hear Tue Mar 4 was a bad day",
        b"From Leeds on, all is well",
        b"From now on: no discounts Tue Mar  4 09:15:01 2025, please",
        b"from noor@milldale.example Tue Mar  4 09:15:01 2025",
        b"From noor@milldale.example",
    ],
)
def test_a_sentence_that_begins_with_from_is_no_separator(line: bytes) -> None:
    text = b"before\n\n" + line + b"\nSubject: to change\n\nafter"
    assert bodies(FROM + HEADER + text) == [text.decode()]


def test_a_separator_without_an_empty_line_before_it_needs_a_whole_mail_after_it() -> None:
    text = b"they wrote\n" + FROM + b"Subject: x\n\nmore"
    assert bodies(FROM + HEADER + text) == [text.decode()]
    for missing in (b"Date", b"From"):
        headed = FROM + b"\n".join(line for line in HEADER.split(b"\n") if not line.startswith(missing)) + b"more"
        assert len(bodies(FROM + HEADER + b"they wrote\n" + headed)) == 1


@pytest.mark.parametrize("block", [7, 64, 4096])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_mails_that_follow_each_other_without_an_empty_line_are_mails(
    end: bytes, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mbox, "BLOCK", block)
    message = FROM + b"X-Mozilla-Status: 0001\n" + HEADER + b"one\n"
    found = list(mbox.pieces(io.BytesIO((message * 3).replace(b"\n", end))))
    assert [piece.raw.split()[-1] for piece in found] == [b"one"] * 3


def test_a_mailbox_that_is_read_in_parts_has_mails_without_an_empty_line_between_them_once() -> None:
    message = FROM + HEADER + b"one\n"
    content = message * 4
    for cut in range(1, len(content)):
        file = io.BytesIO(content)
        told = [p.place for part in ((0, cut), (cut, None)) for p in mbox.pieces(file, (), *part) if not file.seek(0)]
        assert told == [f"byte {n * len(message)}" for n in range(4)]


def test_a_separator_needs_header_lines_after_it() -> None:
    text = b"the log says\n\n" + FROM + b"and then nothing, note: nothing\n\nmore"
    assert bodies(FROM + HEADER + text) == [text.decode()]


def test_separators_without_a_date_are_believed_where_the_file_begins_with_one() -> None:
    message = b"From noor@milldale.example\n" + HEADER + b"one\n\n"
    assert bodies(message * 2) == ["one", "one"]


def test_line_ends_of_windows_are_line_ends() -> None:
    message = (FROM + HEADER + b"one\n\n").replace(b"\n", b"\r\n")
    assert len(list(mbox.pieces(io.BytesIO(message * 3)))) == 3


def test_quoted_from_lines_lose_one_mark() -> None:
    text = b">From April on\n>>From May on\n> From June on\n>Fromage"
    assert bodies(FROM + HEADER + text) == ["From April on\n>From May on\n> From June on\n>Fromage"]


def test_the_place_is_where_the_message_begins() -> None:
    first = FROM + HEADER + b"one\n\n"
    places = [piece.place for piece in mbox.pieces(io.BytesIO(b"\n" + first + first))]
    assert places == ["byte 1", f"byte {1 + len(first)}"]


@pytest.mark.parametrize("block", [7, 64, 100, 1000])
def test_a_message_is_the_same_wherever_the_blocks_end(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"".join(FROM + HEADER + b"message %d\n\nFrom here on: nothing\n\n" % n for n in range(20))
    whole = bodies(content)
    monkeypatch.setattr(mbox, "BLOCK", block)
    assert bodies(content) == whole
    assert len(whole) == 20


def test_of_a_giant_message_the_beginning_is_kept_and_the_next_one_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mbox, "BLOCK", 1_000)
    monkeypatch.setattr(mbox, "LARGEST", 10_000)
    giant = FROM + HEADER + b"all work and no play\n" * 5_000 + b"\n"
    found = read_file(tmp_path, "all.mbox", giant + FROM + HEADER + b"small\n\n" + giant)
    assert [row.values["cut"] for row in found.rows] == [True, False, True]
    assert [len(str(row.values["body"])) < 10_000 for row in found.rows] == [True] * 3
    assert found.rows[1].values["body"] == "small"
    assert found.rows[1].place == f"byte {len(giant)}"


def test_a_message_without_a_date_takes_the_one_of_its_separator(tmp_path: Path) -> None:
    found = read_file(tmp_path, "all.mbox", FROM + b"From: noor@milldale.example\nSubject: x\n\nhello\n")
    assert str(found.only["sent_at"]) == "2025-03-04 09:15:01+00:00"


def test_an_empty_mbox_is_mail_and_holds_nothing(tmp_path: Path) -> None:
    assert is_mail(tmp_path, "Archive.mbox", b"")
    found = read_file(tmp_path, "Archive.mbox", b"")
    assert (found.rows, found.rejects) == ([], [])


def test_a_message_that_is_only_a_header_is_one_message(tmp_path: Path) -> None:
    header = FROM + HEADER.rstrip() + b"\n"
    found = read_file(tmp_path, "all.mbox", header + b"\n" + header)
    assert [row.values["body"] for row in found.rows] == ["", ""]
    assert all(isinstance(row, Row) for row in found.rows)


def test_an_mbox_without_its_beginning_loses_only_that(tmp_path: Path) -> None:
    rest = b"end of a message\n\n" + FROM + HEADER + b"one\n\n" + FROM + HEADER + b"two\n"
    found = read_file(tmp_path, "part.mbox", rest)
    assert [row.values["body"] for row in found.rows] == ["one", "two"]
    assert [reject.raw.strip() for reject in found.rejects] == [b"end of a message"]


def test_an_mbox_without_its_first_separator_is_read_whole(tmp_path: Path) -> None:
    found = read_file(tmp_path, "part.mbox", HEADER + b"one\n\n" + FROM + HEADER + b"two\n")
    assert [row.values["body"] for row in found.rows] == ["one", "two"]
    assert [row.place for row in found.rows] == ["byte 0", f"byte {len(HEADER) + 5}"]


def test_a_single_message_that_quotes_a_mailbox_stays_one(tmp_path: Path) -> None:
    found = read_file(tmp_path, "one.eml", HEADER + b"look:\n\n" + FROM + HEADER + b"two\n")
    assert len(found.rows) == 1
