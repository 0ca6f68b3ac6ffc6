"""Copies of one mail, in any number of files and forms, are one mail, and it is the same one in whatever order they are
read: whom it went to, by which way it came, when it was sent and what it says."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.book.copies import together
from comity.book.known import known_on
from comity.book.purge import held, purge
from comity.book.store import Book, DeltaBook, MemoryBook
from comity.book.unread import Rule
from comity.book.whois.spam import spam_refs
from comity.tables import TABLES
from comity.tables.messages import OF_A_COPY
from tests.invariants.books import TODAY, Row, judged, read_into, told

FIRM = '[firm]\nname = "Reed Rowing"\ndomains = ["reed.example"]\n'
ASKED = (
    "Could you do better on the rate for the two of us? We have a cheaper quote.\n\nWe will send the papers on Friday."
)
AT = dt.datetime(2026, 5, 4, 9, 30, tzinfo=dt.UTC)
LIST = ("List-Id: Crew <crew.lists.example>", "Precedence: list")
OURS = ("List-Id: All <all.reed.example>",)
MACHINE = ("Auto-Submitted: auto-generated",)
PLACES = ("inbox", "Spam", "Sent", "")


@dataclass(frozen=True)
class Copy:
    """One copy of a mail: what its head says otherwise than others', how its text is wrapped, where and how it lies."""

    to: str = "Bob Alder <bob@reed.example>"
    head: tuple[str, ...] = ()
    width: int = 72
    hours: int = 0
    name: str = "Ann Lee"
    folder: str = "inbox"
    mbox: bool = False
    html: bool = False
    foot: str = ""

    def lie(self, root: Path, number: int) -> Path:
        """The folder of exports in which it lies alone."""
        root = root / f"{number}"
        place = root / self.folder
        place.mkdir(parents=True)
        if self.mbox:
            (place / "all.mbox").write_text(f"From ann@fenboats.example Mon May  4 09:30:00 2026\n{self.text}\n")
        else:
            (place / f"{number}.eml").write_text(self.text)
        return root

    @property
    def text(self) -> str:
        """The copy itself."""
        zone = dt.timezone(dt.timedelta(hours=self.hours))
        head = [f"From: {self.name} <ann@fenboats.example>", f"Date: {AT.astimezone(zone):%a, %d %b %Y %H:%M:%S %z}",
                f"To: {self.to}", "Subject: The rate", "Message-ID: <1@fenboats.example>", *self.head]  # fmt: skip
        words, lines, at = ASKED.split(" "), [""], 0
        for word in words:
            at += len(word) + 1
            lines[-1] += f"{word} "
            if at > self.width:
                lines.append("")
                at = 0
        said = "\n".join(line.strip() for line in lines)
        if self.html:
            head.append("Content-Type: text/html")
            said = said.replace("\n", "<br>\n")
        return "\n".join([*head, "", said, self.foot])


def exports(root: Path) -> Path:
    """The rest of the firm's mail: enough that the client is one."""
    root.mkdir(parents=True)
    (root / "comity.toml").write_text(FIRM)
    (root / "clients.csv").write_text("Customer ID,Company Name,Email,Phone\n7,Fen Boats,ann@fenboats.example,123\n")
    for number, (sender, to) in enumerate([("ann@fenboats.example", "bob@reed.example")] * 2 + [
        ("bob@reed.example", "ann@fenboats.example"), ("bob@reed.example", "greg@fenboats.example"),
    ]):  # fmt: skip
        (root / f"{number}.eml").write_text(
            f"From: {sender}\nTo: {to}\nDate: Fri, {number + 10} Apr 2026 09:00:00 +0000\nSubject: Oars {number}\n"
            f"Message-ID: <a{number}@x.example>\n\nWe meet on Monday at the boats, number {number}.\n"
        )
    return root


def mails(book: Book) -> list[Row]:
    """The messages of a book, without where each was read first."""
    names = ["row_id", "ref", "sender", "sent_at", *OF_A_COPY]
    return sorted(book.facts("messages", names).to_pylist(), key=lambda r: r["row_id"])


def one(*copies: Copy, root: Path) -> Row:
    """The one mail that these copies are, read one after the other and in any other order alike."""
    folders = [copy.lie(root, number) for number, copy in enumerate(copies)]
    found = []
    for order in (folders, folders[::-1]):
        book = MemoryBook()
        counts = [count for folder in order for count in read_into(book, folder)]
        assert sum(c.kept for c in counts) == 1
        assert sum(c.duplicate for c in counts) == len(copies) - 1
        found.append(mails(book))
    assert found[0] == found[1]
    return found[0][0]


def addresses(boxes: Sequence[Row]) -> list[str]:
    return [box["address"] for box in boxes]


def test_a_blind_copy_stands_in_the_senders_copy_alone_and_counts(tmp_path: Path) -> None:
    mail = one(Copy(), Copy(head=("Bcc: Greg <greg@fenboats.example>",), folder="Sent"), root=tmp_path)
    assert addresses(mail["copied"]) == ["greg@fenboats.example"]


def test_a_copy_that_came_directly_goes_before_one_that_came_through_a_list(tmp_path: Path) -> None:
    mail = one(Copy(head=(*LIST, "Reply-To: crew@lists.example")), Copy(), Copy(head=LIST, width=20), root=tmp_path)
    assert mail["marks"] == []
    alone = one(Copy(head=LIST), Copy(head=OURS), root=tmp_path / "lists")
    assert alone["marks"] == ["list", "bulk", "list of all.reed.example", "list of crew.lists.example"]


def test_that_a_machine_wrote_it_holds_where_any_copy_says_so(tmp_path: Path) -> None:
    assert one(Copy(), Copy(head=MACHINE), Copy(head=LIST), root=tmp_path)["marks"] == ["auto"]


def test_the_senders_own_clock_goes_before_a_copy_that_knows_none(tmp_path: Path) -> None:
    mail = one(Copy(hours=0), Copy(hours=-10), root=tmp_path)
    assert (mail["offset_minutes"], mail["sent_on"]) == (-600, dt.date(2026, 5, 3))


def test_of_the_same_words_those_with_more_lines_are_read(tmp_path: Path) -> None:
    mail = one(Copy(width=400), Copy(width=30), root=tmp_path)
    assert mail["body"].count("\n") > 4
    assert "".join(mail["body"].split()) == "".join(ASKED.split())


def test_the_same_words_are_read_from_a_text_before_html(tmp_path: Path) -> None:
    mail = one(Copy(html=True, width=20), Copy(width=400), root=tmp_path)
    assert (mail["body_from"], mail["body"].count("\n")) == ("text", 2)


def test_other_words_under_the_same_id_are_another_mail(tmp_path: Path) -> None:
    book = MemoryBook()
    for number, copy in enumerate((Copy(), Copy(head=("Bcc: greg@fenboats.example",)))):
        folder = copy.lie(tmp_path, number)
        file = folder / "inbox" / f"{number}.eml"
        file.write_text(file.read_text() + f"\nAnd {number} more.\n")
        read_into(book, folder)
    assert [len(mail["copied"]) for mail in mails(book)].count(1) == 1
    assert book.facts("messages").num_rows == 2
    assert book.facts("copies").num_rows == 0


def test_copies_that_tell_nothing_new_are_not_kept_and_a_second_reading_adds_none(tmp_path: Path) -> None:
    book = DeltaBook(tmp_path / "book")
    copies = [Copy(), Copy(), Copy(mbox=True), Copy(head=LIST), Copy(head=LIST, folder="x")]
    folders = [copy.lie(tmp_path, number) for number, copy in enumerate(copies)]
    read_into(book, *folders)
    assert book.facts("copies").num_rows == 1
    before = mails(book)
    read_into(book, *folders[::-1])
    assert book.facts("copies").num_rows == 1
    assert mails(book) == before == mails(DeltaBook(tmp_path / "book"))
    assert book.find("messages", "ref", ["<1@fenboats.example>"], ["marks"]).to_pylist() == [{"marks": []}]


def test_an_earlier_versions_home_reads_on_and_learns_of_copies_when_they_are_read_again(
    tmp_path: Path,
) -> None:
    folders = [copy.lie(tmp_path, n) for n, copy in enumerate((Copy(), Copy(head=("Bcc: greg@fenboats.example",))))]
    book, earlier = DeltaBook(tmp_path / "whole"), DeltaBook(tmp_path / "earlier")
    read_into(book, *folders)
    for name in TABLES.keys() - {"copies"}:
        earlier.append(name, book.as_read(name))
    assert mails(earlier)[0]["copied"] == []
    read_into(earlier, *folders)
    assert mails(earlier) == mails(book)


def test_whom_one_copy_alone_names_is_erased_with_the_mail_and_no_copy_brings_it_back(tmp_path: Path) -> None:
    called = ("Dr. Q", "Doctor Quill of Fen Boats")
    folders = [
        Copy(to=f'"{name}" <bob@reed.example>', head=(f"Bcc: b{n}@x.example",)).lie(tmp_path, n)
        for n, name in enumerate(called)
    ]
    for rule in (Rule("erased name", called[0]), Rule("erased name", called[1]), Rule("person", "b1@x.example")):
        book = MemoryBook()
        read_into(book, *folders)
        assert len(held(book, [rule])["messages"]) == 1
        purge(book, [rule])
        for again in (folders, folders[::-1]):
            assert not any(book.as_read(name).num_rows for name in ("messages", "copies", "duplicates"))
            read_into(book, *again)


def test_spam_is_what_lies_nowhere_else_whichever_copy_is_read_first(tmp_path: Path) -> None:
    for number, (places, spam) in enumerate([(("Spam", "Junk"), True), (("Spam", "inbox"), False)]):
        folders = [Copy(folder=place).lie(tmp_path / f"{number}", n) for n, place in enumerate(places)]
        for order in (folders, folders[::-1]):
            book = MemoryBook()
            for folder in order:
                read_into(book, folder)
            assert bool(spam_refs(known_on(book, TODAY))) is spam


def head(**told: object) -> Row:
    return {**dict.fromkeys(set(OF_A_COPY) - {"body", "body_from"}), "cut": False, **told}


ANN, BOB, CAROL = ({"name": n, "address": f"{n.lower()}@x.example"} for n in ("Ann", "Bob", "Carol"))
HEADS = (
    head(recipients=[ANN, BOB], copied=[CAROL]), head(recipients=[BOB, {**ANN, "name": "Lee, Ann"}], copied=[]),
    head(copied=[BOB], reply_to="ann@x.example"), head(marks=["list"], reply_to="list@x.example", cut=True),
    head(marks=["list", "list of a.example"], thread_refs=["<1>"]), head(marks=["bulk", "bounce", "list of b.example"]),
    head(marks=["auto"], offset_minutes=60, sent_on=dt.date(2026, 5, 4)), head(offset_minutes=-600, subject="A  b"),
    head(marks=["unsent"], attachments=[{"name": "a", "type": "t", "size": 1}], recipients=[CAROL]),
)  # fmt: skip

text = st.sampled_from([(), LIST, OURS, MACHINE, ("Return-Path: <>",), ("Reply-To: crew@lists.example", *LIST)])
blind = st.sampled_from([(), ("Bcc: Greg <greg@fenboats.example>",), ("Cc: bob@reed.example, carol@reed.example",)])
thread = st.sampled_from([(), ("References: <a0@x.example>",), ("In-Reply-To: <a2@x.example>",)])
copies = st.builds(
    Copy,
    to=st.sampled_from(["Bob Alder <bob@reed.example>", "bob@reed.example, Carol <carol@reed.example>"]),
    head=st.builds(lambda *parts: tuple(x for part in parts for x in part), text, blind, thread),
    width=st.sampled_from([30, 72, 400]),
    hours=st.sampled_from([0, 2, -10]),
    name=st.sampled_from(["Ann Lee", "Lee, A."]),
    folder=st.sampled_from(PLACES),
    mbox=st.booleans(),
    html=st.booleans(),
    foot=st.sampled_from(["", "", "_____\nCrew mailing list\n"]),
)


@settings(max_examples=200, deadline=None)
@given(some=st.lists(st.sampled_from([*HEADS]), min_size=2, max_size=5), chance=st.randoms(use_true_random=False))
def test_heads_come_to_the_same_in_any_order_and_once_more_with_what_they_came_to(
    some: list[Row], chance: random.Random
) -> None:
    whole = together(some)
    chance.shuffle(some)
    assert together(some) == whole
    assert together([*some, whole]) == together([whole, *some, *some]) == whole


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(some=st.lists(copies, min_size=2, max_size=4), chance=st.randoms(use_true_random=False))
def test_any_copies_in_any_order_make_the_same_book_and_the_same_review(
    some: list[Copy], chance: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        folders = [exports(root / "rest"), *(copy.lie(root, number) for number, copy in enumerate(some))]
        whole, parts, between = MemoryBook(), MemoryBook(), DeltaBook(root / "book")
        counts = read_into(whole, *folders)
        assert sum(c.kept + c.duplicate for c in counts) == sum(c.records for c in counts) == len(some) + 6
        chance.shuffle(folders)
        for folder in folders:
            read_into(parts, folder)
        chance.shuffle(folders)
        for number, folder in enumerate([*folders, *folders[:2]]):
            read_into(between, folder)
            if number == len(folders) // 2:
                judged(between)  # what is kept of one judging must not decide the next
        wanted = told(judged(whole))
        assert "fenboats.example" in wanted
        for book in (parts, between):
            assert mails(book) == mails(whole)
            assert told(judged(book)) == wanted
