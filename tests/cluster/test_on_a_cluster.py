"""A review on a real cluster, of a book on an object store, one of whose workers dies in the middle of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from comity.folders import store_at
from tests.invariants.books import EXAMPLE
from tests.invariants.test_engines import differences

pytestmark = pytest.mark.slow


def comity(*words: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    call = [sys.executable, "-m", "comity", *words, "--json", "-"]
    return subprocess.Popen(
        call, env={**os.environ, **(env or {})}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def told(call: subprocess.Popen[str]) -> dict[str, object]:
    """What a command tells as JSON once it is done."""
    found, trouble = call.communicate(timeout=1800)
    assert call.returncode == 0, trouble
    return json.loads(found)


def test_a_worker_killed_in_the_middle_changes_nothing_in_the_review(bucket: str, tmp_path: Path) -> None:
    spark = pytest.importorskip("tests.cluster.spark")
    home = f"{bucket}/cluster"
    told(comity("--home", home, "read", str(EXAMPLE)))
    here = told(comity("--home", home, "review"))
    # What was heard is kept there: the cluster is to hear all of it itself.
    store, place = store_at(f"{home}/cache")
    store.delete_dir(place)
    with spark.cluster(tmp_path) as cluster:
        review = comity("--home", home, "review", "--engine", "spark", env=cluster.env)
        assert cluster.at_work(0)
        assert cluster.at_work(1)
        assert review.poll() is None
        cluster.kill(1)
        there = told(review)
    assert differences(here, there) == []
