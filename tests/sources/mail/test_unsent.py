"""Drafts, templates and what waits in an outbox: mail that was never sent, however its mailbox says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.sources import Row
from tests.sources.exports import Read
from tests.sources.mail.messages import raw, read_file, rejected, row
from tests.sources.mail.outlook_files import msg
from tests.sources.mail.test_outlook import MAIL, TO

SEPARATOR = b"From - Tue Mar  4 09:15:01 2025\n"
DELIVERED = "Received: from mx.milldale.example by mail.brookovens.example with ESMTPS; Tue, 4 Mar 2025 09:15:09 +0100"


def never_sent(found: Row | Read) -> bool:
    only = found.rows[0] if isinstance(found, Read) else found
    return "unsent" in only.values["marks"]  # pyright: ignore[reportOperatorIssue]


@pytest.mark.parametrize(
    "labels",
    ["Drafts", "Drafts,Opened", "=?UTF-8?Q?Entw=C3=BCrfe,Ge=C3=B6ffnet?=", "Brouillons", "Concepten,Geopend",
     "Borradores", "Scheduled", "Geplant", "Important,Drafts"],
)  # fmt: skip
def test_gmail_labels_a_draft_in_the_language_of_its_owner(labels: str) -> None:
    assert never_sent(row(raw(f"X-Gmail-Labels: {labels}", body="x")))


@pytest.mark.parametrize(
    "labels",
    ["Sent", "Drafts,Sent", "Concepten,Verzonden", "Inbox", "Trash", "Clients/Drafts", "Drafty"],
)
def test_what_gmail_has_under_sent_was_sent_and_a_label_of_ones_own_says_nothing(labels: str) -> None:
    assert not never_sent(row(raw(f"X-Gmail-Labels: {labels}", body="x")))


@pytest.mark.parametrize(
    "name",
    ["Drafts/a.eml", "drafts/2024/a.eml", "INBOX.Drafts/a.eml", "[Gmail]/Drafts/a.eml", "ENTWÜRFE/a.eml",
     "Entwu\u0308rfe/a.eml", "Entw&APw-rfe/a.eml", "Maildir/.INBOX.Entw&APw-rfe/cur/1744007409.M1P1.host:2,S",
     "Maildir/cur/1744007409.M1P1.host:2,DS", "Brouillons/a.eml", "Concepten/a.eml", "Borradores/a.eml",
     "Outbox/a.eml", "Postausgang/a.eml", "Boîte d’envoi/a.eml", "Postvak UIT/a.eml", "Bandeja de salida/a.eml",
     "Templates/a.eml", "[Gmail]/Scheduled/a.eml", "Sent/Drafts/a.eml", "Drafts (2)/a.eml"],
)  # fmt: skip
def test_a_folder_of_drafts_is_known_in_any_case_depth_and_spelling(tmp_path: Path, name: str) -> None:
    assert never_sent(read_file(tmp_path, name, raw(body="x")))


@pytest.mark.parametrize(
    "name", ["Mail/Entwürfe.mbox", "Drafts", "Unsent Messages", "INBOX.sbd/Drafts", "Drafts.mbox/mbox"]
)
def test_so_is_a_mailbox_file_of_them(tmp_path: Path, name: str) -> None:
    found = read_file(tmp_path, name, SEPARATOR + raw(body="x") + b"\n\n" + SEPARATOR + raw(body="y"))
    assert all(never_sent(each) for each in found.rows)
    assert found.said == ["passed over as never sent (drafts, or what waits in an outbox): 2 messages"]


@pytest.mark.parametrize(
    "name",
    ["Scheduled/a.eml", "Clients/Drafts of contracts/a.eml", "Outbox/Sent/a.eml", "Trash/a.eml", "tmp/a.eml",
     "Maildir/cur/1744007409.M1P1.host:2,ST"],
)  # fmt: skip
def test_other_folders_and_the_trash_say_nothing_of_it(tmp_path: Path, name: str) -> None:
    assert not never_sent(read_file(tmp_path, name, raw(body="x")))


@pytest.mark.parametrize("line", ["X-Unsent: 1", "X-Mozilla-Draft-Info: internal/draft; vcard=0; receipt=0"])
def test_a_line_of_its_own_header_says_so(line: str) -> None:
    assert never_sent(row(raw(line, body="x")))
    assert not never_sent(row(raw("X-Unsent: 0", body="x")))


def test_what_thunderbird_took_out_of_its_drafts_was_a_draft_all_the_same(tmp_path: Path) -> None:
    gone = SEPARATOR + raw("X-Mozilla-Status: 0009", body="x")
    assert never_sent(read_file(tmp_path, "Drafts", gone))
    assert not never_sent(read_file(tmp_path, "Archives", gone))


@pytest.mark.parametrize(
    "line", [DELIVERED, "Return-Path: <noor@milldale.example>", "Delivered-To: tessa@brookovens.example"]
)
def test_what_a_server_delivered_was_sent_wherever_it_is_kept_and_whatever_it_says(tmp_path: Path, line: str) -> None:
    assert not never_sent(read_file(tmp_path, "Clients/Drafts/a.eml", raw(line, "X-Unsent: 1", body="x")))


def test_what_a_program_laid_into_gmail_was_not_delivered_by_that() -> None:
    laid = "Received: from 5 named unknown by gmailapi.google.com with HTTPREST; Tue, 4 Mar 2025 00:15:01 -0800"
    assert never_sent(row(raw("X-Gmail-Labels: Drafts", laid, body="x")))


def test_what_lies_in_the_tmp_of_a_maildir_never_came_into_it(tmp_path: Path) -> None:
    (tmp_path / "Maildir" / "cur").mkdir(parents=True)
    assert never_sent(read_file(tmp_path, "Maildir/tmp/1744007409.M1P1.host", raw(body="x")))


def test_outlook_marks_a_draft_and_has_a_folder_for_them(tmp_path: Path) -> None:
    assert never_sent(read_file(tmp_path, "a.msg", msg({**MAIL, 0x0E07: 8}, (TO,))))
    assert never_sent(read_file(tmp_path, "Brouillons/a.msg", msg(MAIL, (TO,))))
    assert not never_sent(read_file(tmp_path, "a.msg", msg({**MAIL, 0x0E07: 1}, (TO,))))


def test_a_draft_goes_by_a_name_of_its_own_and_names_what_became_of_it(tmp_path: Path) -> None:
    draft = read_file(tmp_path, "Drafts/a.eml", raw(body="x")).rows[0]
    sent = read_file(tmp_path, "Sent/a.eml", raw(body="x")).rows[0]
    assert (draft.ref, sent.ref) == ("unsent <oven3@milldale.example>", "<oven3@milldale.example>")
    assert draft.values["thread_refs"] == ["<oven3@milldale.example>"]
    assert {filing.values["message"] for filing in draft.also} == {draft.ref}


def test_a_draft_without_a_date_is_rejected_as_nothing_to_mend() -> None:
    undated = b"From: tessa@brookovens.example\nTo: noor@milldale.example\nSubject: x\nX-Unsent: 1\n\nx"
    assert rejected(undated).reason == "a draft without a date: it was never sent. Nothing need be done."
