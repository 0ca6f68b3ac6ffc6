"""Mail to book: the whole `comity read` of 50,000 messages beside what a user writes today, in one run.

Also of twice as many: what is held in memory must not grow with the mailbox.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks._used import Used, beside, used

MESSAGES = 50_000
RUNS = 2


def run(shared: Path) -> Mapping[str, object]:
    """What both took and the ratios, the two in turn, and the memory for a mailbox of twice the size."""
    generator, by_hand = str(shared / "bench" / "gen_mbox.py"), str(shared / "bench" / "mail_stdlib.py")
    ours, theirs = list[Used](), list[Used]()
    with tempfile.TemporaryDirectory() as folder:
        box = Path(folder) / "exports" / "all.mbox"
        box.parent.mkdir()
        used(generator, str(box), "--n", str(MESSAGES))
        for turn in range(RUNS):
            ours.append(_read(box.parent, Path(folder) / f"home{turn}", MESSAGES))
            theirs.append(used(by_hand, "full", str(box), f"{folder}/out{turn}.sqlite"))
        used(generator, str(box), "--n", str(2 * MESSAGES))
        twice = _read(box.parent, Path(folder) / "twice", 2 * MESSAGES)
    found = beside(ours, theirs) | {"peak_mb_of_twice": twice.peak_mb}
    print("mail: comity read against the standard library,", found["ratios"],
          f"; at most {max(u.peak_mb for u in ours)} MB, of twice as many {twice.peak_mb} MB", flush=True)  # fmt: skip
    return found


def _read(exports: Path, home: Path, messages: int) -> Used:
    took = used("-m", "comity", "--home", str(home), "read", str(exports), "--json", "-")
    kept = sum(f["kept"] for f in json.loads(took.out)["read"])
    assert kept == messages, f"{kept} of {messages} were kept"
    return took
