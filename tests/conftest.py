"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from comity.engine import Spread, engine_called, spread_of
from tests.spreads import by_hand

# No test is timed: what a busy machine takes longer for is no fault of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Spark in the tests, here and in the processes that they start, is set up for small books.
os.environ.setdefault("SPARK_CONF_DIR", str(Path(__file__).parent / "spark"))


@pytest.fixture(params=["by hand", pytest.param("spark", marks=pytest.mark.slow)])
def spread(request: pytest.FixtureRequest) -> Spread:
    """How workers are given work."""
    found = by_hand if request.param == "by hand" else spread_of(engine_called(request.param))
    assert found
    return found


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of exports and data that lies beside the repository on the machines that have it."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the shared folder is not on this machine")
    return folder
