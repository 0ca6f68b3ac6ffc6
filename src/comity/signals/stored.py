"""The files of the reader's model, opened so that a damaged one is told in a line."""

from __future__ import annotations

import json
import zipfile
import zlib
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from comity.errors import UserError

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


def _damaged(path: Path, error: Exception) -> UserError:
    why = type(error).__name__
    return UserError(f"{path}: the reader's model is damaged or missing ({why}). Install Comity again.")
