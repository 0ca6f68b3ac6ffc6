"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No test is timed: what a busy machine takes longer for is no fault of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Spark in the tests, here and in the processes that they start, is set up for small books.
os.environ.setdefault("SPARK_CONF_DIR", str(Path(__file__).parent / "spark"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of exports and data that lies beside the repository on the machines that have it."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the shared folder is not on this machine")
    return folder
