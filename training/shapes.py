"""What kinds of encoder there are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

# How far whole numbers go up and down, of weights (as `comity.signals.larger` has them) and of states.
MOST, MOST_OF_STATES = 63, 127
STEP = 0.07  # of a column's spread: one step of the small encoder's weights; some six bits a weight once packed

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class Shape:
    """What kind of encoder: how many layers and heads, from which layer on states are listened to (counted from 0),
    whether the largest of each counts, and what keeps divisions from nothing.
    """

    layers: int
    heads: int
    counted: int
    largest: bool
    epsilon: float


SMALL = Shape(layers=6, heads=12, counted=3, largest=True, epsilon=1e-12)
LARGER = Shape(layers=8, heads=12, counted=5, largest=False, epsilon=1e-5)
