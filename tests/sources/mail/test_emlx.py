"""Apple Mail's .emlx: a length, a message, and a list of what Mail knows of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.mail.messages import is_mail, labels, raw, read_file

KNOWN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
    '"http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">\n<dict>\n<key>flags</key>'
    "<integer>{0}</integer>\n</dict>\n</plist>\n"
)
READ, DRAFT = 8590195713, 8590195713 | 0x40


def emlx(message: bytes, flags: int = READ, length: int | None = None) -> bytes:
    """A file of Apple Mail; its length may be told wrongly."""
    return b"%-10d\n%b%b" % (len(message) if length is None else length, message, KNOWN.format(flags).encode())


@pytest.mark.parametrize("name", ["Messages/123.emlx", "Messages/123.partial.emlx"])
@pytest.mark.parametrize("length", [None, 7, 100_000])
def test_the_message_is_read_and_nothing_of_the_list_behind_it(tmp_path: Path, name: str, length: int | None) -> None:
    content = emlx(raw(body="The oven holds.\n<?xml is not our trade?>\nNoor\n"), length=length)
    assert is_mail(tmp_path, name, content)
    found = read_file(tmp_path, name, content)
    assert found.rows[0].ref == "<oven3@milldale.example>"
    assert found.only["body"] == "The oven holds.\n<?xml is not our trade?>\nNoor"


def test_it_is_known_by_its_content_and_may_end_with_the_message(tmp_path: Path) -> None:
    message = raw(body="x")
    assert read_file(tmp_path, "noted", b"%d\n%b" % (len(message), message)).only["body"] == "x"
    assert not is_mail(tmp_path, "a.csv", b"12\n14\n")


def test_it_is_filed_under_the_mailboxes_it_lies_in(tmp_path: Path) -> None:
    name = "V10/9C1F/INBOX.mbox/Clients.mbox/77AA/Data/4/Messages/123.emlx"
    assert labels(read_file(tmp_path, name, emlx(raw(body="x"))).rows[0]) == ["INBOX/Clients"]
    assert labels(read_file(tmp_path, "Messages/1.emlx", emlx(raw(body="x"))).rows[0]) == ["Messages"]


def test_a_draft_is_known_by_its_flag_or_its_mailbox(tmp_path: Path) -> None:
    assert "unsent" in read_file(tmp_path, "a.emlx", emlx(raw(body="x"), DRAFT)).only["marks"]  # pyright: ignore[reportOperatorIssue]
    drafts = read_file(tmp_path, "V10/9C1F/Drafts.mbox/77AA/Data/Messages/1.emlx", emlx(raw(body="x")))
    assert "unsent" in drafts.only["marks"]  # pyright: ignore[reportOperatorIssue]


def test_a_file_that_was_cut_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = emlx(raw(body="The oven holds."))
    assert read_file(tmp_path, "b.emlx", whole[: whole.index(b"holds")]).only["body"] == "The oven"
