"""What holds of any bytes and any messages."""

from __future__ import annotations

import io
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formataddr

import pyarrow as pa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comity.identity import row_id
from comity.sources import Reject, Row
from comity.sources.mail import mbox
from comity.sources.mail.addresses import mailboxes
from comity.sources.mail.markup import from_html
from comity.sources.mail.message import Piece, outcome
from comity.tables import TABLES
from tests.sources.mail.messages import SAMPLES, exports, row

SEEDS = [export.bytes() for export in exports(SAMPLES)]
PIECES = [
    b"\n",
    b"\r\n",
    b"\n\n",
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"--",
    b'"',
    b"<",
    b">",
    b"(",
    b",",
    b";",
    b":",
    b"=?utf-8?b?",
    b"?=",
    b"charset=utf-16",
    b"charset=utf-7",
    b"Content-Type: text/html\n",
    b"Content-Type: message/rfc822\n",
    b"Date: ",
    b"Content-Type: multipart/mixed; boundary=q\n",
    b"--q\n",
    b"Content-Transfer-Encoding: base64\n",
    b"From ",
    b"=ZZ",
    b"filename*0*=",
    b"<blockquote>",
    b'<p style="color:#fff">',
    b"begin 644 a\n",
]
# All that a person sees; fillers of Hangul are letters without a shape.
NAMES = st.text(
    st.characters(categories=["L", "N", "P", "S"], exclude_characters="\u115f\u1160\u3164\uffa0"),
    min_size=1,
    max_size=12,
)
LINES = st.sampled_from(
    [
        "",
        "Tessa,",
        "From April on",
        ">From May on",
        ">>From June on",
        "> From July on",
        "From",
        "From ",
        ">From ",
        "-- ",
        "From noor@milldale.example Tue Mar  4 09:15:01 2025",
        "Subject: not a header",
        "> quoted",
        "Grüße",
        "  indented",
    ]
)


def bears_the_schema(found: Row | Reject) -> None:
    if isinstance(found, Row):
        pa.Table.from_pylist([dict(found.values)], schema=TABLES["messages"].schema)
        pa.Table.from_pylist([dict(each.values) for each in found.also], schema=TABLES["filings"].schema)
        assert row_id(TABLES["messages"], found.values, found.ref)
        assert found.ref
        assert "\x00" not in repr(found.values)
    else:
        assert found.reason
        assert "\n" not in found.reason


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
@example(b"Date: Tue, 4 Mar 2025 09:15:01 +0100\nFrom:\xff\n\n\xff")
def test_any_bytes_are_one_outcome_that_fits_the_table(content: bytes) -> None:
    bears_the_schema(outcome(Piece(content, "message")))
    bears_the_schema(outcome(Piece(b"Date: Tue, 4 Mar 2025 09:15:01 +0100\n" + content, "message")))


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A sample with some bytes changed, lost, doubled or put in."""
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(content)))
        kind = draw(st.integers(0, 3))
        if kind == 0:
            content[at : at + draw(st.integers(1, 60))] = b""
        elif kind == 1:
            content[at:at] = draw(st.sampled_from(PIECES)) * draw(st.sampled_from([1, 1, 2, 50]))
        elif kind == 2:
            content[at:at] = content[at : at + 300]
        else:
            content[at : at + 1] = bytes([draw(st.integers(0, 255))])
    return bytes(content)


@settings(max_examples=300, deadline=None)
@given(mutated())
def test_a_mutated_message_is_one_outcome_that_fits_the_table(content: bytes) -> None:
    bears_the_schema(outcome(Piece(content, "message", "From - Tue Mar 04 09:15:01 2025")))


@settings(max_examples=100, deadline=None)
@given(mutated())
def test_every_message_of_a_mutated_mailbox_is_one_outcome(content: bytes) -> None:
    pieces = list(mbox.pieces(io.BytesIO(content)))
    assert pieces[-1].done == len(content)
    for piece in pieces:
        bears_the_schema(outcome(piece))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(LINES, max_size=8).map("\n".join), min_size=1, max_size=6), st.booleans(), st.integers(1, 400))
def test_messages_come_out_of_an_mbox_as_they_went_in(bodies: list[str], doubling: bool, block: int) -> None:
    """`doubling`: the dialect that quotes quoted From lines again, so that nothing is lost; the other one cannot tell
    a line that was quoted from one that was so before."""
    if not doubling:
        bodies = [re.sub(r"(?m)^>+From ", "From ", body) for body in bodies]
    content = b""
    for number, body in enumerate(bodies):
        quoted = re.sub(r"(?m)^(>*From )" if doubling else r"(?m)^(From )", r">\1", body)
        content += (
            f"From a@b.example Tue Mar  4 09:15:01 2025\nFrom: a@b.example\nMessage-ID: <{number}@b.example>\n"
            f"Date: Tue, 4 Mar 2025 09:15:01 +0000\n\n{quoted}\n\n"
        ).encode()
    size, mbox.BLOCK = mbox.BLOCK, block
    try:
        found = [outcome(piece) for piece in mbox.pieces(io.BytesIO(content))]
    finally:
        mbox.BLOCK = size
    assert [each.ref for each in found if isinstance(each, Row)] == [f"<{n}@b.example>" for n in range(len(bodies))]
    assert len(found) == len(bodies)
    assert [each.values["body"] for each in found if isinstance(each, Row)] == [
        body.lstrip("\n").rstrip() for body in bodies
    ]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(NAMES, max_size=6).map(" ".join),
    st.lists(st.lists(NAMES, max_size=5).map(" ".join), max_size=6).map("\n".join),
    st.sampled_from(["quoted-printable", "base64", "8bit"]),
    st.lists(st.tuples(NAMES, st.binary(max_size=200)), max_size=3),
    st.booleans(),
)
def test_what_the_standard_library_writes_is_read_back(
    subject: str, text: str, coding: str, files: list[tuple[str, bytes]], alternative: bool
) -> None:
    message = EmailMessage()
    message["From"] = Address("Noor Idris", addr_spec="noor@milldale.example")
    message["Date"] = "Tue, 4 Mar 2025 09:15:01 +0100"
    message["Subject"] = subject
    message.set_content(text, cte=coding)
    if alternative and text.strip():
        message.add_alternative("<p>other</p>", subtype="html")
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="x-oven", filename=name)
    found = row(message.as_bytes()).values
    # The standard library loses spaces where it breaks a long subject between encoded words.
    assert "".join(str(found["subject"]).split()) == "".join(subject.split())
    assert str(found["body"]).split() == text.split()
    attachments = found["attachments"]
    assert isinstance(attachments, list)
    assert [(each["name"], each["size"]) for each in attachments] == [(name, len(content)) for name, content in files]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(NAMES, st.from_regex(r"\A[a-z0-9]{1,8}\Z")), min_size=1, max_size=5))
def test_addresses_written_by_the_standard_library_are_read_back(people: list[tuple[str, str]]) -> None:
    value = ", ".join(formataddr((name, f"{local}@milldale.example")) for name, local in people)
    assert [box["address"] for box in mailboxes(value)] == [f"{local}@milldale.example" for _, local in people]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from('<>"=/ abpdivstyle:#0;&&x{}@!-\n'), max_size=300))
def test_any_html_is_read_without_its_tags_and_comments(html: str) -> None:
    found, _ = from_html(f"<p>before</p>{html}")
    assert found.startswith("before")
