"""The two-sided statement by quarter: each unit as what it is."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from comity.ledger.quarters import Line, of_quarter, quarters


def _entries(*rows: tuple[str, str, str, str, float | None, str | None]) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {"on": dt.date.fromisoformat(on), "side": side, "flow": flow, "kind": kind, "sentence": kind,
             "amount": amount, "unit": unit}
            for on, side, flow, kind, amount, unit in rows
        ],
        schema=pa.schema([("on", pa.date32()), ("side", pa.string()), ("flow", pa.string()), ("kind", pa.string()),
                          ("sentence", pa.string()), ("amount", pa.float64()), ("unit", pa.string())]),
    )  # fmt: skip


def test_quarters_stand_newest_first_with_each_side_apart_and_what_was_given_first() -> None:
    found = quarters(
        _entries(
            ("2026-03-31", "we", "gave", "hours", 10.0, "hours"),
            ("2026-04-01", "they", "took", "threat", None, None),
            ("2026-05-01", "they", "gave", "margin", 5.0, "money"),
        )
    )
    assert [q.key for q in found] == ["2026-2", "2026-1"]
    assert [line.kind for line in found[0].they] == ["margin", "threat"]
    assert found[0].we == ()


def test_hours_and_money_of_one_quarter_are_never_added_to_each_other() -> None:
    rows = (("2026-01-02", "we", "gave", "x", 1.0, "hours"), ("2026-02-02", "we", "gave", "x", 2.0, "money"),
            ("2026-03-02", "we", "gave", "x", 4.0, "hours"))  # fmt: skip
    lines = quarters(_entries(*rows))[0].we
    assert [(line.unit, line.amount, line.times) for line in lines] == [("hours", 5.0, 2), ("money", 2.0, 1)]


def test_of_several_delays_the_longest_is_told() -> None:
    rows = (("2026-01-02", "they", "took", "payment_late", 31.0, "days"),
            ("2026-02-02", "they", "took", "payment_late", 77.0, "days"),
            ("2026-03-02", "they", "took", "late_answer", 4.0, "working days"))  # fmt: skip
    lines = quarters(_entries(*rows))[0].they
    assert [(line.kind, line.amount, line.times, line.longest) for line in lines] == [
        ("payment_late", 77.0, 2, True), ("late_answer", 4.0, 1, False)
    ]  # fmt: skip


def test_what_is_not_counted_has_no_amount() -> None:
    lines = quarters(_entries(("2026-01-02", "we", "gave", "insight", None, None)))[0].we
    assert lines == (Line("we", "gave", "insight", "insight", 1, None, None),)


def test_the_entries_of_a_quarter_end_with_its_last_day_and_a_key_that_is_none_has_none() -> None:
    table = _entries(*((day, "we", "gave", "x", None, None) for day in ("2025-12-31", "2025-10-01", "2026-01-01")))
    assert of_quarter(table, "2025-4")["on"].to_pylist() == [dt.date(2025, 12, 31), dt.date(2025, 10, 1)]
    assert [of_quarter(table, key).num_rows for key in ("2025-5", "x", "", "99999-1", "0-1")] == [0] * 5
