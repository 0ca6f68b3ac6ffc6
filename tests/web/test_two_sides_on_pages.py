"""What stands on the two sides of a page: also for who hears it read, and as people say it."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from comity.web import sheets
from comity.web.models.verdicts import Refresh, Verdict
from tests.web.conftest import SignIn

ONE = "ferrandauto.example"
AT = f"/clients/{ONE}"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("at", ["", "statement/", "timeline/", "effort/"])
def test_the_ledger_is_a_table_of_two_sides_to_who_hears_it_read(sign_in: SignIn, at: str) -> None:
    page = sign_in("ann").get(f"{AT}/{at}").content.decode()
    for ledger in page.split('<div class="ledger" role="table"')[1:]:
        heads = re.findall(r'role="columnheader">(?:<span class="unseen">)?([^<]+)<', ledger)[:3]
        assert heads == ["We", "When", "They"]
    assert page.count('role="cell"') == 2 * page.count('role="rowheader"') > 0


def test_what_took_some_seconds_is_told_as_under_a_minute(sign_in: SignIn, own_home: Path) -> None:
    of = Verdict.objects.get(refresh=Refresh.current(), account=ONE)
    every = sheets.every(own_home, of.refresh.statements, "timeline")
    rows = [r | {"unit": "minutes", "amount": 0.4} if r["kind"] == "hours" else r for r in every.to_pylist()]
    sheets.put(sheets.file(own_home, "short", "timeline"), pa.Table.from_pylist(rows, schema=every.schema))
    Refresh.objects.filter(pk=of.refresh.pk).update(statements="short")
    shown = sign_in("ann").get(f"{AT}/timeline/?kind=hours").content.decode()
    assert "under a minute" in shown
    assert "0.4" not in shown
