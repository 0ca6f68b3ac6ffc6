"""Whose word comes next: a fresh question or offer of ours waits, as does what they promised in answer to us."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.engine.duck import DuckEngine
from comity.ledger.waiting import asked, promised
from tests.referee import rows
from tests.referee.book import Book

QUAY = "quay.example"
DAY = dt.date(2025, 6, 30)


def day(ago: int) -> dt.date:
    return DAY - dt.timedelta(ago)


def mail(
    ref: str, ago: int, by: str, thread: str = "hoist", *, asks: bool = False, subject: str = "", says: str = ""
) -> rows.Mail:
    at = dt.datetime.combine(day(ago), dt.time(9), dt.UTC)
    return rows.Mail(QUAY, ref, thread, at, day(ago), by, "p", "Ida", subject=subject, asks=asks, first_words=says)


def pitch(ref: str, ago: int, thread: str = "hoist") -> rows.Talk:
    return rows.Talk(QUAY, "message", ref, thread, 0, day(ago), "us", "p", "Ann", 3, "pitch", quote="We offer more.")


def promise(ref: str, ago: int, due: int | None, kind: str = "message", by: str = "client") -> rows.Promise:
    due_on = None if due is None else DAY + dt.timedelta(due)
    return rows.Promise(QUAY, kind, ref, by, "Ida", "You will hear from me.", day(ago), due_on)


def found(*mails: rows.Mail, talk: tuple[rows.Talk, ...] = (), promises: tuple[rows.Promise, ...] = ()) -> list[object]:
    """Since when we wait for an answer, and until when for what they promised; None for what we do not."""
    book = Book(accounts=[rows.Account(QUAY, "Quay")], mail=list(mails), talk=list(talk), promises=list(promises))
    engine = DuckEngine()
    book.lay(engine, [DAY])
    return [asked(engine, DAY).get(QUAY), promised(engine, DAY).get(QUAY)]


THEIRS = mail("their ask", 9, "client", asks=True)


@pytest.mark.parametrize(
    ("subject", "says"),
    [
        ("", "Please find our offer for the second hoist attached."),
        ("", "Hallo Ida, anbei unser Angebot über zwei Kräne."),
        ("", "Voici notre devis pour le palan."),
        ("", "Hierbij onze offerte voor de takel."),
        ("", "Le adjunto nuestra propuesta para la grúa."),
        ("Wartungsangebot Hebezeug", "Sehr geehrte Frau Kai,"),
        ("Quote for the second hoist", "Dear Ida,"),
    ],
)
def test_a_fresh_offer_of_ours_waits_though_no_question_stands_in_it(subject: str, says: str) -> None:
    assert found(THEIRS, mail("ours", 3, "us", subject=subject, says=says)) == [day(3), None]


@pytest.mark.parametrize(
    ("subject", "says"),
    [
        ("", "The crane is back at work since noon."),
        ("", "Thank you for accepting our offer, we begin on Monday."),
        ("Re: Quote for the second hoist", "The crew comes at eight."),
        ("AW: Angebot", "Wir beginnen am Montag."),
    ],
)
def test_what_offers_nothing_waits_for_no_answer(subject: str, says: str) -> None:
    assert found(THEIRS, mail("ours", 3, "us", subject=subject, says=says)) == [None, None]


def test_what_tries_to_sell_waits_in_a_conversation_of_theirs_alone() -> None:
    assert found(THEIRS, mail("ours", 3, "us"), talk=(pitch("ours", 3),)) == [day(3), None]
    unasked = mail("ours", 3, "us", "news")
    assert found(THEIRS, mail("reply", 8, "us"), unasked, talk=(pitch("ours", 3, "news"),)) == [None, None]


def test_a_later_word_of_ours_does_not_take_the_question_back_and_theirs_answers_it() -> None:
    question, thanks = mail("ours", 4, "us", asks=True), mail("thanks", 2, "us", "other")
    assert found(THEIRS, question, thanks) == [day(4), None]
    assert found(THEIRS, question, mail("answer", 1, "client")) == [None, None]


def test_what_they_write_in_another_conversation_answers_within_five_days_alone() -> None:
    question = mail("ours", 12, "us", asks=True)
    assert found(question, mail("order", 8, "client", "other")) == [None, None]
    assert found(question, mail("order", 2, "client", "other")) == [day(12), None]
    assert found(question, mail("order", 2, "client", "other", asks=True)) == [None, None]  # they wait for us


def test_after_two_weeks_without_an_answer_nothing_waits_any_more() -> None:
    assert found(mail("ours", 13, "us", asks=True)) == [day(13), None]
    assert found(mail("ours", 14, "us", asks=True)) == [None, None]


OURS, REPLY = mail("ours", 6, "us", asks=True), mail("reply", 5, "client")


def test_what_they_promised_in_answer_to_us_is_waited_for_until_its_day() -> None:
    assert found(OURS, REPLY, promises=(promise("reply", 5, 4),)) == [None, DAY + dt.timedelta(4)]
    assert found(OURS, REPLY, promises=(promise("reply", 5, 0),)) == [None, DAY]
    assert found(OURS, promises=(promise("a call", 5, 4, "note"),))[1] == DAY + dt.timedelta(4)


@pytest.mark.parametrize(
    "made",
    [
        promise("reply", 5, -1),  # overdue: ours to follow up
        promise("reply", 5, None),
        promise("reply", 5, 40),  # no answer, but what comes some day
        promise("ours", 6, 4, by="us"),
        promise("their ask", 9, 4),  # nothing of ours stood before it
    ],
)
def test_what_is_due_already_or_some_day_or_ours_is_not_waited_for(made: rows.Promise) -> None:
    assert found(THEIRS, OURS, REPLY, promises=(made,)) == [None, None]


def test_whoever_asked_us_something_since_waits_for_us_whatever_they_promised() -> None:
    asking = mail("more", 2, "client", "other", asks=True)
    assert found(OURS, REPLY, asking, promises=(promise("reply", 5, 4),)) == [None, None]
