"""The engines that every measure is tried on: whoever adds one adds it here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from comity.engine import DuckEngine, Engine

Fresh = Callable[[], Engine]
ENGINES: dict[str, Fresh] = {"duckdb": DuckEngine}


@pytest.fixture(params=sorted(ENGINES))
def fresh(request: pytest.FixtureRequest) -> Fresh:
    """Makes fresh engines of one kind."""
    return ENGINES[request.param]


@pytest.fixture
def engine(fresh: Fresh) -> Engine:
    """A fresh engine."""
    return fresh()
