"""Bytes become the text that the writer saw."""

from __future__ import annotations

import pytest

from comity.sources.mail import characters
from tests.sources.mail.messages import body, raw, told


@pytest.mark.parametrize(
    ("declared", "content", "expected"),
    [
        ("utf-8", "Grüße".encode(), "Grüße"),
        ("iso-8859-1", "Grüße".encode("latin-1"), "Grüße"),
        ("iso-8859-1", b"\x93oven\x94", "“oven”"),
        ("us-ascii", "Grüße".encode(), "Grüße"),
        ("us-ascii", "Grüße".encode("cp1252"), "Grüße"),
        ("", "Grüße".encode(), "Grüße"),
        ("", "Grüße".encode("cp1252"), "Grüße"),
        ("", b"\xef\xbb\xbf" + "Grüße".encode(), "Grüße"),
        ("", "Grüße".encode("utf-16"), "Grüße"),
        ("utf-16le", "Grüße".encode("utf-16-le"), "Grüße"),
        ("koi8-r", "привет".encode("koi8-r"), "привет"),
        ("gb2312", "烤箱".encode("gbk"), "烤箱"),
        ("shift_jis", "①".encode("cp932"), "①"),
        ("iso-2022-jp", "日本".encode("iso-2022-jp"), "日本"),
        ("iso-8859-8-i", "שלום".encode("iso8859-8"), "שלום"),
        ("x-klingon-8", "Grüße".encode(), "Grüße"),
        ("x-klingon-8", "Grüße".encode("cp1252"), "Grüße"),
        ("utf-8", "Grüße".encode("cp1252"), "Grüße"),
        ("utf-8", "Grüße aus Köln".encode() + b"\xc3", "Grüße aus Köln\ufffd"),
        ("utf-7", b"Gr+APwA3w-e", "Grüße"),
    ],
)
def test_a_body_is_read_as_declared_or_as_its_bytes_bear_out(declared: str, content: bytes, expected: str) -> None:
    line = [f"Content-Type: text/plain; charset={declared}"] if declared else []
    assert body(raw(*line, body=content)) == expected


@pytest.mark.parametrize(
    "name", ["idna", "punycode", "unicode_escape", "zlib", "base64", "rot13", "undefined", "\x00", "é"]
)
def test_codecs_that_are_no_charset_of_mail_are_not_run(name: str) -> None:
    assert characters.text(rb"a\u0041-b", name) == r"a\u0041-b"


@pytest.mark.parametrize("gone", ["\x00", "\x1b", "\x08", "\u200b", "\u00ad", "\u202e", "\ufeff", "\U000e0041"])
def test_characters_nobody_sees_are_taken_out(gone: str) -> None:
    assert body(raw("Content-Type: text/plain; charset=utf-8", body=f"th{gone}reat")) == "threat"


def test_lone_surrogates_never_reach_the_table() -> None:
    found = body(raw("Content-Type: text/plain; charset=utf-16le", body=b"a\x00\x00\xd8b\x00"))
    assert found.encode("utf-8").decode() == found


def test_all_line_ends_are_one() -> None:
    assert body(raw(body=b"a\r\nb\rc\nd")) == "a\nb\nc\nd"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (b"=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        (b"=?utf-8?b?R3LDvMOf?= =?utf-8?b?ZQ==?=", "Grüße"),
        (b"=?utf-8?q?Gr=C3?= =?utf-8?q?=BC=C3=9Fe?=", "Grüße"),
        (b"=?utf-8?q?a?= and =?utf-8?q?b?=", "a and b"),
        (b"=?x-klingon?q?Gr=FC=DFe?=", "Grüße"),
        (b"=?utf-8?b?R3LDvMOfZ*Q?=", "Grüße"),
        (b"=?utf-8?q?two words?=", "two words"),
        (b"=?utf-8?x?no?=", "=?utf-8?x?no?="),
        ("Grüße".encode(), "Grüße"),
        ("Grüße".encode("cp1252"), "Grüße"),
        (b"a\n  b", "a b"),
        (b"a\x1b[31m\x00b", "a[31mb"),
    ],
)
def test_a_subject_is_read_as_a_person_reads_it(subject: bytes, expected: str) -> None:
    header = b"From: noor@milldale.example\nDate: Tue, 4 Mar 2025 09:15:01 +0100\nSubject: " + subject + b"\n\nx"
    assert told(header)["subject"] == expected
