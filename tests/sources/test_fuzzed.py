"""What `python -m benchmarks fuzz` brought down once: each finding by its name."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from comity.sources import calendar
from tests.sources.exports import export_of

EVENT = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260504T100000Z\nSUMMARY:oars\nEND:VEVENT\nEND:VCALENDAR\n"


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, b""], ids=["marked", "unmarked"])
def test_a_calendar_in_utf_16_that_ends_amid_a_character_is_read(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "half.ics"
    path.write_bytes(mark + EVENT.encode("utf-16-le") + b"\0")
    export = export_of(path)
    assert calendar.detect(export)
    assert [type(outcome).__name__ for outcome in calendar.read(export)] == ["Row"]
