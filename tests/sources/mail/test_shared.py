"""Real mailboxes, where they are at hand: every file of them is accounted for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from comity.sources import Row, mail
from tests.sources.mail.messages import exports, read_folder


@pytest.fixture(scope="module")
def outlook(shared: Path) -> Path:
    return shared / "data" / "outlook"


def test_every_file_of_the_enron_mailboxes_is_a_message_or_a_reject(shared: Path) -> None:
    folder = shared / "data" / "enron-maildir"
    count = 0
    rejects: list[str] = []
    senders: Counter[str] = Counter()
    for export in exports(folder):
        assert mail.detect(export), export.name
        outcomes = list(mail.read(export))
        assert len(outcomes) == 1
        count += 1
        outcome = outcomes[0]
        if isinstance(outcome, Row):
            senders[str(outcome.values["sender"]).rpartition("@")[2]] += 1
            assert [filing.values["label"] for filing in outcome.also] == [export.name.rpartition("/")[0]]
        else:
            rejects.append(export.name)
    assert count == 4_139
    # They are dated 1979, or in the first year of our time.
    assert len(rejects) == 8
    assert senders.most_common(1)[0][0] == "enron.com"


def test_outlook_files_are_read_rejected_or_told_to_be_no_mail(outlook: Path) -> None:
    found = read_folder(outlook)
    assert [row.ref for row in found.rows] == ["<MIxL6C1--3-0@tutanota.de>"]
    assert [reject.reason[:7] for reject in found.rejects] == ["no date"]
    assert [said.partition(":")[0] for said in found.said] == ["passed over as no mail"] * 2
    assert [export.name for export in exports(outlook) if not mail.detect(export)] == ["not-a-MSG-file.msg"]


def test_a_msg_of_outlook_tells_people_text_and_attachments(outlook: Path) -> None:
    values = read_folder(outlook).rows[0].values
    assert (values["sender"], values["sender_name"]) == ("bedfortest@tutanota.de", "bedfortest at TEST")
    assert values["recipients"] == [{"name": "Arne Möhle", "address": "arne.moehle@tutao.onmicrosoft.com"}]
    assert values["in_reply_to"] == "<MIxJm8Y--3-0@tutao.onmicrosoft.com>"
    assert str(values["body"]).startswith("asdfasdf\n")
    attachments = values["attachments"]
    assert isinstance(attachments, list)
    assert [(each["name"], each["size"]) for each in attachments] == [("serveimage.jpg", 36_739)]


def test_a_mail_within_a_real_pst_is_read(outlook: Path, tmp_path: Path) -> None:
    """The sample holds no mail: its appointment is given the class of one, in the file's own substitution cipher."""
    plain = "IPM.Appointment".encode("utf-16-le")
    content = (outlook / "dist-list.pst").read_bytes()
    cipher = {0: 0x41, ord("N"): 0x09, ord("e"): 0xEA}
    at = 63_924
    cipher |= dict(zip(plain, content[at : at + len(plain)], strict=True))
    mailed = bytes(cipher[byte] for byte in "IPM.Note.potion".encode("utf-16-le"))
    (tmp_path / "mail.pst").write_bytes(content.replace(content[at : at + len(plain)], mailed))
    found = read_folder(tmp_path)
    assert len(found.rows) == 1
    assert (found.rows[0].values["subject"], found.rows[0].values["body"]) == (
        "Test appointment",
        "This is a complete test",
    )
    assert [filing.values["label"] for filing in found.rows[0].also] == ["Calendar"]


@pytest.mark.parametrize("size", [600, 5_000, 60_000, 130_000, 200_000])
def test_a_pst_that_is_cut_off_neither_fails_nor_hangs(outlook: Path, tmp_path: Path, size: int) -> None:
    (tmp_path / "cut.pst").write_bytes((outlook / "passworded.pst").read_bytes()[:size])
    found = read_folder(tmp_path)
    assert found.rejects or found.said
    assert all("\n" not in reject.reason for reject in found.rejects)


@pytest.mark.parametrize("firm", ["larkfield", "plumb", "meridian", "oosterveld", "pinebluff"])
def test_every_mail_of_the_example_firms_is_read(shared: Path, firm: str) -> None:
    found = read_folder(shared / "examples" / firm / "exports")
    assert len(found.rows) > 300
    assert len(found.rejects) <= 1
    assert all(row.values["sender"] and row.values["body"] for row in found.rows)
