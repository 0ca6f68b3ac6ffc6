"""What the API answers, as its description tells it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any, Generic, Literal, TypeVar

from ninja import Schema
from pydantic import Field

from comity.web.models.verdicts import Cause, Standing, Whose

T = TypeVar("T")
MOST = 200  # items of one page
# Without a sign that no text holds, and that a database refuses.
_PLAIN = r"^[^\x00]*$"


class Asked(Schema):
    """Which page of a list."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="how many items at most")] = 50
    offset: Annotated[int, Field(ge=0, le=10_000_000, description="how many to pass over")] = 0


class AskedAccounts(Asked):
    """Which accounts."""

    standing: Standing | None = None
    cause: Cause | None = None
    move: Whose | None = None
    owner: Annotated[str, Field(max_length=200, pattern=_PLAIN, description="the owner's name, in full")] = ""
    q: Annotated[str, Field(max_length=200, pattern=_PLAIN, description="a part of the account's name")] = ""


class AskedMoves(Asked):
    """Whose moves."""

    whose: Literal["us", "them"] | None = None


class Listed(Schema, Generic[T]):
    """One page of a list; `next` is the address of the one after it."""

    as_of: dt.date | None
    count: int
    next: str | None
    items: Sequence[T]


class Account(Schema):
    """An account and its published verdict."""

    id: str
    name: str
    standing: Standing
    probability: float
    cause: Cause
    advice: str
    move: Whose
    due: dt.date | None
    trend: str
    owner: str
    last_contact: dt.date | None
    former_on: dt.date | None
    reason: str
    page: str


class Proof(Schema):
    """What bears a word out; `page` opens it in its thread. `quote` are the very words, where it has any."""

    key: str
    kind: str
    on: dt.date
    who: str
    quote: str
    says: str
    page: str


class Reason(Schema):
    """One reason: its measure with value and what is typical, and its points toward a standing."""

    measure: str
    sentence: str
    value: float
    typical: float | None
    points: float
    toward: Standing
    evidence: Sequence[Proof]


class Move(Schema):
    """What to do next with an account."""

    account: str
    name: str
    whose: Whose
    due: dt.date | None
    advice: str
    play: str
    do: str
    why: str
    page: str


class Said(Schema):
    """What is wrong, in words."""

    detail: str


class Wrong(Schema):
    """Which of the words of a request are off."""

    detail: list[dict[str, Any]]
