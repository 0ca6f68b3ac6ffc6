"""A telephone call that two logs tell counts once, and two calls are never taken for one."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.book.whois import Person
from comity.ledger.call_facts import Call, each_once
from tests.ledger.test_calls_of_a_crm import calls

DAY = dt.date(2024, 2, 5)
TOM = Person("tom@fenboats.example", "fenboats.example", "Tom Fen")
SUE = Person("sue@fenboats.example", "fenboats.example", "Sue Fen")
SOMEBODY = Person("fenboats.example/", "fenboats.example", "")
PHONE = (
    "Call Time,Caller ID,Destination,Direction,Status,Talking\n"
    "2024-02-05 10:00:00,100,+441904555011,Outbound,answered,00:12:01\n"
    "2024-02-05 10:04:00,100,+441904555011,Outbound,answered,00:12:01\n"
    "2024-02-05 16:00:00,+441904555011,100,Inbound,no answer,00:00:00\n"
)
OTHER = (
    "Date,Time,Type,Phone Number,Contact,Company,Agent,Length\n"
    "05/02/2024,10:01,Outgoing,01904 555 011,Tom Fen,Fen Boats Ltd,Ann Reed,12 min\n"
    "25/02/2024,09:00,Incoming,01904 555 011,Tom Fen,Fen Boats Ltd,Ann Reed,5 min\n"
)
NOTES = (
    "Record ID,Call Title,Activity date,Call duration (HH:mm:ss),Call outcome,Call direction,Call notes,"
    "Activity assigned to,Associated Contact,Associated Company\n"
)


def call(at: str = "", seconds: int | None = 300, **told: object) -> Call:
    """A call of the fifth of February, by default as a log of telephones tells it."""
    clock = dt.datetime.combine(DAY, dt.time.fromisoformat(at), dt.UTC) if at else None
    told = {"direction": "out", "number": "04555011", "ours": "", "form": ("+44 1904 555011",), "person": TOM} | told
    told = {"file_id": str(told["form"])} | told
    row = "/".join(map(str, (at, seconds, *told.values())))
    return Call(row_id=row, who="", called_on=DAY, called_at=clock, seconds=seconds, **told)  # pyright: ignore


def of_crm(at: str = "", seconds: int | None = 300, **told: object) -> Call:
    """The same as a CRM tells it."""
    return call(at, seconds, **{"number": "", "form": (None, "Tom Fen", "Fen Boats Ltd"), **told})


def test_a_call_that_two_logs_spell_differently_counts_once(tmp_path: Path) -> None:
    assert calls(tmp_path, log=PHONE) == 2
    assert calls(tmp_path, log=PHONE, other=OTHER) == 3
    assert calls(tmp_path, another=PHONE, log=OTHER) == 3


def test_a_call_that_only_the_crm_tells_counts_beside_another_of_that_day(tmp_path: Path) -> None:
    noted = "{},Hall,2024-02-05,00:{:02}:05,Connected,Outbound,The hall.,Ann Reed,Tom Fen,Fen Boats Ltd\n"
    assert calls(tmp_path, log=PHONE, crm=NOTES + noted.format(1, 12)) == 2
    assert calls(tmp_path, log=PHONE, crm=NOTES + noted.format(1, 12) + noted.format(2, 45)) == 3
    # As many as the list tells that tells the most of them.
    assert calls(tmp_path, log=PHONE, crm=NOTES + "".join(noted.format(n, 11 + n) for n in range(3))) == 3


@pytest.mark.parametrize(
    "other",
    [
        of_crm("10:01"),
        of_crm("09:58:30", 340),
        of_crm("10:02", None),
        of_crm("10:01", person=SOMEBODY),
        of_crm("", 420),
        of_crm("", direction="in"),
        call("10:01", form=("01904 555 011",), ours="Reed, Ann"),
        call("10:01", form=("01904 555 011",), ours="Reception"),
        call("10:01", form=("01904 555 011",), person=SUE),
    ],
)
def test_one_call_as_two_logs_tell_it_is_one(other: Call) -> None:
    told = call("10:00", direction="in" if other.direction == "in" else "out", ours="Ann Reed")
    assert [c.row_id for c in each_once([told, other])] == [
        min(told.row_id, other.row_id) if other.number else told.row_id
    ]


@pytest.mark.parametrize(
    "other",
    [
        call("10:01"),  # of the same log
        call("10:03", form=("01904 555 011",)),
        call("10:01", form=("01904 555 012",), number="04555012"),
        call("10:01", form=("01904 555 011",), direction="in"),
        call("10:01", form=("01904 555 011",), ours="Ben Reed"),
        call("10:01", 900, form=("01904 555 011",)),
        call("10:01", 0, form=("01904 555 011",)),
        of_crm("10:01", person=SUE),
        of_crm("15:00"),
        of_crm("", 1500),
        of_crm("", direction="in"),
    ],
)
def test_two_calls_are_two(other: Call) -> None:
    assert len(each_once([call("10:00", ours="Ann Reed"), other])) == 2


def test_notes_without_an_hour_are_as_many_calls_as_there_are_notes() -> None:
    assert len(each_once([of_crm("", 300), of_crm("", 310, form=(None, "T. Fen", "Fen Boats"))])) == 2


def test_of_several_calls_the_nearest_are_one() -> None:
    phone = [call("10:00:00", 40), call("10:01:30", 50)]
    once = each_once([*phone, of_crm("10:01:40", 50, person=SOMEBODY)])
    assert sorted(c.row_id for c in once) == sorted(c.row_id for c in phone)
    # Who it was is kept, where only one of the logs knows it.
    [both] = each_once([call("10:00", person=SOMEBODY), of_crm("10:01")])
    assert (both.person, both.number) == (TOM, "04555011")


times = st.integers(0, 3000)  # seconds from nine o'clock on
real = st.lists(st.tuples(times, st.sampled_from((0, 30, 200, 900)), st.sampled_from(("in", "out")), st.booleans(),
                          st.booleans()), max_size=8)  # fmt: skip


def by_log(made: Sequence[tuple[int, int, str, bool, bool]]) -> list[Call]:
    """Calls of a day as two logs tell them, the second with its clock and its lengths a little off."""
    rows = []
    for at, seconds, way, one, other in made:
        begun = dt.datetime.combine(DAY, dt.time(9)) + dt.timedelta(seconds=at)
        way = "missed" if way == "in" and not seconds else way
        if one:
            rows.append(call(f"{begun.time()}", seconds, direction=way))
        if other:
            later = begun + dt.timedelta(seconds=20)
            rows.append(call(f"{later.time()}", seconds and seconds + 10, direction=way, form=("01904 555 011",)))
    return list({row.row_id: row for row in rows}.values())


@given(made=real, order=st.randoms(use_true_random=False))
def test_calls_are_the_same_in_any_order_and_as_many_as_the_fuller_log_tells(
    made: list[tuple[int, int, str, bool, bool]], order: random.Random
) -> None:
    rows = by_log(made)
    once = each_once(rows)
    shuffled = rows[:]
    order.shuffle(shuffled)
    assert each_once(shuffled) == once
    forms = [row.form for row in rows]
    assert max((forms.count(form) for form in forms), default=0) <= len(once) <= len(rows)


@given(made=real)
def test_calls_far_apart_that_both_logs_tell_are_each_one(made: list[tuple[int, int, str, bool, bool]]) -> None:
    apart = [(300 * n, seconds, way, True, True) for n, (_, seconds, way, _, _) in enumerate(made)]
    assert len(each_once(by_log(apart))) == len(apart)


def test_two_lines_of_one_log_are_two_calls_however_each_spells_the_number() -> None:
    near = [call("10:00", 40), call("10:01", 50, form=("01904 555 011",))]
    assert len(each_once(near)) == 1
    assert len(each_once([call("10:00", 40, file_id="log"), call("10:01", 50, form=("x",), file_id="log")])) == 2
