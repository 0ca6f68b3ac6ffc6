"""The worker: takes one job after the other until it is told to end, and sees to it that each night has its refresh."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import socket
import threading
import traceback
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.errors import UserError
from comity.home import create_book
from comity.web.jobs.kinds import kinds
from comity.web.jobs.running import Cancelled, Lost, Running, Stopped
from comity.web.models.jobs import MOST_TRIES, OPEN, Job, State
from comity.web.models.privacy import Keeping
from comity.web.models.verdicts import Refresh

PAUSE = 0.5  # seconds between two looks for work
NIGHT = 3  # the hour, on this machine's clock, from which a day's refresh is due


def name() -> str:
    """What this worker calls itself; no two are called alike, not even one after the other."""
    return f"{socket.gethostname()[:40]}.{os.getpid()}.{secrets.token_hex(4)}"


def work(stop: threading.Event) -> None:
    """Do jobs until told to end."""
    me = name()
    unjudged()
    while not stop.is_set():
        close_old_connections()
        nightly(dt.datetime.now().astimezone())
        if not work_once(me, stop):
            stop.wait(PAUSE)


def work_once(me: str, stop: threading.Event | None = None) -> bool:
    """Take and do one job; whether there was one."""
    job = Job.take(me)
    if job is None:
        return False
    if job.cancel:
        job.end(State.CANCELLED)
    elif job.tries > MOST_TRIES:
        job.end(State.FAILED, error=_("It was begun %(n)s times and never came to an end.") % {"n": MOST_TRIES})
    else:
        _run(job, stop or threading.Event())
    return True


def unjudged() -> None:
    """Ask for the first refresh, once, where a book was read by `comity read` before anybody opened the app."""
    if Refresh.current() or Job.objects.filter(state__in=OPEN).exists():
        return
    if create_book(Path(settings.HOME)).facts("readings", ["row_id"]).num_rows:
        Job.objects.get_or_create(once="first", defaults={"kind": "refresh"})


def nightly(now: dt.datetime) -> None:
    """Ask for the refresh of this night, once, however many workers look; before the first reading there is none.

    Where the owner set how long to keep, what is older by now is purged first; that job judges too.
    """
    if now.hour < NIGHT:
        return
    newest = Refresh.current()
    if newest is None or timezone.localtime(newest.made_at, now.tzinfo).date() >= now.date():
        return
    kind = "purge" if Keeping.ours().months else "refresh"
    Job.objects.get_or_create(once=f"night {now.date()}", defaults={"kind": kind})


def _run(job: Job, stop: threading.Event) -> None:
    """Do a job; whatever happens is written down with it."""
    running = Running(job, stop)
    try:
        with running:
            result = kinds()[job.kind](running, **job.words)
    except Cancelled:
        job.end(State.CANCELLED, log=running.text)
    except Stopped:
        job.mine().update(state=State.WAITING, taken_by="", heartbeat=None, log=running.text)
    except Lost:
        pass
    except UserError as error:
        job.end(State.FAILED, error=str(error), log=running.text)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not take the worker with it
        why = f"{type(error).__name__}: {error}"
        said = _("A fault of Comity itself (%(why)s). The log of this job shows where.") % {"why": why[:300]}
        job.end(State.FAILED, error=said, log="\n".join((running.text, traceback.format_exc())).strip())
    else:
        job.end(State.DONE, result=result, log=running.text)
