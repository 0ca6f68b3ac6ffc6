"""A reason compares with what is typical only where that tells something."""

from __future__ import annotations

import pytest

from comity.measures import measures
from comity.measures.compute import middle
from comity.standing.telling import left, money, sentence, share, times, weight


@pytest.mark.parametrize(
    ("name", "value", "typical", "told"),
    [
        ("main_contact_share_12m", 0.997, 1.0, ""),
        ("main_contact_share_12m", 0.97, 1.0, "; typical is 100 %"),
        ("hours_12m", 1312.0, 1290.0, ""),
        ("hours_12m", 1312.0, 12.0, "; typical is 12"),
        ("discovery_12m", 2.0, 2.0, ""),
        ("discovery_12m", 0.0, 2.0, "; typical is twice"),
        ("discovery_12m", 2.0, None, ""),
    ],
)
def test_a_value_that_is_what_is_typical_once_rounded_is_told_alone(
    name: str, value: float, typical: float | None, told: str
) -> None:
    said = sentence(measures()[name], value, typical, "EUR")
    assert said == sentence(measures()[name], value, None, "EUR").removesuffix(".") + told + "."


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "unknown"), (0.0, "nothing"), (0.1, "next to nothing"), (0.5, "half a threat"),
        (0.97, "one threat"), (1.04, "one threat"), (1.6, "2 threats"), (7.5, "8 threats"),
    ],
)  # fmt: skip
def test_what_grave_sentences_weigh_is_told_in_threats(value: float | None, told: str) -> None:
    assert weight(value) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "an unknown amount"),
        (8417.36, "8,417 GBP"),
        (-12_640.5, "-12,640 GBP"),
        (61.4, "61 GBP"),
        (4.5, "4.5 GBP"),
    ],
)
def test_a_sum_of_money_is_told_in_whole_units_and_not_rounded_further(value: float | None, told: str) -> None:
    assert money(value, "GBP") == told


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (None, "unknown"), (0.0, "never"), (0.5, "never or once"), (1.0, "once"), (1.5, "once or twice"),
        (2.0, "twice"), (2.5, "2 or 3 times"), (7.0, "7 times"),
    ],
)  # fmt: skip
def test_what_lies_midway_between_two_counts_is_told_as_both(count: float | None, told: str) -> None:
    assert times(count) == told


def test_an_estimate_is_told_in_whole_numbers_and_a_level_in_words() -> None:
    evidence, level = measures()["evidence"], measures()["highest_level_12m"]
    assert "as 2 letters could tell; typical is 19." in sentence(evidence, 1.6, 19.2, "")
    assert "as 1 letter could tell" in sentence(evidence, 1.2, None, "")
    assert sentence(level, 5.0, 3.0, "").endswith("is a member of the management; typical is a manager.")


def test_of_levels_one_is_typical_that_somebody_has_and_of_amounts_what_lies_between() -> None:
    assert middle("highest_level_12m", [6.0, 4.0, 6.0, 3.0]) == 4.0
    assert middle("evidence", [6.0, 4.0]) == 5.0
    assert middle("highest_level_12m", []) is None


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("our_promises_broken_12m", 1.0, "We broke 1 promise in the last year."),
        ("our_promises_broken_12m", 2.0, "We broke 2 promises in the last year."),
        ("our_answer_hours_12m", 1.0, "We took 1 business hour to answer at the median of the last year."),
        (
            "hours_course_12m",
            1.0,
            "Beyond what more was invoiced, our hours of the last half year are 1 times those of the half year before.",
        ),
    ],
)
def test_of_one_thing_it_is_said_as_of_one(name: str, value: float, told: str) -> None:
    assert sentence(measures()[name], value, None, "EUR") == told


def test_what_is_left_of_less_than_nothing_is_told_as_a_loss_and_far_below_in_times() -> None:
    assert [left(v) for v in (0.123, -0.002, -0.32, -1.9, -2.0, -20.69, None)] == [
        "12 %",
        "0 %",
        "less than nothing (a loss of 32 %)",
        "less than nothing (a loss of 190 %)",
        "less than nothing (a loss of 2 times as much)",
        "less than nothing (a loss of 21 times as much)",
        "unknown",
    ]
    said = sentence(measures()["margin_share_12m"], -3.2, 0.41, "EUR")
    assert (
        "of what we invoiced in the last year, less than nothing (a loss of 3 times as much) was left" in said.lower()
    )
    assert said.endswith("typical is 41 %.")


def test_a_share_that_moved_down_is_told_with_minus() -> None:
    assert [share(v) for v in (-0.32, -20.69, 0.0)] == ["minus 32 %", "minus 2,069 %", "0 %"]
