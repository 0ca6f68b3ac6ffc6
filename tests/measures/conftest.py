"""The engines that every measure is tried on: all that there are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from comity.engine import ENGINES, Engine, engine_called

Fresh = Callable[[], Engine]
# Spark takes a second a measure on a small machine, most of it for planning.
SLOW = {"spark"}


@pytest.fixture(params=[pytest.param(n, marks=pytest.mark.slow) if n in SLOW else n for n in sorted(ENGINES)])
def fresh(request: pytest.FixtureRequest) -> Fresh:
    """Makes fresh engines of one kind."""
    return partial(engine_called, request.param)


@pytest.fixture
def engine(fresh: Fresh) -> Engine:
    """A fresh engine."""
    return fresh()
