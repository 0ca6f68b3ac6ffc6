"""Who a message is from and for: the address counts, a display name proves nothing."""

from __future__ import annotations

import pytest

from comity.sources.mail.addresses import MOST, mailboxes
from tests.patience import within
from tests.sources.mail.messages import raw, told

REST = "Date: Tue, 4 Mar 2025 09:15:01 +0100\nSubject: x\n"


def boxes(value: str) -> list[tuple[str, str]]:
    return [(box["name"], box["address"]) for box in mailboxes(value)]


def sender(*lines: str) -> tuple[object, object]:
    values = told(raw(header="".join(f"{line}\n" for line in lines) + REST))
    return values["sender"], values["sender_name"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("noor@milldale.example", [("", "noor@milldale.example")]),
        ("Noor Idris <Noor@Milldale.EXAMPLE>", [("Noor Idris", "noor@milldale.example")]),
        (
            '"Idris, Noor" <noor@milldale.example>, b@y.example',
            [("Idris, Noor", "noor@milldale.example"), ("", "b@y.example")],
        ),
        ("Idris, Noor <noor@milldale.example>", [("Idris, Noor", "noor@milldale.example")]),
        ('"Noor \\"the oven\\" Idris" <n@m.example>', [('Noor "the oven" Idris', "n@m.example")]),
        ("noor@milldale.example (Noor Idris)", [("Noor Idris", "noor@milldale.example")]),
        (
            'Buyers: a@x.example, "B" <b@x.example>;, c@x.example',
            [("", "a@x.example"), ("B", "b@x.example"), ("", "c@x.example")],
        ),
        ("undisclosed-recipients:;", []),
        ("a@x.example; b@x.example", [("", "a@x.example"), ("", "b@x.example")]),
        ("=?utf-8?Q?Idris,_Noor?= <n@m.example>", [("Idris, Noor", "n@m.example")]),
        ("=?iso-8859-1?q?Andr=E9?= <a@x.example>", [("André", "a@x.example")]),
        ("'n@m.example' <n@m.example>", [("", "n@m.example")]),
        ("<mailto:n@m.example>", [("", "n@m.example")]),
        ("<@hop.example:n@m.example>", [("", "n@m.example")]),
        ('"john doe"@x.example', [("", '"john doe"@x.example')]),
        ("n@bücher.example", [("", "n@xn--bcher-kva.example")]),
        ("Lee </O=BROOK/OU=UK/CN=RECIPIENTS/CN=TLEE>", [("Lee", "/o=brook/ou=uk/cn=recipients/cn=tlee")]),
        ("/O=BROOK/OU=UK/CN=RECIPIENTS/CN=TLEE", [("", "/o=brook/ou=uk/cn=recipients/cn=tlee")]),
        ("good@x.example, bad bad <, other@y.example", [("", "good@x.example"), ("", "other@y.example")]),
        (" , ,a@b.example,,", [("", "a@b.example")]),
        ("Noor", []),
        ("", []),
        ("<>", []),
        ("Noor <>", []),
    ],
)
def test_mailboxes_are_read_in_every_form(value: str, expected: list[tuple[str, str]]) -> None:
    assert boxes(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "boss@client.example <real@else.example>",
        '"boss@client.example" <real@else.example>',
        "Boss <boss@client.example> <real@else.example>",
        '"\\" <boss@client.example>, \\"" <real@else.example>',
        "=?utf-8?q?boss=40client.example=3E=2C?= <real@else.example>",
        "(boss@client.example) real@else.example",
        '"boss@client.example"  <REAL@else.example>',
    ],
)
def test_a_client_named_in_the_display_name_is_not_the_sender(value: str) -> None:
    assert sender(f"From: {value}")[0] == "real@else.example"


@pytest.mark.parametrize(
    "value",
    [
        "Noor Idris",
        '"boss@client.example"',
        "Boss <>",
        "=?utf-8?b?Ym9zc0BjbGllbnQuZXhhbXBsZQ==?=",
        "boss@",
        "@client.example",
    ],
)
def test_a_from_without_an_address_is_from_nobody(value: str) -> None:
    assert sender(f"From: {value}")[0] == ""


def test_two_from_lines_that_differ_are_from_nobody() -> None:
    assert sender("From: boss@client.example", "From: real@else.example")[0] == ""
    assert sender("From: n@m.example", "From: N@m.example")[0] == "n@m.example"


def test_without_a_from_line_it_is_from_its_sender() -> None:
    assert sender("Sender: Noor <n@m.example>") == ("n@m.example", "Noor")


def test_the_name_that_an_archive_keeps_apart_is_shown() -> None:
    assert sender("From: n@m.example", "X-From: Noor Idris </O=X/CN=NOOR>") == ("n@m.example", "Noor Idris")


GROUP = ("Mailing-list: list orders@brookovens.example; contact orders+owners@brookovens.example",
         "List-Post: <mailto:orders@brookovens.example>")  # fmt: skip
REWRITTEN = "From: 'Noor Idris' via Orders <orders@brookovens.example>"


@pytest.mark.parametrize(
    "line",
    ["X-Original-From: Noor Idris <noor@milldale.example>", "X-Original-Sender: noor@milldale.example",
     "Reply-To: noor@milldale.example"],
)  # fmt: skip
def test_who_writes_to_a_group_that_sends_it_on_as_from_itself_is_the_sender(line: str) -> None:
    assert sender(REWRITTEN, *GROUP, line) == ("noor@milldale.example", "Noor Idris")


@pytest.mark.parametrize(
    "lines",
    [
        (REWRITTEN, "X-Original-From: Noor <noor@milldale.example>"),  # no list says that it is one
        (REWRITTEN, *GROUP, "Reply-To: orders@brookovens.example"),
        ("From: Orders <orders@brookovens.example>", *GROUP, "Reply-To: noor@milldale.example"),
    ],
)
def test_a_list_that_does_not_say_who_wrote_is_the_sender_itself(lines: tuple[str, ...]) -> None:
    assert sender(*lines)[0] == "orders@brookovens.example"


def test_a_list_that_names_who_wrote_beside_a_sender_of_its_own_changes_nothing() -> None:
    lines = ("From: Noor <noor@milldale.example>", *GROUP, "X-Original-From: Boss <boss@else.example>")
    assert sender(*lines)[0] == "noor@milldale.example"


def test_each_recipient_is_named_once_and_blind_copies_are_copies() -> None:
    values = told(raw("Cc: a@x.example, A@x.example", "Bcc: a@x.example, b@x.example", "To: tessa@brookovens.example"))
    assert values["copied"] == [{"name": "", "address": "a@x.example"}, {"name": "", "address": "b@x.example"}]
    assert values["recipients"] == [{"name": "Tessa Brook", "address": "tessa@brookovens.example"}]


def test_the_address_to_answer_to_is_kept_apart() -> None:
    assert told(raw("Reply-To: Desk <desk@milldale.example>"))["reply_to"] == "desk@milldale.example"


def test_of_thousands_of_recipients_the_first_are_kept() -> None:
    many = ",\n ".join(f'"Person, {n}" <p{n}@x.example>' for n in range(5_000))
    copied = told(raw(f"Cc: {many}"))["copied"]
    assert isinstance(copied, list)
    assert len(copied) == MOST
    assert copied[0] == {"name": "Person, 0", "address": "p0@x.example"}


@pytest.mark.parametrize(
    "value",
    [
        '"\\"' * 80_000,
        '"' * 200_000,
        "(a" * 100_000,
        "<" * 200_000,
        "," * 200_000,
        ":" * 200_000,
        "a " * 100_000,
        '\\"' * 100_000,
        '"a",' * 50_000,
        "/o=" * 60_000,
        "<a@b> " * 40_000,
    ],
    ids=lambda value: value[:6],
)
def test_hostile_fields_are_read_in_bounded_time(value: str) -> None:
    with within():
        assert len(mailboxes(value)) <= 1
