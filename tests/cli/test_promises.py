"""`comity promises`: who promised what, by when, what came of it, and the words that tell so."""

from __future__ import annotations

from tests.cli.conftest import Say

KEYS = {"account", "by", "who", "what", "made_on", "due", "outcome", "evidence"}


def test_promises_are_told_as_the_contract_says(read: Say) -> None:
    told = read("promises", "--json", "-").json
    assert told["comity"] == "promises/1"
    for promise in told["promises"]:
        assert set(promise) == KEYS
        assert promise["by"] in ("us", "client")
        assert promise["outcome"] in ("kept", "broken", "open", "withdrawn", "unknown")
        assert promise["evidence"][0]["quote"] == promise["what"]


def test_promises_are_printed_with_their_outcome_first(read: Say) -> None:
    said = read("promises", columns=200)
    assert said.out.startswith("As of ")
    assert said.code == 0


def test_a_client_that_nobody_knows_is_one_clear_line(read: Say) -> None:
    assert "nobody" in read("promises", "--account", "nobody.example").refusal


def test_a_folder_that_is_not_there_is_one_clear_line(read: Say) -> None:
    assert "no-such-folder" in read("promises", "no-such-folder").refusal
