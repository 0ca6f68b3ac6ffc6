"""The encoder as a file that ONNX Runtime runs: weights as small whole numbers, one step a column.

Activations stay as they are, so that what is read of a sentence does not depend on what is read beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.base import HEADS, LAYERS, Arrays

COUNTED = 3  # from which layer on, counted from 0, states are listened to
STEP = 0.07  # of a column's spread: some six bits a weight once packed
_EPSILON = 1e-12
_OURS = "com.microsoft"  # the library's own operators, which do several steps at once


def small(weights: np.ndarray, axis: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers and the step by column (or row, for `axis` 1): `numbers * step` is near the weights."""
    spread = weights.std(axis=axis, keepdims=True) * STEP
    step = np.maximum(np.maximum(spread, np.abs(weights).max(axis=axis, keepdims=True) / 127), 1e-9)
    return np.round(weights / step).clip(-127, 127).astype(np.int8), step.astype(np.float32)


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
        look = [self._weights(f"{at}.look"), self._given(f"{at}.look.shift"), "lengths"]
        seen = self._op("Attention", [state, *look], domain=_OURS, num_heads=HEADS)
        seen = self._op("MatMul", [seen, self._weights(f"{at}.out")])
        state = self._evened([seen, state], f"{at}.looked", f"{at}.out")
        wide = self._op("MatMul", [state, self._weights(f"{at}.wide")])
        bent = self._op("FastGelu", [wide, self._given(f"{at}.wide.shift")], domain=_OURS)
        thought = self._op("MatMul", [bent, self._weights(f"{at}.narrow")])
        return self._evened([thought, state], f"{at}.thought", f"{at}.narrow")

    def _evened(self, both: list[str], even: str, whence: str) -> str:
        parts = [self._given(name) for name in (f"{even}.scale", f"{even}.shift", f"{whence}.shift")]
        return self._op("SkipLayerNormalization", [*both, *parts], domain=_OURS, epsilon=_EPSILON)

    def _weights(self, name: str) -> str:
        numbers, step = small(self._arrays[name])
        wide = self._op("Cast", [self._constant(name, numbers)], to=TensorProto.FLOAT)
        return self._op("Mul", [wide, self._constant(f"{name}.step", step)])

    def _given(self, name: str) -> str:
        return self._constant(name, self._arrays[name].astype(np.float32))

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
