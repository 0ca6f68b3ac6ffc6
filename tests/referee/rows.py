"""The rows of the ground tables as plain values, one class a table, with the defaults that small examples want."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """Anything that is known of an account."""

    account: str


@dataclass(frozen=True, slots=True)
class Account(Fact):
    """A client."""

    name: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Person(Fact):
    """One of their people; `left_on` is the day from which it is known that they are gone."""

    person: str
    who: str = ""
    title: str | None = None
    level: int | None = None
    role: str | None = None
    reports_to: str | None = None
    left_on: dt.date | None = None
    title_ref: str | None = None


@dataclass(frozen=True, slots=True)
class Mail(Fact):
    """One message between us; `sent_on` is the day on the sender's own clock."""

    ref: str
    thread: str | None
    sent_at: dt.datetime
    sent_on: dt.date
    said_by: str
    person: str = ""
    who: str = ""
    level: int | None = None
    subject: str = ""
    work_minutes: int = 0
    outside_hours: bool = False
    own_words: int = 10
    asks: bool = False
    rush: bool = False
    automatic: bool = False
    first_words: str = ""
    language: str = "en"
    understood: bool = True


@dataclass(frozen=True, slots=True)
class Talk(Fact):
    """One label of one sentence; one that does not decide is only possible."""

    kind: str
    ref: str
    thread: str | None
    sentence: int
    said_on: dt.date
    said_by: str
    person: str
    who: str
    level: int | None
    label: str
    probability: float = 1.0
    decides: bool = True
    second_hand: bool = False
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Call(Fact):
    """One telephone call; none that was not answered has seconds."""

    ref: str
    called_on: dt.date
    direction: str = "in"
    seconds: int = 60
    person: str = ""
    who: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Crossing(Fact):
    """One sentence of theirs by which a declared line was crossed."""

    kind: str
    ref: str
    said_on: dt.date
    said_by: str = "client"
    who: str = ""
    quote: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Meeting(Fact):
    """One meeting with the highest of their people who was asked; `declined` where all of theirs said no."""

    ref: str
    starts_on: dt.date
    summary: str = ""
    who: str = ""
    level: int | None = None
    called_by: str | None = None
    cancelled: bool = False
    cancelled_on: dt.date | None = None
    cancelled_by: str | None = None
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Invoice(Fact):
    """An invoice or credit note; `paid_state_from`: the day from which the books call it paid without saying when.

    `credited` is the part of its amount that credits settled.
    """

    ref: str
    kind: str
    issued_on: dt.date
    due_on: dt.date | None = None
    amount: float | None = None
    settled_on: dt.date | None = None
    paid_state_from: dt.date | None = None
    void_from: dt.date | None = None
    disputed_from: dt.date | None = None
    memo: str = ""
    credited: float | None = None


@dataclass(frozen=True, slots=True)
class Laid(Fact):
    """A share of an invoice that was paid or credited on a day."""

    ref: str
    issued_on: dt.date
    laid_on: dt.date
    share: float


@dataclass(frozen=True, slots=True)
class Payment(Fact):
    """One payment."""

    ref: str
    paid_on: dt.date
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class Hours(Fact):
    """One entry of our time sheet; cost is None where the rate is not known."""

    ref: str
    worked_on: dt.date
    who: str = ""
    hours: float = 1.0
    cost: float | None = None
    billable: bool | None = None
    outside_hours: bool = False
    project: str | None = None
    memo: str | None = None


@dataclass(frozen=True, slots=True)
class Labour(Fact):
    """Wages of people we placed, goods, subcontracted work."""

    ref: str
    spent_on: dt.date
    amount: float | None = None
    what: str = "wages"


@dataclass(frozen=True, slots=True)
class Deal(Fact):
    """One deal; `outcome` is what its stage says, known from `state_from`."""

    ref: str
    name: str | None
    amount: float | None
    created_on: dt.date | None
    closed_on: dt.date | None = None
    won_on: dt.date | None = None
    lost_on: dt.date | None = None
    outcome: str = "open"
    reason: str | None = None
    state_from: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Placement(Fact):
    """One person placed, on contract or hired for good."""

    ref: str
    candidate: str | None
    title: str | None
    employment: str | None
    starts_on: dt.date
    ends_on: dt.date | None = None
    end_reason: str | None = None
    fee: float | None = None
    margin_hour: float | None = None
    guarantee_days: int | None = None


@dataclass(frozen=True, slots=True)
class Submission(Fact):
    """One candidate put forward for one job."""

    ref: str
    candidate: str
    submitted_on: dt.date
    interviewed_on: dt.date | None = None
    decided_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Note(Fact):
    """One note of ours."""

    ref: str
    written_on: dt.date
    kind: str = "note"
    who: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Contract(Fact):
    """One contract; hours a month where it tells them."""

    ref: str
    dated_on: dt.date | None = None
    hours_month: float | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Promise(Fact):
    """One promise; `broken_on` is the day from which it is known to be broken, `withdrawn_on` not owed."""

    kind: str
    ref: str
    said_by: str
    who: str
    quote: str
    made_on: dt.date
    due_on: dt.date | None = None
    done_on: dt.date | None = None
    broken_on: dt.date | None = None
    withdrawn_on: dt.date | None = None
    proof_kind: str | None = None
    proof_ref: str | None = None
    proof_on: dt.date | None = None
    proof_by: str | None = None
    proof_who: str | None = None
    proof_quote: str | None = None


@dataclass(frozen=True, slots=True)
class PromiseDay(Fact):
    """Another day that was given for a promise later on."""

    ref: str
    said_by: str
    quote: str
    moved_on: dt.date
    due_on: dt.date
    moved_ref: str = ""
    moved_who: str = ""
    moved_quote: str = ""
