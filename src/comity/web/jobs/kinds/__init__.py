"""The kinds of jobs: each module has `run(running, **words) -> dict`; the folder listing is the list."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

Work = Callable[..., dict[str, Any]]


@cache
def kinds() -> Mapping[str, Work]:
    """All kinds by name."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    return {name: importlib.import_module(f"{__name__}.{name}").run for name in names}
