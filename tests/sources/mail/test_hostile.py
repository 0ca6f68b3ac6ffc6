"""Messages made to break a reader end as one row or one reject, in bounded time."""

from __future__ import annotations

import pytest

from comity.sources import Reject, Row
from comity.sources.mail.message import Piece, outcome
from tests.patience import within
from tests.sources.mail.messages import HEADER, body, raw, told

MULTIPART = "Content-Type: multipart/mixed; boundary=q"
DATED = b"Date: Tue, 4 Mar 2025 09:15:01 +0100\n"


def nested_multiparts(count: int) -> bytes:
    levels = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(count))
    return (HEADER + levels + "\nthe leaf\n").encode()


HOSTILE = {
    "messages in messages": raw(
        body="Content-Type: message/rfc822\n\n" * 10_000, header=HEADER + "Content-Type: message/rfc822\n"
    ),
    "multiparts in multiparts": nested_multiparts(10_000),
    "undeclared boundaries": raw(
        "Content-Type: multipart/mixed", body="--b\nContent-Type: multipart/mixed\n\n" * 20_000
    ),
    "nothing but boundaries": raw(MULTIPART, body="--q\n\n" * 1_000_000),
    "all but boundaries": raw(MULTIPART, body="--qx\n" * 1_000_000),
    "a thousand alternatives": raw(
        "Content-Type: multipart/alternative; boundary=q", body="--q\nContent-Type: text/html\n\n<p>x\n" * 20_000
    ),
    "a giant line": raw("X-Giant: " + "x" * 5_000_000, body="hello"),
    "lines of 64 KB": raw(*(f"X-{n}: {'x' * 65_536}" for n in range(60)), body="hello"),
    "a hundred thousand fields": raw(*(f"X-{n}: y" for n in range(100_000)), body="hello"),
    "folds without end": raw("X-Fold: a" + "\n b" * 1_000_000, body="hello"),
    "no fields at all": DATED + b":\n" * 500_000,
    "broken lines": DATED + b"no field\n" * 300_000 + b"Cc: a@x.example\n\nhello",
    "received without end": b"Subject: x\n" + b"Received: by a; Mon, 99 Mar 2025 09:15:01\n" * 20_000 + b"\nx",
    "encoded words": DATED + b"Subject: " + b"=?utf-8?q?=C3=A9?= " * 20_000 + b"\n\nx",
    "encoded words never closed": DATED + b"Subject: " + b"=?utf-8?q?" * 30_000 + b"\n\nx",
    "references never closed": DATED + b"References: " + b"<" * 250_000 + b"\n\nx",
    "labels never closed": DATED + b"X-Gmail-Labels: " + b'"a,' * 80_000 + b"\n\nx",
    "parameters": raw("Content-Type: text/plain; " + 'a="\\"; ' * 60_000, body="hello"),
    "file names in pieces": raw(
        MULTIPART, body="--q\nContent-Disposition: attachment; filename*0*=u''%; filename*2=x\n\nz\n" * 2_000
    ),
    "no character of any charset": raw(body=b"\x81\x8d\x8f\x90\x9d abc" * 50_000),
    "soft line breaks": raw("Content-Transfer-Encoding: quoted-printable", body="=\n" * 2_000_000),
    "unsound uuencode": raw("Content-Transfer-Encoding: x-uue", body="begin 644 a\n" + "M" * 70 + "\n" * 300_000),
    "switching charset": raw("Content-Type: text/plain; charset=hz", body="~{" * 1_000_000),
    "tables in tables": raw("Content-Type: text/html", body="<table><tr><td>" * 60_000),
    "NUL": b"\x00" * 1_000_000,
    "one byte": b"F",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_as_one_outcome_in_bounded_time(name: str) -> None:
    with within():
        found = outcome(Piece(HOSTILE[name], "message"))
    assert isinstance(found, Row | Reject)
    if isinstance(found, Row):
        assert len(str(found.values["body"])) <= 200_000
    else:
        assert "\n" not in found.reason
        assert len(found.raw) <= 65_536


@pytest.mark.parametrize("name", ["a giant line", "lines of 64 KB", "a hundred thousand fields", "folds without end"])
def test_a_giant_header_leaves_the_body_to_be_read(name: str) -> None:
    assert body(HOSTILE[name]) == "hello"


def test_multiparts_nested_as_deep_as_mail_programs_go_are_read() -> None:
    assert body(nested_multiparts(20)) == "the leaf"


def test_attachments_without_end_are_listed_up_to_a_bound() -> None:
    attachments = told(HOSTILE["file names in pieces"])["attachments"]
    assert isinstance(attachments, list)
    assert len(attachments) == 200


def test_a_message_without_any_field_is_rejected_with_its_bytes() -> None:
    found = outcome(Piece(b"Dear Tessa,\n\nthe oven holds.\n", "message"))
    assert isinstance(found, Reject)
    assert found.raw == b"Dear Tessa,\n\nthe oven holds.\n"
    assert found.reason.startswith("no mail")
