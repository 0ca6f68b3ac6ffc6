"""What likely came of a promise where no rule tells it: by a note of ours, or by what such words mostly told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
import pytest

from comity.ledger.promising import outcomes
from comity.ledger.promising.cues import words_of
from comity.ledger.promising.heard import Heard, Remark
from comity.ledger.promising.outcomes import Outcomes
from comity.ledger.promising.story import Promise, Story, Word
from comity.ledger.promising.topics import amounts, stems, topics_of
from comity.ledger.promising.workdays import Workdays
from comity.signals.labels import LABELS

MADE = dt.date(2026, 3, 2)  # a Monday
DUE = dt.date(2026, 3, 6)
FIGURES = "I'll send you the figures of the returns by Friday."


def mail(day: int, side: str, *sentences: str, labels: Sequence[str] = (), thread: str = "t") -> Word:
    heard = Heard.__new__(Heard)
    likely = np.zeros((len(sentences), len(LABELS)))
    heard.__dict__.update(
        sentences=sentences, labels=frozenset(labels), words=words_of(" ".join(sentences)),
        _hearing=SimpleNamespace(probabilities=likely),
    )  # fmt: skip
    return Word(f"<{day}{side}>", MADE + dt.timedelta(days=day), side, "Somebody", thread, "Returns", heard, 0)


def note(day: int, text: str) -> Word:
    on = MADE + dt.timedelta(days=day)
    return Word(f"{day}", on, "us", "Ann", f"note/{day}", "", Remark(text), 0, "note")


def promise(text: str = FIGURES, side: str = "client") -> Promise:
    return Promise(
        "a.example", "message", "<made>", side, "Tom", text, MADE, DUE, "t", subject="Returns",
        topics=topics_of(text, "Returns"), own=stems(text), counts=amounts(text),
    )  # fmt: skip


def told(made: Promise, *words: Word, likely: Outcomes | None = None) -> tuple[str, dt.date | None]:
    story = Story(Workdays(), likely)
    story.open.append(made)
    for word in words:
        story.hear(word)
    return made.outcome, made.settled_on


@pytest.mark.parametrize(
    ("text", "note_said"),
    [
        (FIGURES, "No figures from Tom, Friday has passed."),
        (FIGURES, "Tom rang. The returns are still on his desk."),
        (FIGURES, "Nothing of the returns so far. Won't push."),
        ("I'll call you on Friday about the hall.", "Nobody rang on Friday."),
    ],
)
def test_a_note_that_tells_beside_the_promise_that_nothing_came_is_the_proof_that_it_was_broken(
    text: str, note_said: str
) -> None:
    made = promise(text)
    assert told(made, note(7, note_said)) == ("broken", dt.date(2026, 3, 9))
    assert made.proof
    assert (made.proof.kind, made.proof.ref, made.proof.quote in note_said) == ("note", "7", True)


@pytest.mark.parametrize(
    ("day", "note_said"),
    [
        (3, "No figures from Tom yet."),  # its day is not over
        (60, "No figures of the returns this year."),  # nobody knows of which
        (7, "The figures are attached, nothing to add."),
        (7, "Received the figures, not bad."),
        (7, "He never calls his mother."),
        (7, "Spoke about the figures with Tom, no objections."),
        (7, "He is not pleased with the figures."),
        (7, "Looked at the figures with Tom."),
    ],
)
def test_a_note_of_another_day_or_matter_or_of_what_came_breaks_nothing(day: int, note_said: str) -> None:
    assert told(promise(), note(day, note_said)) == ("", None)


def believing(kept: float, broken: float) -> Outcomes:
    """For who weighs nothing, and believes so much."""
    signs = {by: [[np.log(1 - kept - broken)], [np.log(kept)], [np.log(broken)]] for by in ("own", "other", "note")}
    return Outcomes({by: [[*row, *[0.0] * 80] for row in rows] for by, rows in signs.items()}, 0.3, 0.3)


def test_what_is_likely_enough_is_told_with_the_sentence_that_shares_most_with_the_promise() -> None:
    made = promise()
    words = mail(5, "us", "The weather is fine.", "We went through the figures of the returns with Ida.")
    assert told(made, words, likely=believing(0.4, 0.01)) == ("kept", dt.date(2026, 3, 7))
    assert made.proof
    assert made.proof.quote == "We went through the figures of the returns with Ida."
    assert told(promise(), words, likely=believing(0.2, 0.2)) == ("", None)


def test_it_was_broken_only_where_that_is_told_beside_it_or_by_words_that_say_so() -> None:
    believed = believing(0.01, 0.5)
    assert told(promise(), mail(9, "us", "The figures were for Friday."), likely=believed)[0] == "broken"
    assert told(promise(), mail(9, "us", "You said so yourself."), likely=believed)[0] == "broken"
    assert told(promise(), mail(9, "us", "The weather is fine."), likely=believed) == ("", None)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [("Please keep the figures to yourself.", ""), ("What did the figures look like?", ""),
     ("The figures are not done yet.", "broken"), ("The figures are delayed, I know.", "broken")],
)  # fmt: skip
def test_who_promised_broke_it_only_where_they_say_anything_of_that(said: str, outcome: str) -> None:
    assert told(promise(), mail(9, "client", said), likely=believing(0.01, 0.5))[0] == outcome


def test_a_note_that_tells_of_a_promise_keeps_no_other() -> None:
    believed = believing(0.9, 0.01)
    assert told(promise(), note(3, "Tom promised the returns of May by June."), likely=believed) == ("", None)
    assert told(promise(), note(3, "Went through the returns with Tom."), likely=believed)[0] == "kept"


def test_no_question_and_nothing_yet_to_come_keeps_a_promise() -> None:
    believed = believing(0.9, 0.01)
    assert told(promise(), mail(4, "us", "Are the figures of the returns here?"), likely=believed) == ("", None)
    assert told(promise(), mail(4, "client", "You'll have the figures soon."), likely=believed) == ("", None)


@pytest.mark.parametrize(
    ("day", "said", "outcome"),
    [
        (3, "Our figures of the returns: twelve yards, two claims, and some 900 of stock that was not lost.", "kept"),
        (3, "Die figures der returns: zwölf Höfe, zwei Fälle, und im ganzen Jahr an keinem davon ein Streit.", "kept"),
        (3, "The figures of the returns are not here.", ""),
        (3, "The figures of the twelve yards, as Ida counted them last week for all of us, will follow.", ""),
    ],
)
def test_what_is_denied_far_from_the_promise_is_of_something_else(day: int, said: str, outcome: str) -> None:
    assert told(promise(side="us"), mail(day, "us", said), likely=believing(0.9, 0.01))[0] == outcome


def test_who_promised_to_pay_and_speaks_of_other_things_has_paid_nothing() -> None:
    made, believed = promise("The figures of March are in the July run."), believing(0.9, 0.01)
    made.money = True
    assert told(made, mail(1, "client", "Ida has the figures on her desk."), likely=believed) == ("", None)
    assert told(made, mail(1, "client", "The figures of March are with the bank, one transfer."), likely=believed)[0]


def test_what_ships_tells_plain_cases() -> None:
    likely = outcomes.shipped()
    ours = promise(side="us")
    came = mail(3, "us", "Here you are: the figures of the returns by site.")
    assert told(ours, came, likely=likely)[0] == "kept"
    missed = mail(8, "client", "The figures of the returns never came, Friday was your day.", labels=("feedback",))
    assert told(promise(side="us"), missed, likely=likely)[0] == "broken"
    assert told(promise(), mail(3, "client", "The gate is painted."), likely=likely) == ("", None)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (3, "I have not received the figures of the returns yet."),
        (4, "I have not received the figures of the returns yet."),
        (2, "Ich habe die figures der returns noch nicht erhalten."),
        (4, "De figures of the returns heb ik nog niet ontvangen."),
        (2, "Thank you, I am looking forward to the figures of the returns."),
        (4, "The board waits for the figures of the returns."),
        (4, "Sobald die figures da sind, rufe ich an."),
        (2, "The figures of the returns are a good idea."),  # nobody says that they came
        (6, "The figures of the returns are wrong."),
        (4, "When can we expect the figures of the returns?"),
        (4, "A word on the parking passes for the visitors of the fair."),
    ],
)
def test_the_other_side_that_waits_denies_or_speaks_too_early_keeps_no_promise(day: int, said: str) -> None:
    believed = believing(0.9, 0.01) if "figures" in said else None
    assert told(promise(), mail(day, "us", said), likely=believed) == ("", None)
    assert told(promise(side="us"), mail(day, "client", said), likely=outcomes.shipped()) == ("", None)


def test_the_other_side_that_has_it_before_its_day_keeps_the_promise() -> None:
    arrived = mail(2, "us", "The figures of the returns arrived, they will do.")
    assert told(promise(), arrived, likely=believing(0.9, 0.01)) == ("kept", dt.date(2026, 3, 4))


def test_a_note_that_tells_that_nothing_came_yet_keeps_no_promise() -> None:
    believed = believing(0.9, 0.01)
    assert told(promise(), note(3, "No figures of the returns from Tom."), likely=believed) == ("", None)
    assert told(promise(), note(3, "Went through the figures of the returns."), likely=believed)[0] == "kept"


def test_no_promise_is_likely_broken_before_its_day_is_over() -> None:
    believed, asked = believing(0.01, 0.9), "The figures of the returns are still missing."
    assert told(promise(), mail(3, "us", asked), likely=believed) == ("", None)
    assert told(promise(), mail(4, "us", asked), likely=believed) == ("", None)
    assert told(promise(), mail(5, "us", asked), likely=believed)[0] == "broken"


def test_that_its_day_is_over_is_no_word_of_a_promise_that_was_kept() -> None:
    believed = believing(0.9, 0.01)
    over = mail(17, "us", "The figures: two weeks past Friday and still nothing.")
    assert told(promise(), over, likely=believed)[0] == "broken"
    of_another = mail(30, "us", "The returns and their figures: 30 March has passed as well.")
    assert told(promise(), of_another, likely=believed) == ("", None)


def test_that_one_promise_was_broken_says_nothing_of_another_that_is_not_named_there() -> None:
    visit, figures = promise("Ruth comes to the yard on Friday.", "us"), promise(side="us")
    story = Story(Workdays(), believing(0.01, 0.9))
    story.open += [visit, figures]
    story.hear(mail(9, "client", "Ruth never came to the yard on Friday."))
    assert (visit.outcome, figures.outcome) == ("broken", "")
