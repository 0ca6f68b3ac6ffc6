"""The encoder as a file that ONNX Runtime runs: it multiplies small whole numbers.

Weights have one step a column; what they are multiplied with has one step a piece, so that what is read of a sentence
does not depend on what is read beside it. Whole numbers add up to the same on every processor.
"""

# pyright: reportMissingImports=false
# (PyTorch and onnx come with `make train`; `make test` does without.)
from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.base import HEADS, LAYERS, Arrays

COUNTED = 3  # from which layer on, counted from 0, states are listened to
STEP = 0.07  # of a column's spread: some six bits a weight once packed
# Older processors add up two products in 16 bits: with larger weights they would give another sum than newer ones.
MOST = 63
_FAR, _MIDDLE = 127, 128  # how far whole numbers of a state go up and down, and which of them stands for nothing
_LEAST = 1e-6
_EPSILON = 1e-12
_OURS = "com.microsoft"  # the library's own operators, which do several steps at once


def small(weights: np.ndarray, axis: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers and the step by column (or row, for `axis` 1): `numbers * step` is near the weights."""
    spread = weights.std(axis=axis, keepdims=True) * STEP
    step = np.maximum(np.maximum(spread, np.abs(weights).max(axis=axis, keepdims=True) / MOST), 1e-9)
    return np.round(weights / step).clip(-MOST, MOST).astype(np.int8), step.astype(np.float32)


def save(arrays: Arrays, path: Path) -> None:
    """Write the graph: see `comity.signals.encoder` for what it is given; it gives `numbers`, a row a sentence.

    `arrays` are those of `training.base`, tuned, with `hear` (weights) and `hear.shift` of what listens to the states.
    """
    path.write_bytes(_Graph(arrays).model().SerializeToString())


class _Graph:
    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def model(self) -> onnx.ModelProto:
        words, step = small(self._arrays["words"], axis=1)
        gathered = self._op("Cast", [self._op("Gather", [self._constant("words", words), "pieces"])], to=1)
        steps = self._op("Gather", [self._constant("words.step", step), "pieces"])
        placed = self._op("Gather", [self._constant("at", self._arrays["places"]), "places"])
        state = self._op("Add", [self._op("Mul", [gathered, steps]), placed])
        even = [self._given(f"first.{part}") for part in ("scale", "shift")]
        state = self._op("LayerNormalization", [state, *even], epsilon=_EPSILON, axis=-1)
        share = self._op("Unsqueeze", ["share", self._constant("second", np.array([1]))])
        heard = []
        for number in range(LAYERS):
            state = self._layer(state, str(number))
            if number >= COUNTED:
                heard.append(self._op("Squeeze", [self._op("MatMul", [share, state]), "second"]))
        apart = self._op("Unsqueeze", ["apart", self._constant("third", np.array([2]))])
        heard.append(self._op("ReduceMax", [self._op("Add", [state, apart]), "second"], keepdims=0))
        rows = self._op("Concat", [*heard, "client"], axis=1)
        hidden = self._op("Add", [self._op("MatMul", [rows, self._given("hear")]), self._given("hear.shift")])
        self._nodes.append(helper.make_node("Relu", [hidden], ["numbers"]))
        return helper.make_model(
            helper.make_graph(self._nodes, "encoder", *_ends(len(self._arrays["hear.shift"])), self._constants),
            opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_OURS, 1)], ir_version=8,
        )  # fmt: skip

    def _layer(self, state: str, at: str) -> str:
        """Every piece looks at every other, then each is thought over by itself."""
        looks = self._times(state, f"{at}.look", parts=3)
        seen = self._op(
            "MultiHeadAttention", [*looks, self._given(f"{at}.look.shift"), "lengths"], domain=_OURS, num_heads=HEADS
        )
        [seen] = self._times(seen, f"{at}.out")
        state = self._evened([seen, state], f"{at}.looked", f"{at}.out")
        [wide] = self._times(state, f"{at}.wide")
        bent = self._op("FastGelu", [wide, self._given(f"{at}.wide.shift")], domain=_OURS)
        [thought] = self._times(bent, f"{at}.narrow")
        return self._evened([thought, state], f"{at}.thought", f"{at}.narrow")

    def _evened(self, both: list[str], even: str, whence: str) -> str:
        parts = [self._given(name) for name in (f"{even}.scale", f"{even}.shift", f"{whence}.shift")]
        return self._op("SkipLayerNormalization", [*both, *parts], domain=_OURS, epsilon=_EPSILON)

    def _times(self, state: str, name: str, parts: int = 1) -> list[str]:
        """A state times weights, these in so many parts: each piece's numbers are counted in steps of its largest."""
        most = self._op("ReduceMax", [self._op("Abs", [state]), self._shared("last", np.array([-1]))], keepdims=1)
        most = self._op("Max", [most, self._shared("least", np.array(_LEAST, np.float32))])
        step = self._shared("state.step", np.array(1 / _FAR, np.float32))
        middle = self._shared("state.middle", np.array(_MIDDLE, np.uint8))
        counted = self._op("QuantizeLinear", [self._op("Div", [state, most]), step, middle])
        found = []
        for number, some in enumerate(np.split(self._arrays[name], parts, axis=1)):
            at = f"{name}{number or ''}"
            weights, steps = small(some)
            given = [counted, self._constant(at, weights), step, self._constant(f"{at}.step", steps[0]), middle]
            found.append(self._op("Mul", [self._op("MatMulIntegerToFloat", given, domain=_OURS), most]))
        return found

    def _given(self, name: str) -> str:
        return self._constant(name, self._arrays[name].astype(np.float32))

    def _shared(self, name: str, array: np.ndarray) -> str:
        return name if any(c.name == name for c in self._constants) else self._constant(name, array)

    def _constant(self, name: str, array: np.ndarray) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def _op(self, kind: str, given: list[str], domain: str = "", **told: object) -> str:
        name = f"step{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, given, [name], domain=domain, **told))
        return name


def _ends(width: int) -> tuple[list[Any], list[Any]]:
    whole, real, short = TensorProto.INT64, TensorProto.FLOAT, TensorProto.INT32
    given = {
        "pieces": (whole, ["rows", "length"]), "places": (whole, ["length"]), "lengths": (short, ["rows"]),
        "share": (real, ["rows", "length"]), "apart": (real, ["rows", "length"]), "client": (real, ["rows", 1]),
    }  # fmt: skip
    into = [helper.make_tensor_value_info(name, *told) for name, told in given.items()]
    return into, [helper.make_tensor_value_info("numbers", real, ["rows", width])]


def checked(path: Path) -> None:
    """Raise where the file is no sound graph."""
    onnx.checker.check_model(str(path))
