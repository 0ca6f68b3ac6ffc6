"""The firms whose accounts teach the policy: their keys speak the vocabulary, and their exports hold who is judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.book.known import known_on, newest_day
from comity.book.whois import who_is_who
from comity.standing.policy import STANDINGS
from training.cases import TODAY, book_of, key_of
from training.data import firm_folders, judged_folders


@pytest.mark.parametrize("firm", judged_folders(), ids=lambda folder: folder.name)
def test_a_key_tells_the_standing_of_accounts_that_the_exports_hold(firm: Path) -> None:
    key, book = key_of(firm), book_of(firm)
    told = [*key["accounts"], *key.get("earlier", ())]
    assert {s for one in told for s in (one["standing"], *one.get("acceptable", ()))} <= set(STANDINGS)
    day = newest_day(book, TODAY)
    assert day is not None
    known = who_is_who(known_on(book, day), None).accounts
    assert {one["id"] for one in told} <= set(known)


def test_no_firm_teaches_the_reader_that_its_accounts_are_measured_by() -> None:
    taught = {folder.name for folder in firm_folders(Path("nowhere"))}
    assert taught
    assert taught.isdisjoint(folder.name for folder in judged_folders())
