"""The policy: points for and against each standing, in a file that an owner can read and change.

Every rule turns one measure into points of log-odds: none at `from`, all of them at `to`, in between in proportion.

    [[points]]
    measure = "plans_shared_12m"
    from = 0
    to = 5
    partner = 1.4
    easy = -0.8

Above the rules stand two plain controls: `caution` (2: twice as much must be known before anything but `unknown` is
said) and the table `[counts]` (`price_pressure_12m = 0.5`: all points of that measure count half).
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

import msgspec

from comity.errors import UserError
from comity.measures import measures

STANDINGS = ("partner", "good", "easy", "price", "one_sided", "coercive", "unknown")
LARGEST = 1e6  # of the numbers in a policy
MOST_TIMES = 10.0  # that a measure may count
LEAST = 1e-6  # evidence is divided by what is enough
BAD = frozenset({"price", "one_sided", "coercive"})
# With these, and with whoever goes down, a move of ours presses; with others it is good to make.
PRESSING = BAD | {"easy"}


class Rule(msgspec.Struct, frozen=True):
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


class Policy(msgspec.Struct, frozen=True):
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
    prior = _table(told.get("prior", {}), f"{where}: [prior]")
    points = _list(told.get("points", []), f"{where}: [[points]]")
    caution = _factor(told.get("caution", 1), f"{where}: caution")
    counts = _table(told.get("counts", {}), f"{where}: [counts]")
    factors = {name: _factor(value, f"{where}: {name} of [counts]") for name, value in counts.items()}
    rules = (_rule(rule, f"{where}: [[points]] number {number}") for number, rule in enumerate(points, 1))
    return Policy(
        name=str(told.get("name", "unnamed")),
        prior={s: _number(prior.get(s, 0.0), f"{where}: {s} of [prior]") for s in STANDINGS},
        rules=tuple(_weighed(rule, factors, caution) for rule in rules),
        enough=max(_number(told.get("enough", 20), f"{where}: enough") * caution, LEAST),
        causes=_causes(told.get("cause", {}), f"{where}: [cause]"),
        lines=tuple(_line(line, f"{where}: [[line]]") for line in _list(told.get("line", []), f"{where}: [[line]]")),
    )


def checked(text: str, where: str) -> Policy:
    """The same, and every measure that it names must exist: a rule that is misspelt would never say a word."""
    policy = parse(text, where)
    named = (*(r.measure for r in policy.rules), *(str(line["measure"]) for line in policy.lines),
             *tomllib.loads(text).get("counts", {}))  # fmt: skip
    for name in named:
        if name not in measures():
            near = next(iter(difflib.get_close_matches(name, measures(), 1)), "")
            hint = f"Did you mean {near}?" if near else "docs/measures.md lists them all."
            raise UserError(f"{where}: there is no measure {name}. {hint}")
    return policy


def _weighed(rule: Rule, factors: Mapping[str, float], caution: float) -> Rule:
    """A rule as the two controls have it."""
    by = factors.get(rule.measure, 1.0)
    far = caution if rule.measure == "evidence" else 1.0
    return Rule(rule.measure, rule.none * far, rule.full * far, {s: p * by for s, p in rule.toward.items()})


def _causes(told: object, where: str) -> dict[str, object]:
    found = _table(told, where)
    return {name: _number(value, f"{where}, {name}") for name, value in found.items()}


def _line(told: object, where: str) -> dict[str, object]:
    found = _table(told, where)
    if set(found) != {"measure", "at"}:
        raise UserError(f'{where} takes measure and at, such as measure = "contempt_12m" and at = 2.')
    return {"measure": str(found["measure"]), "at": _number(found["at"], f"{where}, at")}


def _factor(value: object, where: str) -> float:
    found = _number(value, where)
    if 0 <= found <= MOST_TIMES:
        return found
    raise UserError(f"{where} counts from 0 to {MOST_TIMES:.0f} times; 1 is as usual.")


def _rule(rule: object, where: str) -> Rule:
    told = _table(rule, where)
    wrong = set(told) - {"measure", "from", "to", *STANDINGS}
    missing = {"measure", "from", "to"} - set(told)
    if wrong or missing or not set(told) & set(STANDINGS):
        what = f"does not know {_all(wrong)}" if wrong else f"lacks {_all(missing) or 'a standing'}"
        raise UserError(f"{where} {what}. It takes measure, from, to, and of the standings {', '.join(STANDINGS)}.")
    toward = {s: _number(told[s], f"{where}, {s}") for s in STANDINGS if s in told}
    none, full = (_number(told[key], f"{where}, {key}") for key in ("from", "to"))
    return Rule(str(told["measure"]), none, full, toward)


def _number(value: object, where: str) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST:
        return float(value)
    raise UserError(f"{where} is no number that can be reckoned with. Write one such as 1.5.")


def _table(value: object, where: str) -> dict[str, object]:
    if isinstance(value, dict):
        return value
    raise UserError(f"{where} is no table. docs/policy.md shows one.")


def _list(value: object, where: str) -> list[object]:
    if isinstance(value, list):
        return value
    raise UserError(f"{where} is no list of tables. docs/policy.md shows one.")


def _all(names: set[str]) -> str:
    return ", ".join(sorted(names))


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
    except UnicodeDecodeError:
        raise UserError(f"{path}: is no text in UTF-8. Name a policy file.") from None
