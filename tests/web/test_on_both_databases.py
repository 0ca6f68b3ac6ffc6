"""What SQLite and PostgreSQL do each in their way, and the app must do alike on either."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoDbBlocker

from comity.book.whois.firms import slug
from comity.web.corrections import differs
from comity.web.models.jobs import Job, State
from comity.web.models.log import LogEntry
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.publishing import follow_owners
from comity.web.scrub import scrub
from tests.patience import PATIENCE
from tests.web.conftest import SignIn

db = pytest.mark.django_db


@pytest.fixture
def twelve_jobs(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[int]]:  # noqa: ARG001
    """Outside of a test's own transaction, which other connections could not look into."""
    with django_db_blocker.unblock():
        made = [Job.objects.create(kind="reach").pk for _ in range(12)]
        yield made
        Job.objects.filter(pk__in=made).delete()


def test_of_many_workers_that_reach_for_jobs_at_once_each_job_has_one(twelve_jobs: list[int]) -> None:
    start, taken = threading.Barrier(4), []

    def reach(worker: int) -> None:
        try:
            start.wait(PATIENCE)
            while job := Job.take(f"worker {worker}"):
                taken.append(job.pk)
        finally:
            connection.close()

    workers = [threading.Thread(target=reach, args=(n,)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert sorted(taken) == twelve_jobs


@db
def test_the_log_cannot_be_emptied_as_a_whole_either() -> None:
    LogEntry.objects.create(who="ann", what="opened")
    empty = "delete from web_logentry" if connection.vendor == "sqlite" else "truncate web_logentry"
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(empty)
    assert LogEntry.objects.exists()


@db
def test_a_name_longer_than_its_column_does_not_take_the_whole_refresh_down() -> None:
    refresh = Refresh.current()
    long = "Very Long Company Name and Sons " * 40
    assert len(slug(long)) <= 200
    assert slug(long) == slug(long + "!")
    told = {"refresh": refresh, "rank": 1, "probability": 0.5, "told": {}, "standing": "good"}
    with transaction.atomic():
        Verdict.objects.create(account=slug(long), name=long[:255], owner="x" * 200, **told)


@db
def test_owners_are_found_whatever_the_capitals_and_letters_of_their_names() -> None:
    cody = User.objects.get(name="Cody Wüst")
    cody.grants.all().delete()  # pyright: ignore[reportAttributeAccessIssue]
    refresh = Refresh.current()
    assert refresh is not None
    mine = Verdict.objects.filter(refresh=refresh)[:2]
    for verdict, owner in zip(mine, ("CODY WÜST", "cody wüst"), strict=True):
        Verdict.objects.filter(pk=verdict.pk).update(owner=owner)
    follow_owners(refresh)
    assert {g.account for g in cody.grants.all()} >= {v.account for v in mine}  # pyright: ignore[reportAttributeAccessIssue]


@db
@pytest.mark.parametrize(
    "page",
    [
        "/clients/?q=%00",
        "/clients/?owner=a%00b",
        "/clients/a%00b/",
        "/settings/log/?q=%00",
        "/settings/owners/?q=%00",
        "/?x%00=1",
    ],
)
def test_a_sign_that_no_text_holds_is_refused_in_one_line(page: str, sign_in: SignIn) -> None:
    answer = sign_in("ann").get(page)
    assert answer.status_code == 400
    assert answer.content == b"There is a sign in it that no keyboard types. Type it anew."
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@db
def test_the_same_holds_for_forms(sign_in: SignIn) -> None:
    refresh = Refresh.current()
    account = Verdict.objects.filter(refresh=refresh)[0].account
    answer = sign_in("ann").post(f"/clients/{account}/notes/", {"text": "a\0b"})
    assert answer.status_code == 400


@db
def test_what_was_purged_leaves_every_table_of_this_database_too(own_home: Path) -> None:
    refresh = Refresh.current()
    row = Verdict.objects.filter(refresh=refresh)[0]
    word = "zanzibarine threats of theirs"
    proof = {"kind": "message", "ref": "<purged@x>", "quote": word}
    Verdict.objects.filter(pk=row.pk).update(reason=f"They said “{word}”.", told={"reasons": [{"evidence": [proof]}]})
    Job.objects.create(kind="refresh", state=State.DONE, result={"said": [word]}, log=f"heard: {word}")
    scrub(own_home, {"<purged@x>"})
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"select * from {connection.ops.quote_name(table)}")
            assert not [r for r in cursor.fetchall() if "zanzibarine" in repr(r)], table


@db
def test_lists_are_asked_in_json_alike() -> None:
    job = Job.objects.create(kind="read", words={"mailbox": 7, "folder": "/x"})
    assert list(Job.objects.filter(words__mailbox=7)) == [job]
    assert list(Job.objects.filter(words__has_key="folder", state=State.WAITING)) == [job]
    assert not Job.objects.filter(words__mailbox=8).exists()
    assert not Verdict.objects.filter(differs()).exists()


@db
def test_two_refreshes_that_wait_hold_nobody_up(sign_in: SignIn) -> None:
    Job.objects.create(kind="refresh")
    Job.objects.create(kind="refresh")  # given back by a worker that ended, while another was asked for
    assert sign_in("ann").post("/settings/refresh/").status_code == 302
    assert Job.objects.filter(kind="refresh", state=State.WAITING).count() == 2
