"""Every example of every page holds: in SQL on every engine, and by the referee."""

from __future__ import annotations

import pytest

from comity.engine import Engine
from comity.measures import measures
from comity.measures.compute import values
from tests.measures.same import same
from tests.referee import REFEREES, know_firm
from tests.spec.pages import Example, examples

EXAMPLES = {example.name: example for example in examples()}
# What a verdict leans on most: these must be told by an example.
IMPORTANT = {
    "plans_shared_12m", "price_talk_share_12m", "concessions_traded_share_12m", "grave_12m", "late_days_12m",
    "withheld_share_12m", "late_against_habit", "unexplained_late_days_12m", "margin_12m", "margin_share_12m",
    "main_contact_share_12m", "highest_level_12m", "our_answer_hours_12m", "our_silence_12m", "meetings_called_off_12m",
    "our_promises_kept_share_12m", "hours_course_12m", "evidence",
}  # fmt: skip


@pytest.mark.parametrize("example", [EXAMPLES[n] for n in sorted(EXAMPLES)], ids=sorted(EXAMPLES))
def test_an_example_is_what_the_measures_say(example: Example, engine: Engine) -> None:
    example.book.lay(engine, example.days)
    found = {name: values(measures()[name], engine) for name, _, _ in example.says}
    for (name, day, account), value in example.says.items():
        assert same(found[name].get((day, account)), value), f"{name} of {account} on {day}"


@pytest.mark.parametrize("example", [EXAMPLES[n] for n in sorted(EXAMPLES)], ids=sorted(EXAMPLES))
def test_an_example_is_what_the_referee_says(example: Example) -> None:
    for (name, day, account), value in example.says.items():
        assert same(REFEREES[name](know_firm(example.book, day)[account]), value), f"{name} of {account} on {day}"


def test_what_a_verdict_leans_on_is_told_by_an_example() -> None:
    shown = {name for example in EXAMPLES.values() for name, _, _ in example.says}
    assert sorted(IMPORTANT - shown) == []


def test_every_example_says_something_of_what_is_given() -> None:
    for example in EXAMPLES.values():
        assert example.says, example.name
        assert example.book.accounts, example.name
