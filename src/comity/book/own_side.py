"""Our own firm, as it is known from its files."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class OwnSide(msgspec.Struct, frozen=True):
    """Our own firm: its mail domains, name, and people by address; `inferred` where comity.toml did not say.

    `names` are all that we are called, in comity.toml or, without it, by our own people below their mail.
    """

    domains: frozenset[str]
    name: str
    people: Mapping[str, str]
    inferred: bool = False
    names: tuple[str, ...] = ()
