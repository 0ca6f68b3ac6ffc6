"""Company names: how many spellings find their firm at a precision of 98 %, beside what a user would take instead.

Three measures.
- `company-names`: 500 names and 500 spoilt spellings of them. Each spelling is looked up twice: among all firms, and
  among all but its own, where every answer is wrong. The threshold is set on one half for 98 % and measured on the
  other, both ways round. Beside it: rapidfuzz's WRatio and ratio on cleanco's base names, thresholds set likewise.
- `crm-opportunities`: every account of the pipeline, run together, in capitals or with a legal form, among accounts.
- `examples`: every spelling in an example firm's books and time sheets among its CRM's companies. The figures are
  counts; whether each is right is judged by eye in what `python -m benchmarks.names -v` prints.
"""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cleanco import basename
from rapidfuzz import fuzz, process

from comity.book.names import Directory, Firm
from comity.book.reading import read_folders
from comity.book.store import MemoryBook
from comity.sources import Settings

FLOOR = 0.98
SPELLINGS = (
    ("invoices", "customer"), ("payments", "customer"), ("hours", "client"), ("timesheets", "client"),
    ("placements", "client"), ("job_orders", "client"), ("deals", "company"), ("contacts", "company"),
)  # fmt: skip

# For a spelling: the probability or score of the best answer, and which firm it is; without one firm, if told so.
Look = Callable[[str, int | None], tuple[float, int]]
Trial = tuple[float, bool, bool]  # how sure, whether right, whether its firm was there to be found


def run(shared: Path, *, told: bool = False) -> dict[str, Any]:
    """Measure on the shared data; prints a line for each measure, and every answer of the examples when `told`."""
    result: dict[str, Any] = {
        "company_names": _spoilt(shared / "data" / "company-names"),
        "crm_opportunities": _accounts(shared / "data" / "crm-opportunities"),
        "examples": {p.name: _example(p, told=told) for p in sorted((shared / "examples").iterdir()) if p.is_dir()},
    }
    return result


def _spoilt(folder: Path) -> dict[str, Any]:
    names, spoilt = (
        [r["company_name"] for r in _rows(folder / f)] for f in ("test_names.csv", "adjusted_test_names.csv")
    )
    result: dict[str, Any] = {"pairs": len(names)}
    ways = {
        "comity": _by_directory(names),
        "rapidfuzz WRatio": _by_ratio(names, fuzz.WRatio),
        "rapidfuzz ratio": _by_ratio(names, fuzz.ratio),
    }
    for who, look in ways.items():
        began = time.perf_counter()
        trials = [[_trial(look, s, i, there=there) for there in (True, False)] for i, s in enumerate(spoilt)]
        taken = time.perf_counter() - began
        both = [_halves(trials, both_ways=both_ways) for both_ways in (True, False)]
        result[who] = {"seconds": round(taken, 2), "with_strangers": both[0], "every_name_known": both[1]}
        for what, figures in (("strangers among them", both[0]), ("every name known", both[1])):
            print(f"company names, {who}, {what}: " + ", ".join(f"{k} {v}" for k, v in figures.items()))
    return result


def _trial(look: Look, spelling: str, firm: int, *, there: bool) -> Trial:
    sure, found = look(spelling, None if there else firm)
    return sure, there and found == firm, there


def _halves(trials: Sequence[Sequence[Trial]], *, both_ways: bool) -> dict[str, Any]:
    """Threshold from one half, precision and recall on the other, both ways round, added up."""
    kept = [[t for t in pair if both_ways or t[2]] for pair in trials]
    halves = [list(itertools.chain(*kept[part::2])) for part in (0, 1)]
    right = answered = there = 0
    thresholds = []
    for learnt, measured in (halves, halves[::-1]):
        threshold = _threshold(learnt)
        thresholds.append(round(threshold, 3))
        taken = [t for t in measured if t[0] >= threshold]
        right += sum(t[1] for t in taken)
        answered += len(taken)
        there += sum(t[2] for t in measured)
    return {
        "thresholds": thresholds,
        "answered": answered,
        "precision": round(right / answered, 4) if answered else None,
        "recall": round(right / there, 4),
    }


def _threshold(trials: Sequence[Trial]) -> float:
    """The lowest score from which on FLOOR of the answers are right."""
    lowest, right, taken = 1.1, 0, 0
    for sure, equal in itertools.groupby(sorted(trials, reverse=True), key=lambda t: t[0]):
        answers = [ok for _, ok, _ in equal]
        right, taken = right + sum(answers), taken + len(answers)
        if right / taken >= FLOOR and sure > 0:
            lowest = sure
    return lowest


def _by_directory(names: Sequence[str]) -> Look:
    directory = Directory(Firm(f"{i:06d}", (name,)) for i, name in enumerate(names))

    def look(spelling: str, without: int | None) -> tuple[float, int]:
        but = None if without is None else f"{without:06d}"
        best = max(directory.claims(spelling, without=but), key=lambda m: m.probability, default=None)
        return (best.probability, int(best.firm)) if best else (0.0, -1)

    return look


def _by_ratio(names: Sequence[str], scorer: Callable[..., float]) -> Look:
    plain = [basename(n).lower() for n in names]

    def look(spelling: str, without: int | None) -> tuple[float, int]:
        others = {i: n for i, n in enumerate(plain) if i != without}
        _, score, i = process.extractOne(basename(spelling).lower(), others, scorer=scorer)
        return score / 100, i

    return look


def _accounts(folder: Path) -> dict[str, Any]:
    names = sorted({r["account"] for r in _rows(folder / "accounts.csv")})
    told = sorted({r["account"] for r in _rows(folder / "sales_pipeline.csv")} - {""})
    directory = Directory(Firm(n, (n,)) for n in names)
    written = [(t, w) for t in told for w in (t, t.replace(" ", ""), t.upper(), f"{t}, Inc.", t.replace("-", " "))]
    found = [(t, directory.find(w)) for t, w in written]
    wrong = sum(m is not None and m.firm != t for t, m in found)
    right = sum(m is not None and m.firm == t for t, m in found)
    products = Directory(Firm(r["product"], (r["product"],)) for r in _rows(folder / "products.csv"))
    sold = sorted({r["product"] for r in _rows(folder / "sales_pipeline.csv")})
    joined = sum((m := products.find(p)) is not None and m.firm.replace(" ", "") == p.replace(" ", "") for p in sold)
    print(f"crm accounts: {len(written)} spellings, {right} right, {wrong} wrong; {joined} of {len(sold)} products")
    return {"spellings": len(written), "right": right, "wrong": wrong, "products": len(sold), "products_right": joined}


def _example(folder: Path, *, told: bool) -> dict[str, int]:
    book = MemoryBook()
    read_folders([folder / "exports"], book, today=dt.date.today(), settings=Settings())
    companies = book.facts("companies").to_pylist()
    own = [n for n in book.facts("firm").to_pydict()["name"] if n]
    firms = [Firm(f"{c['name']} [{i}]", (c["name"] or "",), tuple(c["domains"] or ())) for i, c in enumerate(companies)]
    directory = Directory(firms, own=own)
    spellings = sorted({n for t, c in SPELLINGS for n in book.facts(t, [c]).to_pydict()[c] if n})
    counts = {"companies": len(firms), "spellings": len(spellings), "found": 0, "asked": 0, "none": 0}
    for spelling in spellings:
        finding = directory.look(spelling)
        counts["found" if finding.match else "asked" if finding.candidates else "none"] += 1
        if told:
            print(
                f"  {spelling} -> {finding.match.firm if finding.match else 'none'}: {finding.question or finding.why}"
            )
    print(f"example {folder.name}: " + ", ".join(f"{k} {v}" for k, v in counts.items()))
    return counts


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    run(Path(__file__).parents[2] / "shared", told="-v" in sys.argv)
