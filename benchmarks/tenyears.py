"""A first drop of years of one firm's mail, until every client is judged, beside the standard library's full parse.

`python -m benchmarks tenyears [N]` takes N (20,000) messages evenly from 200,000 generated ones, of six years: what
counts is how much of it is of the newest year, which is read, judged and shown before all the rest.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from benchmarks._used import used

MESSAGES = 20_000
ALL = 200_000


def run(shared: Path, messages: int = MESSAGES) -> dict[str, object]:
    """Seconds until the first verdicts are on the pages and until all mail is in them, and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        box = Path(folder) / "exports" / "all.mbox"
        box.parent.mkdir()
        used(str(shared / "bench" / "gen_mbox.py"), f"{folder}/every.mbox", "--n", str(ALL))
        _thinned(Path(folder) / "every.mbox", box, ALL // messages)
        theirs = used(str(shared / "bench" / "mail_stdlib.py"), "full", str(box), f"{folder}/out.sqlite")
        os.environ.update({"COMITY_HOME": f"{folder}/home", "COMITY_DATABASE_URL": ""})
        ours = json.loads(used("-m", "benchmarks._day", str(box.parent)).out.splitlines()[-1])
    assert ours["kept"] == messages
    ratios = {name: round(ours[name] / theirs.seconds, 1) for name in ("first_seconds", "seconds")}
    print(f"tenyears: {messages} messages, first verdicts after {ours['first_seconds']} s, all after "
          f"{ours['seconds']} s; the standard library {theirs.seconds} s, ratios {ratios}", flush=True)  # fmt: skip
    return {"messages": messages, "ours": ours, "theirs": theirs._replace(out="")._asdict(), "ratios": ratios}


def _thinned(every: Path, some: Path, step: int) -> None:
    """Copies the first of each `step` messages."""
    seen = -1
    with every.open("rb") as lines, some.open("wb") as kept:
        for line in lines:
            seen += line.startswith(b"From ")
            if seen % step == 0:
                kept.write(line)
    every.unlink()
