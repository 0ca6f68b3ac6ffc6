"""A journal's report is the envelope of a message on record: the message is read, and nothing of the envelope."""

from __future__ import annotations

from base64 import b64encode

import pytest

from comity.sources.mail.message import Piece, outcome
from comity.sources.outcome import Row
from tests.sources.mail.messages import labels, raw, row

ENVELOPE = (
    "Sender: noor@milldale.example\r\nSubject: Deck oven 3\r\nMessage-Id: <oven3@milldale.example>\r\n"
    "Recipient: tessa@brookovens.example\r\n"
)
INNER = raw(body="The oven holds.")


def report(*lines: str, text: str = ENVELOPE, inner: bytes = INNER, coding: str = "7bit", more: bytes = b"") -> bytes:
    head = (
        "From: <journal@brookovens.example>\nTo: archive@brookovens.example\nDate: Tue, 4 Mar 2025 10:00:00 +0100\n"
        "Subject: Deck oven 3\nMessage-ID: <j1@brookovens.example>\n" + "".join(f"{line}\n" for line in lines)
    )
    parts = (
        f"\n--B\nContent-Type: text/plain\n\n{text}\n"
        f"--B\nContent-Type: message/rfc822\nContent-Transfer-Encoding: {coding}\n\n"
    )
    return f"{head}Content-Type: multipart/mixed; boundary=B\n{parts}".encode() + inner + b"\n" + more + b"--B--\n"


@pytest.mark.parametrize("lines", [("X-MS-Journal-Report:",), ()])
def test_the_message_within_is_read_in_its_place(lines: tuple[str, ...]) -> None:
    found = row(report(*lines))
    assert (found.ref, found.values["sender"]) == ("<oven3@milldale.example>", "noor@milldale.example")
    assert (found.values["body"], found.values["attachments"]) == ("The oven holds.", [])


def test_it_may_be_encoded() -> None:
    assert (
        row(report("X-MS-Journal-Report:", inner=b64encode(INNER), coding="base64")).values["body"] == "The oven holds."
    )


def test_it_is_kept_where_the_report_was_kept() -> None:
    found = outcome(Piece(report("X-MS-Journal-Report:"), "message", labels=("Journal",)))
    assert isinstance(found, Row)
    assert labels(found) == ["Journal"]


@pytest.mark.parametrize(
    "text",
    [
        "Please see below.\n",
        "Hi Tessa,\nSender: noor@milldale.example\nTo: tessa@brookovens.example\n",
        "Note: see it\n",
    ],
)
def test_a_mail_forwarded_as_a_whole_stays_the_mail_of_who_forwarded_it(text: str) -> None:
    found = row(report(text=text))
    assert found.values["sender"] == "journal@brookovens.example"
    assert [a["type"] for a in found.values["attachments"]] == ["message/rfc822"]  # pyright: ignore[reportGeneralTypeIssues, reportOptionalIterable, reportIndexIssue]


@pytest.mark.parametrize(
    "told", [report("X-MS-Journal-Report:", inner=b""), report("X-MS-Journal-Report:", inner=b"no mail"),
             report("X-MS-Journal-Report:", more=b"--B\nContent-Type: message/rfc822\n\n" + INNER + b"\n")]
)  # fmt: skip
def test_a_report_without_one_message_in_it_is_read_as_it_is(told: bytes) -> None:
    assert row(told).ref == "<j1@brookovens.example>"
