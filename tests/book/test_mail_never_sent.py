"""A draft was never sent: it counts for nothing, is told as ignored, and leaves the mail that it became as it is."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from comity.book.known import known_on
from comity.book.store import MemoryBook
from comity.ledger.survey import Survey, survey
from tests.cli.firm import FEN, OURS, TOML, letter
from tests.invariants.books import TODAY, judged, read_into

ASKS, ANSWERS = "Could you tell us about the varnish?", "We will send you the varnish list by Friday."
DRAFT, SENT = "X-Gmail-Labels: Drafts\n", "X-Gmail-Labels: Sent\n"


def mail(number: int, sender: str, to: str, text: str, head: str = "") -> str:
    return letter(number, sender, to, "Varnish", text).replace("From: ", f"{head}From: ", 1)


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """A client who wrote to us twice, and to whom we wrote once."""
    tmp_path.joinpath("comity.toml").write_text(TOML)
    talk = [mail(0, FEN, OURS, ASKS), mail(1, OURS, FEN, "Happy to."), mail(2, FEN, OURS, f"Thank you. {ASKS}")]
    tmp_path.joinpath("talk.mbox").write_text("".join(talk))
    return tmp_path


def looked_over(book: MemoryBook) -> Survey:
    return survey(known_on(book, TODAY), None)


def ours(book: MemoryBook) -> list[str]:
    """What of our mail counts as correspondence."""
    return [m.ref for m in looked_over(book).mails() if m.said_by == "us"]


def test_a_draft_is_ignored_and_it_is_told_why(firm: Path) -> None:
    firm.joinpath("drafts.mbox").write_text(mail(3, OURS, FEN, ANSWERS, DRAFT))
    book = MemoryBook()
    read_into(book, firm)
    assert ours(book) == ["<1@mail.example>"]
    assert list(looked_over(book).left_out().values()) == ["unsent"]
    counts = {f.file: (f.records, f.kept, f.ignored) for f in judged(book).read if f.kind == "mail"}
    assert counts == {"talk.mbox": (3, 3, 0), "drafts.mbox": (1, 0, 1)}


def test_nobody_is_known_by_a_draft_alone(firm: Path) -> None:
    kiln = "Ida Kiln <ida@kilnclay.example>"
    told = mail(4, kiln, OURS, ASKS) + mail(5, OURS, kiln, ANSWERS, DRAFT)
    firm.joinpath("drafts.mbox").write_text(told)
    book = MemoryBook()
    read_into(book, firm)
    assert sorted(looked_over(book).left_out().values()) == ["no correspondence both ways", "unsent"]


@pytest.mark.parametrize("order", list(permutations(("drafts", "sent"))))
@pytest.mark.parametrize("before", [ANSWERS, "We will send you"])
def test_the_mail_that_a_draft_became_is_read_whichever_comes_first(
    firm: Path, order: tuple[str, ...], before: str
) -> None:
    text = {"drafts": mail(3, OURS, FEN, before, DRAFT), "sent": mail(3, OURS, FEN, ANSWERS, SENT)}
    book = MemoryBook()
    read_into(book, firm)
    for name in order:
        folder = firm.parent / f"{firm.name}-{name}"
        folder.mkdir()
        folder.joinpath(f"{name}.mbox").write_text(text[name])
        read_into(book, folder)
    assert ours(book) == ["<1@mail.example>", "<3@mail.example>"]
    counts = {f.file: (f.kept, f.duplicate, f.ignored) for f in judged(book).read if f.kind == "mail"}
    assert counts == {"talk.mbox": (3, 0, 0), "drafts.mbox": (0, 0, 1), "sent.mbox": (1, 0, 0)}


def test_a_book_without_drafts_is_not_copied(firm: Path) -> None:
    book = MemoryBook()
    read_into(book, firm)
    assert known_on(book, TODAY).unsent == ()
    assert known_on(MemoryBook(), TODAY).unsent == ()


@pytest.mark.parametrize(
    "folder", ["Spam", "Junk Email", "Junk (2)", "Correo no deseado", "Ongewenste e-mail", "Trash"]
)
def test_what_was_thrown_away_counts_and_what_was_kept_under_spam_does_not(firm: Path, folder: str) -> None:
    firm.joinpath(folder).write_text(mail(3, FEN, OURS, ASKS))
    book = MemoryBook()
    read_into(book, firm)
    assert list(looked_over(book).left_out().values()) == ([] if folder == "Trash" else ["spam"])


@pytest.mark.parametrize("folder", ["Clients/Junkers GmbH", "Projects/Anti-spam filter", "junk mail export 2026"])
def test_a_folder_whose_name_only_holds_the_word_is_no_spam(firm: Path, folder: str) -> None:
    firm.joinpath(folder).mkdir(parents=True)
    firm.joinpath(folder, "mail.mbox").write_text(mail(3, FEN, OURS, ASKS))
    book = MemoryBook()
    read_into(book, firm)
    assert list(looked_over(book).left_out().values()) == []


def test_what_one_colleague_kept_and_anothers_filter_took_for_spam_counts(firm: Path) -> None:
    for name in ("Inbox", "Junk"):
        firm.joinpath(name).write_text(mail(3, FEN, OURS, ASKS))
    firm.joinpath("Takeout.mbox").write_text(mail(4, FEN, OURS, ASKS, "X-Gmail-Labels: Spam,Unread\n"))
    book = MemoryBook()
    read_into(book, firm)
    assert list(looked_over(book).left_out().values()) == ["spam"]


def test_what_a_client_writes_to_a_group_of_ours_is_written_to_us(firm: Path) -> None:
    own, others = OURS.rpartition("@")[2].strip("<> "), FEN.rpartition("@")[2].strip("<> ")
    for number, (sender, name) in enumerate([(FEN, own), (FEN, others), (OURS, own)], 3):
        head = f"List-ID: <info.{name}>\nPrecedence: list\n"
        firm.joinpath(f"{number}.mbox").write_text(mail(number, sender, OURS, ASKS, head))
    book = MemoryBook()
    read_into(book, firm)
    assert list(looked_over(book).left_out().values()) == ["newsletter", "newsletter"]
