"""Training what is shipped: `python -m training SHARED` writes the reader's model and the default policy.

For each example firm a reader is made that saw nothing of it, so that the policy is fitted on measures as they will be
on firms that nobody has labelled; the shipped reader is trained on all, and measures the firms that taught it nothing
(`judged`) itself. The encoder is tuned before, by `training.tuning`.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from training import outcomes
from training.cases import cases
from training.data import Example, examples, firm_folders, judged_folders, nobodys
from training.ears import Known, abroad, check, choices, known, parts, parts_without
from training.policy import Case, fit, written

SOURCE = Path(__file__).parent.parent / "src" / "comity"
POLICY = "default/1"


def cases_without(task: tuple[Path, list[Example], list[Example], Known]) -> list[Case]:
    """A firm's cases, measured with a reader that was not trained on that firm."""
    firm, sentences, public, told = task
    return cases(firm, parts_without(firm.name, sentences, public, told).reader())


def main(shared: Path) -> None:
    """Train and write."""
    sentences = examples(shared, held_out=True)
    public = nobodys(shared)
    told = known(sentences, public)
    chosen = choices(told)
    made = parts(sentences, public, chosen, abroad=abroad())
    made.save(check(told, chosen, made))
    outcomes.main(shared)
    tasks = [(firm, sentences, public, told) for firm in firm_folders(shared)]
    with ProcessPoolExecutor(2) as pool:
        measured = [case for some in pool.map(cases_without, tasks) for case in some]
    measured += [case for firm in judged_folders() for case in cases(firm, made.reader())]
    (SOURCE / "standing" / "default.toml").write_text(written(fit(measured, POLICY)), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
