"""What stands in the place of somebody erased has room where they stood."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from comity.book.naming import MARK, Person
from comity.web.models.corrections import Correction
from comity.web.scrub import scrub

pytestmark = pytest.mark.django_db


def test_a_text_that_fills_its_column_still_does_with_the_mark_in_it(own_home: Path) -> None:
    why = "Al Bo " + "x" * 994
    said = Correction.objects.create(
        key="k", what="standing", account="a.example", why=why, said_at=dt.datetime.now(dt.UTC)
    )
    scrub(own_home, (), Person.of(["Al Bo"]))
    said.refresh_from_db()
    assert (len(said.why), said.why[: len(MARK)]) == (1000, MARK)
