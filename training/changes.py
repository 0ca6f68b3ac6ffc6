"""What tuning changed of the larger encoder, as it is kept in the repository."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from training.shapes import Arrays

_MOST = 127  # how far the whole numbers go
_MOST_TIMES = 1 << 16  # and how often the strongest rank counts


def in_whole_numbers(learnt: Mapping[str, np.ndarray]) -> Arrays:
    """Changes of weights (`NAME.down` (in, rank) times `NAME.up` (rank, out)) as `comity.signals.larger.changed` reads
    them: whole numbers of eight bits, each rank counted by itself, the strongest first.
    """
    made = {}
    for name in [key.removesuffix(".down") for key in learnt if key.endswith(".down")]:
        turned, first = np.linalg.qr(learnt[f"{name}.down"].astype(np.float64))
        left, strength, right = np.linalg.svd(first @ learnt[f"{name}.up"].astype(np.float64), full_matrices=False)
        down, up = turned @ left * strength**0.5, strength[:, None] ** 0.5 * right
        coarse = np.abs(down).max(axis=0) / _MOST, np.abs(up).max(axis=1) / _MOST
        step = (coarse[0] * coarse[1]).max() / _MOST_TIMES
        made |= {
            f"{name}.down": np.rint(down / coarse[0]).astype(np.int8),
            f"{name}.up": np.rint(up / coarse[1][:, None]).astype(np.int8),
            f"{name}.times": np.rint(coarse[0] * coarse[1] / step).astype(np.int32), f"{name}.step": np.float64(step),
        }  # fmt: skip
    return made
