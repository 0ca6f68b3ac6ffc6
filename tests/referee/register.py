"""The register of referees: each is known by the name of its measure."""

from __future__ import annotations

from collections.abc import Callable

from tests.referee.known import Known

Referee = Callable[[Known], float | None]
REFEREES: dict[str, Referee] = {}


def referee(function: Referee) -> Referee:
    """Register a function as the referee of the measure that it is named after."""
    REFEREES[function.__name__] = function
    return function


def named(name: str, function: Referee) -> None:
    """Register a function under a measure's name: for families that differ in a label alone."""
    REFEREES[name] = function
