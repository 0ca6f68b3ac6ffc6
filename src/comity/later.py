"""Patterns that are compiled and modules that are loaded when they are first asked for: a command needs few of them."""

from __future__ import annotations

import importlib
import re
from typing import Any, cast

_WAYS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "flags", "groups", "groupindex")


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but for when that is done; it has the ways of a pattern, and is none for `re` itself."""
    return cast("re.Pattern[str]", _Later(text, flags))


class _Later:
    """A pattern that is not compiled yet; after that its own attributes are those of the compiled one."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__ |= {way: getattr(compiled, way) for way in _WAYS}
        return getattr(compiled, name)


def module(name: str) -> Any:  # noqa: ANN401 - whatever a module has
    """The module of this name, loaded when something in it is first asked for.

    For its types, import it under TYPE_CHECKING.
    """
    return _Unloaded(name)


class _Unloaded:
    """A module that may not be loaded yet."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a module has
        return getattr(importlib.import_module(self._name), name)
