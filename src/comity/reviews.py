"""The main job as a library: `comity.review("exports/")` gives a Review to look at, to query, or to write as JSON."""

from __future__ import annotations

import datetime as dt
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from msgspec.structs import replace

from comity.book.corrections import in_force
from comity.book.store import Book, MemoryBook
from comity.book.tally import FileTally
from comity.book.whois import WhoIsWho
from comity.collecting import collecting_rarely
from comity.engine import Engine, spread_of
from comity.judge import BEFORE, PART, Means, Sight, see_in_parts
from comity.keeping import Cache
from comity.later import module
from comity.ledger import waiting
from comity.ledger.ground import Ground
from comity.ledger.proof import Borne, Proof
from comity.measures import measures
from comity.measures.compute import middle, proofs
from comity.reviewed import Judgement, Review
from comity.standing.in_force import policy_in_force
from comity.standing.policy import Policy, default_policy
from comity.standing.verdict import (
    PROOFS,
    Possible,
    Seen,
    Verdict,
    asked_points,
    judge,
    telling_points,
    tells_the_reverse,
    told,
)

if TYPE_CHECKING:
    from comity import sources
    from comity.book import reading
    from comity.book.reading import Progress
else:
    # A book that was read before needs no source of exports.
    reading, sources = module("comity.book.reading"), module("comity.sources")

MOST_POSSIBLE = 100  # grave sentences of one account that wait for a look, the likeliest first


def review(
    *folders: str | Path,
    as_of: dt.date | None = None,
    today: dt.date | None = None,
    policy: Policy | None = None,
    progress: Progress | None = None,
    cache: Cache | None = None,
    engine: Engine | None = None,
) -> Review:
    """Read folders of exports into a throw-away book and judge every account in it.

    `as_of` defaults to the newest day in the exports that is not in the future (counted from `today`).
    Raises UserError with one line where a folder cannot be used.
    """
    now = today or dt.datetime.now(dt.UTC).date()
    book = MemoryBook()
    settings = sources.Settings()
    reading.read_folders(
        [Path(f) for f in folders], book, today=now, settings=settings, progress=progress, spread=spread_of(engine)
    )
    return review_book(book, as_of=as_of, today=now, policy=policy, cache=cache, engine=engine)


@collecting_rarely()
def review_book(
    book: Book,
    *,
    as_of: dt.date | None,
    today: dt.date,
    policy: Policy | None = None,
    part: int = PART,
    **means: Unpack[Means],
) -> Review:
    """Judge every account of a book that there is something to say about.

    Of more than `part` messages some accounts after the other, which comes to the same.
    """
    return _review(see_in_parts(book, as_of, today=today, part=part, **means), policy or policy_in_force(book))


def review_sight(sight: Sight, policy: Policy | None = None) -> Review:
    """Judge every account of what was seen, for those who need the sight itself beside the review."""
    return _review([sight], policy or default_policy())


# Of an account by measure, what bears it out.
_Proofs = Mapping[str, Mapping[str, Borne]]


def _review(sights: Iterable[Sight], policy: Policy) -> Review:
    """Judge the accounts of each sight; of none is anything held but its verdicts and their proofs."""
    judged: list[tuple[Verdict, dict[str, Borne]]] = []
    there: defaultdict[str, array[float]] = defaultdict(lambda: array("d"))
    last: tuple[dt.date, Ground, Sequence[FileTally]] | None = None
    judgements: tuple[Judgement, ...] = ()
    for sight in sights:
        workdays = sight.ground.workdays
        verdicts = [judge(seen, policy, sight.as_of, workdays.on_or_after) for seen in _seen(sight)]
        workdays.save()
        found = _proofs(verdicts, sight)
        judged += [(v, {n: some[v.id].first(PROOFS) for n, some in found.items() if v.id in some}) for v in verdicts]
        for name, some in sight.there.items():
            there[name].extend(some)
        last = sight.as_of, replace(sight.ground, mails=(), heard={}), sight.read
        judgements = _judgements(sight.book, sight.ground.whois)
        del sight
    assert last is not None
    as_of, ground, read = last
    typical = {name: middle(name, some) for name, some in there.items()}
    told: list[Verdict] = []
    while judged:  # of many accounts each is held once
        verdict, some = judged.pop()
        told.append(_with_reasons(verdict, some, typical, ground.home.currency, policy))
    told.sort(key=lambda v: v.id)
    return Review(
        as_of, policy.name, ground.whois.own, ground.home.currency, tuple(read), tuple(told),
        tuple(ground.whois.questions), judgements,
    )  # fmt: skip


def _judgements(book: Book, whois: WhoIsWho) -> tuple[Judgement, ...]:
    """What people of the firm see, in the order they said it, each at the account that it is about now."""
    rows = in_force(book.facts("corrections").to_pylist())
    return tuple(
        Judgement(whois.now(r["account"]) or r["account"], r["value"], r["said_by"], r["why"])
        for r in rows
        if r["what"] == "standing"
    )


def _seen(sight: Sight) -> list[Seen]:
    """Every account with any fact until the day; firms that the CRM merely lists are none."""
    channels = _channels(sight)
    possible = _possible(sight)
    asked, promised = waiting.asked(sight.engine, sight.as_of), waiting.promised(sight.engine, sight.as_of)
    owed, unread = _owed(sight), _unread(sight)
    found = []
    for account, now in sorted(sight.now.items()):
        if not any(channels[account].values()):
            continue
        who = sight.ground.whois.accounts[account]
        # What was said of today is nothing about an earlier day.
        former = who.former_on if who.former_on and (sight.present or who.former_on <= sight.as_of) else None
        found.append(
            Seen(
                account, who.name, who.domains, who.owner, now, sight.before[account], channels[account],
                possible.get(account, ()), asked.get(account), promised.get(account),
                *owed.get(account, (None, None)), unread.get(account, {}), former,
            )
        )  # fmt: skip
    return found


def _channels(sight: Sight) -> dict[str, dict[str, bool]]:
    names = ("mail", "calls", "meetings", "money", "hours")
    rows = sight.engine.rows(f"select account, {', '.join(names)} from channels_as_of where day = date '{sight.as_of}'")
    return {account: dict(zip(names, map(bool, read), strict=True)) for account, *read in rows}


def _possible(sight: Sight) -> dict[str, tuple[Possible, ...]]:
    rows = sight.engine.rows(
        "select account, kind, ref, said_on, said_by, who, quote, label, probability from possible_as_of "
        f"where day = date '{sight.as_of}' and said_by = 'client' order by probability desc, ref, quote, label"
    )
    found: defaultdict[str, dict[tuple[str, str, str], Possible]] = defaultdict(dict)
    for account, kind, ref, on, by, who, quote, label, probability in rows:
        of_account = found[account]
        # What a letter says over and over is looked at once, and nobody looks at hundreds.
        key = (label, ref, quote)
        if key not in of_account and len(of_account) < MOST_POSSIBLE:
            proof = Proof(kind, ref, on, by, who or "", quote, probability)
            of_account[key] = Possible(label, probability, proof)
    return {account: tuple(some.values()) for account, some in found.items()}


def _owed(sight: Sight) -> dict[str, tuple[dt.date, dt.date | None]]:
    """The first day by which we promised something that is open, and the next one to come."""
    rows = sight.engine.rows(
        "select account, min(due_on), min(case when due_on >= day then due_on end) from promises_as_of "
        f"where day = date '{sight.as_of}' and said_by = 'us' and outcome = 'open' and due_on is not null "
        "group by account"
    )
    return {account: (first, following) for account, first, following in rows}


def _unread(sight: Sight) -> dict[str, dict[str, int]]:
    """By account and language, messages of the last year that our reader does not read, most first."""
    rows = sight.engine.rows(
        "select account, language, count(distinct ref) as messages from mail_as_of "
        f"where day = date '{sight.as_of}' and not understood and sent_on > day - interval 12 month "
        "group by account, language order by account, messages desc, language"
    )
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for account, language, messages in rows:
        found[account][language] = messages
    return found


def _proofs(verdicts: Sequence[Verdict], sight: Sight) -> _Proofs:
    """By measure and account, what bears out the points that tell, and what moves are about."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for verdict in verdicts:
        for part in (*telling_points(verdict), *asked_points(verdict)):
            wanted[part.measure].add(verdict.id)
    asked = [(measures()[name], some) for name, some in wanted.items()]
    found = proofs(asked, sight.engine, sight.as_of, sight.as_of - BEFORE)
    return dict(zip(wanted, found, strict=True))


def _with_reasons(
    verdict: Verdict, found: Mapping[str, Borne], typical: Mapping[str, float | None], currency: str, policy: Policy
) -> Verdict:
    """The verdict with its reasons in words, without what would tell a reader the reverse."""
    shown = (part for part in asked_points(verdict) if found.get(part.measure, Borne()).first(1).counted)
    reasons = [
        told(part, measures()[part.measure], verdict.measures[part.measure] or 0.0, typical.get(part.measure),
             found.get(part.measure, Borne()), currency)
        for part in (*telling_points(verdict), *shown)
        if not tells_the_reverse(part, verdict, typical.get(part.measure), policy)
    ]  # fmt: skip
    return replace(verdict, reasons=tuple(reasons))
