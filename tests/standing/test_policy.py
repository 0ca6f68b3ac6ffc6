"""A policy that cannot be used says what is wrong, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.errors import UserError
from comity.standing.policy import Rule, load, parse
from comity.standing.scorecard import score


def test_a_file_that_is_no_toml_is_told_with_its_line() -> None:
    with pytest.raises(UserError, match=r"mine\.toml: is no TOML .*line 2"):
        parse('name = "x"\nenough == 3\n', "mine.toml")


def test_a_standing_that_does_not_exist_is_named() -> None:
    with pytest.raises(UserError, match=r"number 1 does not know freind"):
        parse('[[points]]\nmeasure = "evidence"\nfrom = 0\nto = 1\nfreind = 1.0\n', "mine.toml")


def test_a_missing_file_is_told_as_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be opened"):
        load(tmp_path / "none.toml")


def test_a_rule_may_run_downwards() -> None:
    rule = Rule("margin_share_12m", 0.2, -0.2, {"one_sided": 1.0})
    assert [rule.share(v) for v in (0.3, 0.2, 0.0, -0.2, -0.9)] == [0, 0, 0.5, 1, 1]


def test_no_caution_at_all_lets_the_least_evidence_count_in_full() -> None:
    policy = parse('caution = 0\n[[points]]\nmeasure = "praise_12m"\nfrom = 0\nto = 1\ngood = 2.0\n', "mine.toml")
    assert score({"praise_12m": 1.0, "evidence": 0.1}, policy).standing == "good"
    assert score({}, policy).points == ()
