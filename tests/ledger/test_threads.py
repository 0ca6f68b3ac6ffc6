"""Which messages belong to one conversation."""

from __future__ import annotations

import datetime as dt

from comity.ledger.threads import Headers, bare_subject, threads

START = dt.datetime(2026, 2, 2, 9, tzinfo=dt.UTC)


def mail(
    ref: str, subject: str, after: int = 0, answers: str = "", refs: tuple[str, ...] = (), people: str = "ab"
) -> Headers:
    return Headers(ref, answers, refs, subject, START + dt.timedelta(hours=after), frozenset(people))


def test_an_answer_belongs_to_what_it_answers() -> None:
    assert threads([mail("1", "Pump"), mail("2", "Re: Pump", 1, "1")]) == ["1", "1"]


def test_a_conversation_is_named_by_its_first_mail_whatever_the_order_they_are_given_in() -> None:
    assert (
        threads([mail("3", "Re: Pump", 9, "2", ("1", "2")), mail("1", "Pump"), mail("2", "Re: Pump", 1, "1")])
        == ["1"] * 3
    )


def test_mails_that_answer_the_same_missing_mail_are_one_conversation() -> None:
    assert threads([mail("2", "Re: Pump", 1, "1"), mail("3", "Re: Pump", 2, "1")]) == ["2", "2"]


def test_an_answer_without_headers_is_joined_by_subject_and_people() -> None:
    assert threads([mail("1", "Pump"), mail("2", "AW: pump", 5)]) == ["1", "1"]


def test_two_mails_of_one_subject_that_answer_nothing_stay_apart() -> None:
    assert threads([mail("1", "timesheets"), mail("2", "timesheets", 48)]) == ["1", "2"]


def test_an_answer_long_after_or_among_other_people_begins_anew() -> None:
    assert threads([mail("1", "Pump"), mail("2", "Re: Pump", 24 * 60)]) == ["1", "2"]
    assert threads([mail("1", "Pump"), mail("2", "Re: Pump", 1, people="bc")]) == ["1", "2"]


def test_headers_in_a_circle_end() -> None:
    assert threads([mail("1", "Pump", 0, "2"), mail("2", "Re: Pump", 1, "1")]) == ["1", "1"]


def test_prefixes_of_several_programs_are_taken_off_a_subject() -> None:
    assert bare_subject("RE: Fwd: AW:  WG: Re[2]: The   pump ") == "the pump"
