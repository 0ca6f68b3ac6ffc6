"""The files of the reader's model, opened so that a damaged one is told in a line."""

from __future__ import annotations

import importlib
import json
import os
import zipfile
import zlib
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from comity.errors import UserError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FOLDER = Path(str(resources.files("comity.signals"))) / "model"
_DAMAGED = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error)


def arrays(name: str, folder: Path = FOLDER) -> dict[str, np.ndarray]:
    """The arrays of a file of the model. Raises UserError where it is missing or damaged."""
    try:
        with (folder / f"{name}.npz").open("rb") as file, np.load(file) as stored:
            return {key: stored[key] for key in stored.files}
    except _DAMAGED as error:
        raise _damaged(folder / f"{name}.npz", error) from None


def told(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """What a file of the model tells beside its arrays. Raises UserError where it is missing or damaged."""
    try:
        return json.loads((folder / f"{name}.json").read_text("utf-8"))
    except _DAMAGED as error:
        raise _damaged(folder / f"{name}.json", error) from None


def is_there(name: str, folder: Path = FOLDER) -> bool:
    """Whether the file of weights of a network that is made where Comity is installed lies there, whole, and not that
    of an earlier release: its digest stands at its end.
    """
    path, known = folder / f"{name}.bin", told(name, folder)
    end = bytes.fromhex(known["digest"])
    if not path.exists() or path.stat().st_size != known["bytes"] + len(end):
        return False
    with path.open("rb") as file:
        file.seek(known["bytes"])
        return file.read() == end


def session(name: str, folder: Path = FOLDER) -> InferenceSession:
    """A network of the model, ready to be run by one thread. Raises UserError where it is missing or damaged."""
    # Read when it is imported; from 1.30 on the library would tell its maker of itself, and we tell nobody.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    onnxruntime = importlib.import_module("onnxruntime")  # slow, and not needed by who reads no mail
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    path = folder / f"{name}.onnx"
    try:
        # By its path, as the larger encoder's weights lie in a file beside it.
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # noqa: BLE001 -- the library has many, and no common one of its own
        raise _damaged(path, error) from None


def _damaged(path: Path, error: Exception) -> UserError:
    why = type(error).__name__
    return UserError(f"{path}: the reader's model is damaged or missing ({why}). Install Comity again.")
