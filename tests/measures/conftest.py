"""The engines that every measure is tried on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from comity.engine import DuckEngine, Engine

ENGINES: dict[str, Callable[[], Engine]] = {"duckdb": DuckEngine}


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    """A fresh engine of each kind."""
    return ENGINES[request.param]()
