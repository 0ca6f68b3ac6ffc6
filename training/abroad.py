"""Going on from the reader that ships where little was learnt of other languages: `python -m training.abroad FOLDER
[SHARED]`, after `training.ready`; FOLDER holds the packages of both encoders.

The larger encoder goes on learning from every sentence in another language, and from English ones of firms, of real
mail and of some writers, so that it forgets none of it; two cores do it in an hour. The quick step learns from all
sentences anew. What was chosen in English stays: how steps are mixed, gates, thresholds.
"""

# pyright: reportMissingImports=false
# (PyTorch comes with `make train`; `make test` does without.)
from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from comity.signals import larger, stored
from comity.signals.ears import MODEL
from comity.signals.encoder import LARGER, NAME
from comity.signals.lessons import CHECK
from training.data import examples, nobodys
from training.ears import ABROAD, HOME, abroad, parts, shipped
from training.folds import KEPT, WHOLE
from training.made import large, ship_larger
from training.net import WEIGHTS, Net, Recipe
from training.reader import language
from training.sentences import Sentences
from training.shapes import Arrays
from training.tuning import DEVICE, RECIPES, SEED, learning, learnt, measure, there

RECIPE = replace(RECIPES[LARGER], rounds=2, rate=4e-4, head_rate=2e-4)
_OF_WRITERS = 2000  # English sentences of writers that are heard again


def rows_of(sentences: Sentences, languages: np.ndarray, lot: np.random.Generator) -> np.ndarray:
    """What it goes on with: all in other languages that are read, English ones of no writer, and some of writers."""
    english = languages == HOME
    writers = np.char.startswith(sentences.group.astype(str), "writer")
    some = np.flatnonzero(english & writers)
    return np.concatenate([
        np.flatnonzero(np.isin(languages, ABROAD)), np.flatnonzero(english & ~writers),
        lot.choice(some, min(_OF_WRITERS, len(some)), replace=False),
    ])  # fmt: skip


def started(arrays: Arrays, changes: Mapping[str, np.ndarray], recipe: Recipe, labels: int) -> Net:
    """A net whose weights are those of an encoder with what tuning changed of it (`training.changes`)."""
    net = Net(arrays, recipe, labels).to(DEVICE)
    with torch.no_grad():
        for number, layer in enumerate(net.own):
            for name in WEIGHTS:
                down, times, up = (changes[f"{number}.{name}.{part}"].astype(float) for part in ("down", "times", "up"))
                strength = np.sqrt(times * float(changes[f"{number}.{name}.step"]))
                layer.down[name].copy_(torch.from_numpy(down * strength))
                layer.up[name].copy_(torch.from_numpy(strength[:, None] * up))
    return net


def listening(net: Net, told: Mapping[str, np.ndarray]) -> None:
    """Let a net, once its numbers were measured, listen as a reader does (`larger.hear` and so on)."""
    names = ("hear", "hear.shift", "tell", "tell.shift")
    hear, hear_shift, tell, tell_shift = (there(told[f"{LARGER}.{name}"].astype(np.float32)) for name in names)
    with torch.no_grad():
        net.hear.weight.copy_((hear * net.spread[:, None]).T)
        net.hear.bias.copy_(hear_shift + net.mean @ hear)
        net.tell.weight.copy_(tell.T)
        net.tell.bias.copy_(tell_shift)


def tuned(shared: Path) -> Arrays:
    """What the larger encoder learnt by going on."""
    torch.manual_seed(SEED)
    lot = np.random.default_rng(SEED)
    sentences = Sentences.kept(KEPT / "sentences.npz")
    languages = np.array([language(e.utterance()) for e in examples(shared, held_out=True)])
    rows = rows_of(sentences, languages, lot)
    with np.load(KEPT / f"{LARGER}-base.npz") as held:
        arrays = {part: held[part].astype(np.float32) for part in held.files}
    net = started(arrays, stored.arrays(larger.CHANGES), RECIPE, sentences.labels.shape[1])
    measure(net, sentences, rows, lot)
    listening(net, stored.arrays(MODEL))
    return learnt(learning(net, sentences, rows, lot))


def put(folder: Path) -> None:
    """Lay what ships where a tuning of everything lies, so that a reader can be made of it."""
    kept = stored.arrays(MODEL)
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / "heads.npz", weights=kept["weights"], biases=kept["biases"])
    for ending in ("onnx", "json"):
        (folder / f"{NAME}.{ending}").write_bytes((stored.FOLDER / f"{NAME}.{ending}").read_bytes())


def main(packages: Path, shared: Path) -> None:
    """Go on, and write what comes of it where the program finds it."""
    chosen, checked, folder = shipped(), stored.arrays(CHECK), KEPT / WHOLE
    path = KEPT / f"{LARGER}-abroad.npz"
    if not path.is_file():  # it takes long
        np.savez(path, **tuned(shared))  # type: ignore[arg-type]
    put(folder)
    large(larger.laid(packages, stored.told(NAME)["pieces"].split("\n")), stored.arrays(path.stem, KEPT), folder)
    made = parts(examples(shared, held_out=True), nobodys(shared), chosen, WHOLE, abroad())
    ship_larger(folder)
    made.save(checked)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "../shared"))
