"""Firms whose standings taught nothing, judged by what ships: standings, proofs and promises. Of those of
`benchmarks/firms` nothing at all was learnt (`untaught`; they are counted by themselves too), of `training/heard` how
much each step counts in other languages, of `training/mail` sentences.

Their writers knew the vocabulary and none of our firms. Of five of them it was told sentence by sentence by other
readers what promises and what does not (`promised` in a key; null where they would disagree), for all that names a day
ahead or that the reader suspects; reading promises was mended after a first look at these. Of the others the forms of
their exports were mended after a first look. What came of promises was learnt from all but nine (`untold`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.promises import count, figures
from benchmarks.standing import COUNTED, line, scored, scorer_of
from comity.judge import see
from comity.ledger.promise_list import promise_list
from comity.signals.ears import shipped_reader
from training.cases import TODAY, book_of, key_of
from training.data import heard_folders, mail_folders
from training.outcomes import UNTOLD

FIRMS = Path(__file__).parent / "firms"


def run(shared: Path) -> dict[str, object]:
    """A line a firm and one over all, for standings and for promises."""
    scorer, reader = scorer_of(shared), shipped_reader()
    standing: Counter[str] = Counter()
    promised: Counter[str] = Counter()
    untold: Counter[str] = Counter()
    untaught_standing: Counter[str] = Counter()
    found: dict[str, object] = {}
    for folder in folders():
        told, key = scored(scorer, folder, reader), key_of(folder)
        day = dt.date.fromisoformat(key["as_of"])
        sight = see(book_of(folder), day, today=TODAY, reader=reader, thresholds=reader.thresholds)
        rows = promise_list(sight.engine, day).to_pylist()
        counts = count(key, rows) + Counter(_told(key, rows))
        standing.update({k: told[k] for k in COUNTED})
        untaught_standing.update({k: told[k] for k in COUNTED} if folder in untaught() else {})
        promised.update(counts)
        untold.update(counts if folder.name in UNTOLD else {})
        found[folder.name] = {"standing": {k: told[k] for k in COUNTED}, "promises": _figures(counts)}
        print("unseen:", folder.name, line(told), flush=True)
    found["all"] = {
        "standing": dict(standing), "untaught": dict(untaught_standing), "promises": _figures(promised),
        "untold": _figures(untold),
    }  # fmt: skip
    print("unseen: all", line(standing))
    print("unseen: untaught", line(untaught_standing))
    for name, counts in (("promises", promised), ("promises, untold", untold)):
        print(f"unseen: {name}", ", ".join(f"{what} {value}" for what, value in _figures(counts).items()))
    return found


def folders() -> list[Path]:
    """Each firm's folder, its exports and its key, where that tells of accounts."""
    return [firm for firm in (*untaught(), *heard_folders(), *mail_folders()) if key_of(firm)["accounts"]]


def untaught() -> list[Path]:
    """Those of which nothing was learnt."""
    return [key.parent for key in sorted(FIRMS.glob("*/key.json"))]


def _told(key: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """For each sentence that was looked at whether it promises, and whether it was told to, by whose it is."""
    taken = {(row["ref"], row["quote"]) for row in rows}
    for one in key.get("promised", ()):
        if one["value"] is not None:
            told = (one["message_id"], one["text"]) in taken
            yield f"{one['by']}_{'right' if one['value'] else 'wrong'}_{'told' if told else 'left'}"


def _figures(n: Mapping[str, int]) -> dict[str, Any]:
    told = figures(n)
    for by in ("us", "client"):
        right, wrong, left = (n.get(f"{by}_{what}", 0) for what in ("right_told", "wrong_told", "right_left"))
        told[f"sentences_of_{by}"] = (
            f"precision {right / max(1, right + wrong):.2f}, recall {right / max(1, right + left):.2f}"
        )
    return told
