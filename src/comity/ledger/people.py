"""The people of one account: who stands above our contact, when each was last heard with substance, who leads there."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from comity.book.person_names import person_name, same_person
from comity.engine import Engine
from comity.signals.labels import GRAVE

# By which alone nobody was heard with substance, as in the measure `highest_level_12m`.
SLIGHT = frozenset({"commitment", "status_quo"})
# What tells what somebody cares about; promises and apologies are told apart.
MATTERS = frozenset({
    "direction", "feedback", "challenge", "joint_work", "access", "flexibility", "loyalty", "appreciation",
    "status_quo", "price_pressure", "competitor", "free_work", "pay_dispute",
})  # fmt: skip
# What somebody did by their words, and how often: in how many letters, as the statement counts.
DEEDS = MATTERS | GRAVE
TOP = 6  # owners, chief executives, managing directors
UNKNOWN_LEVEL = 3  # as in the measures: whose title is not known counts as a manager
RECENT = dt.timedelta(days=365)
SAME = 0.9
TOPICS, OPENERS = 2, 3

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody at an account as they are known on a day.

    `moves` are what they did most by their words; `main` is who wrote most of the last year's mail; `above` stands
    higher; `direct` wrote to us in that year, so that nobody need introduce us; `openers` are those we hear from who
    could, each with why: 'reports' or 'thread'.
    """

    key: str
    name: str
    title: str
    level: int | None
    role: str
    reports_to: str
    left_on: dt.date | None
    heard_on: dt.date | None
    substance_on: dt.date | None
    mails: int
    moves: tuple[tuple[str, int], ...]
    main: bool = False
    above: bool = False
    openers: tuple[tuple[str, str, str], ...] = ()
    direct: bool = False

    @property
    def top(self) -> bool:
        """Whether nobody can stand above them."""
        return self.level == TOP


def people(engine: Engine) -> pa.Table:
    """Everybody at every account, with how many mails of theirs were read; for publishing them at once."""
    return engine.query(
        """select p.account, p.person, p.who, p.title, p.level, p.role, p.reports_to, p.left_on,
          (select count(*) from mail m where m.account = p.account and m.person = p.person) as mails
        from people p join accounts a on a.account = p.account order by p.account, p.person"""
    )


def said(engine: Engine, day: dt.date) -> pa.Table:
    """What the people of every account said that counted, as known on a day, the newest first."""
    return engine.query(
        f"""select account, person, who, said_on as happened_on, label, kind as proof_kind, ref, quote
        from talk_as_of where day = date '{day}' and said_by = 'client'
        order by account, said_on desc, ref, sentence, label"""
    )


def contacts(listed: Iterable[Row], mails: Sequence[Row], talk: Iterable[Row], day: dt.date) -> list[Contact]:
    """The people of one account in order of seniority, those who left last.

    `listed` are rows of `people`, `mails` the client's own rows of the timeline (mails and calls), `talk` rows of
    `said`, all of this account.
    """
    wrote, spoke = _by_person(mails), _by_person(talk)
    found = [_contact(r, wrote.get(r["person"], ()), spoke.get(r["person"], ())) for r in listed]
    main = _main(found, wrote, day)
    bar = (main.level or UNKNOWN_LEVEL) if main else UNKNOWN_LEVEL
    higher = [c for c in found if (c.level or 0) > bar and not c.left_on] if main else []
    threads = _threads(mails)
    openers = {c.key: _openers(c, found, wrote, threads, day) for c in higher}
    told = [
        _placed(c, main=c is main, above=c in higher, openers=openers.get(c.key, ()),
                direct=_recent(wrote.get(c.key, ()), day) > 0)
        for c in found
    ]  # fmt: skip
    return sorted(told, key=lambda c: (c.left_on is not None, -(c.level or 0), not c.main, -c.mails, c.name))


def _by_person(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["person"]:
            found[row["person"]].append(row)
    return found


def _contact(r: Row, wrote: Sequence[Row], spoke: Sequence[Row]) -> Contact:
    labels = times(s for s in spoke if s["label"] in DEEDS)
    moves = sorted(labels.items(), key=lambda kv: (-kv[1], kv[0]))[:TOPICS]
    return Contact(
        r["person"], r["who"] or r["person"], r["title"] or "", r["level"], r["role"] or "", r["reports_to"] or "",
        r["left_on"], max((w["happened_on"] for w in wrote), default=None),
        max((s["happened_on"] for s in spoke if s["label"] not in SLIGHT), default=None),
        sum(w["kind"] == "mail" for w in wrote), tuple(moves),
    )  # fmt: skip


def times(spoke: Iterable[Row]) -> Counter[str]:
    """By label, in how many letters and notes it was said: what a letter says over and over is said once."""
    return Counter(label for label, _ in {(s["label"], s["ref"]) for s in spoke})


def _placed(c: Contact, *, main: bool, above: bool, openers: tuple[tuple[str, str, str], ...], direct: bool) -> Contact:
    return Contact(c.key, c.name, c.title, c.level, c.role, c.reports_to, c.left_on, c.heard_on, c.substance_on,
                   c.mails, c.moves, main, above, openers, direct)  # fmt: skip


def _recent(rows: Iterable[Row], day: dt.date) -> int:
    return sum(r["kind"] == "mail" and r["happened_on"] > day - RECENT for r in rows)


def _main(found: Sequence[Contact], wrote: Mapping[str, Sequence[Row]], day: dt.date) -> Contact | None:
    """Who wrote most of the mail of the last year; of several the first by address, as in the measures."""
    counted = [(_recent(wrote.get(c.key, ()), day), c) for c in found]
    active = [(n, c) for n, c in counted if n]
    return min(active, key=lambda nc: (-nc[0], nc[1].key))[1] if active else None


def _threads(mails: Iterable[Row]) -> dict[str, set[str]]:
    """By person, the conversations they wrote in."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for m in mails:
        if m["person"] and m["thread"]:
            found[m["person"]].add(m["thread"])
    return found


def _openers(
    who: Contact, found: Sequence[Contact], wrote: Mapping[str, Sequence[Row]], threads: Mapping[str, set[str]],
    day: dt.date,
) -> tuple[tuple[str, str, str], ...]:  # fmt: skip
    """Who of those that we hear from reports to somebody, or wrote with them in one conversation."""
    chosen = []
    target = person_name(who.name)
    for c in found:
        heard = _recent(wrote.get(c.key, ()), day)
        if c is who or c.left_on or not heard:
            continue
        reports = bool(c.reports_to) and same_person(person_name(c.reports_to), target) >= SAME
        shared = len(threads.get(c.key, set()) & threads.get(who.key, set()))
        if reports or shared:
            chosen.append((not reports, -shared, -heard, c.name, c.key, "reports" if reports else "thread"))
    return tuple((key, name, why) for *_, name, key, why in sorted(chosen)[:OPENERS])
