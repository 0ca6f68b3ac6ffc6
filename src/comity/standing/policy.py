"""The policy: points for and against each standing, in a file that an owner can read and change.

Every rule turns one measure into points of log-odds: none at `from`, all of them at `to`, in between in proportion.

    [[points]]
    measure = "plans_shared_12m"
    from = 0
    to = 5
    partner = 1.4
    easy = -0.8
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from comity.errors import UserError

STANDINGS = ("partner", "good", "easy", "price", "one_sided", "coercive", "unknown")
BAD = frozenset({"price", "one_sided", "coercive"})


@dataclass(frozen=True, slots=True)
class Rule:
    """Points that one measure gives; `toward` holds what it gives each standing when it is at `full` or beyond."""

    measure: str
    none: float
    full: float
    toward: Mapping[str, float]

    def share(self, value: float) -> float:
        """How much of its points the rule gives at this value, 0 to 1."""
        if self.none == self.full:
            return float(value >= self.full)
        return min(max((value - self.none) / (self.full - self.none), 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Policy:
    """A whole policy: where every account begins (`prior`, log-odds), the rules, and the settings of causes and lines.

    `enough` is the weight of evidence from which points count in full; below, they count in proportion.
    """

    name: str
    prior: Mapping[str, float]
    rules: tuple[Rule, ...]
    enough: float
    causes: Mapping[str, object]
    lines: tuple[Mapping[str, object], ...]


def parse(text: str, where: str) -> Policy:
    """The policy a TOML text tells. Raises UserError with what is wrong and where."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{where}: is no TOML ({error}). Mend that line.") from None
    rules = []
    for number, rule in enumerate(told.get("points", []), 1):
        toward = {s: float(rule[s]) for s in STANDINGS if s in rule}
        wrong = set(rule) - {"measure", "from", "to", *STANDINGS}
        if wrong or "measure" not in rule or not toward:
            what = f"does not know {', '.join(sorted(wrong))}" if wrong else "names no measure or no standing"
            raise UserError(f"{where}: the {number}th [[points]] {what}. Standings are {', '.join(STANDINGS)}.")
        rules.append(Rule(str(rule["measure"]), float(rule["from"]), float(rule["to"]), toward))
    prior = {s: float(told.get("prior", {}).get(s, 0.0)) for s in STANDINGS}
    return Policy(
        name=str(told.get("name", "unnamed")),
        prior=prior,
        rules=tuple(rules),
        enough=float(told.get("enough", 20)),
        causes=dict(told.get("cause", {})),
        lines=tuple(told.get("line", [])),
    )


def default_policy() -> Policy:
    """The policy that comes with the program."""
    file = resources.files("comity.standing") / "default.toml"
    return parse(file.read_text("utf-8"), "standing/default.toml")


def load(path: Path | None) -> Policy:
    """The policy in a file, or the default one. Raises UserError where the file cannot be used."""
    if path is None:
        return default_policy()
    try:
        return parse(path.read_text("utf-8"), str(path))
    except OSError as error:
        raise UserError(f"{path}: cannot be opened ({error.strerror}). Name a policy file.") from None
