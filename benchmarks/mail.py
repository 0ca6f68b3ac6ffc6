"""Mail to book: the whole `comity read` of 50,000 messages beside what a user writes today, in one run."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MESSAGES = 50_000


def run(shared: Path) -> dict[str, object]:
    """Seconds of both and their ratio, the two in turn, twice."""
    with tempfile.TemporaryDirectory() as folder:
        exports = Path(folder) / "exports"
        exports.mkdir()
        mbox = exports / "all.mbox"
        generator = [sys.executable, str(shared / "bench" / "gen_mbox.py"), str(mbox), "--n", str(MESSAGES)]
        subprocess.run(generator, check=True, capture_output=True)
        ours, theirs = [], []
        for turn in range(2):
            ours.append(_ours(exports, Path(folder) / f"home{turn}"))
            theirs.append(_theirs(shared, mbox, Path(folder) / f"out{turn}.sqlite"))
    ratio = round(min(ours) / min(theirs), 3)
    print(f"mail: comity read {min(ours):.1f} s, the standard library {min(theirs):.1f} s, ratio {ratio}", flush=True)
    return {"comity_read_s": ours, "mail_stdlib_full_s": theirs, "ratio": ratio}


def _ours(exports: Path, home: Path) -> float:
    began = time.perf_counter()
    command = [sys.executable, "-m", "comity", "--home", str(home), "read", str(exports), "--json", "-"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - began
    kept = sum(f["kept"] for f in json.loads(done.stdout)["read"])
    assert kept == MESSAGES, f"{kept} of {MESSAGES} were kept"
    return round(seconds, 2)


def _theirs(shared: Path, mbox: Path, out: Path) -> float:
    command = [sys.executable, str(shared / "bench" / "mail_stdlib.py"), "full", str(mbox), str(out)]
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return round(time.perf_counter() - began, 2)
