"""Each firm judged without having been fitted to: reader and policy trained on the others, scored by its key.

The policy learns as well from firms that taught no reader (`training/judged`), measured by the reader that ships, which
itself has learnt from the firm that is judged.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

from comity.review_json import as_json
from comity.reviews import review_book
from comity.signals.ears import Ears, Shipped, shipped_reader
from comity.standing.policy import Policy
from training.cases import TODAY, book_of, cases, days_of, key_of
from training.data import HELD_OUT_FIRMS, Example, examples, firm_folders, judged_folders, nobodys
from training.ears import Known, known, parts_without
from training.policy import Case, fit

COUNTED = (
    "n", "exact", "acceptable", "cause", "advice", "ground", "grounds", "cited", "must", "bad_cites", "missing",
    "earlier_ok", "earlier_n",
)  # fmt: skip


def run(shared: Path) -> dict[str, object]:
    """A line a firm and one over all. Held-out firms and writers only count where COMITY_HELD_OUT is set."""
    held_out = bool(os.environ.get("COMITY_HELD_OUT"))
    firms = [f for f in firm_folders(shared) if held_out or f.name not in HELD_OUT_FIRMS]
    sentences = examples(shared)
    public = nobodys(shared)
    heard = known(examples(shared, held_out=held_out), public)
    scorer = scorer_of(shared)
    with ProcessPoolExecutor(2) as pool:
        read = list(pool.map(_measured, [(f, sentences, public, heard) for f in firms]))
        judged = [case for some in pool.map(_of_shipped, judged_folders()) for case in some]
    found: dict[str, object] = {}
    total: Counter[str] = Counter()
    for firm, (reader, _) in zip(firms, read, strict=True):
        others = [case for other, (_, some) in zip(firms, read, strict=True) if other != firm for case in some] + judged
        told = scored(scorer, firm, reader, fit(others, "others"))
        found[firm.name] = told
        total.update({k: told[k] for k in COUNTED})
        print(firm.name, line(told), flush=True)
    found["all"] = dict(total)
    print("all", line(total), flush=True)
    return found


def _measured(task: tuple[Path, Sequence[Example], Sequence[Example], Known]) -> tuple[Ears, list[Case]]:
    firm, sentences, public, heard = task
    reader = parts_without(firm.name, sentences, public, heard).reader()
    return reader, cases(firm, reader)


def _of_shipped(firm: Path) -> list[Case]:
    return cases(firm, shipped_reader())


def scored(scorer: ModuleType, firm: Path, reader: Ears | Shipped, policy: Policy | None = None) -> dict[str, Any]:
    """What the scorer says of a firm judged on all days that its key knows, by the default policy or another."""
    key, book = key_of(firm), book_of(firm)
    documents = [
        as_json(review_book(book, as_of=dt.date.fromisoformat(day), today=TODAY, policy=policy, reader=reader,
                            thresholds=reader.thresholds))
        for day in days_of(key)
    ]  # fmt: skip
    told = scorer.score(key, documents[0])
    told["earlier_ok"], told["earlier_n"] = scorer.earlier(key, documents)
    return told


def line(told: Mapping[str, Any]) -> str:
    """The figures of a firm, or of all, in words."""
    n = told["n"]
    return (
        f"exact {told['exact'] / n:.0%}, acceptable {told['acceptable'] / n:.0%}, "
        f"cited {told['cited'] / told['must']:.0%}, "
        f"cause {told['cause'] / n:.0%}, advice {told['advice'] / n:.0%}, ground {told['ground']}/{told['grounds']}, "
        f"earlier {told['earlier_ok']}/{told['earlier_n']}, "
        f"decoys cited as bad {told['bad_cites']}, missing {told['missing']}"
    )


def scorer_of(shared: Path) -> ModuleType:
    """The scorer that every firm is scored by, loaded from the shared folder."""
    spec = importlib.util.spec_from_file_location("score_firm", shared / "bench" / "score_firm.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
