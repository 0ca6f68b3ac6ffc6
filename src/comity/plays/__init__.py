"""Plays: what to do next, one TOML file each; the folder is the playbook.

title = "Ask for an introduction"
advice = ["deepen"]                   # which advice it serves
standing = ["partner", "good"]        # optional
cause = ["us", "both"]                # optional
measures = { doors_opened_12m = { below = 1 } }   # optional: each must be known and fit
first = 3                             # the lower, the earlier among plays that fit
within = 14                           # days until it is due
why = "Who is content knows others."    # holds of every account that it is given to
crossed = "..."                       # optional: why, where a hard line of the firm was crossed
steps = [...]

[[says]]                              # optional: what is said instead where it is known to be so, the first that fits
measures = { praise_12m = { above = 0 } }         # and standing and cause, as above
why = "They credit our work, and know others who would."
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources

import msgspec

Worked = Callable[[dt.date], dt.date]  # the day itself, or the next one that is worked
MOST = 3  # plays that one account is given: few moves, or none is made


class Bound(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a measure must be for a play to fit."""

    below: float | None = None
    above: float | None = None

    def fits(self, value: float | None) -> bool:
        """Whether a known value lies within; an unknown one never fits."""
        if value is None:
            return False
        return (self.below is None or value < self.below) and (self.above is None or value > self.above)


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reason, and the accounts of which it is true: by standing, cause and measures, each of which must fit."""

    why: str
    standing: tuple[str, ...] = ()
    cause: tuple[str, ...] = ()
    measures: dict[str, Bound] = {}

    def holds(self, standing: str, cause: str, measures: Mapping[str, float | None]) -> bool:
        """Whether an account is one of these."""
        return (
            (not self.standing or standing in self.standing)
            and (not self.cause or cause in self.cause)
            and all(bound.fits(measures.get(name)) for name, bound in self.measures.items())
        )


class Play(Case, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One play as its file tells it."""

    title: str
    advice: tuple[str, ...]
    within: int
    steps: tuple[str, ...]
    crossed: str = ""
    first: int = 5
    says: tuple[Case, ...] = ()

    def fits(self, standing: str, cause: str, advice: str, measures: Mapping[str, float | None]) -> bool:
        """Whether it fits an account."""
        return advice in self.advice and self.holds(standing, cause, measures)

    def why_of(self, standing: str, cause: str, measures: Mapping[str, float | None]) -> str:
        """Why, of an account that it fits: the first that is known to be so, else what holds of all."""
        return next((case.why for case in self.says if case.holds(standing, cause, measures)), self.why)

    @property
    def whys(self) -> tuple[str, ...]:
        """All that it may say."""
        return tuple(filter(None, (self.why, self.crossed, *(case.why for case in self.says))))


class Move(msgspec.Struct, frozen=True):
    """A play given to an account: which, why, and the day it is due."""

    play: str
    title: str
    why: str
    due: dt.date
    steps: tuple[str, ...]


@cache
def playbook() -> Mapping[str, Play]:
    """All plays by name. Raises ValueError naming the file that cannot be read and what is wrong in it."""
    found = {}
    for file in sorted(resources.files(__name__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            try:
                found[file.name[:-5]] = msgspec.convert(tomllib.loads(file.read_text("utf-8")), Play)
            except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
                raise ValueError(f"plays/{file.name}: {error}") from None
    return found


def workday(day: dt.date) -> dt.date:
    """The day itself, or the Monday after where it falls on a weekend: all that is known without a country."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def pick(
    standing: str, cause: str, advice: str, measures: Mapping[str, float | None], day: dt.date, *,
    crossed: bool = False, worked: Worked = workday,
) -> Sequence[Move]:  # fmt: skip
    """The plays for an account, the first first, at most MOST of them, due counted from `day` on a day that is worked.

    `crossed`: whether a hard line of the firm was.
    """
    fitting = [(n, p) for n, p in playbook().items() if p.fits(standing, cause, advice, measures)]
    fitting.sort(key=lambda np: (np[1].first, np[0]))
    return [
        Move(
            n, p.title, (crossed and p.crossed) or p.why_of(standing, cause, measures),
            worked(day + dt.timedelta(p.within)), p.steps,
        )
        for n, p in fitting[:MOST]
    ]  # fmt: skip
