"""Under which folder or label a message was kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.mail.messages import labels, raw, read_file, row

SEPARATOR = b"From - Tue Mar  4 09:15:01 2025\n"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.eml", []),
        ("Clients/Milldale/a.eml", ["Clients/Milldale"]),
        ("Junk Email/a.eml", ["Junk Email"]),
        ("Maildir/cur/1744007409.M1P1.host:2,S", ["Maildir"]),
        ("Maildir/.Sent/cur/1744007409.M1P1.host:2,S", [".Sent"]),
        ("Maildir/.Junk.2025/new/1744007409.M1P1.host", [".Junk.2025"]),
        ("Maildir/cur/1744007409.M1P1.host:2,DS", ["Maildir", "Drafts"]),
        ("Maildir/cur/1744007409.M1P1.host:2,ST", ["Maildir", "Trash"]),
    ],
)
def test_a_single_message_is_filed_under_its_folder(tmp_path: Path, name: str, told: list[str]) -> None:
    found = read_file(tmp_path, name, raw(body="x"))
    assert labels(found.rows[0]) == told


def test_a_mailbox_file_is_the_folder_of_its_messages(tmp_path: Path) -> None:
    found = read_file(tmp_path, "Local Folders/Junk", SEPARATOR + raw(body="x"))
    assert labels(found.rows[0]) == ["Local Folders/Junk"]


def test_gmail_tells_labels_message_by_message_and_its_file_name_tells_none(tmp_path: Path) -> None:
    first = SEPARATOR + raw("X-GM-THRID: 1", "X-Gmail-Labels: Inbox,Important", body="x") + b"\n\n"
    found = read_file(tmp_path, "All mail Including Spam and Trash.mbox", first + SEPARATOR + raw(body="y"))
    assert [labels(each) for each in found.rows] == [["Inbox", "Important"], []]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("=?UTF-8?Q?Ge=C3=B6ffnet,Sp=C3=A4ter?=", ["Geöffnet", "Später"]),
        ('Inbox,"Clients, large"', ["Inbox", "Clients, large"]),
        ("Inbox, Inbox ,,Sent", ["Inbox", "Sent"]),
    ],
)
def test_labels_may_be_encoded_and_quoted(line: str, told: list[str]) -> None:
    assert labels(row(raw(f"X-Gmail-Labels: {line}"))) == told


def test_a_message_that_thunderbird_moved_away_is_not_filed_where_it_was(tmp_path: Path) -> None:
    found = read_file(tmp_path, "Junk", SEPARATOR + raw("X-Mozilla-Status: 0009", body="x"))
    assert labels(found.rows[0]) == []


def test_a_filing_names_the_message_it_is_about(tmp_path: Path) -> None:
    filing = read_file(tmp_path, "Sent/a.eml", raw(body="x")).rows[0].also[0]
    assert filing.table == "filings"
    assert filing.values == {"message": "<oven3@milldale.example>", "label": "Sent"}
