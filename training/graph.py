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

from comity.signals.larger import packed
from training.shapes import LARGER, MOST, MOST_OF_STATES, SMALL, STEP, Arrays, Shape

_MIDDLE = 128  # which whole number of a state stands for nothing
_LEAST = 1e-6
_OURS = "com.microsoft"  # the library's own operators, which do several steps at once
_INSIDE = 1024  # bytes of an array that stays in the graph where others lie outside


def small(weights: np.ndarray, axis: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers and the step by column (or row, for `axis` 1): `numbers * step` is near the weights."""
    spread = weights.std(axis=axis, keepdims=True) * STEP
    step = np.maximum(np.maximum(spread, np.abs(weights).max(axis=axis, keepdims=True) / MOST), 1e-9)
    return np.round(weights / step).clip(-MOST, MOST).astype(np.int8), step.astype(np.float32)


def save(arrays: Arrays, path: Path) -> None:
    """Write the graph: see `comity.signals.encoder` for what it is given; it gives `numbers`, a row a sentence.

    `arrays` are those of `training.base`, tuned, with `hear` (weights) and `hear.shift` of what listens to the states.
    """
    path.write_bytes(_Graph(packed(arrays, SMALL.layers, small), SMALL).model().SerializeToString())


def save_larger(arrays: Arrays, path: Path, outside: str) -> None:
    """Write the larger encoder's graph, whose `arrays` lie one behind the other in a file named `outside`."""
    model = _Graph(arrays, LARGER).model()
    begins, at = {}, 0
    for name, array in arrays.items():
        begins[name], at = at, at + array.nbytes
    for constant in model.graph.initializer:
        size = len(constant.raw_data)
        if constant.name in begins and size > _INSIDE:
            constant.ClearField("raw_data")
            constant.data_location = TensorProto.EXTERNAL
            told = {"location": outside, "offset": begins[constant.name], "length": size}
            constant.external_data.extend(onnx.StringStringEntryProto(key=k, value=str(v)) for k, v in told.items())
    path.write_bytes(model.SerializeToString())


class _Graph:
    def __init__(self, arrays: Arrays, shape: Shape) -> None:
        self._arrays, self._shape = arrays, shape
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def model(self) -> onnx.ModelProto:
        gathered = self._op("Cast", [self._op("Gather", [self._given("words"), "pieces"])], to=1)
        steps = self._op("Gather", [self._given("words.step"), "pieces"])
        placed = self._op("Gather", [self._given("at"), "places"])
        state = self._op("Add", [self._op("Mul", [gathered, steps]), placed])
        even = [self._given(f"first.{part}") for part in ("scale", "shift")]
        state = self._op("LayerNormalization", [state, *even], epsilon=self._shape.epsilon, axis=-1)
        share = self._op("Unsqueeze", ["share", self._constant("second", np.array([1]))])
        near, heard = self._near(), []
        for number in range(self._shape.layers):
            state = self._layer(state, str(number), near)
            if number >= self._shape.counted:
                heard.append(self._op("Squeeze", [self._op("MatMul", [share, state]), "second"]))
        if self._shape.largest:
            apart = self._op("Unsqueeze", ["apart", self._constant("third", np.array([2]))])
            heard.append(self._op("ReduceMax", [self._op("Add", [state, apart]), "second"], keepdims=0))
        rows = self._op("Concat", [*heard, "client"], axis=1)
        if "hear" in self._arrays:
            rows = self._op("Add", [self._op("MatMul", [rows, self._given("hear")]), self._given("hear.shift")])
            rows = self._op("Relu", [rows])
        self._nodes.append(helper.make_node("Identity", [rows], ["numbers"]))
        return helper.make_model(
            helper.make_graph(self._nodes, "encoder", *_ends(self._shape.largest), [*self._constants.values()]),
            opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_OURS, 1)], ir_version=8,
        )  # fmt: skip

    def _near(self) -> str:
        """What the distance of two pieces adds to how they look at each other, head by head; nothing to some kinds."""
        if "near" not in self._arrays:
            return ""
        first, second = self._constant("first.axis", np.array([0])), self._constant("second.axis", np.array([1]))
        rows, columns = self._op("Unsqueeze", ["places", second]), self._op("Unsqueeze", ["places", first])
        apart = self._op("Sub", [columns, rows])
        apart = self._op("Add", [apart, self._constant("near.middle", np.array(len(self._arrays["near"]) // 2))])
        near = self._op("Transpose", [self._op("Gather", [self._given("near"), apart])], perm=[2, 0, 1])
        return self._op("Unsqueeze", [near, first])

    def _layer(self, state: str, at: str, near: str) -> str:
        """Every piece looks at every other, then each is thought over by itself."""
        looks = self._times(state, f"{at}.look", parts=3)
        given = [*looks, self._given(f"{at}.look.shift"), "lengths", *([near] if near else [])]
        seen = self._op("MultiHeadAttention", given, domain=_OURS, num_heads=self._shape.heads)
        [seen] = self._times(seen, f"{at}.out")
        state = self._evened([seen, state], f"{at}.looked", f"{at}.out")
        [wide] = self._times(state, f"{at}.wide")
        bent = self._op("FastGelu", [wide, self._given(f"{at}.wide.shift")], domain=_OURS)
        [thought] = self._times(bent, f"{at}.narrow")
        return self._evened([thought, state], f"{at}.thought", f"{at}.narrow")

    def _evened(self, both: list[str], even: str, whence: str) -> str:
        parts = [self._given(name) for name in (f"{even}.scale", f"{even}.shift", f"{whence}.shift")]
        return self._op("SkipLayerNormalization", [*both, *parts], domain=_OURS, epsilon=self._shape.epsilon)

    def _times(self, state: str, name: str, parts: int = 1) -> list[str]:
        """A state times weights, these in so many parts: each piece's numbers are counted in steps of its largest."""
        most = self._op("ReduceMax", [self._op("Abs", [state]), self._constant("last", np.array([-1]))], keepdims=1)
        most = self._op("Max", [most, self._constant("least", np.array(_LEAST, np.float32))])
        step = self._constant("state.step", np.array(1 / MOST_OF_STATES, np.float32))
        middle = self._constant("state.middle", np.array(_MIDDLE, np.uint8))
        counted = self._op("QuantizeLinear", [self._op("Div", [state, most]), step, middle])
        found = []
        for number in range(parts):
            at = f"{name}{number or ''}"
            given = [counted, self._given(at), step, self._given(f"{at}.step"), middle]
            found.append(self._op("Mul", [self._op("MatMulIntegerToFloat", given, domain=_OURS), most]))
        return found

    def _given(self, name: str) -> str:
        return self._constant(name, self._arrays[name])

    def _constant(self, name: str, array: np.ndarray) -> str:
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def _op(self, kind: str, given: list[str], domain: str = "", **told: Any) -> str:  # noqa: ANN401 - as the library has it
        name = f"step{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, given, [name], domain=domain, **told))
        return name


def _ends(largest: bool) -> tuple[list[Any], list[Any]]:
    whole, real, short = TensorProto.INT64, TensorProto.FLOAT, TensorProto.INT32
    given = {
        "pieces": (whole, ["rows", "length"]), "places": (whole, ["length"]), "lengths": (short, ["rows"]),
        "share": (real, ["rows", "length"]), "client": (real, ["rows", 1]),
    }  # fmt: skip
    if largest:
        given["apart"] = (real, ["rows", "length"])
    into = [helper.make_tensor_value_info(name, *told) for name, told in given.items()]
    return into, [helper.make_tensor_value_info("numbers", real, ["rows", "width"])]


def checked(path: Path) -> None:
    """Raise where the file is no sound graph."""
    onnx.checker.check_model(str(path))
