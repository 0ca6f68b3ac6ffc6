"""People whom a client named by a high title, and whether they were ever heard: who stands above our contact."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from comity.book.titles import read_title
from comity.engine import Engine
from comity.ledger.columns import TEXT, WHOLE
from comity.ledger.ground import Ground
from comity.ledger.people import UNKNOWN_LEVEL
from comity.ledger.promising.names import MONTHS, WEEKDAYS
from comity.ledger.promising.reported import called
from comity.ledger.told.cues import cue
from comity.ledger.told.sentences import newest_first, told

LONGEST = 5  # words of a title
_MONTHS = frozenset(name for name in MONTHS if len(name) > 3 or name == "may")  # Jan is a name
_WORD = re.compile(r"\s*([^\W\d_][\w&'’/-]*)")
_NAME = re.compile(r"\s*,?\s*((?:[^\W\d_a-zß-ÿ][\w'’-]+)(?:\s+[^\W\d_a-zß-ÿ][\w'’.-]*){0,2})")
_OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?[^\W\d_]+")
_BEFORE = re.compile(r"((?:[^\W\d_a-zß-ÿ][\w'’-]+\s+){1,2}[^\W\d_a-zß-ÿ][\w'’-]+)\s*(?:,|\(|is|–|-)\s*$")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as a sentence names them; `name` is '' where it tells their title alone."""

    title: str
    level: int
    name: str


def named(ground: Ground, engine: Engine, day: dt.date) -> pa.Table:
    """By account, those who stand above who wrote most of the last year's mail, the newest first."""
    bars, names = _bars(engine, day), called(ground.whois, ground.whois.accounts)
    lines = (
        {**s.line(), "title": n.title, "level": n.level, "name": n.name}
        for s in told(ground, day, cue("ours"))
        for n in named_in(s.text, names.get(s.account, ())) if n.level > bars.get(s.account, UNKNOWN_LEVEL)
    )  # fmt: skip
    return newest_first(lines, ("title", TEXT), ("level", WHOLE), ("name", TEXT))


def named_in(sentence: str, theirs: Collection[str] = ()) -> Iterator[Named]:
    """Everybody of the speaker's own side whom a sentence names by a title; `theirs` are the words of the names of
    their people and firm, in lower case.
    """
    start = 0
    while match := cue("ours").search(sentence[start:]):
        start += match.end()
        title, behind, end = _title(sentence, start)
        if not title or cue("post").search(sentence[end:]) or cue("gone").search(title):
            continue
        after, before = _NAME.match(sentence, end), _BEFORE.search(sentence[: start - len(match[0])])
        if match["the"] and any(_elsewhere(sentence[n:], theirs) for n in (behind, after.end() if after else behind)):
            continue
        name = before[1] if before else after[1] if after else ""
        yield Named(title, read_title(title).level or 0, _without_days(name))


def _elsewhere(behind: str, theirs: Collection[str]) -> bool:
    """Whether what stands behind a title or a name tells another firm: "of Brightway", "of our customer"."""
    firm = cue("firm").search(behind)
    if firm is None:
        return False
    word = firm["firm"].lower()
    if firm["ours"]:
        return cue("others").search(word) is not None
    if cue("elsewhere").search(word):
        return True
    known = word in theirs or word in WEEKDAYS or word in MONTHS or cue("house").search(word)
    return firm["firm"][0].isupper() and not known


def _without_days(name: str) -> str:
    """A name without the day that stands beside it: "our CFO Monday said no" names nobody."""
    words = [word for word in name.split() if word.lower() not in WEEKDAYS]
    return "" if len(words) == 1 and words[0].lower() in _MONTHS else " ".join(words)


def _title(sentence: str, start: int) -> tuple[str, int, int]:
    """The words from here on that are a title, the fewest that tell the highest level; where these end, and where the
    title ends with what it is of.
    """
    best_end, highest, at = start, 0, start
    for _ in range(LONGEST):
        word = _WORD.match(sentence, at)
        if word is None or word[1].lower().startswith("partner"):
            break
        at = word.end()
        level = read_title(sentence[start:at].strip()).level or 0
        if level > highest:
            best_end, highest = at, level
    of = _OF.match(sentence, best_end) if highest else None
    end = of.end() if of else best_end
    return sentence[start:end].strip(), best_end, end


def _bars(engine: Engine, day: dt.date) -> Mapping[str, int]:
    """By account, how high our contact stands: who wrote most of the last year's mail, as in the measures."""
    rows = engine.query(
        f"""select account, coalesce(level, {UNKNOWN_LEVEL}) as level from (
          select account, max(level) as level,
            row_number() over (partition by account order by count(distinct ref) desc, person) as place
          from mail_as_of
          where day = date '{day}' and said_by = 'client' and sent_on > day - interval 12 month
          group by account, person
        ) as ranked where place = 1"""
    )
    return dict(zip(rows["account"].to_pylist(), rows["level"].to_pylist(), strict=True))
