"""When two values are one."""

from __future__ import annotations

from math import isclose


def same(one: float | None, other: float | None) -> bool:
    """Whether two values are one but for the order in which their parts were added; unknown is only itself."""
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
