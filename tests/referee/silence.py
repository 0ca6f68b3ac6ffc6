"""Answers and the lack of them."""

from __future__ import annotations

from statistics import median

from tests.referee.calendar import days_after
from tests.referee.known import Known
from tests.referee.register import referee
from tests.referee.rows import Mail


def answers(known: Known, said_by: str) -> list[tuple[Mail, int]]:
    """Mail of one side directly after one of the other in its conversation, with the working minutes between."""
    found = []
    for thread in {m.thread for m in known.mail if m.thread is not None}:
        conversation = sorted((m for m in known.mail if m.thread == thread), key=lambda m: (m.sent_at, m.ref))
        for i in range(1, len(conversation)):
            asked, answer = conversation[i - 1], conversation[i]
            if answer.said_by == said_by and asked.said_by != said_by:
                found.append((answer, answer.work_minutes - asked.work_minutes))
    return found


def _answer_hours(known: Known, said_by: str) -> float | None:
    minutes = [took for answer, took in answers(known, said_by) if known.last_year(answer.sent_on)]
    return median(minutes) / 60 if len(minutes) >= 3 else None


@referee
def our_answer_hours_12m(known: Known) -> float | None:
    """Business hours that we took to answer."""
    return _answer_hours(known, "us")


@referee
def their_answer_hours_12m(known: Known) -> float | None:
    """Business hours that they took to answer."""
    return _answer_hours(known, "client")


def _unanswered(known: Known, asked_by: str, months: int = 12) -> float | None:
    """Questions of one side, of so many months, to which the other wrote nothing in their conversation, nor anything
    soon.
    """
    if not known.reads_mail:
        return None
    count = 0
    for q in known.mail:
        over = days_after(q.sent_on, 14) <= known.day
        if q.said_by != asked_by or not q.asks or not known.in_last(months, q.sent_on) or not over:
            continue
        answered = False
        for r in known.mail:
            if r.said_by == asked_by or r.sent_at < q.sent_at:
                continue
            there = r.thread == q.thread and r.sent_on <= days_after(q.sent_on, 14)
            soon = r.sent_on <= days_after(q.sent_on, 5)
            if there or soon:
                answered = True
        if not answered:
            count += 1
    return float(count)


@referee
def our_silence_12m(known: Known) -> float | None:
    """Questions of theirs without an answer."""
    return _unanswered(known, "client")


@referee
def our_open_questions_3m(known: Known) -> float | None:
    """The same of the last three months."""
    return _unanswered(known, "client", 3)


@referee
def their_silence_12m(known: Known) -> float | None:
    """Questions of ours without an answer."""
    return _unanswered(known, "us")
