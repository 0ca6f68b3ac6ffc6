"""Promises and later words as the story of an account hears them, for tests of what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from comity.ledger.promising.cues import words_of
from comity.ledger.promising.listening import Heard
from comity.ledger.promising.story import Promise, Story, Word
from comity.ledger.promising.topics import amounts, stems, topics_of
from comity.ledger.promising.workdays import Workdays

MADE = dt.date(2026, 3, 2)  # a Monday
DUE = dt.date(2026, 3, 6)
DRAWINGS = "I'll send the drawings of the hall by Friday."


def heard(sentences: Sequence[str], labels: Sequence[str]) -> Heard:
    """A mail of plain sentences, without a body that they would be taken out of."""
    mail = Heard.__new__(Heard)
    mail.__dict__.update(sentences=tuple(sentences), labels=frozenset(labels), words=words_of(" ".join(sentences)))
    return mail


def word(day: int, side: str, *sentences: str, thread: str = "t", labels: Sequence[str] = (), files: int = 0) -> Word:
    on = MADE + dt.timedelta(days=day)
    return Word(f"<{day}{side}>", on, side, "Somebody", thread, "The hall", heard(sentences, labels), files)


def promise(
    text: str = DRAWINGS, due: dt.date | None = DUE, day: int = 0, side: str = "us", thread: str = "t"
) -> Promise:
    return Promise(
        "a.example", "message", f"<made{day}>", side, "Ann", text, MADE + dt.timedelta(days=day), due, thread,
        subject="The hall",
        topics=topics_of(text, "The hall"), own=stems(text), counts=amounts(text),
    )  # fmt: skip


def told(made: Promise, *words: Word) -> tuple[str, dt.date | None]:
    story = Story(Workdays())
    story.open.append(made)
    for one in words:
        story.hear(one)
    return made.outcome, made.settled_on


def paying(text: str = "Invoice 4711 will be paid on Friday.") -> Promise:
    made = promise(text, side="client")
    made.money = True
    return made
