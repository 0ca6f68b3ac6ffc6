"""The public fixtures of three reply parsers, on machines that have them."""

from __future__ import annotations

from pathlib import Path

from benchmarks.replies import run


def test_at_least_95_of_the_public_fixtures_come_out_right(shared: Path) -> None:
    found = run(shared)
    assert found["fixtures"] == 113
    assert isinstance(found["right"], int)
    assert found["right"] >= 95
