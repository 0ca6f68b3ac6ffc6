"""`comity review`: the portfolio printed for a person, and the same as JSON for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.signals import larger, stored
from tests.cli.conftest import Say
from tests.invariants.books import EXAMPLE

TOP = {"comity", "as_of", "policy", "firm", "read", "accounts"}
ACCOUNT = {
    "id", "name", "domains", "standing", "probability", "probabilities", "ground", "cause", "move", "advice", "trend",
    "channels", "unread", "measures", "reasons", "possible", "plays",
}  # fmt: skip


def test_a_folder_and_a_book_of_it_are_judged_alike(read: Say, exports: Path) -> None:
    folder = read("review", exports, "--json", "-")
    book = read("review", "--json", "-")
    assert {folder.err, book.err} in ({""}, {f"comity: {larger.missing()}\n"})
    assert folder.json == book.json


@pytest.mark.parametrize("of", ["a folder", "the book"])
def test_a_review_says_on_standard_error_that_a_part_of_the_reader_is_missing(
    read: Say, exports: Path, monkeypatch: pytest.MonkeyPatch, of: str
) -> None:
    monkeypatch.setattr(stored, "is_there", lambda _name: False)
    said = read("review", *([exports] if of == "a folder" else []))
    assert "the larger encoder, is missing" in said.err
    assert "make install" in said.err
    assert said.err.count("\n") == 1


def test_the_json_holds_what_the_contract_says(read: Say) -> None:
    told = read("review", "--json", "-").json
    assert told.keys() == TOP
    assert (told["comity"], told["as_of"]) == ("review/1", "2024-04-02")
    assert all(a.keys() == ACCOUNT for a in told["accounts"])
    for account in told["accounts"]:
        assert sum(account["probabilities"].values()) == pytest.approx(1, abs=1e-5)
        assert account["probability"] == account["probabilities"][account["standing"]]


def test_json_into_a_file_leaves_the_page_to_the_person(read: Say, tmp_path: Path) -> None:
    said = read("review", "--json", tmp_path / "out.json")
    assert said.out.startswith("Reed Rowing")
    assert json.loads((tmp_path / "out.json").read_text("utf-8")) == read("review", "--json", "-").json


def test_every_output_says_which_day_it_is_as_of(read: Say) -> None:
    assert ", 2 April 2024: " in read("review").out
    assert "31 January 2024" in read("review", "--as-of", "2024-01-31").out
    assert read("review", "--as-of", "2024-01-31", "--json", "-").json["as_of"] == "2024-01-31"


@pytest.mark.parametrize(
    ("day", "why"), [("0001-01-01", "lies before"), ("2999-01-01", "in the future"), ("x", "no day")]
)
def test_a_day_on_which_nothing_can_be_known_is_told_in_one_line(read: Say, day: str, why: str) -> None:
    said = read("review", "--as-of", day)
    assert said.code == 2
    assert why in said.err


def test_what_was_not_read_is_named(read: Say) -> None:
    assert "calls" in read("review").out.splitlines()[1]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home for the bundled firm's book, read once."""
    return tmp_path_factory.mktemp("pages")


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_the_portfolio_fits_the_page_and_holds_no_colour(say: Say, pages: Path, columns: int) -> None:
    if not (pages / "book").exists():
        assert say("read", EXAMPLE, "--home", pages).code == 0
    said = say("review", "--home", pages, "--as-of", "2026-09-30", columns=columns)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert max(map(len, lines)) <= columns
    assert "\x1b" not in said.out
    named = [a["name"] for a in say("review", "--home", pages, "--as-of", "2026-09-30", "--json", "-").json["accounts"]]
    for name in named:
        assert any(line.startswith(name.split()[0]) for line in lines), name


def test_nobody_known_yet_is_told_in_a_whole_sentence(read: Say) -> None:
    assert ", 3 January 2020: 0 clients.\n" in read("review", "--as-of", "2020-01-03").out


def test_whose_move_it_is_is_told_of_every_client_as_the_json_tells_it(read: Say) -> None:
    whose = [account["move"]["whose"] for account in read("review", "--json", "-").json["accounts"]]
    page = read("review").out
    ours = page.split("Our move", 1)[1].split("We wait for them")[0].split("Nobody's move")[0]
    assert whose.count("us") > 0
    assert ours.count(", by ") == whose.count("us")
