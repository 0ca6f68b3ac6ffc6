"""The people of an account: who stands above our contact, when last heard with substance, who could introduce us."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from comity.engine.duck import DuckEngine
from comity.ledger.people import Contact, contacts, said
from comity.measures import measures
from comity.measures.compute import values
from comity.signals.labels import LABELS
from tests.referee import rows
from tests.referee.book import Book

DAY = dt.date(2026, 9, 30)


def _listed(person: str, level: int | None = None, **other: object) -> dict[str, Any]:
    return {"person": person, "who": person.title(), "title": "", "level": level, "role": None, "reports_to": "",
            "left_on": None, "mails": 0, **other}  # fmt: skip


def _mail(person: str, ago: int = 10, thread: str = "") -> dict[str, Any]:
    return {
        "person": person,
        "kind": "mail",
        "happened_on": DAY - dt.timedelta(ago),
        "thread": thread or f"{person}{ago}",
    }


def _said(person: str, label: str, ago: int = 10) -> dict[str, Any]:
    return {"person": person, "label": label, "happened_on": DAY - dt.timedelta(ago), "ref": f"{person}{ago}"}


def _by_name(found: list[Contact]) -> dict[str, Contact]:
    return {c.key: c for c in found}


def test_people_stand_in_order_of_seniority_and_those_who_left_come_last() -> None:
    listed = [_listed("ann lee", 2), _listed("bob orr", 6), _listed("cy fox", 6, left_on=DAY), _listed("di gray")]
    assert [c.key for c in contacts(listed, [], [], DAY)] == ["bob orr", "ann lee", "di gray", "cy fox"]


def test_the_main_contact_wrote_most_of_the_last_year_and_others_may_stand_above() -> None:
    listed = [_listed("ann lee", 3), _listed("bob orr", 5), _listed("cy fox", 3)]
    mails = [_mail("ann lee"), _mail("ann lee", 20), _mail("bob orr"), *(_mail("cy fox", 400 + n) for n in range(5))]
    found = _by_name(contacts(listed, mails, [], DAY))
    assert [k for k, c in found.items() if c.main] == ["ann lee"]
    assert [k for k, c in found.items() if c.above] == ["bob orr"]


def test_to_leave_all_as_it_is_is_no_substance_and_a_plan_is() -> None:
    talk = [_said("ann lee", "status_quo", 2), _said("ann lee", "direction", 30), _said("ann lee", "direction", 90)]
    found = contacts([_listed("ann lee", 3)], [_mail("ann lee", 2)], talk, DAY)[0]
    assert found.heard_on == DAY - dt.timedelta(2)
    assert found.substance_on == DAY - dt.timedelta(30)
    assert found.moves == (("direction", 2), ("status_quo", 1))


@pytest.mark.parametrize("label", [label.name for label in LABELS if "client" in label.by])
def test_who_was_heard_with_substance_is_the_same_for_the_page_and_for_the_measure(label: str) -> None:
    on, account = DAY - dt.timedelta(10), "orr.example"
    book = Book(
        accounts=[rows.Account(account, "Orr")],
        talk=[rows.Talk(account, "message", "m", "t", 0, on, "client", "ann lee", "Ann Lee", 5, label)],
    )
    engine = DuckEngine()
    book.lay(engine, [DAY])
    [one] = contacts([_listed("ann lee", 5)], [], said(engine, DAY).to_pylist(), DAY)
    measured = values(measures()["highest_level_12m"], engine).get((DAY, account))
    assert (one.substance_on == on) == (measured == 5)


def test_what_a_letter_says_over_and_over_is_counted_once_and_threats_are_not_left_out() -> None:
    talk = [*[_said("ann lee", "price_pressure", 2)] * 3, *(_said("ann lee", "threat", ago) for ago in (2, 30))]
    assert contacts([_listed("ann lee", 3)], [], talk, DAY)[0].moves == (("threat", 2), ("price_pressure", 1))


def test_who_reports_to_somebody_above_or_wrote_in_one_thread_with_them_could_introduce_us() -> None:
    listed = [
        _listed("ann lee", 3, reports_to="Bob Orr"),
        _listed("bob orr", 6),
        _listed("cy fox", 2),
        _listed("di gray", 2),
    ]
    mails = [
        _mail("ann lee"),
        _mail("ann lee", 20),
        _mail("cy fox", thread="t"),
        _mail("bob orr", 300, "t"),
        _mail("di gray"),
    ]
    bob = _by_name(contacts(listed, mails, [], DAY))["bob orr"]
    assert [(who, why) for who, _, why in bob.openers] == [("ann lee", "reports"), ("cy fox", "thread")]


def test_nobody_stands_above_where_nobody_wrote_for_a_year() -> None:
    found = contacts([_listed("bob orr", 6)], [_mail("bob orr", 500)], [], DAY)
    assert not found[0].above
    assert not found[0].main


def test_who_above_writes_to_us_needs_no_introduction_and_who_is_at_the_top_has_nobody_above() -> None:
    listed = [_listed("ann lee", 3), _listed("bob orr", 6), _listed("cy fox", 5)]
    mails = [_mail("ann lee"), _mail("ann lee", 20), _mail("bob orr", 90), _mail("cy fox", 500)]
    found = _by_name(contacts(listed, mails, [], DAY))
    assert [(k, c.direct) for k, c in found.items() if c.above] == [("bob orr", True), ("cy fox", False)]
    assert [k for k, c in found.items() if c.top] == ["bob orr"]
