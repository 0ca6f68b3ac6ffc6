"""`comity review` of a home that it was judged before: the same to the byte, in a moment, and never out of date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.book import derived
from comity.book.declared import POLICY, declare
from comity.book.purge import purge
from comity.book.store import DeltaBook
from comity.book.unread import Rule
from comity.cli import judging
from comity.home import locked
from comity.reviewed import Review
from tests.cli.conftest import Said, Say
from tests.cli.firm import FEN, OURS, letter

PRICE = ("correct", "sentence", "Kiln & Clay", "Your price is too high", "not", "price_pressure", "--ref")


@pytest.fixture
def judgings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """As many numbers as a book was judged."""
    found: list[int] = []
    judge = judging.of_book

    def counted(*words: object) -> Review:
        found.append(1)
        return judge(*words)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(judging, "of_book", counted)
    return found


@pytest.fixture
def twice(read: Say, judgings: list[int], tmp_path: Path) -> Callable[..., Said]:
    """Review, which judges, and review again, which does not and says the same; gives what it said."""

    def both(*words: object) -> Said:
        before = len(judgings)
        said, again = (read("review", *words, "--json", tmp_path / f"{n}.json") for n in range(2))
        assert len(judgings) == before + 1
        assert said == again
        assert (tmp_path / "0.json").read_bytes() == (tmp_path / "1.json").read_bytes()
        assert said.code == 0
        return said

    return both


def kept(home: Path) -> list[Path]:
    """The reviews; what else is worked out of a book's words is of use whoever judges."""
    return sorted(file for file in derived.place(home / "book").glob("*") if file.is_file())


def test_any_page_is_laid_out_from_what_is_kept(read: Say, judgings: list[int], home: Path) -> None:
    fresh = read("review", columns=140)
    again = read("review", columns=140)
    narrow = read("review", columns=60)
    assert (again, len(judgings)) == (fresh, 1)
    derived.clear(home / "book")
    assert (read("review", columns=60), len(judgings)) == (narrow, 2)


def test_while_somebody_else_holds_the_home_it_is_judged_and_not_kept(read: Say, home: Path) -> None:
    with locked(home):
        assert read("review").code == 0
    assert kept(home) == []


def test_with_a_language_model_named_nothing_is_kept(read: Say, home: Path, tmp_path: Path) -> None:
    named = '[firm]\ndomains = ["reed.example"]\n[reader]\nurl = "http://127.0.0.1:1"\nmodel = "m"\n'
    (tmp_path / "told").mkdir()
    (tmp_path / "told" / "comity.toml").write_text(named)
    read("read", tmp_path / "told")
    assert "nobody allowed it" in read("review").err
    assert kept(home) == []


@pytest.mark.slow
def test_it_is_made_anew_after_each_kind_of_change(
    twice: Callable[..., Said], read: Say, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice()
    read(*PRICE, "<3@mail.example>")
    twice()
    read("accounts", "merge", "fenboats.example", "Marsh Hotel")
    twice()
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "new.mbox").write_text(letter(40, FEN, OURS, "Boats", "We will order two more boats in May."))
    read("read", tmp_path / "more")
    twice()
    text = 'name = "strict"\ncaution = 3\n'
    declare(DeltaBook(home / "book"), POLICY, text, by="Ann", at=dt.datetime.now(dt.UTC), source="")
    twice()
    (tmp_path / "own.toml").write_text('name = "own"\n[prior]\nprice = 3.0\n')
    twice("--policy", tmp_path / "own.toml")
    twice("--as-of", "2024-01-31")
    purge(DeltaBook(home / "book"), [Rule("subject", "The quote")])
    twice()
    for module in ("judging", "commands.review"):
        monkeypatch.setattr(f"comity.cli.{module}.today", lambda: dt.date(2030, 1, 1))
    twice()
    # A folder that is reviewed by itself leaves nothing behind.
    before = kept(home)
    read("review", tmp_path / "more")
    assert kept(home) == before
