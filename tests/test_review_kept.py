"""What is kept of a review comes back as it was, stands for one book and one program, and goes with a purge."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import pickle
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from comity.book import derived
from comity.book.declared import POLICY, declare
from comity.book.purge import purge
from comity.book.store import DeltaBook
from comity.book.unread import Rule
from comity.review_kept import MOST, Kept
from comity.reviewed import Review
from tests.cli.firm import FEN, OURS, letter, write
from tests.invariants.books import book_of, judged, read_into

WORD = "varnish"  # quoted in the review, and nowhere in the program


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("reed") / "exports")


@pytest.fixture(scope="module")
def told(exports: Path) -> Review:
    """A review with words in it."""
    return judged(book_of(exports))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The folder of something like a book."""
    (tmp_path / "book" / "messages").mkdir(parents=True)
    (tmp_path / "book" / "messages" / "1.parquet").write_text("one")
    return tmp_path / "book"


def files(book: Path) -> list[Path]:
    return sorted(derived.place(book).glob("*"))


def test_it_comes_back_as_it_was_and_is_for_nobody_else_to_read(book: Path, told: Review) -> None:
    assert any(WORD in p.quote for v in told.accounts for r in v.reasons for p in r.evidence)
    assert Kept(book, "").find() is None
    Kept(book, "").keep(told)
    assert repr(Kept(book, "").find()) == repr(told)
    [file] = files(book)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_else_it_was_made_from_tells_it_from_others(book: Path, told: Review) -> None:
    Kept(book, "until 2026-10-01").keep(told)
    assert Kept(book, "until 2026-10-02").find() is None
    assert Kept(book, "until 2026-10-01").find() == told


def _mail(book: Path) -> None:
    file = book.parent / "more.mbox"
    file.write_text(letter(40, FEN, OURS, "Boats", "We will order two more boats in May."))
    read_into(DeltaBook(book), file)


def _policy(book: Path) -> None:
    declare(DeltaBook(book), POLICY, "caution = 3", by="Ann", at=dt.datetime.now(dt.UTC), source="")


CHANGES: dict[str, Callable[[Path], object]] = {
    "mail came": _mail,
    "the same mail was read": lambda book: (_mail(book), _mail(book)),
    "a policy was set": _policy,
    "something was purged": lambda book: purge(DeltaBook(book), [Rule("subject", "The quote")]),
    "a file was written over": lambda book: next(book.rglob("*.parquet")).write_bytes(b"PAR1"),
    "a file is gone": lambda book: next(book.rglob("*.parquet")).unlink(),
    "a file has the time and size of another": lambda book: _forged(next(book.rglob("*.parquet"))),
}  # fmt: skip


def _forged(file: Path) -> None:
    found = file.stat()
    file.write_bytes(b"x" * found.st_size)
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))


@pytest.fixture(scope="module")
def filled(exports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "book"
    read_into(DeltaBook(folder), exports)
    return folder


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_of_no_use_when(change: str, filled: Path, told: Review, tmp_path: Path) -> None:
    book = shutil.copytree(filled, tmp_path / "book")
    before = Kept(book, "")
    before.keep(told)
    CHANGES[change](book)
    assert Kept(book, "").find() is None
    # What was judged meanwhile is of a book that is no more.
    derived.clear(book)
    before.keep(told)
    assert files(book) == []


def test_another_library_or_program_makes_another(
    book: Path, told: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program := tmp_path / "program").mkdir()
    monkeypatch.setattr("comity.review_kept._PROGRAM", program)
    Kept(book, "").keep(told)
    (tmp_path / "site" / "numpy-99.0.dist-info").mkdir(parents=True)
    with monkeypatch.context() as further:
        further.syspath_prepend(str(tmp_path / "site"))
        assert Kept(book, "").find() is None
    assert Kept(book, "").find() == told
    (program / "rules.toml").write_text("a = 1")
    assert Kept(book, "").find() is None


def _body(file: Path) -> bytes:
    return file.read_bytes().partition(b"\n")[2]


def _cut(raw: bytes) -> bytes:
    return raw[: random.Random(1).randrange(len(raw))]


def _turned(raw: bytes) -> bytes:
    at = random.Random(2).randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def sealed(file: Path, told: bytes) -> bytes:
    """As somebody would write it who knows how."""
    return hashlib.blake2b(told, key=file.stem.encode()).hexdigest().encode() + b"\n" + told


DAMAGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda f: f.write_bytes(b""),
    "half of it": lambda f: f.write_bytes(_cut(f.read_bytes())),
    "a bit turned round": lambda f: f.write_bytes(_turned(f.read_bytes())),
    "that of another book": lambda f: f.write_bytes(sealed(f.with_stem("0" * 32), _body(f))),
    "a pickle": lambda f: f.write_bytes(sealed(f, pickle.dumps("all fine"))),
    "a day alone": lambda f: f.write_bytes(sealed(f, b'{"as_of": "2024-04-02"}')),
    "words for figures": lambda f: f.write_bytes(sealed(f, _body(f).replace(b"null", b'"none"', 1))),
    "lists without end": lambda f: f.write_bytes(sealed(f, b"[" * 1_000_000)),
    "no text": lambda f: f.write_bytes(sealed(f, b"\xff\xfe\x00" * 100)),
    "a pipe": lambda f: (f.unlink(), os.mkfifo(f)),
    "a folder": lambda f: (f.unlink(), f.mkdir()),
    "a link": lambda f: (f.rename(f.with_name("there")), f.symlink_to(f.with_name("there"))),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_in_its_place_is_as_if_nothing_were_there(damage: str, book: Path, told: Review) -> None:
    Kept(book, "").keep(told)
    [file] = files(book)
    DAMAGES[damage](file)
    assert Kept(book, "").find() is None


def test_few_are_kept_and_what_was_left_half_written_goes(book: Path, told: Review) -> None:
    for n in range(MOST + 2):
        Kept(book, str(n)).keep(told)
        files(book)[0].with_name(".left.json.1.tmp").write_text("of a process that was killed")
    assert [Kept(book, str(n)).find() == told for n in range(MOST + 2)] == [False, False, *[True] * MOST]
    Kept(book, "last").keep(told)
    assert len(files(book)) == MOST


def test_one_that_is_too_large_or_holds_what_json_cannot_is_not_kept(
    book: Path, told: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    for odd in ("\ud800", float("nan"), float("inf"), 3):
        first, *others = told.accounts
        measures = {**first.measures, "evidence": odd}
        Kept(book, "").keep(replace(told, accounts=(replace(first, measures=measures), *others)))
    monkeypatch.setattr("comity.review_kept.LARGEST", 1000)
    Kept(book, "").keep(told)
    assert files(book) == []


def test_a_purge_takes_it_away_with_the_words(filled: Path, told: Review, tmp_path: Path) -> None:
    book = shutil.copytree(filled, tmp_path / "book")
    Kept(book, "").keep(told)
    assert WORD in files(book)[0].read_text()
    (derived.place(book) / ".left.json.1.tmp").write_text(WORD)
    purge(DeltaBook(book), [Rule("subject", "Re: Spring plans")])
    assert [p for p in book.rglob("*") if p.is_file() and WORD.encode() in p.read_bytes()] == []


def test_a_purge_follows_no_link(filled: Path, tmp_path: Path) -> None:
    book = shutil.copytree(filled, tmp_path / "book")
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "diary").write_text("mine")
    derived.place(book).symlink_to(tmp_path / "else")
    purge(DeltaBook(book), [Rule("subject", "Re: Spring plans")])
    assert (tmp_path / "else" / "diary").exists()
    assert not derived.place(book).is_symlink()
