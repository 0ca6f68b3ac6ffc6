"""An encoder that learns: the layers as `training.graph` writes them, what listens to them, what each label listens to.

Weights learn whole, or by what a product of two thin matrices adds to them (a low-rank change, "LoRA": Hu et al. 2021,
https://arxiv.org/abs/2106.09685), which is small enough to be kept beside weights that lie elsewhere.
"""

# pyright: reportMissingImports=false
# (PyTorch comes with `make train`; `make test` does without.)
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812 -- its usual name

from training.shapes import MOST, MOST_OF_STATES, Arrays, Shape

WEIGHTS = ("look", "out", "wide", "narrow")
DROPPED, DROPPED_NUMBERS, DROPPED_HIDDEN = 0.1, 0.15, 0.3
FAR = -1e4


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an encoder learns: from which layer on (counted from 0), whole or by changes of a rank (0: whole), and how
    many units listen; how often all sentences are gone through, how many pieces at once, how fast layers and head
    learn, and what part of a column's spread a step of its weights may be (0: the largest decides; see `graph.small`).
    """

    shape: Shape
    learns_from: int
    rank: int
    hidden: int
    rounds: int
    batch: int
    rate: float
    head_rate: float = 1e-3
    decay: float = 1e-2
    spread: float = 0.0


def _in_steps(numbers: torch.Tensor, most: int, axis: int, spread: float = 0.0) -> torch.Tensor:
    """The numbers as the graph counts them, in whole steps; what is learnt goes through as if they were not.

    So that the layers learn to do with what the shipped encoder keeps of a number.
    """
    with torch.no_grad():
        step = numbers.abs().amax(axis, keepdim=True) / most
        if spread:
            step = torch.maximum(step, numbers.std(axis, unbiased=False, keepdim=True) * spread)
        step = step.clamp_min(1e-9)
        missed = (numbers / step).round() * step - numbers
    return numbers + missed


class Layer(nn.Module):
    """One layer: every piece looks at every other, then each is thought over by itself."""

    def __init__(self, arrays: Arrays, number: int, recipe: Recipe) -> None:
        super().__init__()
        at, learns = f"{number}.", number >= recipe.learns_from
        self.shape, self.spread, self.dropped = recipe.shape, recipe.spread, 0.0
        self.whole = nn.ParameterDict({
            name.removeprefix(at).replace(".", "_"): nn.Parameter(
                torch.tensor(array.astype(np.float32)), requires_grad=learns and not recipe.rank
            )
            for name, array in arrays.items() if name.startswith(at)
        })  # fmt: skip
        self.down, self.up = nn.ParameterDict(), nn.ParameterDict()
        for name in WEIGHTS if learns and recipe.rank else ():
            into, out = self.whole[name].shape
            self.down[name] = nn.Parameter(torch.randn(into, recipe.rank) / into**0.5)
            self.up[name] = nn.Parameter(torch.zeros(recipe.rank, out))

    def _times(self, state: torch.Tensor, name: str) -> torch.Tensor:
        weights = self.whole[name]
        if name in self.down:
            weights = weights + self.down[name] @ self.up[name]
        weights = _in_steps(weights, MOST, 0, self.spread)
        return _in_steps(state, MOST_OF_STATES, -1) @ weights + self.whole[f"{name}_shift"]

    def forward(self, state: torch.Tensor, near: torch.Tensor) -> torch.Tensor:
        """States (rows, length, width); `near` (rows, 1 or heads, 1 or length, length) is added to how much each piece
        looks at each, and hides what only fills up.
        """
        rows, length, width = state.shape
        heads = self.shape.heads
        asks, told, says = (
            self._times(state, "look").view(rows, length, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
        )
        much = (asks * (width // heads) ** -0.5 @ told.transpose(-1, -2) + near).softmax(-1)
        seen = (much.to(says.dtype) @ says).transpose(1, 2).reshape(rows, length, width)
        state = self._evened(state, self._times(seen, "out"), "looked")
        bent = F.gelu(self._times(state, "wide"), approximate="tanh")
        return self._evened(state, self._times(bent, "narrow"), "thought")

    def _evened(self, state: torch.Tensor, more: torch.Tensor, name: str) -> torch.Tensor:
        more = F.dropout(more, self.dropped, self.training)
        scale, shift = self.whole[f"{name}_scale"], self.whole[f"{name}_shift"]
        return F.layer_norm(state + more, scale.shape, scale, shift, self.shape.epsilon)


class Net(nn.Module):
    """An encoder, what listens to it, and what each label listens to."""

    words: torch.Tensor
    places: torch.Tensor
    near: torch.Tensor
    scale: torch.Tensor
    shift: torch.Tensor
    mean: torch.Tensor
    spread: torch.Tensor

    def __init__(self, arrays: Arrays, recipe: Recipe, labels: int) -> None:
        super().__init__()
        self.recipe, shape = recipe, recipe.shape
        width, zero = arrays["words"].shape[1], np.zeros((1, shape.heads))
        first = {part: arrays[f"first.{part}"] for part in ("scale", "shift")}
        given = {"words": arrays["words"], "places": arrays["places"], "near": arrays.get("near", zero), **first}
        heard = width * (shape.layers - shape.counted + shape.largest) + 1
        for name, array in (*given.items(), ("mean", np.zeros(heard)), ("spread", np.ones(heard))):
            self.register_buffer(name, torch.tensor(array.astype(np.float32)))
        self.own = [Layer(arrays, number, recipe) for number in range(shape.layers)]
        self.layers = nn.ModuleList(self.own)  # so that they learn
        self.hear, self.tell = nn.Linear(heard, recipe.hidden), nn.Linear(recipe.hidden, labels)
        nn.init.constant_(self.tell.bias, -3)

    def heard(
        self, pieces: torch.Tensor, lengths: torch.Tensor, share: torch.Tensor, client: torch.Tensor
    ) -> torch.Tensor:
        """What is listened to: the means of a sentence's own states behind each upper layer, the most of the last where
        the encoder's shape says so, who speaks.
        """
        shape, places = self.recipe.shape, torch.arange(pieces.shape[1], device=pieces.device)
        near = torch.where(places < lengths[:, None], 0.0, FAR)[:, None, None]
        if len(self.near) > 1:
            near = near + self.near[places - places[:, None] + len(self.near) // 2].permute(2, 0, 1)
        state = F.layer_norm(
            self.words[pieces] + self.places[: len(places)], self.scale.shape, self.scale, self.shift, shape.epsilon
        )
        found = []
        for number, layer in enumerate(self.own):
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= self.recipe.learns_from):
                state = layer(state, near)
            if number >= shape.counted:
                found.append((share[:, None].to(state.dtype) @ state)[:, 0].float())
        if shape.largest:
            found.append(state.float().masked_fill((share == 0)[..., None], FAR).amax(1))
        return torch.cat([*found, client[:, None]], 1)

    def forward(self, *batch: torch.Tensor) -> torch.Tensor:
        """Log-odds (rows, labels) of a batch as `heard` takes it."""
        rows = (self.heard(*batch) - self.mean) / self.spread
        hidden = F.relu(self.hear(F.dropout(rows, DROPPED_NUMBERS, self.training)))
        return self.tell(F.dropout(hidden, DROPPED_HIDDEN, self.training))

    @torch.no_grad()
    def listening(self) -> Arrays:
        """`hear` and `tell` with their shifts, as they are applied to what is heard as it is."""
        weights = self.hear.weight.T / self.spread[:, None]
        made = {
            "hear": weights, "hear.shift": self.hear.bias - self.mean @ weights,
            "tell": self.tell.weight.T, "tell.shift": self.tell.bias,
        }  # fmt: skip
        return {name: array.float().cpu().numpy() for name, array in made.items()}
