"""Ids, threads, marks, and header blocks that are not as they should be."""

from __future__ import annotations

import pytest

from tests.sources.mail.messages import HEADER, body, raw, row, told

BARE = HEADER.replace("Message-ID: <oven3@milldale.example>\n", "")


@pytest.mark.parametrize(
    ("line", "ref"),
    [
        ("Message-ID: <a@x.example>", "<a@x.example>"),
        ("Message-Id:\n <a@x.example>", "<a@x.example>"),
        ("MESSAGE-ID: <a\n b@x.example>", "<ab@x.example>"),
        ("Message-ID: a@x.example", "<a@x.example>"),
        ("Message-ID: <CAPITALS+plus=@X.example> (added by gateway)", "<CAPITALS+plus=@X.example>"),
    ],
)
def test_the_ref_is_the_message_id_as_it_stands(line: str, ref: str) -> None:
    assert row(raw(line, header=BARE)).ref == ref


@pytest.mark.parametrize("line", ["X-None: 1", "Message-ID:", "Message-ID: <>"])
def test_a_message_without_an_id_gets_a_stable_one(line: str) -> None:
    first, second = row(raw(line, header=BARE, body="a")).ref, row(raw(line, header=BARE, body="b")).ref
    assert first.startswith("no-id-")
    assert first != second
    assert first == row(raw(line, header=BARE, body="a\n\n")).ref


def test_a_thread_is_told_by_its_headers_in_order() -> None:
    values = told(raw("In-Reply-To: your mail <b@x.example> of Monday", "References: <a@x.example>\n\t<b@x.example>"))
    assert values["in_reply_to"] == "<b@x.example>"
    assert values["thread_refs"] == ["<a@x.example>", "<b@x.example>"]


def test_of_a_very_long_thread_the_beginning_and_the_end_are_kept() -> None:
    references = "\n ".join(f"<{n}@x.example>" for n in range(5_000))
    refs = told(raw(f"References: {references}"))["thread_refs"]
    assert isinstance(refs, list)
    assert (len(refs), refs[0], refs[-1]) == (100, "<0@x.example>", "<4999@x.example>")


@pytest.mark.parametrize(
    ("lines", "marks"),
    [
        (["List-Id: <news.milldale.example>"], ["list", "list of news.milldale.example"]),
        (
            ["List-Id: Team <TEAM.milldale.example>", "Precedence: list"],
            ["list", "bulk", "list of team.milldale.example"],
        ),
        (["List-Id: no name"], ["list"]),
        (["List-Unsubscribe: <mailto:off@milldale.example>", "Precedence: bulk"], ["list", "bulk"]),
        (["Precedence: junk"], ["bulk"]),
        (["Precedence: list"], ["bulk"]),
        (["Feedback-ID: 17485103:user:proton"], []),
        (["X-Campaign-Id: spring"], ["bulk"]),
        (["Auto-Submitted: auto-replied"], ["auto"]),
        (["Auto-Submitted: no"], []),
        (["X-Autoreply: yes"], ["auto"]),
        (["X-Auto-Response-Suppress: DR, OOF, AutoReply"], []),
        (["Precedence: auto_reply"], ["auto"]),
        (["Return-Path: <>"], ["bounce"]),
        (["Return-Path: <noor@milldale.example>"], []),
        (["Content-Type: multipart/report; boundary=b"], ["bounce"]),
        (["Subject: Out of office, automatic reply, newsletter"], []),
    ],
)
def test_headers_tell_automatic_mail_and_subjects_do_not(lines: list[str], marks: list[str]) -> None:
    assert told(raw(*lines))["marks"] == marks


CLICK = "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:1\nSUMMARY:The hall\nEND:VEVENT\nEND:VCALENDAR\n"
PARTS = "--b\nContent-Type: text/plain\n\n{text}\n--b\nContent-Type: text/calendar; method=REPLY\n\n{click}\n--b--\n"


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("", ["auto"]),
        ("Noor has accepted this invitation.\nInvitation from https://calendar.google.com/calendar/", ["auto"]),
        ("Sorry, I am in Leeds that week. Could we take the 9th?", []),
    ],
)
def test_the_click_that_answers_an_invitation_is_automatic_and_what_is_written_beside_it_is_not(
    text: str, marks: list[str]
) -> None:
    mixed = "Content-Type: multipart/alternative; boundary=b"
    assert told(raw(mixed, body=PARTS.format(text=text, click=CLICK)))["marks"] == marks
    assert told(raw(mixed, body=PARTS.format(text=text, click=CLICK.replace("REPLY", "REQUEST"))))["marks"] == []


def test_an_answer_to_an_invitation_that_is_nothing_else_is_automatic() -> None:
    assert told(raw("Content-Type: text/calendar; method=REPLY; charset=utf-8", body=CLICK))["marks"] == ["auto"]


@pytest.mark.parametrize(
    ("subject", "marks"),
    [
        ("Re: Automatic reply: The hall", []),
        ("Automatic reply needed: the hall", []),
        ("Automatic reply: The hall", ["auto"]),
        ("Out of Office", ["auto"]),
        ("Abwesenheitsnotiz: Die Halle", ["auto"]),
        ("=?utf-8?q?R=C3=A9ponse_automatique_=3A_La_halle?=", ["auto"]),
        ("Automatisch antwoord: De hal", ["auto"]),
    ],
)
def test_what_a_program_puts_before_a_subject_tells_automatic_mail(subject: str, marks: list[str]) -> None:
    header = HEADER.replace("Subject: Deck oven 3", f"Subject: {subject}")
    assert told(raw(header=header))["marks"] == marks


@pytest.mark.parametrize("address", ["MAILER-DAEMON@mx.example", "postmaster@mx.example"])
def test_mail_of_the_mail_system_itself_is_a_bounce(address: str) -> None:
    header = f"From: Mail System <{address}>\nDate: Tue, 4 Mar 2025 09:15:01 +0100\n"
    assert told(raw(header=header))["marks"] == ["bounce"]


def test_a_header_without_an_empty_line_ends_where_it_is_none_any_more() -> None:
    message = (HEADER + "this is the body: yes\nmore of it\n").encode()
    assert body(message) == "this is the body: yes\nmore of it"


def test_a_broken_line_within_a_header_hides_nothing_behind_it() -> None:
    message = (HEADER.replace("Date:", "broken line of a long subject\nDate:")).encode() + b"\nhello"
    assert (body(message), told(message)["sender"]) == ("hello", "noor@milldale.example")


def test_spaces_before_the_colon_are_borne() -> None:
    assert told(raw("References : <a@x.example>"))["thread_refs"] == ["<a@x.example>"]


def test_a_file_of_an_old_macintosh_has_lines_too() -> None:
    assert body(raw(body="one\ntwo").replace(b"\n", b"\r")) == "one\ntwo"


def test_a_quoted_separator_above_a_header_is_passed_over() -> None:
    assert told(b">From noor Tue Mar  4 09:15:01 2025\n" + raw(body="x"))["sender"] == "noor@milldale.example"
