"""Going on from the reader that ships where little was learnt: `python -m training.further LESSON FOLDER [SHARED]`,
after `training.ready`; FOLDER holds the packages of both encoders.

The larger encoder goes on learning from what a lesson is about (`training.lessons`), and from some of all else, so that
it forgets none of it; two cores do it in an hour. The quick step learns from all sentences anew. What was chosen in
English stays (how steps are mixed, gates, thresholds), but for one number where it tells more than there is.
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
from comity.signals.labels import GRAVE, NAMES
from comity.signals.lessons import CHECK
from training.data import examples, nobodys
from training.data import sure as untaught
from training.ears import Choices, abroad, checked_again, parts, shipped
from training.folds import KEPT, WHOLE
from training.lessons import LESSONS
from training.made import large, ship_larger
from training.net import WEIGHTS, Net, Recipe
from training.reader import language
from training.sentences import Sentences
from training.shapes import Arrays
from training.sure import sure
from training.tuning import DEVICE, RECIPES, SEED, learning, learnt, measure, there

# What is taken off the log-odds of the three steps in English: after that lesson labels were told a tenth more often in
# the mail of three firms, and a quarter more in sentences of two writers, than they were there (nothing was learnt from
# these, and no other number was chosen by them).
TAKEN_OFF = {"mail": 0.3}
RECIPE = replace(RECIPES[LARGER], rounds=2, rate=4e-4, head_rate=2e-4)


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


def tuned(lesson: str, shared: Path) -> Arrays:
    """What the larger encoder learnt by going on."""
    torch.manual_seed(SEED)
    lot = np.random.default_rng(SEED)
    sentences = Sentences.kept(KEPT / "sentences.npz")
    languages = np.array([language(e.utterance()) for e in examples(shared, held_out=True)])
    rows = LESSONS[lesson](sentences, languages, lot)
    with np.load(KEPT / f"{LARGER}-base.npz") as held:
        arrays = {part: held[part].astype(np.float32) for part in held.files}
    net = started(arrays, stored.arrays(larger.CHANGES), RECIPE, sentences.labels.shape[1])
    measure(net, sentences, rows, lot)
    listening(net, stored.arrays(MODEL))
    return learnt(learning(net, sentences, rows, lot))


def levelled(chosen: Choices, less: float) -> Choices:
    """The same, with so much less of log-odds where three steps are mixed; what is grave has to be surer anyway."""
    mix = chosen.three.mix.copy()
    mix[-1, [name not in GRAVE for name in NAMES]] -= less
    return replace(chosen, three=replace(chosen.three, mix=mix))


def put(folder: Path) -> None:
    """Lay what ships where a tuning of everything lies, so that a reader can be made of it."""
    kept = stored.arrays(MODEL)
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / "heads.npz", weights=kept["weights"], biases=kept["biases"])
    for ending in ("onnx", "json"):
        (folder / f"{NAME}.{ending}").write_bytes((stored.FOLDER / f"{NAME}.{ending}").read_bytes())


def main(lesson: str, packages: Path, shared: Path) -> None:
    """Go on, and write what comes of it where the program finds it."""
    chosen, checked, folder = levelled(shipped(), TAKEN_OFF.get(lesson, 0.0)), stored.arrays(CHECK), KEPT / WHOLE
    path = KEPT / f"{LARGER}-{lesson}.npz"
    if not path.is_file():  # it takes long
        np.savez(path, **tuned(lesson, shared))  # type: ignore[arg-type]
    put(folder)
    large(larger.laid(packages, stored.told(NAME)["pieces"].split("\n")), stored.arrays(path.stem, KEPT), folder)
    sentences = examples(shared, held_out=True)
    made = parts(sentences, nobodys(shared), chosen, WHOLE, abroad())
    ship_larger(folder)
    sure(made, untaught()).save(checked_again(checked, sentences, made))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3] if len(sys.argv) > 3 else "../shared"))
