"""The verdict on one account: standing, cause, move, advice, and the reasons for and against with their proof."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from comity.ledger.proof import Borne, Proof
from comity.ledger.waiting import ASKED_WAIT
from comity.measures import Measure
from comity.plays import Move, Worked, pick, playbook, workday
from comity.standing.cause import advice, cause, ground, line_crossed, trend
from comity.standing.policy import BAD, Policy
from comity.standing.scorecard import Points, Score, score
from comity.standing.telling import sentence

PROOFS = 8  # proofs that one reason shows


class Reason(msgspec.Struct, frozen=True):
    """One measure's part in the verdict: towards which standing, with how many points, in words, with proof. Without
    points it decides nothing: a move is about it.

    `earlier` is proof of the same that is older than the year in which it counts, `more` how many proofs count beside
    those that are shown.
    """

    measure: str
    value: float
    typical: float | None
    toward: str
    points: float
    sentence: str
    evidence: tuple[Proof, ...]
    earlier: tuple[Proof, ...] = ()
    more: int = 0


class Possible(msgspec.Struct, frozen=True):
    """A grave sentence that is not sure enough to decide anything."""

    label: str
    probability: float
    evidence: Proof


class Verdict(msgspec.Struct, frozen=True):
    """Everything said of one account on one day.

    `unread` counts, by language, the messages of the last year that our reader does not read. `former_on` is since when
    they are a client no longer, as somebody said: they are judged as before, and nobody has a move.
    """

    id: str
    name: str
    domains: tuple[str, ...]
    owner: str
    score: Score
    ground: tuple[str, ...]
    cause: str
    whose: str
    due: dt.date | None
    advice: str
    trend: str
    channels: Mapping[str, bool]
    measures: Mapping[str, float | None]
    reasons: tuple[Reason, ...]
    possible: tuple[Possible, ...]
    plays: tuple[Move, ...]
    unread: Mapping[str, int]
    former_on: dt.date | None = None

    @property
    def standing(self) -> str:
        """The standing itself."""
        return self.score.standing


class Seen(msgspec.Struct, frozen=True):
    """What is known of one account: measures now and ninety days before, channels, grave sentences, the day of an open
    ask or offer of ours, the next day by which they promised something, the first by which we did and the next to come,
    and how many messages of the last year are in a language that is not read.
    """

    id: str
    name: str
    domains: tuple[str, ...]
    owner: str
    now: Mapping[str, float | None]
    before: Mapping[str, float | None]
    channels: Mapping[str, bool]
    possible: tuple[Possible, ...] = ()
    asked_on: dt.date | None = None
    promised_on: dt.date | None = None
    owed_on: dt.date | None = None
    owed_next: dt.date | None = None
    unread: Mapping[str, int] = msgspec.field(default_factory=dict)
    former_on: dt.date | None = None


class Decision(msgspec.Struct, frozen=True):
    """What measures alone decide: score and standing, cause, advice, and whether a line was crossed."""

    score: Score
    cause: str
    advice: str
    crossed: bool


def decide(measured: Mapping[str, float | None], policy: Policy) -> Decision:
    """Decide by a policy."""
    scored = score(measured, policy)
    why, crossed = cause(scored.standing, measured, policy.causes), line_crossed(measured, policy)
    return Decision(scored, why, advice(scored.standing, why, measured, line_crossed=crossed), crossed)


def judge(seen: Seen, policy: Policy, day: dt.date, worked: Worked = workday) -> Verdict:
    """Judge one account; the reasons carry no sentences and no proof yet (see `told`). Moves are due on days that are
    `worked`.
    """
    now = decide(seen.now, policy)
    plays = (
        ()
        if seen.former_on
        else tuple(pick(now.score.standing, now.cause, now.advice, seen.now, day, crossed=now.crossed, worked=worked))
    )
    plays = _in_time(plays, seen.owed_next)
    whose, due = _move(seen, plays, day, worked)
    earlier = score(seen.before, policy) if seen.before.get("evidence") else None
    return Verdict(
        id=seen.id,
        name=seen.name,
        domains=seen.domains,
        owner=seen.owner,
        score=now.score,
        ground=tuple(ground(now.score.standing, seen.now, line_crossed=now.crossed)),
        cause=now.cause,
        whose=whose,
        due=due,
        advice=now.advice,
        trend=trend(now.score.probabilities, earlier.probabilities if earlier else None),
        channels=seen.channels,
        measures=seen.now,
        reasons=(),
        possible=seen.possible,
        plays=plays,
        unread=seen.unread,
        former_on=seen.former_on,
    )


def _in_time(plays: Sequence[Move], owed: dt.date | None) -> tuple[Move, ...]:
    """The moves, the first of them not later than the next day by which we promised something: whoever follows the list
    must break no promise by it.
    """
    if not plays or owed is None or owed >= plays[0].due:
        return tuple(plays)
    return (replace(plays[0], due=owed), *plays[1:])


def _move(seen: Seen, plays: Sequence[Move], day: dt.date, worked: Worked) -> tuple[str, dt.date | None]:
    """`them` while an answer to our last question or offer is awaited, or what they promised in answer is not yet due,
    until the first of these days, unless something that we promised is due before; `us` where there is something to do,
    else `none`; `none` where they are a client no longer.

    Due is what is to be done first, not what comes due soonest of all that could be done.
    """
    asked = worked(seen.asked_on + ASKED_WAIT) if seen.asked_on and day - seen.asked_on < ASKED_WAIT else None
    until = min(filter(None, (asked, seen.promised_on)), default=None)
    if seen.former_on is None and until:
        return ("us", max(day, seen.owed_on)) if seen.owed_on and seen.owed_on <= until else ("them", until)
    return ("us", plays[0].due) if plays else ("none", None)


def telling_points(verdict: Verdict) -> list[Points]:
    """For each measure the one part that tells most of this verdict, by weight.

    That is what it gives the standing itself, else its largest part. Under a standing that is not bad, points towards
    a bad one that lost are told as what they are there: as many points against the standing given. (In log-odds the
    two are the same comparison.)
    """
    by_measure: dict[str, list[Points]] = {}
    for points in verdict.score.points:
        by_measure.setdefault(points.measure, []).append(points)
    chosen = []
    for parts in by_measure.values():
        part = max(parts, key=lambda p: (p.toward == verdict.standing, abs(p.points), p.toward))
        if verdict.standing not in BAD and part.toward in BAD:
            part = Points(part.measure, verdict.standing, -part.points)
        chosen.append(part)
    return sorted(chosen, key=lambda p: (-abs(p.points), p.measure))


def tells_the_reverse(points: Points, verdict: Verdict, typical: float | None, policy: Policy) -> bool:
    """Whether what speaks only for or against another standing is there less than is typical of the firm's clients:
    "89 % came from one person; typical is 95 %" is no reason that they are no partner.
    """
    value = verdict.measures[points.measure]
    if points.toward == verdict.standing or value is None or typical is None:
        return False
    more = [r.full > r.none for r in policy.rules if r.measure == points.measure and r.toward.get(points.toward)]
    return bool(more) and all(value < typical if upwards else value > typical for upwards in more)


def asked_points(verdict: Verdict) -> list[Points]:
    """For each measure for which a move is given, and that tells nothing of the verdict, a part without points: what
    the move is about can be looked at. What lacks altogether has nothing to show.
    """
    known = {points.measure for points in verdict.score.points}
    asked = (
        name
        for move in verdict.plays
        for name, bound in playbook()[move.play].measures.items()
        if bound.above is not None
    )
    return [Points(name, verdict.standing, 0.0) for name in dict.fromkeys(asked) if name not in known]


def told(points: Points, measure: Measure, value: float, typical: float | None, borne: Borne, currency: str) -> Reason:
    """A reason in words, with at most PROOFS proofs."""
    words, shown = sentence(measure, value, typical, currency), borne.first(PROOFS)
    return Reason(
        measure.name, value, typical, points.toward, points.points, words, tuple(shown.counted), tuple(shown.earlier),
        shown.more,
    )  # fmt: skip
