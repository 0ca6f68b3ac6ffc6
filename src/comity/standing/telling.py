"""Numbers and reasons as people say them."""

from __future__ import annotations

from comity.later import pattern
from comity.measures import Measure

_MANY = pattern(r"\{value\} (?!times\b)((?:business )?[a-z]+)s\b")  # what there are so many of
TYPICAL = "; typical is {"  # begins the clause that compares
_TIMES = {0: "never", 0.5: "never or once", 1: "once", 1.5: "once or twice", 2: "twice"}
LEVELS = {
    1: "a member of staff", 2: "a specialist", 3: "a manager", 4: "a head of department",
    5: "a member of the management", 6: "the owner or managing director",
}  # fmt: skip


def times(value: float | None) -> str:
    """A count of times: never, once, twice, 5 times. What lies midway between two is told as both: that half of all did
    it once is not never.
    """
    if value is None:
        return "unknown"
    if value % 1 == 0.5:
        return _TIMES.get(value, f"{int(value)} or {int(value) + 1} times")
    count = round(value)
    return _TIMES.get(count, f"{count} times")


def share(value: float | None) -> str:
    """A share as a percentage, rounded as people say it."""
    return "unknown" if value is None else f"{'minus ' if value < -0.005 else ''}{abs(value) * 100:,.0f} %"


def left(value: float | None) -> str:
    """What is left of something, as a share of it; below nothing what was lost beyond it, from twice on in times."""
    if value is None or value >= -0.005:
        return share(value)
    return f"less than nothing (a loss of {f'{-value:,.0f} times as much' if value <= -2 else share(-value)})"


def number(value: float | None) -> str:
    """A number, rounded as people say it: 0.4, 12, 1,300."""
    if value is None:
        return "unknown"
    if abs(value) >= 1000:
        return f"{round(value, -2):,.0f}"
    return f"{value:.0f}" if abs(value) >= 10 or value == int(value) else f"{value:.1f}"


def money(value: float | None, currency: str) -> str:
    """An amount in the firm's currency, in whole units: it is compared with invoices, and a rounded one is no sum."""
    if value is None:
        return "an unknown amount"
    return f"{f'{value:,.0f}' if abs(value) >= 1000 else number(value)} {currency}".strip()


def level(value: float | None) -> str:
    """A seniority level in words."""
    return "nobody known" if value is None else LEVELS.get(round(value), "somebody")


def weight(value: float | None) -> str:
    """A weight of grave sentences by the plain threat, which weighs 1: whole ones, for nobody weighs finer."""
    if value is None:
        return "unknown"
    if value < 0.05:
        return "nothing"
    if value < 0.25:
        return "next to nothing"
    if value < 0.75:
        return "half a threat"
    return "one threat" if value < 1.5 else f"{value:.0f} threats"


def whole(value: float | None) -> str:
    """A number that is an estimate: whole from one on."""
    return number(float(round(value)) if value and value >= 1 else value)


def of_one(form: str) -> str:
    """A measure's form as it is said of one: "We broke {value} promise", for "promises"."""
    return _MANY.sub(r"{value} \1", form)


def sentence(measure: Measure, value: float | None, typical: float | None, currency: str) -> str:
    """A measure's reason as a sentence. Nothing is said of what is typical where it is unknown or the very same."""
    plain = whole if measure.unit == "weight" else number
    ways = {"": plain, "_times": times, "_share": share, "_left": left, "_level": level, "_weight": weight}
    usual = {f"typical{way}": say(typical) for way, say in ways.items()}
    same = {f"typical{way}" for way, say in ways.items() if typical is None or say(value) == say(typical)}
    head, clause, last = measure.says.partition(TYPICAL)
    form = f"{head}." if clause and last.partition("}")[0] in same else measure.says
    form = of_one(form) if plain(value) == "1" else form
    return form.format(
        value=plain(value), times=times(value), share=share(value), left=left(value), level=level(value),
        weight=weight(value), money=money(value, currency), **usual,
    )  # fmt: skip
