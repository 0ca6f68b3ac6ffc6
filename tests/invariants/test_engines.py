"""The bundled firm's review, with every measure, reason and proof, is the same on every engine."""

from __future__ import annotations

from math import isclose

import pytest

from comity.engine import engine_called
from comity.review_json import as_json
from comity.reviews import review_book
from tests.invariants.books import KEPT, TODAY, example


def differences(one: object, other: object, at: str = "") -> list[str]:
    """Where two values of JSON are not the same but for the order in which parts of a number were added."""
    if isinstance(one, dict) and isinstance(other, dict):
        return [d for k in one.keys() | other.keys() for d in differences(one.get(k), other.get(k), f"{at}/{k}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [d for n, (x, y) in enumerate(zip(one, other, strict=True)) for d in differences(x, y, f"{at}/{n}")]
    if isinstance(one, float) and isinstance(other, float) and isclose(one, other, rel_tol=1e-9, abs_tol=1e-9):
        return []
    return [] if one == other else [f"{at}: {one} and {other}"]


@pytest.mark.slow
def test_the_review_of_the_bundled_firm_is_the_same_on_spark() -> None:
    told = [
        as_json(review_book(example(), as_of=None, today=TODAY, cache=KEPT, engine=engine_called(name)))
        for name in ("duckdb", "spark")
    ]
    assert len(told[0]["accounts"]) > 5
    assert differences(told[0], told[1]) == []
