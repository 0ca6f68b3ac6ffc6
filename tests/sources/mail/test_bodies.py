"""Which of a message's parts is read as its text, and what is only listed."""

from __future__ import annotations

import base64

import pytest

from tests.sources.mail.messages import body, raw, told

ALTERNATIVE = 'Content-Type: multipart/alternative; boundary="b"'
MIXED = 'Content-Type: multipart/mixed; boundary="b"'


def part(kind: str, content: str, *lines: str) -> str:
    return "\n".join(["--b", f"Content-Type: {kind}", *lines, "", content, ""])


def listed(message: bytes) -> list[tuple[str, str, int]]:
    attachments = told(message)["attachments"]
    assert isinstance(attachments, list)
    return [(a["name"], a["type"], a["size"]) for a in attachments]


def test_the_text_part_is_taken_where_it_has_text() -> None:
    message = raw(ALTERNATIVE, body=part("text/plain", "as text") + part("text/html", "<p>as html</p>") + "--b--\n")
    assert (told(message)["body"], told(message)["body_from"]) == ("as text", "text")


@pytest.mark.parametrize(
    "stub",
    [
        "",
        " \n\n",
        "Your e-mail client does not support HTML.",
        "This message is in HTML format.",
        "Diese Nachricht wurde im HTML-Format gesendet.",
    ],
)
def test_html_is_taken_where_the_text_part_says_no_more_than_that(stub: str) -> None:
    html = "<p>The oven door is warped again, and this time the hinge went with it.</p>" * 3
    message = raw(ALTERNATIVE, body=part("text/plain", stub) + part("text/html", html) + "--b--\n")
    assert told(message)["body_from"] == "html"
    assert "warped again" in body(message)


def test_a_short_mail_about_html_is_no_stub() -> None:
    message = raw(
        ALTERNATIVE,
        body=part("text/plain", "Please send the html.") + part("text/html", "<p>Please send the html.</p>") + "--b--",
    )
    assert told(message)["body_from"] == "text"


def test_texts_around_an_attachment_are_all_read() -> None:
    message = raw(
        MIXED,
        body=part("text/plain", "above") + part("image/png", "x") + part("text/plain", "below") + "--b--\n",
    )
    assert body(message) == "above\n\nbelow"


def test_the_same_text_in_both_forms_side_by_side_is_read_once() -> None:
    message = raw(MIXED, body=part("text/plain", "the same") + part("text/html", "<b>the</b> same") + "--b--\n")
    assert body(message) == "the same"


def test_html_with_a_footer_of_the_list_as_text_keeps_both() -> None:
    message = raw(MIXED, body=part("text/html", "<p>ours</p>") + part("text/plain", "list footer") + "--b--\n")
    assert body(message) == "ours\n\nlist footer"


def test_a_nested_message_is_listed_and_its_words_are_not_read() -> None:
    inner = "From: other@else.example\nSubject: threat\n\nPay or else."
    message = raw(MIXED, body=part("text/plain", "see below") + part("message/rfc822", inner) + "--b--\n")
    assert body(message) == "see below"
    assert listed(message) == [("", "message/rfc822", len(inner))]


def test_the_messages_of_a_digest_are_listed_and_not_read() -> None:
    digest = "--b\n\nFrom: one@else.example\n\nfirst\n--b\n\nFrom: two@else.example\n\nsecond\n--b--\n"
    message = raw('Content-Type: multipart/digest; boundary="b"', body=digest)
    assert body(message) == ""
    assert [kind for _, kind, _ in listed(message)] == ["message/rfc822"] * 2


def test_a_message_that_is_one_nested_message_has_no_words_of_its_own() -> None:
    message = raw("Content-Type: message/rfc822", body="From: other@else.example\n\nPay or else.")
    assert body(message) == ""
    assert [kind for _, kind, _ in listed(message)] == ["message/rfc822"]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (['Content-Disposition: attachment; filename="price list.pdf"'], "price list.pdf"),
        (["Content-Disposition: attachment; filename=plain.pdf"], "plain.pdf"),
        (["Content-Disposition: attachment; filename*=utf-8''Pr%C3%BCfung.pdf"], "Prüfung.pdf"),
        (["Content-Disposition: attachment; filename*0*=utf-8''%e2%82%ac; filename*1=rates.pdf"], "€rates.pdf"),
        (['Content-Disposition: attachment; filename="=?utf-8?b?UHLDvGZ1bmcucGRm?="'], "Prüfung.pdf"),
        (['Content-Disposition: attachment; filename="a\tb\x1b[31m.pdf"'], "a b[31m.pdf"),
        (["Content-Disposition: attachment; filename*=x-klingon''%zz"], "%zz"),
        (["Content-Disposition: attachment"], "named-by-type.pdf"),
    ],
)
def test_attachments_have_readable_names(lines: list[str], name: str) -> None:
    kind = "application/pdf" if "filename" in lines[0] else 'application/pdf; name="named-by-type.pdf"'
    message = raw(MIXED, body=part("text/plain", "see") + part(kind, "x", *lines) + "--b--\n")
    assert listed(message)[0][:2] == (name, "application/pdf")


def test_the_size_of_an_attachment_is_the_decoded_one() -> None:
    content = bytes(range(256)) * 9
    coded = base64.encodebytes(content).decode()
    message = raw(MIXED, body=part("image/png", coded.rstrip(), "Content-Transfer-Encoding: base64") + "--b--\n")
    assert listed(message) == [("", "image/png", len(content))]


@pytest.mark.parametrize(
    "kind",
    [
        "text/calendar; method=REQUEST",
        "application/ms-tnef; name=winmail.dat",
        "application/pkcs7-signature",
        "text/csv",
    ],
)
def test_parts_that_are_no_text_are_listed(kind: str) -> None:
    message = raw(MIXED, body=part("text/plain", "see") + part(kind, "BEGIN:VCALENDAR") + "--b--\n")
    assert body(message) == "see"
    assert [told_kind for _, told_kind, _ in listed(message)] == [kind.partition(";")[0]]


def test_a_text_file_is_an_attachment_even_if_it_is_shown_inline() -> None:
    file = part("text/plain; name=log.txt", "line of a log", "Content-Disposition: inline; filename=log.txt")
    message = raw(MIXED, body=part("text/plain", "see the log") + file + "--b--\n")
    assert body(message) == "see the log"
    assert [name for name, _, _ in listed(message)] == ["log.txt"]


def test_a_text_with_a_name_is_read_where_there_is_no_other() -> None:
    assert body(raw("Content-Type: text/plain; name=body.txt", body="hello")) == "hello"


@pytest.mark.parametrize(
    "declared",
    ["multipart/mixed; boundary=other", "multipart/mixed", "multipart/mixed; boundary=", 'multipart/mixed; boundary="'],
)
def test_parts_are_found_by_the_boundary_that_is_there(declared: str) -> None:
    message = raw(f"Content-Type: {declared}", body=part("text/plain; charset=utf-8", "hello") + "--b--\n")
    assert body(message) == "hello"


def test_a_multipart_without_any_boundary_is_read_as_text() -> None:
    assert body(raw(MIXED, body="just text")) == "just text"


def test_a_multipart_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    message = raw(ALTERNATIVE, body=part("text/plain", "all of it") + "--b\nContent-Type: text/html\n\n<p>all o")
    assert body(message) == "all of it"


def test_a_boundary_that_begins_like_another_is_another() -> None:
    inner = 'Content-Type: multipart/alternative; boundary="bb"\n\n--bb\n\ninner text\n--bb--\n'
    message = raw(MIXED, body=f"--b\n{inner}\n--b\n\nouter text\n--b--\n")
    assert body(message) == "inner text\n\nouter text"


@pytest.mark.parametrize(
    ("coding", "content", "expected"),
    [
        ("base64", "aGVsbG8gd29ybGQ=", "hello world"),
        ("base64", "aGVsbG8gd29ybGQ", "hello world"),
        ("base64", "aGVs*bG8gd2!9ybGQ", "hello world"),
        ("base64", "aGVsb\n", "hel"),
        ("BASE64", "aGVsbG8gd29ybGQ=", "hello world"),
        ("quoted-printable", "hello=20=\nworld", "hello world"),
        ("quoted-printable", "50=zz off", "50=zz off"),
        ("x-uuencode", "begin 644 a\n#86)C\n`\nend\n", "abc"),
        ("x-unheard-of", "hello", "hello"),
    ],
)
def test_codings_are_undone_also_where_they_are_broken(coding: str, content: str, expected: str) -> None:
    assert body(raw(f"Content-Transfer-Encoding: {coding}", body=content)) == expected


def test_a_body_is_cut_at_what_is_kept_and_says_so() -> None:
    long, short = told(raw(body="oven " * 100_000)), told(raw(body="oven " * 1_000))
    assert (len(str(long["body"])), long["cut"]) == (200_000, True)
    assert short["cut"] is False


def test_lines_and_quotes_of_a_text_stay_as_they_are() -> None:
    text = "Tessa,\n\n  indented\n> quoted\n>> twice\n\n-- \nNoor"
    assert body(raw(body=text.replace("\n", "\r\n"))) == text
