"""Of very much mail the newest year is judged and shown first, and pages say so until the rest was heard."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from comity.judge import Sight, see
from comity.signals.ears import quicker_reader, shipped_reader
from comity.web.jobs.kinds import refresh
from comity.web.jobs.running import Cancelled, Running
from comity.web.models.jobs import Job
from comity.web.models.verdicts import Refresh, Verdict
from tests.web.conftest import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_home")]
CLIENT = "/clients/ferrandauto.example/"
NOT_YET = "was not heard yet"


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Running:
    """A refresh of a home with nothing published yet, in which few mails are very many."""
    monkeypatch.setattr(refresh, "MANY", 10)
    Refresh.objects.all().delete()
    Job.objects.create(kind="refresh")
    job = Job.take("me")
    assert job
    return Running(job, threading.Event())


@pytest.fixture
def cancelled(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called on, a refresh is cancelled when it is about to see all of the mail."""

    def cancel(_home: Path) -> NoReturn:
        raise Cancelled

    return lambda: monkeypatch.setattr(refresh.asking, "named", cancel)


def test_the_newest_year_is_published_while_older_mail_waits_and_pages_say_so(
    running: Running, sign_in: SignIn, cancelled: Callable[[], None]
) -> None:
    cancelled()
    with pytest.raises(Cancelled):
        refresh.run(running)
    shown = Refresh.current()
    assert shown is not None
    assert shown.mail_from is not None
    assert (shown.as_of - shown.mail_from).days >= 365
    ann = sign_in("ann")
    for page in ("/clients/", CLIENT):
        assert NOT_YET in ann.get(page).content.decode()


@pytest.mark.slow
def test_what_all_mail_tells_takes_its_place_and_from_then_on_there_is_no_first_look(
    running: Running, sign_in: SignIn, cancelled: Callable[[], None]
) -> None:
    refresh.run(running)
    [shown] = Refresh.objects.all()
    assert shown.mail_from is None
    assert all(v.changed_in == shown.pk for v in Verdict.objects.filter(refresh=shown))
    for page in ("/clients/", CLIENT):
        assert NOT_YET not in sign_in("ann").get(page).content.decode()
    assert "A first look" in running.text
    cancelled()
    with pytest.raises(Cancelled):
        refresh.run(running)
    assert Refresh.current() == shown


@pytest.mark.slow
def test_a_first_look_is_a_quicker_readers_and_all_mail_is_heard_by_the_shipped_one(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard_by: list[tuple[str, bool]] = []

    def seen(*words: Any, **means: Any) -> Sight:  # noqa: ANN401 - as `see`
        heard_by.append((means["reader"].version, means["mail_from"] is not None))
        assert means["thresholds"] == means["reader"].thresholds
        return see(*words, **means)

    monkeypatch.setattr(refresh, "see", seen)
    refresh.run(running)
    assert heard_by == [(quicker_reader().version, True), (shipped_reader().version, False)]
