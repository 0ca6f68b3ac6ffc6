"""The main job as a library: `comity.review("exports/")` gives a Review to look at, to query, or to write as JSON."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from comity.book.store import Book, MemoryBook
from comity.engine import Engine, spread_of
from comity.judge import Sight, see
from comity.keeping import Cache
from comity.later import module
from comity.ledger.proof import Proof
from comity.measures import measures
from comity.measures.compute import proofs
from comity.reviewed import Review
from comity.signals.hearing import Reader
from comity.signals.thresholds import Thresholds
from comity.sources import Settings
from comity.standing.in_force import policy_in_force
from comity.standing.policy import Policy, default_policy
from comity.standing.verdict import Possible, Seen, Verdict, judge, telling_points, told

if TYPE_CHECKING:
    from comity.book import reading
    from comity.book.reading import Progress
    from comity.signals.asking.second import Second
else:
    reading = module("comity.book.reading")  # a book that was read before needs no source of exports

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
    reading.read_folders(
        [Path(f) for f in folders], book, today=now, settings=Settings(), progress=progress, spread=spread_of(engine)
    )
    return review_book(book, as_of=as_of, today=now, policy=policy, cache=cache, engine=engine)


def review_book(
    book: Book,
    *,
    as_of: dt.date | None,
    today: dt.date,
    policy: Policy | None = None,
    reader: Reader | None = None,
    thresholds: Thresholds | None = None,
    cache: Cache | None = None,
    second: Second | None = None,
    engine: Engine | None = None,
) -> Review:
    """Judge every account of a book that there is something to say about."""
    sight = see(
        book, as_of, today=today, engine=engine, reader=reader, thresholds=thresholds, cache=cache, second=second
    )
    return review_sight(sight, policy or policy_in_force(book))


def review_sight(sight: Sight, policy: Policy | None = None) -> Review:
    """Judge every account of what was seen, for those who need the sight itself beside the review."""
    chosen = policy or default_policy()
    verdicts = [judge(seen, chosen, sight.as_of) for seen in _seen(sight)]
    return Review(
        sight.as_of, chosen.name, sight.ground.whois.own, sight.ground.home.currency, tuple(sight.read),
        _with_reasons(verdicts, sight), tuple(sight.ground.whois.questions),
    )  # fmt: skip


def _seen(sight: Sight) -> list[Seen]:
    """Every account with any fact until the day; firms that the CRM merely lists are none."""
    channels = _channels(sight)
    possible = _possible(sight)
    asked, unread = _asked(sight), _unread(sight)
    found = []
    for account, now in sorted(sight.now.items()):
        if not any(channels[account].values()):
            continue
        who = sight.ground.whois.accounts[account]
        found.append(Seen(account, who.name, who.domains, who.owner, now, sight.before[account], channels[account],
                          possible.get(account, ()), asked.get(account), unread.get(account, {})))  # fmt: skip
    return found


def _channels(sight: Sight) -> dict[str, dict[str, bool]]:
    names = ("mail", "calls", "meetings", "money", "hours")
    rows = sight.engine.query(
        f"select account, mail, calls, meetings, money, hours from channels_as_of where day = date '{sight.as_of}'"
    )
    return {r["account"]: {n: bool(r[n]) for n in names} for r in rows.to_pylist()}


def _possible(sight: Sight) -> dict[str, tuple[Possible, ...]]:
    rows = sight.engine.query(
        "select account, kind, ref, said_on, said_by, who, quote, label, probability from possible_as_of "
        f"where day = date '{sight.as_of}' and said_by = 'client' order by probability desc, ref, quote, label"
    )
    found: defaultdict[str, dict[tuple[str, str, str], Possible]] = defaultdict(dict)
    for r in rows.to_pylist():
        of_account = found[r["account"]]
        # What a letter says over and over is looked at once, and nobody looks at hundreds.
        key = (r["label"], r["ref"], r["quote"])
        if key not in of_account and len(of_account) < MOST_POSSIBLE:
            proof = Proof(r["kind"], r["ref"], r["said_on"], r["said_by"], r["who"] or "", r["quote"], r["probability"])
            of_account[key] = Possible(r["label"], r["probability"], proof)
    return {account: tuple(some.values()) for account, some in found.items()}


def _asked(sight: Sight) -> dict[str, dt.date]:
    """The day of our last mail, where it asked something and nothing came since."""
    rows = sight.engine.query(
        "select account, said_by, sent_on, asks from (select account, said_by, sent_on, asks, "
        "row_number() over (partition by account order by sent_at desc, ref) as n from mail_as_of "
        f"where day = date '{sight.as_of}') as last where n = 1"
    )
    return {r["account"]: r["sent_on"] for r in rows.to_pylist() if r["said_by"] == "us" and r["asks"]}


def _unread(sight: Sight) -> dict[str, dict[str, int]]:
    """By account and language, messages of the last year that our reader does not read, most first."""
    rows = sight.engine.query(
        "select account, language, count(distinct ref) as messages from mail_as_of "
        f"where day = date '{sight.as_of}' and not understood and sent_on > day - interval 12 month "
        "group by account, language order by account, messages desc, language"
    )
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for r in rows.to_pylist():
        found[r["account"]][r["language"]] = r["messages"]
    return found


def _with_reasons(verdicts: Sequence[Verdict], sight: Sight) -> tuple[Verdict, ...]:
    """The verdicts with their reasons in words; each measure's proofs are asked for once, for all accounts."""
    telling = {v.id: telling_points(v) for v in verdicts}
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for account, points in telling.items():
        for part in points:
            wanted[part.measure].add(account)
    known = measures()
    found: Mapping[str, Mapping[str, list[Proof]]] = {
        name: proofs(known[name], sight.engine, sight.as_of, accounts) for name, accounts in wanted.items()
    }
    complete = []
    for verdict in verdicts:
        reasons = [
            told(part, known[part.measure], verdict.measures[part.measure] or 0.0, sight.typical.get(part.measure),
                 found[part.measure].get(verdict.id, []), sight.ground.home.currency)
            for part in telling[verdict.id]
        ]  # fmt: skip
        complete.append(replace(verdict, reasons=tuple(reasons)))
    return tuple(complete)
