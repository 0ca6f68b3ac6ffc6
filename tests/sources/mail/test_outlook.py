"""Messages as Outlook keeps them: properties instead of header lines, in .msg and .pst alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import compressed_rtf
import pytest

from comity.sources import Reject, Row, Said, mail
from comity.sources.mail import pst
from comity.tables import Values
from tests.sources.mail.messages import exports, is_mail, labels, read_file
from tests.sources.mail.outlook_files import BINARY, TEXT8, Folder, Recipients, Thing, Told, compound, msg

SENT = dt.datetime(2025, 3, 4, 8, 15, 1, tzinfo=dt.UTC)
MAIL: dict[int, str | int | dt.datetime | tuple[int, bytes]] = {
    0x001A: "IPM.Note",
    0x0037: "Deck oven 3",
    0x0039: SENT,
    0x0042: "Noor Idris",
    0x0065: "noor@milldale.example",
    0x1000: "The oven holds.\r\nNoor",
    0x1035: "<oven3@milldale.example>",
}
TO: Told = {0x0C15: 1, 0x3001: "Tessa Brook", 0x39FE: "Tessa@BrookOvens.example"}


def told(tmp_path: Path, own: Told, recipients: tuple[Told, ...] = (TO,), attachments: tuple[Told, ...] = ()) -> Values:
    return read_file(tmp_path, "a.msg", msg(own, recipients, attachments)).only


def test_a_msg_tells_what_a_mail_tells(tmp_path: Path) -> None:
    found = read_file(tmp_path, "Clients/a.msg", msg(MAIL, (TO, {**TO, 0x0C15: 2, 0x39FE: "desk@brookovens.example"})))
    values = found.only
    assert (found.rows[0].ref, found.rows[0].place, labels(found.rows[0])) == (
        "<oven3@milldale.example>", "message", ["Clients"],
    )  # fmt: skip
    assert (values["sent_at"], values["sender"], values["sender_name"]) == (SENT, "noor@milldale.example", "Noor Idris")
    assert values["recipients"] == [{"name": "Tessa Brook", "address": "tessa@brookovens.example"}]
    assert values["copied"] == [{"name": "Tessa Brook", "address": "desk@brookovens.example"}]
    assert (values["subject"], values["body"]) == ("Deck oven 3", "The oven holds.\nNoor")


def test_header_lines_of_the_transport_say_more_than_the_properties(tmp_path: Path) -> None:
    lines = (
        "Microsoft Mail Internet Headers Version 2.0\r\nDate: Tue, 4 Mar 2025 09:15:01 +0100\r\n"
        "From: Noor <noor@milldale.example>\r\nReferences: <a@x.example>\r\nList-Id: <x>\r\n"
    )
    values = told(tmp_path, {**MAIL, 0x007D: lines})
    assert (values["offset_minutes"], values["thread_refs"], values["marks"]) == (60, ["<a@x.example>"], ["list"])


def test_an_internet_address_is_preferred_to_a_name_within_exchange(tmp_path: Path) -> None:
    exchange = "/O=MILLDALE/OU=UK/CN=RECIPIENTS/CN=NOOR"
    assert told(tmp_path, {**MAIL, 0x0065: exchange})["sender"] == exchange.lower()
    assert (
        told(tmp_path, {**MAIL, 0x0065: exchange, 0x5D02: "noor@milldale.example"})["sender"] == "noor@milldale.example"
    )
    same = {**MAIL, 0x0065: exchange, 0x0C1F: exchange, 0x5D01: "noor@milldale.example"}
    assert told(tmp_path, same)["sender"] == "noor@milldale.example"
    keyed = {**MAIL, 0x0065: exchange, 0x0C1F: exchange, 0x0C1D: (BINARY, b"SMTP:NOOR@MILLDALE.EXAMPLE\0")}
    assert told(tmp_path, keyed)["sender"] == "noor@milldale.example"


def test_who_sends_for_somebody_else_is_not_the_sender(tmp_path: Path) -> None:
    behalf = {**MAIL, 0x0065: "/O=X/CN=CHIEF", 0x0C1F: "/O=X/CN=ASSISTANT", 0x5D01: "assistant@milldale.example"}
    assert told(tmp_path, behalf)["sender"] == "/o=x/cn=chief"


def test_recipients_without_an_address_are_left_out(tmp_path: Path) -> None:
    values = told(tmp_path, MAIL, ({0x0C15: 1, 0x3001: "Somebody"}, {0x0C15: 1, 0x3003: "/O=X/CN=TESSA"}))
    assert values["recipients"] == [{"name": "", "address": "/o=x/cn=tessa"}]


def test_attachments_are_listed_unopened(tmp_path: Path) -> None:
    file: Told = {0x3707: "price list.xlsx", 0x370E: "application/vnd.ms-excel", 0x3701: (BINARY, b"x" * 5_000)}
    attached: Told = {0x3705: 5, 0x3001: "Fwd: threat", 0x0E20: 700}
    assert told(tmp_path, MAIL, (), (file, attached))["attachments"] == [
        {"name": "price list.xlsx", "type": "application/vnd.ms-excel", "size": 5_000},
        {"name": "Fwd: threat", "type": "message/rfc822", "size": 700},
    ]


def test_the_body_is_taken_from_text_then_html_then_rtf(tmp_path: Path) -> None:
    html = {0x1013: (BINARY, "<p>Grüße <b>html</b></p><p hidden>x</p>".encode()), 0x3FDE: 65001}
    rtf = {0x1009: (BINARY, compressed_rtf.compress(rb"{\rtf1\ansi Gr\'fc\'dfe rtf\par}"))}
    assert told(tmp_path, {**MAIL, **html, **rtf})["body"] == "The oven holds.\nNoor"
    assert told(tmp_path, {**MAIL, 0x1000: "", **html, **rtf})["body"] == "Grüße html"
    assert told(tmp_path, {**MAIL, 0x1000: " ", **rtf})["body"] == "Grüße rtf"


@pytest.mark.parametrize("rtf", [b"", b"short", b"\xff" * 400, compressed_rtf.compress(b"{\\rtf1 x}")[:-3]])
def test_damaged_rtf_is_an_empty_body(tmp_path: Path, rtf: bytes) -> None:
    assert told(tmp_path, {**MAIL, 0x1000: "", 0x1009: (BINARY, rtf)})["body"] == ""


def test_strings_of_old_messages_are_read_in_their_code_page(tmp_path: Path) -> None:
    old = {**MAIL, 0x0037: (TEXT8, "печь".encode("cp1251")), 0x3FFD: 1251}
    assert told(tmp_path, old)["subject"] == "печь"


def test_half_of_a_character_does_not_lose_the_body(tmp_path: Path) -> None:
    assert told(tmp_path, {**MAIL, 0x1000: "well \ud83d done"})["body"] == "well  done"


def test_a_draft_is_filed_as_one(tmp_path: Path) -> None:
    draft = {**MAIL, 0x0E07: 8, 0x3007: SENT}
    del draft[0x0039]
    found = read_file(tmp_path, "a.msg", msg(draft))
    assert (labels(found.rows[0]), found.rows[0].values["sent_at"]) == (["Drafts"], SENT)


def test_a_message_without_a_possible_date_is_rejected(tmp_path: Path) -> None:
    found = read_file(tmp_path, "a.msg", msg({**MAIL, 0x0039: dt.datetime(1601, 1, 1, tzinfo=dt.UTC)}))
    assert (len(found.rows), found.rejects[0].reason[:7]) == (0, "no date")


def test_a_message_of_a_day_that_is_long_to_come_is_rejected_and_told_so(tmp_path: Path) -> None:
    (tmp_path / "a.msg").write_bytes(msg({**MAIL, 0x0039: dt.datetime(2062, 6, 1, tzinfo=dt.UTC)}))
    [export] = exports(tmp_path)
    [found] = mail.read(replace(export, today=dt.date(2026, 11, 29)))
    assert isinstance(found, Reject)
    assert found.reason.startswith("dated 2062-06-01")


def test_a_report_of_the_mail_system_is_a_bounce(tmp_path: Path) -> None:
    assert told(tmp_path, {**MAIL, 0x001A: "REPORT.IPM.Note.NDR"})["marks"] == ["bounce"]


def test_a_contact_is_no_mail_and_that_is_said(tmp_path: Path) -> None:
    found = read_file(tmp_path, "a.msg", msg({**MAIL, 0x001A: "IPM.Contact"}))
    assert (found.rows, found.rejects, found.said) == ([], [], ["passed over as no mail: 1 IPM.Contact"])


def test_another_compound_file_is_no_mail(tmp_path: Path) -> None:
    assert not is_mail(tmp_path, "a.msg", compound({"WordDocument": b"x" * 5_000}))
    assert not is_mail(tmp_path, "b.msg", b"\x89PNG\r\n\x1a\n" * 100)
    assert is_mail(tmp_path, "c.doc", msg(MAIL))


@pytest.mark.parametrize("cut", range(600, 12_000, 700))
def test_a_msg_that_is_cut_off_or_broken_is_no_mail_or_one_outcome(tmp_path: Path, cut: int) -> None:
    whole = msg(MAIL, (TO,))
    for content in (whole[:cut], whole[:cut] + b"\xff" * 64 + whole[cut + 64 :]):
        if is_mail(tmp_path, "a.msg", content):
            found = read_file(tmp_path, "a.msg", content)
            assert len(found.rows) + len(found.rejects) + len(found.said) == 1


def outcomes(root: Folder) -> list[object]:
    return list(pst.mails(root, 1_000))


def mailbox(*items: Thing | OSError, name: str = "Inbox") -> Folder:
    inbox = Folder(name, list(items), identifier=3)
    return Folder(None, [], [Folder("Top of Personal Folders", [], [inbox], identifier=2)], identifier=1)


def test_the_mails_of_a_pst_are_filed_under_their_folders() -> None:
    thing = Thing(MAIL, Recipients([Thing(TO)]), [Thing({0x3704: "A.PDF"}, size=12)])
    found = outcomes(mailbox(thing, name="Clients/Milldale"))
    assert len(found) == 1
    assert isinstance(found[0], Row)
    assert found[0].place == "Top of Personal Folders/Clients Milldale/2097188"
    assert labels(found[0]) == ["Clients Milldale"]
    assert found[0].values["recipients"] == [{"name": "Tessa Brook", "address": "tessa@brookovens.example"}]
    assert found[0].values["attachments"] == [{"name": "A.PDF", "type": "application/octet-stream", "size": 12}]
    assert found[0].done == 1_000


@pytest.mark.parametrize(
    ("flags", "name", "unsent"),
    [(9, "Inbox", True), (1, "Entwürfe", True), (1, "Outbox", True), (1, "Inbox", False), (9, "Sent Items", False)],
)
def test_a_draft_in_a_pst_is_known_by_its_flag_or_its_folder(flags: int, name: str, unsent: bool) -> None:
    found = outcomes(mailbox(Thing({**MAIL, 0x0E07: flags}), name=name))[0]
    assert isinstance(found, Row)
    assert found.values["marks"] == (["unsent"] if unsent else [])


def test_what_is_no_mail_in_a_pst_is_counted_by_its_class() -> None:
    others = [Thing({0x001A: kind}) for kind in ("IPM.Contact", "IPM.Task", "IPM.Contact", "IPM.Post.Rss")]
    assert outcomes(mailbox(Thing(MAIL), *others))[1:] == [
        Said("passed over as no mail: 2 IPM.Contact, 1 IPM.Task, 1 IPM.Post.Rss")
    ]


def test_an_invitation_is_a_mail() -> None:
    assert isinstance(outcomes(mailbox(Thing({**MAIL, 0x001A: "IPM.Schedule.Meeting.Request"})))[0], Row)


def test_a_damaged_item_is_one_reject_and_the_others_are_read() -> None:
    broken = OSError("pypff_folder_get_sub_message: unable to read. libpff_x: damaged.")
    found = outcomes(mailbox(Thing(MAIL), broken, Thing(MAIL)))
    assert [type(each) for each in found] == [Row, Reject, Row]
    assert isinstance(found[1], Reject)
    assert (found[1].place, "\n" in found[1].reason) == ("Top of Personal Folders/Inbox/item 2", False)


def test_folders_that_hold_each_other_are_read_once() -> None:
    root = mailbox(Thing(MAIL))
    root.folders[0].folders[0].folders.append(root)
    assert len(outcomes(root)) == 1


def test_a_file_that_only_begins_like_a_pst_is_one_reject(tmp_path: Path) -> None:
    assert is_mail(tmp_path, "a.pst", b"!BDN" + bytes(1_000))
    found = read_file(tmp_path, "a.pst", b"!BDN" + bytes(1_000))
    assert len(found.rejects) == 1
    assert "\n" not in found.rejects[0].reason
