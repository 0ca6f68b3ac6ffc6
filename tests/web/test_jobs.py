"""Jobs: one worker each, run again when their heart stops, cancelled, and never half published."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.utils import timezone

from comity.errors import UserError
from comity.web.jobs import worker
from comity.web.jobs.running import Cancelled, Lost, Running
from comity.web.jobs.worker import nightly, work_once
from comity.web.models.jobs import DEAD, MOST_TRIES, Job, State
from comity.web.models.verdicts import Refresh

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
