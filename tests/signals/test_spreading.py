"""What workers heard is what is heard here, and is kept like it."""

from __future__ import annotations

import pyarrow as pa
import pytest

from comity.engine import Spread, Work
from comity.errors import UserError
from comity.signals import spreading
from comity.signals.ears import shipped_reader
from comity.signals.hearing import Hearing, Letter, hear
from comity.signals.spreading import hear_spread
from tests.invariants.books import Kept

LETTERS = [
    Letter("a", "client", "Dear Tom,\n\nyour rates are too high for us.\n\n> We sent the offer.\n\nAnn", writer="Ann"),
    Letter("b", "us", "<p>We will send the report by Friday.</p>", html=True, subject="Report"),
    Letter("c", "client", ""),
    Letter("d", "client", "If you do not lower the price by Monday, we will leave. Thank you for the quick work."),
]


def told(heard: dict[str, Hearing]) -> dict[str, tuple[bytes, bytes, list[str]]]:
    return {key: (h.numbers, h.sketches.tobytes(), [s.text for s in h.sentences]) for key, h in heard.items()}


def test_workers_hear_every_letter_to_the_last_bit_as_it_is_heard_here(spread: Spread) -> None:
    here = hear(LETTERS, shipped_reader())
    assert told(hear_spread(LETTERS, shipped_reader(), None, None, spread)) == told(here)
    assert any(h.sentences for h in here.values())


def test_a_worker_with_another_reader_is_told_and_hears_nothing() -> None:
    class Other:
        version = "another"

    def elsewhere(rows: pa.Table, work: Work, schema: pa.Schema) -> pa.Table:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(spreading, "shipped_reader", Other)
            return pa.Table.from_batches(work(rows.to_batches()), schema)

    with pytest.raises(UserError, match="another reader"):
        hear_spread(LETTERS, shipped_reader(), None, None, elsewhere)


def test_bodies_go_out_in_waves_and_how_far_it_is_is_told(spread: Spread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "WAVE", len(LETTERS[0].body) + len(LETTERS[1].body))
    sent: list[list[str]] = []
    behind: list[tuple[int, int]] = []

    def counted(rows: pa.Table, work: Work, schema: pa.Schema) -> pa.Table:
        sent.append(rows["key"].to_pylist())
        return spread(rows, work, schema)

    found = hear_spread(LETTERS, shipped_reader(), None, lambda *told: behind.append(told), counted)
    assert sent == [["a", "b"], ["c", "d"]]
    assert behind[:2] == [(2, 4), (4, 4)]
    assert told(found) == told(hear(LETTERS, shipped_reader()))


def test_what_workers_heard_is_kept_and_nothing_kept_is_sent_to_them(spread: Spread) -> None:
    cache, sent = Kept(), []

    def counted(rows: pa.Table, work: Work, schema: pa.Schema) -> pa.Table:
        sent.append(sorted(rows["key"].to_pylist()))
        return spread(rows, work, schema)

    hear_spread(LETTERS[:2], shipped_reader(), cache, None, counted)
    hear_spread(LETTERS, shipped_reader(), cache, None, counted)
    hear_spread(LETTERS, shipped_reader(), cache, None, counted)
    assert sent == [["a", "b"], ["c", "d"]]
    assert told(hear(LETTERS, shipped_reader(), cache)) == told(hear(LETTERS, shipped_reader()))
