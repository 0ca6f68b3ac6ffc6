"""Tuning an encoder to our labels: `python -m training.tuning NAME [FOLD ...]`, on a graphics card where there is one.

Reads what `training.ready` left in `build/tuned` and writes `NAME-learnt.npz` into a folder of it for each fold: the
encoder learns once without each fold's writers and firms, on whose sentences all else is then chosen and measured, and
once from everything, which is shipped. It needs nothing but NumPy and PyTorch, and can be done on another machine.
"""

# pyright: reportMissingImports=false
# (PyTorch comes with `make train`; `make test` does without.)
from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812 -- its usual name

from training.folds import FOLDS, KEPT, WHOLE
from training.net import DROPPED, WEIGHTS, Net, Recipe
from training.sentences import Sentences
from training.shapes import LARGER, SMALL, STEP, Arrays

RECIPES = {
    "encoder": Recipe(SMALL, learns_from=0, rank=0, hidden=256, rounds=3, batch=4000, rate=2e-4, spread=STEP),
    "larger": Recipe(LARGER, learns_from=0, rank=32, hidden=384, rounds=4, batch=4000, rate=1e-3),
}
WARM = 100  # steps until the full rate
SEED = 0
_MEASURED = 2000  # sentences by which the numbers' middle and spread are found
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


def tuned(sentences: Sentences, rows: np.ndarray, arrays: Arrays, recipe: Recipe) -> Net:
    """A net that learnt from these rows. Same seed, same machine: the same net, but for the last digits of a card."""
    torch.manual_seed(SEED)
    lot = np.random.default_rng(SEED)
    net = Net(arrays, recipe, sentences.labels.shape[1]).to(DEVICE)
    measure(net, sentences, rows, lot)
    return learning(net, sentences, rows, lot)


def measure(net: Net, sentences: Sentences, rows: np.ndarray, lot: np.random.Generator) -> None:
    """Find the middle and the spread of the numbers that a net listens to, by some of these rows."""
    net.eval()
    some = lot.choice(rows, min(_MEASURED, len(rows)), replace=False)
    with torch.no_grad():
        found = torch.cat(
            [net.heard(*_given(sentences, part.tolist())) for part in np.array_split(some, len(some) // 50 + 1)]
        )
        net.mean.copy_(found.mean(0))
        net.spread.copy_(found.std(0) + 1e-3)


def learning(net: Net, sentences: Sentences, rows: np.ndarray, lot: np.random.Generator) -> Net:
    """The net, once it learnt from these rows as its recipe says."""
    recipe = net.recipe
    for layer in net.own[recipe.learns_from :]:
        layer.dropped = DROPPED
    slow = [p for p in net.layers.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in some if (p.ndim > 1) is wide], "lr": rate, "weight_decay": recipe.decay if wide else 0.0}
        for some, rate in ((slow, recipe.rate), ([*net.hear.parameters(), *net.tell.parameters()], recipe.head_rate))
        for wide in (True, False)
    ]
    optimizer = torch.optim.AdamW(groups)
    order = [batch for _ in range(recipe.rounds) for batch in sentences.batches(rows, recipe.batch, lot)]
    # Rates rise for some steps and then fall, towards nothing at the last one.
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM) * max(0.0, 1 - step / (1.02 * len(order)))
    )
    net.train()
    for number, batch in enumerate(order, 1):
        # Products in half precision, sums and weights in full; most processors are slower at that.
        with torch.autocast(DEVICE, dtype=torch.bfloat16, enabled=DEVICE == "cuda"):
            odds = net(*_given(sentences, batch))
        labels, can = (there(table[batch]).float() for table in (sentences.labels, sentences.can))
        missed = F.binary_cross_entropy_with_logits(odds.float(), labels, reduction="none")
        optimizer.zero_grad()
        ((missed * can).sum() / len(batch)).backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        pace.step()
        if number % 500 == 0:
            print(f"tuning: {number} of {len(order)} steps", flush=True)  # noqa: T201 -- it takes long
    return net.eval()


def there(array: np.ndarray) -> torch.Tensor:
    """An array where it is learnt."""
    return torch.from_numpy(array).to(DEVICE)


def _given(sentences: Sentences, rows: Sequence[int]) -> list[torch.Tensor]:
    return [there(part) for part in sentences.batch(rows)]


@torch.no_grad()
def learnt(net: Net) -> Arrays:
    """What it learnt, to be kept: how labels are told (`listening`), and behind each layer's number its weights, or
    the two thin matrices of their changes, `down` and `up`.
    """
    made: dict[str, torch.Tensor] = {}
    for number, layer in enumerate(net.own[net.recipe.learns_from :], net.recipe.learns_from):
        if net.recipe.rank:
            for name in WEIGHTS:
                made |= {f"{number}.{name}.down": layer.down[name], f"{number}.{name}.up": layer.up[name]}
        else:
            made |= {f"{number}.{name.replace('_', '.')}": value for name, value in layer.whole.items()}
    return net.listening() | {name: tensor.cpu().numpy().astype(np.float16) for name, tensor in made.items()}


def main(name: str, folds: Sequence[str], kept: Path = KEPT) -> None:
    """Tune an encoder for some folds and write what it learnt."""
    sentences = Sentences.kept(kept / "sentences.npz")
    with np.load(kept / f"{name}-base.npz") as held:
        arrays = {part: held[part].astype(np.float32) for part in held.files}
    for fold in folds:
        rows = sentences.without(FOLDS.get(fold, frozenset()))
        # Those who are left out of a fold wrote what is most like what will be read: their sentences count twice.
        twice = rows[np.isin(sentences.group[rows], list(frozenset().union(*FOLDS.values())))]
        made = learnt(tuned(sentences, np.concatenate([rows, twice]), arrays, RECIPES[name]))
        (kept / fold).mkdir(parents=True, exist_ok=True)
        np.savez(kept / fold / f"{name}-learnt.npz", **made)  # type: ignore[arg-type]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] or [*FOLDS, WHOLE])
