"""Promises against the keys of the firms: how many of the keys' were found, and how their outcomes were told.

Each firm is read by a reader that was not trained on it. A promise of a key is found where the message that made it
made one of the same side, or gave it another day; one found stands for one of the key. False is what was found in mails
of which every sentence is labelled, in a sentence that carries no commitment. Held-out firms count where
COMITY_HELD_OUT is set.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from comity.judge import see
from comity.ledger.promise_list import promise_list
from training.cases import TODAY, book_of, key_of
from training.data import HELD_OUT_FIRMS, Example, examples, firm_folders, nobodys
from training.ears import Known, known, parts_without
from training.outcomes import matched

TOLD = ("broken", "open")  # the outcomes that count: most promises are kept, and always saying so is worth nothing
Row = Mapping[str, Any]


def run(shared: Path) -> dict[str, object]:
    """A line a firm, one over all but the held-out, and one over all."""
    held_out = bool(os.environ.get("COMITY_HELD_OUT"))
    firms = [f for f in firm_folders(shared) if held_out or f.name not in HELD_OUT_FIRMS]
    sentences, public = examples(shared), nobodys(shared)
    heard = known(examples(shared, held_out=held_out), public)
    found: dict[str, object] = {}
    total: Counter[str] = Counter()
    with ProcessPoolExecutor(2) as pool:
        for firm, counts in zip(
            firms, pool.map(_measured, [(f, sentences, public, heard) for f in firms]), strict=True
        ):
            total.update(counts)
            found[firm.name] = figures(counts)
            print("promises:", firm.name, _line(figures(counts)), flush=True)
    found["all"] = figures(total)
    print("promises: all", _line(figures(total)), flush=True)
    return found


def figures(n: Mapping[str, int]) -> dict[str, Any]:
    """Shares and F1 of what was counted; null where there is nothing to share."""
    told: dict[str, Any] = {
        "promises": n.get("keyed", 0), "found": _share(n.get("found", 0), n.get("keyed", 0)),
        "due_day_right": _share(n.get("due", 0), n.get("found", 0)),
    }  # fmt: skip
    for outcome in TOLD:
        hits, said, are = (n.get(f"{what}_{outcome}", 0) for what in ("hit", "said", "are"))
        told[f"{outcome}_f1"] = _share(2 * hits, said + are)
        told[outcome] = f"{hits} of {are}, {said} said"
    told["kept_told"] = f"{n.get('hit_kept', 0)} of {n.get('are_kept', 0)}, {n.get('said_kept', 0)} said"
    labelled = n.get("true", 0) + n.get("false", 0)
    told["false_share"] = _share(n.get("false", 0), labelled)
    told["false"] = f"{n.get('false', 0)} of {labelled}, {n.get('false_pay_notice', 0)} of them notices of payment"
    return told


def count(key: Mapping[str, Any], rows: Sequence[Row]) -> Counter[str]:
    """What is counted of one firm: its key against the promises that were found."""
    counts: Counter[str] = Counter()
    keyed = [(a["id"], p) for a in key["accounts"] for p in a.get("promises", ())]
    found = matched([p for _, p in keyed], rows)
    for number, (_, promise) in enumerate(keyed):
        row, outcome = found.get(number), promise["outcome"]
        counts.update({"keyed": 1, f"are_{outcome}": 1})
        if row is not None:
            counts.update({"found": 1, f"said_{row['outcome']}": 1, f"hit_{outcome}": row["outcome"] == outcome})
            counts["due"] += (row["due_on"].isoformat() if row["due_on"] else None) == promise["due"]
    taken = {(r["ref"], r["quote"]) for r in found.values()}
    for label in _false(key, rows, taken):
        counts.update({"true": 1} if label is None else {"false": 1, f"false_{label}": 1})
    return counts


def _false(key: Mapping[str, Any], rows: Sequence[Row], taken: set[tuple[str, str]]) -> Iterator[str | None]:
    """For each promise found in a mail that is labelled throughout: None where it is one, else what else it is."""
    whole = {
        e["message_id"]: [(" ".join(s["text"].split()), s["labels"]) for s in e["sentences"]]
        for e in key.get("exhaustive", ())
    }
    for place in sorted({(r["ref"], r["quote"]) for r in rows if r["ref"] in whole}):
        # A sentence that promises more than one thing is told in parts.
        carried = next((labels for text, labels in whole[place[0]] if place[1] in text), ())
        yield None if "commitment" in carried or place in taken else next(iter(carried), "nothing")


def _measured(task: tuple[Path, Sequence[Example], Sequence[Example], Known]) -> Counter[str]:
    firm, sentences, public, heard = task
    key = key_of(firm)
    reader = parts_without(firm.name, sentences, public, heard).reader()
    day = dt.date.fromisoformat(key["as_of"])
    sight = see(book_of(firm), day, today=TODAY, reader=reader, thresholds=reader.thresholds)
    return count(key, promise_list(sight.engine, day).to_pylist())


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _line(told: Mapping[str, Any]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in told.items())
