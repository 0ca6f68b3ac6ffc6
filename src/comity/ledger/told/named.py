"""People whom a client named by a high title, and whether they were ever heard: who stands above our contact."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from comity.book.titles import read_title
from comity.engine import Engine
from comity.ledger.columns import TEXT, WHOLE
from comity.ledger.ground import Ground
from comity.ledger.people import UNKNOWN_LEVEL
from comity.ledger.told.cues import cue
from comity.ledger.told.sentences import newest_first, told

LONGEST = 5  # words of a title
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
    bars = _bars(engine, day)
    lines = (
        {**s.line(), "title": n.title, "level": n.level, "name": n.name}
        for s in told(ground, day, cue("ours"))
        for n in named_in(s.text) if n.level > bars.get(s.account, UNKNOWN_LEVEL)
    )  # fmt: skip
    return newest_first(lines, ("title", TEXT), ("level", WHOLE), ("name", TEXT))


def named_in(sentence: str) -> Iterator[Named]:
    """Everybody of the speaker's own side whom a sentence names by a title."""
    start = 0
    while match := cue("ours").search(sentence[start:]):
        start += match.end()
        title, end = _title(sentence, start)
        if not title or cue("post").search(sentence[end:]):
            continue
        level = read_title(title).level
        after, before = _NAME.match(sentence, end), _BEFORE.search(sentence[: start - len(match[0])])
        name = before[1] if before else after[1] if after else ""
        yield Named(title, level or 0, name)


def _title(sentence: str, start: int) -> tuple[str, int]:
    """The words from here on that are a title, the fewest that tell the highest level; and where they end."""
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
    return sentence[start:end].strip(), end


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
