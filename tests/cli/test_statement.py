"""`comity statement`: both sides of one account, with the dates between."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Say
from tests.cli.firm import COMPANIES, FEN, OURS, TOML, letter


@pytest.mark.parametrize(
    "called", ["fenboats.example", "Fen Boats Ltd", "Fen Boats", "fen boats limited", "FENBOATS.EXAMPLE"]
)
def test_an_account_is_found_by_id_name_or_spelling(read: Say, called: str) -> None:
    told = read("statement", called, "--json", "-").json
    assert told["account"] == {"id": "fenboats.example", "name": "Fen Boats Ltd"}


def test_an_unknown_account_is_told_with_what_comes_near(read: Say) -> None:
    assert read("statement", "Kilm").refusal == "no account is called “Kilm”. Perhaps one of kilnclay.example."
    assert read("statement", "Hotel").refusal == "no account is called “Hotel”. Perhaps one of marsh-hotel."
    assert read("statement", "ki").refusal == "no account is called “ki”. Perhaps one of kilnclay.example."
    assert "`comity accounts` lists them all" in read("statement", "Zebra Inc").refusal


def test_entries_have_a_side_a_flow_words_and_a_proof(read: Say) -> None:
    told = read("statement", "fenboats.example", "--json", "-").json
    assert told["comity"] == "statement/1"
    assert told["entries"]
    for entry in told["entries"]:
        assert entry["side"] in ("we", "they")
        assert entry["flow"] in ("gave", "took")
        assert entry["on"] <= told["as_of"]
        assert entry["sentence"]
        [proof] = entry["evidence"]
        assert proof["ref"]
    assert [e["on"] for e in told["entries"]] == sorted(e["on"] for e in told["entries"])


def test_nothing_is_known_before_the_first_fact(read: Say) -> None:
    assert read("statement", "fenboats.example", "--as-of", "2023-12-31", "--json", "-").json["entries"] == []
    assert (
        "Nothing is known of this account until that day."
        in read("statement", "fenboats.example", "--as-of", "2023-12-31").out
    )


def test_an_account_is_found_on_a_day_before_anything_was_known_of_it_by_every_name_of_today(read: Say) -> None:
    for name in ("Fen Boats", "Marsh Hotel", "marsh-hotel"):
        told = read("statement", name, "--as-of", "2019-01-01")
        assert (told.code, told.err) == (0, "")
        assert "Nothing is known of this account until that day." in told.out
        assert read("promises", "--account", name, "--as-of", "2019-01-01").code == 0
    refused = read("statement", "Hotel", "--as-of", "2019-01-01").refusal
    assert refused == "no account is called “Hotel”. Perhaps one of marsh-hotel."


def test_what_was_read_of_an_account_that_gave_and_took_nothing_is_named(say: Say, tmp_path: Path) -> None:
    folder = tmp_path / "few"
    folder.mkdir()
    (folder / "comity.toml").write_text(TOML)
    (folder / "companies.csv").write_text(COMPANIES)
    lines = ((FEN, OURS, "Hello", "We need three oars."), (OURS, FEN, "Re: Hello", "Done."))
    (folder / "a.mbox").write_text("".join(letter(n, *line) for n, line in enumerate(lines)))
    assert say("read", folder).code == 0
    told = say("statement", "fenboats.example", columns=120).out
    assert told.endswith("What was read of them until that day (mail) tells of nothing given or taken.\n")


def test_no_key_of_a_program_stands_in_a_statement(read: Say) -> None:
    for account in ("kilnclay.example", "fenboats.example"):
        page = read("statement", account, columns=240).out
        told = read("statement", account, "--json", "-").json["entries"]
        refs = {e["evidence"][0]["ref"] for e in told if e["evidence"][0]["kind"] != "invoice"}
        assert refs
        assert not [ref for ref in refs if ref in page]
        assert "(longest: Ann Reed, " in page


def test_an_entry_is_told_as_of_the_day(read: Say) -> None:
    early, late = (
        read("statement", "fenboats.example", "--as-of", day, "--json", "-").json["entries"]
        for day in ("2024-02-01", "2024-03-31")
    )
    assert 0 < len(early) < len(late)


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_both_columns_fit_the_page(read: Say, columns: int) -> None:
    lines = read("statement", "kilnclay.example", columns=columns).out.splitlines()
    assert max(map(len, lines)) <= columns
    assert any("worked" in line[: columns // 2] for line in lines)


def test_money_is_told_to_the_cent_as_it_stands_on_the_invoice(read: Say) -> None:
    entries = read("statement", "kilnclay.example", "--json", "-").json["entries"]
    paid = [e["amount"] for e in entries if e["unit"] == "money"]
    page = read("statement", "kilnclay.example", columns=140).out
    assert paid
    for amount in paid:
        assert f"{amount:,.2f}".removesuffix(".00") in page
