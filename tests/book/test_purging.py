"""Erased is erased: gone from the tables, their history and the rejects, and no later export brings it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from comity.book import reading
from comity.book.naming import Person
from comity.book.purge import allow, held, named_in, purge, take_out
from comity.book.reading import read_folders
from comity.book.reconcile import reconcile
from comity.book.store import DeltaBook, MemoryBook
from comity.book.unread import Rule
from comity.sources import Settings

TODAY = dt.date(2026, 11, 20)
WORD, REFUSED = "zanzibarine", "quixotry"
BODY = f"the {WORD} matter stays between the two of us and nobody else shall ever hear a word of it before spring"


def mail(number: int, sender: str, to: str, subject: str, body: str, **heads: str) -> str:
    more = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in heads.items())
    return (
        f"From x Mon Nov  2 10:00:00 2026\nMessage-ID: <{number}@x.example>\nFrom: {sender}\nTo: {to}\n"
        f"Date: Mon, {number} Nov 2026 10:00:00 +0000\nSubject: {subject}\n{more}\n{body}\n\n"
    )


ANN, BOB, DR = "Ann <ann@us.example>", "Bob <bob@us.example>", "Dr Quill <quill@doctor.example>"
CLIENT = "Cleo <cleo@client.example>"
RULES = {
    "person": Rule("person", "Quill@doctor.example"),
    "domain": Rule("domain", "doctor.example"),
    "folder": Rule("folder", "private"),
    "subject": Rule("subject", "Sick leave"),
    "erased": Rule("erased", "quill@doctor.example"),
    "erased name": Rule("erased name", "dr quill"),
}


def export(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "all.mbox").write_text(
        mail(2, CLIENT, ANN, "Prices", "Could you send the new prices? We plan for spring.")
        + mail(3, DR, ANN, "Your sick leave", BODY, X_Gmail_Labels="Private/Health")
        + mail(4, ANN, DR, "Re: Your sick leave", f"I will.\n\n> {BODY}", In_Reply_To="<3@x.example>")
        + mail(5, ANN, BOB, "Look at this", "\n".join(["See:", *(f"> {part}" for part in (BODY[:40], BODY[40:]))]))
        + mail(6, ANN, CLIENT, "Re: Prices", "Here they are. Yours, Ann", In_Reply_To="<2@x.example>"),
        "utf-8",
    )
    (folder / "contacts.csv").write_text(
        "First Name,Last Name,Email,Company Name,Job Title\nDr,Quill,quill@doctor.example,Clinic,Doctor\n"
        "Cleo,Client,cleo@client.example,Client Inc,Buyer\n",
        "utf-8",
    )
    (folder / "invoices.csv").write_text(
        "Invoice Number,Contact,Date,Due Date,Total\n1,Client Inc,2026-11-02,2026-12-02,100\n"
        f"2,quill@doctor.example {REFUSED},x,y,z\n",
        "utf-8",
    )
    return folder


def read(folder: Path, book: DeltaBook) -> None:
    read_folders([folder], book, today=TODAY, settings=Settings())


def everything(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """The bytes of every file, and what is packed within those that pack."""
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        yield file, file.read_bytes()
        if file.suffix == ".parquet":
            yield file, repr(pq.read_table(file).to_pylist()).encode()


def holding(folder: Path, word: str) -> list[str]:
    return [str(f.relative_to(folder)) for f, raw in everything(folder) if word.encode() in raw]


@pytest.mark.parametrize("kind", RULES)
def test_what_is_purged_stands_in_no_file_of_the_book(kind: str, tmp_path: Path) -> None:
    folder, book = export(tmp_path / "exports"), DeltaBook(tmp_path / "book")
    read(folder, book)
    assert holding(book.folder, WORD)
    purge(book, [RULES[kind]])
    assert holding(book.folder, WORD) == []
    assert set(book.facts("messages", ["ref"])["ref"].to_pylist()) == {"<2@x.example>", "<6@x.example>"}
    for tally in reconcile(book, ()):
        assert tally.records == tally.kept + tally.duplicate + tally.rejected + tally.ignored
        assert tally.duplicate == 0


@pytest.mark.parametrize("kind", RULES)
def test_no_later_export_brings_it_back(kind: str, tmp_path: Path) -> None:
    folder, book = export(tmp_path / "exports"), DeltaBook(tmp_path / "book")
    read(folder, book)
    purge(book, [RULES[kind]])
    other = export(tmp_path / "later")
    whole = (other / "all.mbox").read_text("utf-8")
    # Another program's copy: wrapped anew, and an answer that came later.
    late = mail(9, BOB, ANN, "Re: Look", f"{WORD} again", References="<1@x.example> <3@x.example>")
    (other / "all.mbox").write_text(whole.replace("the two of", "the\ntwo of") + late, "utf-8")
    read(other, book)
    assert holding(book.folder, WORD) == []
    assert book.facts("messages").num_rows == 2


def test_a_rule_set_before_anything_was_read_keeps_it_out(tmp_path: Path) -> None:
    book = DeltaBook(tmp_path / "book")
    purge(book, [RULES["person"]])
    read(export(tmp_path / "exports"), book)
    assert set(book.facts("messages", ["subject"])["subject"].to_pylist()) == {"Prices", "Re: Prices", "Look at this"}
    assert holding(book.folder, REFUSED) == []


def test_a_copy_in_a_shut_folder_takes_the_one_in_the_book_with_it(tmp_path: Path) -> None:
    folder, book = tmp_path / "a", DeltaBook(tmp_path / "book")
    folder.mkdir()
    (folder / "inbox.mbox").write_text(mail(3, DR, ANN, "Hello", BODY), "utf-8")
    purge(book, [RULES["folder"]])
    read(folder, book)
    assert book.facts("messages").num_rows == 1
    (folder / "more.mbox").write_text(mail(3, DR, ANN, "Hello", BODY, X_Gmail_Labels="Private"), "utf-8")
    read(folder, book)
    assert holding(book.folder, WORD) == []


def test_an_erased_person_is_gone_from_every_table_and_others_stay(tmp_path: Path) -> None:
    book = DeltaBook(tmp_path / "book")
    read(export(tmp_path / "exports"), book)
    rules = [RULES["erased"], RULES["erased name"]]
    assert {name: len(rows) for name, rows in held(book, rules).items()} == {"contacts": 1, "messages": 2}
    purge(book, rules)
    assert held(book, rules) == {}
    assert holding(book.folder, "quill") == []
    assert holding(book.folder, REFUSED) == []
    assert book.facts("contacts").num_rows == 1


def test_what_is_older_than_is_kept_goes_and_money_stays(tmp_path: Path) -> None:
    book = DeltaBook(tmp_path / "book")
    read(export(tmp_path / "exports"), book)
    done = purge(book, before=dt.date(2026, 11, 6))
    assert done.refs["messages"] == {f"<{n}@x.example>" for n in (2, 3, 4, 5)}
    read(tmp_path / "exports", book)
    assert book.facts("messages", ["ref"])["ref"].to_pylist() == ["<6@x.example>"]


def test_a_purge_that_was_cut_short_is_finished_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = DeltaBook(tmp_path / "book")
    read(export(tmp_path / "exports"), book)

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(DeltaBook, "replace", dies)
        with pytest.raises(KeyboardInterrupt):
            purge(book, [RULES["subject"]])
    assert holding(book.folder, WORD)
    purge(book)
    assert holding(book.folder, WORD) == []


def test_a_reading_killed_before_it_took_a_copy_out_of_the_book_is_made_good_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, book = tmp_path / "a", DeltaBook(tmp_path / "book")
    folder.mkdir()
    (folder / "inbox.mbox").write_text(mail(3, DR, ANN, "Hello", BODY), "utf-8")
    purge(book, [RULES["folder"]])
    read(folder, book)
    (folder / "more.mbox").write_text(mail(3, DR, ANN, "Hello", BODY, X_Gmail_Labels="Private"), "utf-8")

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(reading, "purge", dies)
        with pytest.raises(KeyboardInterrupt):
            read(folder, book)
    assert holding(book.folder, WORD)
    read(folder, book)
    assert holding(book.folder, WORD) == []


def test_a_rule_taken_back_lets_new_mail_in_and_brings_nothing_back(tmp_path: Path) -> None:
    folder, book = export(tmp_path / "exports"), DeltaBook(tmp_path / "book")
    read(folder, book)
    purge(book, [RULES["person"]])
    allow(book, RULES["person"])
    (folder / "new.mbox").write_text(mail(12, DR, ANN, "Now", "something new"), "utf-8")
    read(folder, book)
    assert "<12@x.example>" in book.facts("messages", ["ref"])["ref"].to_pylist()
    assert holding(book.folder, WORD) == []


def test_a_book_in_memory_purges_alike(tmp_path: Path) -> None:
    book = MemoryBook()
    read_folders([export(tmp_path / "exports")], book, today=TODAY, settings=Settings())
    purge(book, [RULES["domain"]])
    assert book.facts("messages").num_rows == 2


CALLS = f"""Date,Time,Direction,Number,Name,Company,Duration,Notes
2026-11-02,10:05,in,quill@doctor.example,Dr Quill,Clinic,12:00,{WORD} until spring
2026-11-03,10:05,in,+47 22 33 44 55,Cleo,Client Inc,02:00,Wants the new prices
"""


def test_what_was_noted_of_a_call_goes_with_the_call(tmp_path: Path) -> None:
    export = tmp_path / "export"
    export.mkdir()
    (export / "calls.csv").write_text(CALLS, "utf-8")
    book = DeltaBook(tmp_path / "book")
    read(export, book)
    rule = Rule("erased", "quill@doctor.example")
    assert {name: len(rows) for name, rows in held(book, [rule]).items()} == {"calls": 1, "notes": 1}
    done = purge(book, [rule])
    assert (done.rows["calls"], done.rows["notes"]) == (1, 1)
    assert not holding(tmp_path / "book", WORD)
    read(export, book)
    assert not holding(tmp_path / "book", WORD)
    assert book.facts("notes")["text"].to_pylist() == ["Wants the new prices"]
    again = DeltaBook(tmp_path / "again")
    purge(again, [rule])
    read(export, again)
    assert again.facts("notes")["text"].to_pylist() == ["Wants the new prices"]


def test_an_erased_person_is_taken_out_of_what_others_wrote_and_a_copy_read_later_brings_no_name_back(
    tmp_path: Path,
) -> None:
    folder, book = tmp_path / "exports", DeltaBook(tmp_path / "book")
    folder.mkdir()
    told = mail(3, CLIENT, ANN, "Talk about Ottoline Frew", "Ottoline Frew is ill, and we will wait.")
    (folder / "all.mbox").write_text(told, "utf-8")
    (folder / "contacts.csv").write_text(
        "First Name,Last Name,Email,Company Name,Job Title\nOttoline,Frew,frew@client.example,Client Inc,Buyer\n",
        "utf-8",
    )
    read(folder, book)
    person = Person.of(["frew@client.example", "Ottoline Frew"])
    rules = [Rule("erased", "frew@client.example"), Rule("erased name", "Ottoline Frew")]
    assert named_in(book, rules, person) == ({"messages": 1}, 0, 0)
    purge(book, rules)
    assert take_out(book, person) == {"messages": 1}
    (folder / "more.mbox").write_text(told, "utf-8")
    read(folder, book)
    assert holding(book.folder, "Frew") == []
    assert book.facts("messages", ["subject", "body"]).to_pylist() == [
        {"subject": "Talk about [erased]", "body": "[erased] is ill, and we will wait."}
    ]
    for tally in reconcile(book, ()):
        assert tally.records == tally.kept + tally.duplicate + tally.rejected + tally.ignored
