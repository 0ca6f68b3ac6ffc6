"""Comity: which clients are partners, which only take, whose move it is, and the proof for every word.

import comity
comity.review("exports/")        # an object to look at in a notebook; .to_arrow() for more
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.reviewed import Review
    from comity.reviews import review

__all__ = ["Review", "review"]


def __getattr__(name: str) -> object:
    """Load the library when it is first asked for: the command line's help must not wait for it."""
    if name in __all__:
        return getattr(importlib.import_module("comity.reviews"), name)
    raise AttributeError(f"module 'comity' has no attribute {name!r}")
