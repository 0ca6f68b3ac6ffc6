"""The firms whose accounts teach the policy, and those that nothing is trained on: their keys speak the vocabulary, and
their exports hold who is judged.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.unseen import untaught
from comity.book.known import known_on, newest_day
from comity.book.whois import who_is_who
from comity.standing.policy import STANDINGS
from training.cases import TODAY, book_of, key_of
from training.data import firm_folders, gold, heard_folders, judged_folders, mail_folders

# Two dozen more of these have lain here long; they take a minute.
KEYED = [
    *judged_folders(), *heard_folders(), *untaught(),
    *(pytest.param(firm, marks=pytest.mark.slow) for firm in mail_folders()),
]  # fmt: skip
TELLING = 60  # characters: shorter sentences stand in anybody's mail


@pytest.fixture(scope="module")
def taught() -> frozenset[str]:
    """The sentences of our own writers and firms; a key has them without its mail, which takes long to read."""
    shared = Path("nowhere")
    keys = [key_of(firm) for firm in (*firm_folders(shared), *mail_folders())]
    whole = [said for key in keys for mail in key.get("exhaustive", ()) for said in mail["sentences"]]
    texts = [said["text"] for said in (*whole, *(said for key in keys for said in key["sentences"]))]
    return frozenset(text for text in (*texts, *(e.text for e in gold(shared))) if len(text) > TELLING)


@pytest.mark.parametrize("firm", KEYED, ids=lambda folder: folder.name)
def test_a_key_tells_the_standing_of_accounts_that_the_exports_hold(firm: Path) -> None:
    key, book = key_of(firm), book_of(firm)
    told = [*key["accounts"], *key.get("earlier", ())]
    assert {s for one in told for s in (one["standing"], *one.get("acceptable", ()))} <= set(STANDINGS)
    day = newest_day(book, TODAY)
    assert day is not None
    known = who_is_who(known_on(book, day), None).accounts
    assert {one["id"] for one in told} <= set(known)


@pytest.mark.parametrize("firm", [*judged_folders(), *heard_folders(), *untaught()], ids=lambda folder: folder.name)
def test_no_sentence_of_a_firm_that_is_measured_by_the_reader_teaches_it(firm: Path, taught: frozenset[str]) -> None:
    bodies = book_of(firm).facts("messages", ["body"])["body"].to_pylist()
    said = {line.strip() for body in bodies for line in (body or "").replace(". ", ".\n").splitlines()}
    assert said
    assert not taught & {line for line in said if len(line) > TELLING}
