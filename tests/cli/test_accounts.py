"""`comity accounts`: who was taken for whom and why, and what people decide about it."""

from __future__ import annotations

import re

from tests.cli.conftest import Say


def listed(say: Say) -> dict[str, str]:
    """The accounts by id, with their names."""
    return {a["id"]: a["name"] for a in say("accounts", "--json", "-").json["accounts"]}


def decided(said: object) -> str:
    """The short name of the decision that a call wrote down."""
    found = re.fullmatch(r"Kept as decision (\w{8})\. `comity accounts undo \1` takes it back\.\n", str(said))
    assert found, said
    return found[1]


PLAIN = {"fenboats.example": "Fen Boats Ltd", "kilnclay.example": "Kiln & Clay", "marsh-hotel": "Marsh Hotel"}


def test_accounts_are_listed_with_what_else_they_are_called(read: Say) -> None:
    assert listed(read) == PLAIN
    said = read("accounts")
    assert "fenboats.example   Fen Boats Ltd   also Fen Boats" in said.out
    assert said.err == ""


def test_why_tells_the_reason_of_everything_laid_to_an_account(read: Say) -> None:
    said = read("accounts", "why", "Fen Boats Ltd")
    assert "domain fenboats.example: the CRM says so" in said.out


def test_accounts_are_merged_and_taken_apart_again(read: Say) -> None:
    short = decided(read("accounts", "merge", "fenboats.example", "Marsh Hotel", "--why", "one owner").out)
    assert listed(read) == {k: v for k, v in PLAIN.items() if k != "marsh-hotel"}
    assert f"decision {short}: merge" in read("accounts", "why", "fenboats.example").out
    assert "one owner" in read("accounts", "why", "fenboats.example").out
    decided(read("accounts", "undo", short).out)
    assert listed(read) == PLAIN
    assert "was taken back already" in read("accounts", "undo", short).refusal


def test_a_spelling_is_split_off_and_put_back(read: Say) -> None:
    short = decided(read("accounts", "split", "fenboats.example", "Fen Boats").out)
    assert listed(read) == {**PLAIN, "fen-boats": "Fen Boats"}
    decided(read("accounts", "undo", short).out)
    assert listed(read) == PLAIN


def test_accounts_are_renamed_with_a_domain_or_without(read: Say) -> None:
    first = decided(read("accounts", "rename", "fenboats.example", "Fen", "Group").out)
    second = decided(read("accounts", "rename", "marsh-hotel", "Marsh House").out)
    renamed = {"fenboats.example": "Fen Group", "kilnclay.example": "Kiln & Clay", "marsh-hotel": "Marsh House"}
    assert listed(read) == renamed
    for short in (second, first):
        decided(read("accounts", "undo", short).out)
    assert listed(read) == PLAIN


def test_decisions_outlast_the_next_reading(read: Say, exports: object) -> None:
    decided(read("accounts", "merge", "fenboats.example", "kilnclay.example").out)
    assert read("read", exports).code == 0
    assert set(listed(read)) == {"fenboats.example", "marsh-hotel"}


def test_what_cannot_be_decided_is_told_and_not_kept(read: Say) -> None:
    assert "needs an ACCOUNT" in read("accounts", "merge").refusal
    assert "needs to be told what with" in read("accounts", "merge", "fenboats.example").refusal
    assert "no account is called “Moss”" in read("accounts", "merge", "fenboats.example", "Moss").refusal
    assert "is that account already" in read("accounts", "merge", "fenboats.example", "Fen Boats Ltd").refusal
    assert "is no part of fenboats.example" in read("accounts", "split", "fenboats.example", "Marsh Hotel").refusal
    assert "no decision is called 12ab" in read("accounts", "undo", "12ab").refusal
    assert listed(read) == PLAIN
    assert "decision" not in read("accounts", "why", "fenboats.example").out
