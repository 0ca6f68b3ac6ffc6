"""Training what is shipped: `python -m training SHARED` writes the reader's model and the default policy.

For each example firm a reader is trained without it, so that the policy is fitted on measures as they will be on firms
that nobody has labelled; the shipped reader is trained on all.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from comity.signals.linear import MODEL, LinearReader
from training.cases import cases
from training.data import HELD_OUT_FIRMS, HELD_OUT_WRITERS, Example, firm_folders, firms, gold
from training.policy import Case, fit, written
from training.reader import parts, save

SOURCE = Path(__file__).parent.parent / "src" / "comity"
POLICY = "default/1"


def examples(shared: Path, *, held_out: bool = False) -> list[Example]:
    """All labelled sentences; those of held-out writers and firms only where asked for."""
    found = [*gold(shared), *firms(shared)]
    return [e for e in found if held_out or e.group not in (*HELD_OUT_WRITERS, *HELD_OUT_FIRMS)]


def cases_without(task: tuple[Path, list[Example]]) -> list[Case]:
    """A firm's cases, measured with a reader that was not trained on that firm."""
    firm, sentences = task
    reader = LinearReader(*parts([e for e in sentences if e.group != firm.name]))
    return cases(firm, reader)


def main(shared: Path) -> None:
    """Train and write."""
    sentences = examples(shared, held_out=True)
    save(*parts(sentences), SOURCE / "signals" / "model", MODEL)
    tasks = [(firm, sentences) for firm in firm_folders(shared)]
    with ProcessPoolExecutor(2) as pool:
        measured = [case for some in pool.map(cases_without, tasks) for case in some]
    (SOURCE / "standing" / "default.toml").write_text(written(fit(measured, POLICY)), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
