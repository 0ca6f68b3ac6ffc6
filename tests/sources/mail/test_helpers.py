"""Large mailboxes are understood by further processes: what comes out is what would come out without them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from comity.identity import row_id
from comity.sources.mail import helpers
from comity.sources.mail.message import Piece, outcome
from comity.sources.outcome import Reject, Row
from comity.tables import TABLES

MESSAGE = b"From: Ann <ann@north.example>\nDate: %s\nMessage-ID: <%d@north.example>\nSubject: Offer %d\n\nWe agree."
GOOD, BAD = b"Mon, 5 Jan 2026 10:00:00 +0100", b"some day"


def pieces(count: int) -> Iterator[Piece]:
    """So many messages; every seventh has no day."""
    for n in range(count):
        yield Piece(MESSAGE % (BAD if n % 7 == 3 else GOOD, n, n), f"byte {n}", "", n, ("Sent",))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cores, and batches so small that a short mailbox is a large one."""
    monkeypatch.setattr(helpers, "_cores", lambda: 2)
    monkeypatch.setattr(helpers, "MOST", 10)


def children() -> set[int]:
    """The processes that this one has started and not yet seen the end of."""
    told = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True).stdout
    return {int(line.split()[0]) for line in told.splitlines() if helpers.__name__ in line}


def test_a_mailbox_comes_out_the_same_and_in_the_same_order_with_a_helper() -> None:
    found: list[Row | Reject] = []
    helped = False
    for row in helpers.outcomes(pieces(300)):
        found.append(row)
        helped = helped or (len(found) % 50 == 0 and bool(children()))
    assert helped
    assert found == [outcome(piece) for piece in pieces(300)]
    assert {type(row) for row in found} == {Row, Reject}
    named = [row for row in found if isinstance(row, Row) and row.digest]
    assert named
    assert [row.digest for row in named] == [row_id(TABLES[row.table], row.values, row.ref) for row in named]


def test_a_helper_that_is_killed_changes_nothing() -> None:
    found: list[Row | Reject] = []
    killed = set[int]()
    for row in helpers.outcomes(pieces(300)):
        found.append(row)
        if len(found) == 150:
            killed = children()
            for pid in killed:
                os.kill(pid, signal.SIGKILL)
    assert killed
    assert found == [outcome(piece) for piece in pieces(300)]


def test_where_no_process_can_be_started_all_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert list(helpers.outcomes(pieces(100))) == [outcome(piece) for piece in pieces(100)]


def test_one_very_large_message_keeps_its_place() -> None:
    given = list(pieces(200))
    given[120] = Piece(MESSAGE % (GOOD, 120, 120) + b"\nmore" * helpers.LARGE, "byte 120")
    assert [row.place for row in helpers.outcomes(iter(given))] == [piece.place for piece in given]


def test_no_helper_is_left_behind_by_a_reading_that_is_given_up() -> None:
    asked = helpers.outcomes(pieces(300))
    for _ in range(100):
        next(asked)
    assert children()
    asked.close()
    assert not children()


def test_a_small_mailbox_starts_no_helper() -> None:
    asked = helpers.outcomes(pieces(helpers.ALONE * 10))
    for _ in range(helpers.ALONE * 10):
        next(asked)
    assert not children()
