"""What was laid of accounts' words is kept with the book, and comes to what laying everything anew comes to."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from comity.book import derived
from comity.book.corrections import HOLDS_NOT, say
from comity.book.declared import FIRM, declare
from comity.book.kept_words import FOLDER, kept_words
from comity.book.purge import purge
from comity.book.store import DeltaBook
from comity.correcting.saying import correction
from comity.judge import Means, see
from comity.ledger import ground
from comity.ledger.ground import Grounds
from comity.review_json import as_json
from comity.reviews import review_book, review_sight
from comity.signals.ears import shipped_reader
from comity.signals.thresholds import Thresholds
from tests.invariants.books import KEPT, TODAY, read_into
from tests.invariants.test_a_new_day import NOON, merged, of_the_new_day
from tests.web import small_firm

BOTH = {small_firm.MILLS, small_firm.FREIGHT}
EVERY = BOTH | {small_firm.QUIET}


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The accounts whose words are laid, as that happens."""
    found: list[str] = []
    plain = Grounds._of_words

    def of_words(self: Grounds, said: ground._Said) -> object:
        found.extend(a for m in said.spoken.mails for a in m.accounts)
        return plain(self, said)

    monkeypatch.setattr(Grounds, "_of_words", of_words)
    return found


NOTES = "ID,Date Added,Action,Person Reference,Client Corporation,Commenting Person,Comments\n"


@pytest.fixture
def book(tmp_path: Path) -> DeltaBook:
    """A book on the disk, with invoices."""
    book = DeltaBook(tmp_path / "book")
    read_into(book, small_firm.exports(tmp_path / "firm"), invoices(tmp_path / "money", "07/20/2026"))
    return book


def invoices(folder: Path, issued: str) -> Path:
    """An invoice to each of two clients."""
    folder.mkdir()
    (folder / "invoices.csv").write_text(
        "No.,Customer,Customer email,Invoice Date,Due Date,Memo,Amount,Currency,Status,Paid Date\n"
        f"{issued[1]}1,Goldfield Mills,cleo@{small_firm.MILLS},{issued},07/31/2026,welding,500.00,GBP,Open,\n"
        f"{issued[1]}2,Goldfield Freight,cleo@{small_firm.FREIGHT},{issued},10/29/2026,welding,50.00,GBP,Open,\n"
    )
    return folder


def told(book: DeltaBook, part: int, **means: object) -> str:
    given: Means = {"cache": KEPT, **means}  # type: ignore[typeddict-item]
    return json.dumps(as_json(review_book(book, as_of=None, today=TODAY, part=part, **given)))


def same(book: DeltaBook, laid: list[str], **means: object) -> tuple[str, set[str]]:
    """The review, the same in parts with what is kept as whole without; and which accounts were laid for it."""
    laid.clear()
    found = told(book, 1, **means)
    anew = set(laid)
    assert found == told(book, 10**9, **means)
    assert set(laid) == anew
    sight = see(book, None, today=TODAY, **{"cache": KEPT, **means})  # type: ignore[arg-type]
    assert found == json.dumps(as_json(review_sight(sight)))
    return found, anew


@pytest.mark.slow
def test_after_each_change_those_alone_are_laid_anew_whom_it_concerns(
    book: DeltaBook, tmp_path: Path, laid: list[str]
) -> None:
    seen = [same(book, laid)]
    assert seen[-1][1] == EVERY
    assert same(book, laid) == (seen[0][0], set())
    read_into(book, of_the_new_day(tmp_path / "new"))
    seen.append(same(book, laid))
    assert seen[-1][1] == {small_firm.MILLS}
    read_into(book, invoices(tmp_path / "more", "09/30/2026"))
    seen.append(same(book, laid))
    assert seen[-1][1] == set()
    say(book, correction("sentence", HOLDS_NOT, by="Ida", at=NOON, account=small_firm.MILLS,
                         ref="<1@petrelworks.example>", sentence=small_firm.WE_SAY[0], label="commitment"))  # fmt: skip
    seen.append(same(book, laid))
    assert seen[-1][1] == EVERY
    merged(book)  # type: ignore[arg-type] - appends alone
    seen.append(same(book, laid))
    assert seen[-1][1] == {small_firm.MILLS}
    said = {"hard_lines": ["says it will leave"], "locale": "de_DE", "currency": "EUR"}
    declare(book, FIRM, json.dumps(said), by="Ida", at=NOON, source="")
    seen.append(same(book, laid))
    assert seen[-1][1] == {small_firm.MILLS, small_firm.QUIET}
    purge(book, before=small_firm.LAST)
    seen.append(same(book, laid))
    reviews = [review for review, _ in seen]
    assert [n for n, review in enumerate(reviews) if review in reviews[:n]] == []


@pytest.mark.slow
def test_another_reader_or_other_thresholds_find_nothing_kept(book: DeltaBook, laid: list[str]) -> None:
    usual = shipped_reader().thresholds
    same(book, laid)
    other = Thresholds({**usual.holds, "commitment": 1.1}, usual.possibly)
    assert same(book, laid, thresholds=other)[1] == EVERY
    assert same(book, laid, thresholds=other)[1] == set()
    assert same(book, laid)[1] == EVERY


def test_where_nothing_may_be_kept_nothing_is(book: DeltaBook, laid: list[str]) -> None:
    assert told(book, 1, cache=None) == told(book, 1, cache=None)
    assert len(laid) > 2 * len(set(laid))
    assert not (derived.place(book.folder) / FOLDER).exists()


def test_rows_that_are_damaged_are_laid_anew(book: DeltaBook, laid: list[str]) -> None:
    whole, _ = same(book, laid)
    for file in (derived.place(book.folder) / FOLDER).glob("*.rows"):
        told = bytearray(file.read_bytes())
        told[-3] ^= 1
        file.write_bytes(told)
    found, anew = same(book, laid)
    assert found == whole
    assert anew


def test_a_purge_leaves_nothing_that_was_laid_and_who_was_at_work_keeps_nothing_of_it(book: DeltaBook) -> None:
    told(book, 1)
    before = kept_words(book.folder)
    assert before
    purge(book, before=small_firm.LAST)
    assert not derived.place(book.folder).exists()
    before.put("kind", {"a": np.zeros(1, np.uint8)})
    assert not list(derived.place(book.folder).rglob("*.rows"))
    after = kept_words(book.folder)
    assert after
    after.put("kind", {"a": np.zeros(1, np.uint8)})
    assert "a" in after.get("kind", ["a"])


def test_a_note_is_read_anew_once_somebody_of_theirs_is_known_whom_it_names(
    book: DeltaBook, tmp_path: Path, laid: list[str]
) -> None:
    (tmp_path / "notes").mkdir()
    note = "1,2026-07-21,Note,,Goldfield Mills,Ida Orr,Quentin promised the deposit by 24 July 2026."
    (tmp_path / "notes" / "notes.csv").write_text(f"{NOTES}{note}\n")
    read_into(book, tmp_path / "notes")
    before, _ = same(book, laid)
    (tmp_path / "people").mkdir()
    person = f"9,Quentin,Roe,quentin@{small_firm.MILLS},Goldfield Mills"
    (tmp_path / "people" / "contacts.csv").write_text(
        f"Record ID,First Name,Last Name,Email,Associated Company\n{person}\n"
    )
    read_into(book, tmp_path / "people")
    after, anew = same(book, laid)
    assert "their_promises_12m" in after
    assert small_firm.MILLS in anew
    counted = [next(a for a in json.loads(r)["accounts"] if a["id"] == small_firm.MILLS) for r in (before, after)]
    assert [a["measures"]["their_promises_12m"] for a in counted] == [0, 1]
