"""Entries that words and books tell together: traded concessions, problems settled, tenders, hires without us."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from comity.engine.duck import DuckEngine
from comity.ledger.statement import Entry, phrases, statement
from tests.referee import rows
from tests.referee.book import Book

MILL = "mill.example"
DAY = dt.date(2025, 6, 30)


def on(day: int, month: int = 3) -> dt.date:
    return dt.date(2025, month, day)


def said(label: str, ref: str, day: dt.date, by: str = "client", thread: str | None = "t") -> rows.Talk:
    return rows.Talk(MILL, "message", ref, thread, 0, day, by, "p", "Ida", 3, label, quote=f"{label} of {ref}")


def written(ref: str, day: dt.date, person: str, who: str, by: str = "client") -> rows.Mail:
    at = dt.datetime.combine(day, dt.time(9), dt.UTC)
    return rows.Mail(MILL, ref, ref, at, day, by, person, who, first_words="Hello from my new desk.")


def entries(book: Book, *kinds: str, day: dt.date = DAY) -> list[Entry]:
    book.accounts.append(rows.Account(MILL, "Mill"))
    engine = DuckEngine()
    book.lay(engine, [day])
    return [e for e in statement(engine, MILL, day) if e.kind in kinds]


def talk(*some: rows.Talk) -> Book:
    return Book(talk=list(some))


@pytest.mark.parametrize("gave", ["flexibility", "joint_work", "access", "direction", "loyalty"])
def test_a_concession_is_traded_where_they_gave_something_in_the_same_conversation(gave: str) -> None:
    given = said("concession", "a", on(1), "us")
    [one] = entries(talk(given, said(gave, "b", on(2))), "concession", "concession_traded")
    assert (one.kind, one.side, one.flow, one.evidence.quote) == ("concession_traded", "we", "gave", "concession of a")


def test_a_concession_is_not_traded_by_what_they_give_elsewhere_or_later_than_is_known() -> None:
    given, back = said("concession", "a", on(1), "us"), said("flexibility", "b", on(2), thread="other")
    assert [e.kind for e in entries(talk(given, back), "concession", "concession_traded")] == ["concession"]
    back = said("flexibility", "b", on(20))
    found = entries(talk(given, back), "concession", "concession_traded", day=on(10))
    assert [e.kind for e in found] == ["concession"]


@pytest.mark.parametrize("asks", ["challenge", "price_pressure", "free_work", "pay_refusal"])
def test_what_they_say_they_want_is_nothing_that_we_got_for_a_concession(asks: str) -> None:
    given = said("concession", "a", on(1), "us")
    wanted = said("direction", "b", on(2)), said(asks, "b", on(2))
    assert [e.kind for e in entries(talk(given, *wanted), "concession", "concession_traded")] == ["concession"]
    elsewhere = replace(said("flexibility", "b", on(2)), sentence=1)
    found = entries(talk(given, *wanted, elsewhere), "concession", "concession_traded")
    assert [e.kind for e in found] == ["concession_traded"]


def test_a_late_payment_that_they_tell_of_unasked_is_given_and_one_that_answers_our_reminder_is_not() -> None:
    def book(*mails: rows.Mail) -> Book:
        return Book(mail=[replace(m, thread="t") for m in mails], talk=[said("pay_notice", "b", on(9))])

    notice, reminder = written("b", on(9), "p", "Ida"), written("a", on(8), "us", "Ann", by="us")
    [one] = entries(book(notice), "pay_notice")
    assert (one.side, one.flow, one.evidence.ref) == ("they", "gave", "b")
    assert entries(book(reminder, notice), "pay_notice") == []
    mine = replace(reminder, sent_at=reminder.sent_at + dt.timedelta(days=2), sent_on=on(10))
    assert [e.evidence.ref for e in entries(book(notice, mine), "pay_notice")] == ["b"]


def test_a_problem_that_ends_well_is_settled_by_us_with_their_words_as_proof() -> None:
    book = talk(said("feedback", "a", on(1)), said("apology", "b", on(2), "us"), said("appreciation", "c", on(9)))
    [one] = entries(book, "issue_settled")
    assert (one.on, one.side, one.flow) == (on(9), "we", "gave")
    assert (one.evidence.ref, one.evidence.by, one.evidence.quote) == ("c", "client", "appreciation of c")


def test_a_problem_that_is_named_again_or_left_alone_for_a_month_is_not_settled() -> None:
    again = talk(said("feedback", "a", on(1)), said("appreciation", "b", on(5)), said("feedback", "c", on(9)))
    assert entries(again, "issue_settled") == []
    assert entries(talk(said("feedback", "a", on(1)), said("appreciation", "b", on(1, 4))), "issue_settled") == []


def deal(name: str, outcome: str, ref: str) -> rows.Deal:
    won, lost = (on(5) if outcome == o else None for o in ("won", "lost"))
    return rows.Deal(MILL, ref, name, 1000.0, on(1), on(5), won, lost, outcome, state_from=on(1))


def test_a_tender_tells_whom_they_chose_and_one_that_is_open_tells_nothing_yet() -> None:
    book = Book(deals=[deal("Tender north", "won", "1"), deal("RFP south", "lost", "2"), deal("Tender", "open", "3"),
                       deal("Line 3", "lost", "4")])  # fmt: skip
    told = [(e.kind, e.flow, e.evidence.ref, e.on) for e in entries(book, "tender_won", "tender_lost")]
    assert sorted(told) == [("tender_lost", "took", "2", on(5)), ("tender_won", "gave", "1", on(5))]


def hires(mails: Sequence[rows.Mail], placed: str = "Somebody Else", *, day: dt.date = DAY) -> list[Entry]:
    put = rows.Submission(MILL, "s1", "Per Lund", on(10))
    placements = [rows.Placement(MILL, "p1", placed, "Cook", "contract", on(1))] if placed else []
    return entries(Book(mail=list(mails), submissions=[put], placements=placements), "hired_without_us", day=day)


def test_whom_we_put_forward_and_who_then_writes_as_one_of_theirs_was_hired_without_us() -> None:
    first, second = written("a", on(1, 5), "per@mill", "Per Lund"), written("b", on(2, 5), "per@mill", "Per Lund")
    [one] = hires([second, first])
    assert (one.on, one.side, one.flow, one.evidence.ref) == (on(1, 5), "they", "took", "a")
    assert hires([first, second], day=on(20, 4)) == []


@pytest.mark.parametrize(
    ("mails", "placed"),
    [
        ([written("a", on(1, 5), "per@mill", "Per Lund")], "per lund"),  # we placed him
        ([written("a", on(1, 5), "per@mill", "Per Lund")], ""),  # no placements were read
        ([written("a", on(1), "per@mill", "Per Lund"), written("b", on(1, 5), "per@mill", "Per Lund")], "Bo"),
        ([written("a", on(1, 5), "per@mill", "Per Lunde")], "Bo"),  # another name
        ([written("a", on(1, 5), "per@mill", "Per Lund", by="us")], "Bo"),
    ],
)
def test_nobody_is_said_to_be_hired_without_us_where_another_reading_stands(
    mails: Sequence[rows.Mail], placed: str
) -> None:
    assert hires(mails, placed) == []


def test_each_kind_of_entry_is_told_in_words() -> None:
    assert {"tender_won", "tender_lost", "hired_without_us"} <= phrases()["they"].keys()
    assert {"concession_traded", "issue_settled"} <= phrases()["we"].keys()


def met(ref: str, day: dt.date, who: str, level: int | None, by: str | None = None) -> rows.Meeting:
    off = by is not None
    return rows.Meeting(MILL, ref, day, "The year ahead", who, level, cancelled=off, cancelled_by=by)


def test_somebody_senior_was_brought_where_they_stand_above_who_writes_to_us() -> None:
    letters = [replace(written(f"m{n}", on(n), "ida", "Ida"), level=5) for n in (1, 2)]
    book = Book(mail=letters, meetings=[met("own", on(5), "Ida", 5), met("above", on(6), "Olaf", 6)])
    assert [e.evidence.ref for e in entries(book, "senior_meeting")] == ["above"]
    assert [e.evidence.ref for e in entries(Book(meetings=[met("x", on(5), "Ida", 5)]), "senior_meeting")] == ["x"]


def asked_and_answered() -> list[rows.Mail]:
    ours = replace(written("q", on(3), "ann", "Ann", "us"), thread="t", asks=True)
    return [ours, replace(written("a", on(17), "ida", "Ida"), thread="t", work_minutes=6000)]


def test_who_answers_after_long_answers_late() -> None:
    [late] = entries(Book(mail=asked_and_answered()), "late_answer")
    assert (late.side, late.evidence.ref) == ("they", "a")


@pytest.mark.parametrize("off", [True, False])
def test_who_met_us_before_they_wrote_answered_there(off: bool) -> None:
    meeting = met("m", on(4), "Ida", 3, "us" if off else None)
    assert len(entries(Book(mail=asked_and_answered(), meetings=[meeting]), "late_answer")) == int(off)


@pytest.mark.parametrize(("by", "due", "late"), [("us", 10, 0), ("us", 20, 1), ("client", 10, 1)])
def test_who_waited_for_what_we_had_promised_does_not_answer_late(by: str, due: int, late: int) -> None:
    promise = rows.Promise(MILL, "message", "p", by, "", "By then.", on(2), due_on=on(due))
    assert len(entries(Book(mail=asked_and_answered(), promises=[promise]), "late_answer")) == late


def asked(ref: str, day: dt.date, by: str) -> rows.Mail:
    return replace(written(ref, day, "ida@mill", "Ida", by), asks=True, first_words="When does the mill stand still?")


def test_a_question_without_an_answer_is_taken_by_the_side_that_was_asked_however_long_ago() -> None:
    book = Book(mail=[asked("a", on(1), "us"), asked("b", on(1, 5), "client")])
    told = [(e.side, e.flow, e.on, e.evidence.ref, e.evidence.quote) for e in entries(book, "silence")]
    question = "When does the mill stand still?"
    assert told == [("they", "took", on(1), "a", question), ("we", "took", on(1, 5), "b", question)]
    later = entries(Book(mail=[asked("a", on(1), "us")]), "silence", day=dt.date(2026, 6, 30))
    assert [e.evidence.ref for e in later] == ["a"]


def test_a_question_that_was_answered_or_may_still_be_is_no_silence() -> None:
    answer = written("b", on(10), "ida@mill", "Ida")
    assert entries(Book(mail=[asked("a", on(1), "us"), replace(answer, thread="a")]), "silence") == []
    assert entries(Book(mail=[asked("a", on(20, 6), "us")]), "silence") == []
