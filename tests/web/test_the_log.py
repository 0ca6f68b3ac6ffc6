"""The log of who did what: it can be added to, and nothing else."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from comity.web.models.log import LogEntry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    ["update web_logentry set what = 'nothing'", "delete from web_logentry", "update web_logentry set id=0"],
)
def test_the_database_refuses_to_change_or_remove_what_was_logged(statement: str) -> None:
    LogEntry.objects.create(who="ann", what="opened")
    before = list(LogEntry.objects.values())
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(LogEntry.objects.values()) == before
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntry.objects.all().delete()
