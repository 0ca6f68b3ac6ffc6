"""A mail is shown with the time that its sender's clock told."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.web.days import by_senders_clock


@pytest.mark.parametrize(
    ("offset", "shown"),
    [(60, "2026-07-15 10:41"), (-300, "2026-07-15 04:41"), (0, "2026-07-15 09:41"), (None, "2026-07-15 09:41")],
)
def test_a_mail_is_shown_with_its_senders_time(offset: int | None, shown: str) -> None:
    for zone in (dt.UTC, dt.timezone(dt.timedelta(hours=9))):
        at = dt.datetime(2026, 7, 15, 9, 41, tzinfo=dt.UTC).astimezone(zone)
        assert f"{by_senders_clock({'sent_at': at, 'offset_minutes': offset}):%Y-%m-%d %H:%M}" == shown
