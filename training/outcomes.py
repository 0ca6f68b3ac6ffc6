"""Fitting how likely a later word tells what came of a promise: `python -m training.outcomes SHARED` writes it.

A pair is a promise of a key, found in the mail, and a word after it that may tell (`comity.ledger.promising.outcomes`);
it tells the outcome where the key names it as its proof. Firms whose keys name no proofs teach nothing, nor do those
that measure it (`UNTOLD`).
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression

from comity.judge import see
from comity.ledger import promises
from comity.ledger.promise_list import promise_list, proofs
from comity.ledger.promising import outcomes
from comity.ledger.promising.story import Promise, Story, Word
from comity.ledger.promising.topics import stems
from comity.ledger.promising.workdays import Workdays
from comity.signals.ears import shipped_reader
from training.cases import TODAY, book_of, key_of
from training.data import firm_folders, heard_folders, judged_folders, mail_folders

WEIGHTS = Path(outcomes.__file__).with_suffix(".toml")
STRENGTH = 0.3  # inverse of the ridge
KEPT, BROKEN = 0.3, 0.3  # from where each is believed: few who kept their word are told to have broken it
CLASSES = ("", "kept", "broken")
# What came of their promises was told to nobody.
UNTOLD = (
    "brandywine", "calderfinch", "cathcart", "gantryvale", "hexworthy", "kilbourne", "montalet", "mudiecarrick",
    "ravensworth", "sandhill", "takahe", "turlough", "wartberg",
)  # fmt: skip
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """A promise and a later word: what speaks of an outcome, and which one it tells (a place in CLASSES)."""

    whose: str
    signs: Sequence[float]
    told: int


class _Listening(Story):
    """Notes every word after every promise, also after what came of it is known, and believes none of them."""

    def __init__(
        self, noted: list[tuple[Promise, Word, str, list[float]]], workdays: Workdays, _likely: object = None
    ) -> None:
        super().__init__(workdays)
        self._pairs, self._all = noted, list[Promise]()
        self._heard: dict[int, set[str]] = {}

    def hear(self, word: Word) -> None:
        self._all += [p for p in self.open if id(p) not in self._heard and not self._heard.update({id(p): set()})]
        for promise in self._all:
            if promise.ref == word.ref or word.said_on > self._last(promise):
                continue
            by = outcomes.whose(promise, word)
            if outcomes.counts(promise, word):
                over = promise.due is not None and word.said_on > self._limit(promise)
                number = outcomes.nearest(promise, word)
                first = by not in self._heard[id(promise)]
                found = outcomes.signs(promise, word, number, first=first, over=over)
                self._pairs.append((promise, word, by, found))
            self._heard[id(promise)].add(by)
        super().hear(word)


def pairs_of(firm: Path) -> list[Pair]:
    """The pairs of a firm, read by what ships."""
    key, reader, noted = key_of(firm), shipped_reader(), list[tuple[Promise, Word, str, list[float]]]()
    day = dt.date.fromisoformat(key["as_of"])
    with patch.object(promises, "Story", partial(_Listening, noted)):
        sight = see(book_of(firm), day, today=TODAY, reader=reader, thresholds=reader.thresholds)
        rows = promise_list(sight.engine, day).to_pylist()
    keyed = [p for a in key["accounts"] for p in a.get("promises", ())]
    told = {(r["ref"], r["quote"], r["side"]): keyed[number] for number, r in matched(keyed, rows).items()}
    found = []
    for promise, word, by, signs in noted:
        if one := told.get((promise.ref, promise.quote, promise.side)):
            named = word.ref.strip("<>") in {ref.strip("<>") for ref in one.get("outcome_ids") or ()}
            outcome = one["outcome"] if named and one["outcome"] in CLASSES else ""
            found.append(Pair(by, signs, CLASSES.index(outcome)))
    return found


def fit(pairs: Iterable[Pair]) -> dict[str, list[list[float]]]:
    """The weights by whose word it is (classes, signs)."""
    pairs, weights = list(pairs), {}
    for by in (outcomes.OWN, outcomes.OTHER, outcomes.NOTE):
        some = [p for p in pairs if p.whose == by]
        model = LogisticRegression(C=STRENGTH, max_iter=3000)
        model.fit(np.array([p.signs for p in some]), np.array([p.told for p in some]))
        table = model.coef_.copy()
        table[:, 0] += model.intercept_  # the first sign always stands
        weights[by] = table.round(3).tolist()
    return weights


def written(weights: Mapping[str, Sequence[Sequence[float]]]) -> str:
    """The file that ships."""
    lines = [
        "# Written by training.outcomes: how much each sign of comity.ledger.promising.outcomes speaks for neither,",
        "# for kept, for broken, by whose word it is; and from which probability either is believed.",
        f"kept = {KEPT}",
        f"broken = {BROKEN}",
        "",
        "[weights]",
    ]
    for by, rows in weights.items():
        lines += [f"{by} = [", *(f"  {list(row)}," for row in rows), "]"]
    return "\n".join(lines) + "\n"


def matched(keyed: Sequence[Mapping[str, Any]], rows: Sequence[Row]) -> dict[int, Row]:
    """By the number of a key's promise the row that it is: the best pairs first, each row once."""
    pairs = []
    for number, promise in enumerate(keyed):
        side = "us" if promise["maker"] == "us" else "client"
        for place, row in enumerate(rows):
            refs = {proof.ref for proof in proofs(row) if proof.by == side and proof.on <= _last(row)}
            if row["side"] == side and promise["message_id"] in refs:
                same_day = (row["due_on"].isoformat() if row["due_on"] else None) == promise["due"]
                pairs.append((-2 * same_day - len(stems(promise["what"]) & stems(row["quote"])), number, place))
    found: dict[int, Row] = {}
    used: set[int] = set()
    for _, number, place in sorted(pairs):
        if number not in found and place not in used:
            found[number] = rows[place]
            used.add(place)
    return found


def _last(row: Row) -> dt.date:
    """The day of the last words that made or moved a promise: what tells its outcome makes none."""
    return row["moved_on"] or row["happened_on"]


def folders(shared: Path) -> list[Path]:
    """The firms whose keys tell what came of promises, and where that stands."""
    every = [*firm_folders(shared), *judged_folders(), *heard_folders(), *mail_folders()]
    return [firm for firm in every if firm.name not in UNTOLD and _proven(key_of(firm))]


def _proven(key: Mapping[str, Any]) -> bool:
    return any(p.get("outcome_ids") for a in key["accounts"] for p in a.get("promises", ()))


def main(shared: Path) -> None:
    """Fit and write."""
    with ProcessPoolExecutor(2) as pool:
        found = pool.map(pairs_of, folders(shared))
        pairs = [pair for some in found for pair in some]
    WEIGHTS.write_text(written(fit(pairs)), "utf-8")
    sys.stdout.write(f"outcomes: {len(pairs)} pairs, {sum(p.told > 0 for p in pairs)} that tell one\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
