"""Explaining sentences on a terminal: why each got its labels, and which labelled sentences we know are nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.text import Text

from comity.book.known import known_on
from comity.cli.reader import answered
from comity.cli.shared import Console, today
from comity.errors import UserError
from comity.home import heard_cache, open_book
from comity.judge import see
from comity.ledger.note_facts import notes_of, quoted_in_notes
from comity.signals.ears import shipped_reader
from comity.signals.explaining import Part, Why, explain
from comity.signals.hearing import Utterance
from comity.signals.known import nearest
from comity.signals.languages import language_said, read_of
from comity.signals.thresholds import SAID, Spoken
from comity.signals.tongues import NAMES as LANGUAGES

_WHERE = {"before": "the sentence before", "subject": "the subject", "answers": "the sentence it answers"}
_SIDES = {"client": "theirs", "us": "ours"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One sentence to explain: what the reader is given, what is held of it, its language, and where it stands."""

    said: Utterance
    spoken: Spoken
    language: str
    place: str = ""


def typed(said: Utterance) -> Asked:
    """A sentence that somebody types. Raises UserError where there is none."""
    if not said.text.strip():
        raise UserError("there is no sentence to explain. Put it in quotation marks behind `comity signals explain`.")
    language = language_said(said.text, said.before, said.answers)
    return Asked(said, Spoken(shipped_reader().read([said]), said.by, read_of([language])), language)


def of_book(home: Path, ref: str, begins: str) -> list[Asked]:
    """The sentences of a message or note of the home's book, as they are held now; with words, those that begin so.

    Raises UserError where there are none.
    """
    book = open_book(home)
    sight = see(book, None, today=today(), cache=heard_cache(home), second=answered(home, book))
    ground = sight.ground
    places = [(m.key, m.said_by, m.subject, f"{m.sender}, {m.sent_on}") for m in ground.mails if m.ref == ref]
    quoted = quoted_in_notes(notes_of(known_on(book, sight.as_of), ground.whois), ground.whois)
    places += [(q.key, "client", "", f"a note of {q.said_on}") for q in quoted if q.ref == ref]
    if not places:
        raise UserError(f"{ref}: no message or note that was read has this key. `comity statement ACCOUNT` tells keys.")
    found = []
    for key, by, subject, place in places:
        heard, before = ground.heard[key], ""
        for number, sentence in enumerate(heard.sentences):
            if sentence.text.startswith(begins):
                spoken = Spoken(heard.probabilities[[number]], by, heard.read[[number]])
                found.append(
                    Asked(Utterance(sentence.text, by, before, subject), spoken, heard.languages[number], place)
                )
            before = sentence.text
    if not found:
        raise UserError(f"{ref}: no sentence in it begins with “{begins}”. Copy its beginning as it was written.")
    return found


def told(asked: Sequence[Asked]) -> Iterator[dict[str, Any]]:
    """Each with its reasons, as JSON has it."""
    reader = shipped_reader()
    for one in asked:
        whys = explain(reader, reader.thresholds, one.said, one.spoken)
        yield {
            "text": one.said.text, "by": one.said.by, "place": one.place, "language": one.language,
            "read": bool(one.spoken.read[0]), "labels": [_label(why) for why in whys],
            "nearest": [{"text": k.text, "labels": list(k.labels), "alike": share}
                        for share, k in nearest(one.said.text, one.said.by)],
        }  # fmt: skip


def _label(why: Why) -> dict[str, Any]:
    return {
        "label": why.label, "probability": round(why.probability, 4), "holds": why.holds, "possible": why.possible,
        "holds_from": why.least, "for": [_part(p) for p in why.speaks_for],
        "against": [_part(p) for p in why.speaks_against],
    }  # fmt: skip


def _part(part: Part) -> dict[str, Any]:
    return {"words": part.words, "where": part.where, "odds_times": round(part.times, 3)}


def show(rows: Sequence[dict[str, Any]]) -> None:
    """Print them for a person."""
    console = Console()
    for row in rows:
        where = ", ".join(filter(None, (_SIDES[row["by"]], row["place"], LANGUAGES[row["language"]])))
        console.print(Text.assemble((f"“{row['text']}”", "bold"), f" ({where})"))
        if not row["read"]:
            console.print(Text("  Its language is not read yet: it is labelled only with what is clear."))
        for label in row["labels"]:
            console.print(Text(f"  {label['label']}: {_says(label)}"))
            for says, parts in (("for it", label["for"]), ("against it", label["against"])):
                if parts:
                    console.print(Text(f"    {says}: {', '.join(map(_weighs, parts))}"))
        console.print(Text("  Nearest among the sentences we know:"))
        for known in row["nearest"]:
            labels = ", ".join(known["labels"]) or "no label"
            console.print(Text(f"    {known['alike']:.0%} alike: “{known['text']}” ({labels})"))


def _says(label: dict[str, Any]) -> str:
    probability = label["probability"]
    if label["holds"] and probability == SAID:
        return "holds, for a person said so"
    state = "holds" if label["holds"] else "only possible, waits for a look" if label["possible"] else "does not hold"
    return f"{state} ({probability:.2f}; it holds from {np.format_float_positional(label['holds_from'], 2)} on)"


def _weighs(part: dict[str, Any]) -> str:
    words = f"“{part['words']}”" if part["where"] == "text" else _WHERE[part["where"]]
    times = part["odds_times"]
    by = times if times > 1 else 1 / times
    return f"{words} (odds {'×' if times > 1 else '÷'} {by:.{0 if by >= 10 else 1}f})"
