"""Calls that are off, and what is told of them: one line, exit code 2, no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.book import derived
from comity.home import locked
from comity.reviews import review_book
from tests.cli.conftest import Say

POLICY = '[[points]]\nmeasure = "praise_12m"\nfrom = 0\nto = 5\ngood = 1\n'
BROKEN_POLICIES = (
    ("name = ", "TOML"),
    (POLICY.replace("to = 5\n", ""), "lacks to"),
    (POLICY.replace("good", "splendid"), "splendid"),
    (POLICY.replace("good = 1", 'good = "much"'), "no number"),
    (POLICY.replace("good = 1", "good = nan"), "no number"),
    (POLICY.replace("good = 1", ""), "lacks a standing"),
    ('[prior]\ngood = "high"\n', "no number"),
    ("points = 3\n", "no list"),
    ("prior = 3\n", "no table"),
    ('enough = "lots"\n', "no number"),
)


def test_no_command_shows_them_all(say: Say) -> None:
    said = say()
    assert said.code == 0
    for command in ("read", "review", "statement", "rejects", "signals", "accounts"):
        assert command in said.out


@pytest.mark.parametrize("command", ["read", "review", "statement", "rejects", "signals", "accounts"])
def test_every_command_tells_its_words(say: Say, command: str) -> None:
    said = say(command, "--help")
    assert (said.code, said.err) == (0, "")
    assert f"comity {command}" in said.out


def test_a_command_that_is_none_is_told_with_those_that_are(say: Say) -> None:
    assert "'reviews'" in say("reviews").refusal
    assert "'review'" in say("reviews").refusal


@pytest.mark.parametrize(
    "words", [("statement",), ("read",), ("signals",), ("signals", "label", "a"), ("rejects", "x")]
)
def test_missing_and_further_words_are_told_in_one_line(say: Say, words: tuple[str, ...]) -> None:
    assert f"comity {words[0]} --help" in say(*words).refusal or "comity --help" in say(*words).refusal


@pytest.mark.parametrize("command", ["read", "review"])
def test_a_folder_that_is_missing_is_named(say: Say, tmp_path: Path, command: str) -> None:
    assert say(command, tmp_path / "nowhere").refusal.startswith(f"{tmp_path / 'nowhere'}: no such folder")


def test_a_folder_without_anything_dated_cannot_be_reviewed(say: Say, tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "notes.txt").write_text("rope, paint\n")
    assert "nothing dated was found" in say("review", tmp_path / "exports").refusal


@pytest.mark.parametrize("command", [("review",), ("statement", "fen")])
@pytest.mark.parametrize("day", ["tomorrow", "2024-02-30", "30/09/2024", "", "2024-1-1", "99999-01-01"])
def test_a_day_that_is_none_is_told(say: Say, command: tuple[str, ...], day: str) -> None:
    assert f"“{day}” is no day" in say(*command, "--as-of", day).refusal


@pytest.mark.parametrize("command", [("review",), ("statement", "fen")])
def test_a_day_in_the_future_is_refused_before_anything_is_judged(read: Say, command: tuple[str, ...]) -> None:
    assert "lies in the future" in read(*command, "--as-of", "2999-01-01").refusal


@pytest.mark.parametrize("command", [("review",), ("statement", "fen"), ("rejects",), ("accounts",)])
def test_without_a_book_the_first_step_is_told(say: Say, command: tuple[str, ...]) -> None:
    assert "Run `comity read FOLDER` first" in say(*command).refusal


@pytest.mark.parametrize("command", [("review",), ("statement", "fen"), ("accounts",)])
def test_a_book_without_anything_dated_is_told(say: Say, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "empty").mkdir()
    assert say("read", tmp_path / "empty").code == 0
    assert "nothing dated" in say(*command).refusal


@pytest.mark.parametrize("command", [("review",), ("statement", "fen"), ("rejects",), ("accounts",)])
def test_json_to_a_place_that_cannot_be_written_is_told(read: Say, tmp_path: Path, command: tuple[str, ...]) -> None:
    where = tmp_path / "nowhere" / "out.json"
    assert read(*command, "--json", where).refusal.startswith(f"{where}: cannot be written")
    assert read(*command, "--json", tmp_path).refusal.startswith(f"{tmp_path}: cannot be written")


def test_a_home_that_is_no_folder_is_told(say: Say, tmp_path: Path, exports: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "cannot be written to" in say("--home", tmp_path / "file", "read", exports).refusal
    assert "no book here yet" in say("--home", tmp_path / "file", "review").refusal


@pytest.mark.parametrize(("text", "told"), BROKEN_POLICIES)
def test_a_broken_policy_is_told_with_its_place(read: Say, tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "policy.toml").write_text(text)
    refusal = read("review", "--policy", tmp_path / "policy.toml").refusal
    assert refusal.startswith(f"{tmp_path / 'policy.toml'}: ")
    assert told in refusal


def test_a_policy_that_cannot_be_opened_or_is_no_text_is_told(read: Say, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("policy.toml", "nowhere.toml"):
        assert read("review", "--policy", tmp_path / name).refusal.startswith(f"{tmp_path / name}: ")


def test_a_policy_of_ones_own_judges(read: Say, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(f'name = "ours/2"\n[prior]\ngood = 9\n{POLICY}')
    told = read("review", "--policy", tmp_path / "policy.toml", "--json", "-").json
    assert told["policy"] == "ours/2"
    assert {a["standing"] for a in told["accounts"]} == {"good"}


@pytest.mark.parametrize("spoilt", ["log", "facts"])
def test_a_damaged_book_is_told(read: Say, home: Path, spoilt: str) -> None:
    for path in sorted((home / "book" / "messages").rglob("*.json" if spoilt == "log" else "*.parquet")):
        path.write_text("x")
    for command in (("review",), ("accounts",), ("statement", "fen")):
        assert read(*command).refusal.startswith(f"{home / 'book' / 'messages'}: cannot be read")


@pytest.mark.slow
def test_a_damaged_cache_is_no_cache(read: Say, home: Path) -> None:
    first = read("review", "--json", "-")
    reviews = derived.place(home / "book")
    caches = [file for folder in (home / "cache", reviews / "words") for file in sorted(folder.glob("[a-z]*"))]
    kinds = [c.name.partition(".")[0] for c in caches]
    assert kinds[:4] == ["holidays", "labels", "promises", "words"]
    assert {"promised", "said"} < set(kinds[4:])
    for cache in caches:
        for spoilt in (cache.read_bytes()[:100], cache.read_bytes()[:-100], b"", b"x"):
            cache.write_bytes(spoilt)
            for review in filter(Path.is_file, reviews.iterdir()):
                review.unlink()
            again = read("review", "--json", "-")
            assert (again.code, again.out, again.err) == (0, first.out, "")


def test_a_fault_of_the_program_itself_is_one_line_too(read: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_words: object, **_options: object) -> None:
        raise ZeroDivisionError("of two\nlines")

    assert review_book.__module__ == "comity.reviews"
    monkeypatch.setattr("comity.cli.judging.review_book", faulty)
    assert read("review").refusal.startswith("a fault of comity itself (ZeroDivisionError: of two lines)")
    monkeypatch.setenv("COMITY_TRACE", "1")
    with pytest.raises(ZeroDivisionError):
        read("review")


def test_two_who_read_at_once_do_not_mix(say: Say, home: Path, exports: Path) -> None:
    with locked(home):
        assert "another `comity read`" in say("read", exports).refusal
    assert say("read", exports).code == 0
