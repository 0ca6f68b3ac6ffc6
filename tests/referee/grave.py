"""Grave words, each day by its gravest sentence."""

from __future__ import annotations

from collections.abc import Collection
from math import prod

from tests.referee.calendar import days_after
from tests.referee.known import Known
from tests.referee.register import Referee, named, referee
from tests.referee.rows import Talk

GRAVE = ("threat", "bypass", "contempt", "improper_ask", "pay_refusal")
SUBSTANCE = ("direction", "appreciation", "access", "joint_work", "loyalty", "feedback")

COUNTED: dict[str, tuple[str, ...]] = {
    "grave_12m": GRAVE,
    "threats_12m": ("threat",),
    "bypass_12m": ("bypass",),
    "contempt_12m": ("contempt",),
    "improper_asks_12m": ("improper_ask",),
    "pay_refusals_12m": ("pay_refusal",),
}


def repaired(known: Known, sentence: Talk) -> bool:
    """Whether they made up for it, or four months of talk with substance followed, and nothing grave came since."""
    amends = False
    telling = set()
    for t in known.talk:
        if t.said_by != "client":
            continue
        later = t.said_on > sentence.said_on
        if later and t.label in GRAVE:
            return False
        if t.said_on >= sentence.said_on and t.ref != sentence.ref and t.label in ("apology", "flexibility"):
            amends = True
        if later and t.label in SUBSTANCE:
            telling.add(t.ref)
    four_months_old = sentence.said_on <= days_after(known.day, -120)
    return amends or (four_months_old and len(telling) >= 3)


def weight(known: Known, sentence: Talk) -> float:
    """What a grave sentence weighs."""
    weighs = sentence.probability
    if sentence.level is not None and sentence.level >= 5:
        weighs *= 1.25
    if sentence.level is not None and sentence.level <= 2:
        weighs *= 0.8
    if repaired(known, sentence):
        weighs *= 0.15
    return weighs


def counted(known: Known) -> list[Talk]:
    """What is grave and sure, and what is only likely where another day of the last year has something sure, or where
    several days are together as sure.
    """
    likely = [t for t in known.possible if t.probability >= 0.3]
    heard = [
        t for t in known.talk + likely if t.said_by == "client" and t.label in GRAVE and known.last_year(t.said_on)
    ]
    likeliest: dict[object, float] = {}
    for t in heard:
        likeliest[t.said_on] = max(likeliest.get(t.said_on, 0.0), min(t.probability, 0.999))
    sure = any(t in known.talk for t in heard) or prod(1 - p for p in likeliest.values()) <= 0.05
    return [t for t in heard if (sure and len(likeliest) > 1) or t in known.talk]


def _weighing(labels: Collection[str], months: int = 12) -> Referee:
    def weigh(known: Known) -> float | None:
        if not known.reads_talk:
            return None
        gravest: dict[object, float] = {}
        for t in counted(known):
            if t.label in labels and known.in_last(months, t.said_on):
                gravest[t.said_on] = max(gravest.get(t.said_on, 0.0), weight(known, t))
        return float(sum(gravest.values()))

    return weigh


for _name, _labels in COUNTED.items():
    named(_name, _weighing(_labels))
named("grave_6m", _weighing(GRAVE, months=6))


@referee
def lines_crossed_12m(known: Known) -> float | None:
    """Messages of the last year in which a declared line was crossed."""
    if not known.reads_talk:
        return None
    return float(len({c.ref for c in known.crossings if known.last_year(c.said_on)}))
