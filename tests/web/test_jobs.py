"""Jobs: one worker each, run again when their heart stops, cancelled, and never half published."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path
from typing import Any

import django.conf
import pytest
from django.utils import timezone

from comity.errors import UserError
from comity.web.jobs import worker
from comity.web.jobs.kinds import purge, refresh
from comity.web.jobs.running import Cancelled, Lost, Running
from comity.web.jobs.worker import nightly, unjudged, work_once
from comity.web.models.jobs import DEAD, MOST_TRIES, Job, State
from comity.web.models.lists import Looked
from comity.web.models.people import User
from comity.web.models.privacy import Keeping
from comity.web.models.verdicts import Refresh
from comity.web.pruning import prune
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def does(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The kinds of jobs, here to be put in by each test."""
    kinds: dict[str, Any] = {}
    monkeypatch.setattr(worker, "kinds", lambda: kinds)
    return kinds


def test_a_job_is_taken_by_one_worker_only() -> None:
    job = Job.objects.create(kind="refresh")
    assert Job.take("one") == job
    assert Job.take("two") is None


def test_a_job_whose_worker_died_is_taken_by_another_and_the_dead_may_say_nothing_more() -> None:
    Job.objects.create(kind="refresh")
    first = Job.take("one")
    assert first is not None
    Job.objects.update(heartbeat=timezone.now() - DEAD - dt.timedelta(seconds=1))
    second = Job.take("two")
    assert second is not None
    assert second.tries == 2
    assert not first.end(State.DONE)
    with pytest.raises(Lost):
        Running(first, threading.Event()).claim()
    assert second.end(State.DONE)


@pytest.mark.usefixtures("does")
def test_a_job_that_takes_its_worker_down_each_time_is_given_up() -> None:
    job = Job.objects.create(kind="x", tries=MOST_TRIES)
    assert work_once("me")
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "never came to an end" in job.error


def test_what_the_user_can_mend_is_told_as_it_is_and_a_fault_of_ours_with_its_log(does: dict[str, Any]) -> None:
    def mendable(_running: Running) -> dict[str, Any]:
        raise UserError("exports: no such folder.")

    def faulty(_running: Running) -> dict[str, Any]:
        raise ZeroDivisionError("0")

    does.update(mendable=mendable, faulty=faulty)
    for kind, told, log in (("mendable", "exports: no such folder.", ""), ("faulty", "A fault of Comity", "Traceback")):
        job = Job.objects.create(kind=kind)
        assert work_once("me")
        job.refresh_from_db()
        assert job.state == State.FAILED
        assert told in job.error
        assert log in job.log


def test_a_cancelled_job_stops_and_a_stopping_worker_gives_its_job_back(does: dict[str, Any]) -> None:
    def cancelled(_running: Running) -> dict[str, Any]:
        raise Cancelled

    stop = threading.Event()

    def interrupted(running: Running) -> dict[str, Any]:
        stop.set()
        running.tell("going on")
        return {}

    does.update(cancelled=cancelled, interrupted=interrupted)
    for kind, state in (("cancelled", State.CANCELLED), ("interrupted", State.WAITING)):
        job = Job.objects.create(kind=kind)
        assert work_once("me", stop)
        job.refresh_from_db()
        assert job.state == state
        job.delete()


def test_a_night_has_one_refresh_however_many_workers_look() -> None:
    newest = Refresh.current()
    assert newest is not None
    tomorrow = timezone.localtime(newest.made_at, dt.UTC).replace(hour=3) + dt.timedelta(days=1)
    nightly(tomorrow.replace(hour=2))
    assert not Job.objects.filter(kind="refresh").exists()
    nightly(tomorrow)
    nightly(tomorrow + dt.timedelta(hours=2))
    assert Job.objects.filter(kind="refresh").count() == 1


def test_a_book_that_was_read_before_the_app_was_opened_is_judged_once_a_worker_is_there(sign_in: SignIn) -> None:
    unjudged()
    assert not Job.judging()
    Refresh.objects.all().delete()
    assert "is being judged just now" not in sign_in("ann").get("/clients/").content.decode()
    unjudged()
    unjudged()
    assert [j.kind for j in Job.objects.filter(once="first")] == ["refresh"]
    for page in ("/", "/clients/", "/begin/"):
        assert "is being judged just now" in sign_in("ann").get(page).content.decode()


class Watched(Running):
    """A job whose progress is written down, and that is cancelled once it tells of so many things done."""

    def __init__(self, job: Job, cancel_at: float) -> None:
        super().__init__(job, threading.Event())
        self.told: list[tuple[str, int, int]] = []
        self.cancel_at = cancel_at

    def tell(self, doing: str, done: int = 0, total: int = 0) -> None:
        self.told.append((doing, done, total))
        if done >= self.cancel_at:
            raise Cancelled
        super().tell(doing, done, total)


@pytest.mark.usefixtures("own_home")
def test_a_refresh_is_cancelled_while_it_judges_and_leaves_everything_as_it_was() -> None:
    before = list(Refresh.objects.values_list("pk", flat=True))
    Job.objects.create(kind="refresh")
    job = Job.take("me")
    assert job
    running = Watched(job, cancel_at=1)
    with pytest.raises(Cancelled):
        refresh.run(running)
    _, done, total = running.told[-1]
    assert 1 <= done < total
    assert list(Refresh.objects.values_list("pk", flat=True)) == before


@pytest.mark.usefixtures("own_home")
def test_progress_never_passes_its_end_and_a_night_without_old_mail_keeps_the_cache() -> None:
    home = Path(django.conf.settings.HOME)
    Keeping.objects.create(months=1200)
    Job.objects.create(kind="purge")
    job = Job.take("me")
    assert job
    running = Watched(job, cancel_at=float("inf"))
    cached = sorted((home / "cache").iterdir())
    assert purge.run(running)["removed"] == 0
    assert sorted((home / "cache").iterdir()) == cached != []
    assert all(0 <= done <= total for _, done, total in running.told)
    assert len({done for _, done, _ in running.told}) > 10


def test_the_night_purges_first_where_the_owner_set_how_long_to_keep() -> None:
    newest = Refresh.current()
    assert newest is not None
    Keeping.objects.create(months=24)
    nightly(timezone.localtime(newest.made_at, dt.UTC).replace(hour=4) + dt.timedelta(days=1))
    assert [j.kind for j in Job.objects.filter(once__startswith="night")] == ["purge"]


def test_old_refreshes_go_but_for_the_last_of_each_day_and_month_and_what_somebody_last_saw() -> None:
    newest = Refresh.current()
    assert newest is not None
    days = [*range(400, 0, -20), 3, 3, 2, 1, 0, 0, 0, 0]
    made = []
    for n, ago in enumerate(days):
        day = newest.as_of + dt.timedelta(days=1000 - ago)
        made.append(Refresh.objects.create(as_of=day, policy="p", model="m", currency="EUR", statements=f"s{n}"))
    looked = made[-5 - 3]  # the first of two on one day
    Looked.objects.create(user=User.objects.all()[0], now=made[-1], before=looked)
    prune()
    left = set(Refresh.objects.values_list("pk", flat=True))
    assert {r.pk for r in made[-3:]} <= left
    assert made[-4].pk not in left
    assert looked.pk in left
    recent = [r for r in made[:20] if made[-1].as_of - r.as_of <= dt.timedelta(days=100)]
    assert recent
    assert {r.pk for r in recent} <= left
    months = [(r.as_of.year, r.as_of.month) for r in made[:15] if r.pk in left]
    assert len(months) == len(set(months)) < 15
    assert prune() == 0
