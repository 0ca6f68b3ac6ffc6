"""A job while it runs: it beats, tells how far it is, and hears whether it shall stop."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, connection
from django.utils import timezone

from comity.web.models.jobs import Job

BEAT = 1.0  # seconds; far below `models.jobs.DEAD`
log = logging.getLogger(__name__)


class Cancelled(Exception):  # noqa: N818 - no error
    """Somebody cancelled the job."""


class Stopped(Exception):  # noqa: N818 - no error
    """The worker was told to end; the job waits for the next one."""


class Lost(Exception):  # noqa: N818 - no error
    """Another worker has the job: we were taken for dead."""


class Running:
    """What a kind of job is given. Telling costs nothing: the heart, a thread of its own, writes it down."""

    def __init__(self, job: Job, stop: threading.Event) -> None:
        self.job = job
        self._stop = stop
        self._over = threading.Event()
        self._why: type[Exception] | None = None
        self._doing, self._done, self._total = job.doing, 0, 0
        self._lines = [job.log] if job.log else []
        self._heart = threading.Thread(target=self._beat, name=f"heart of job {job.pk}", daemon=True)

    def __enter__(self) -> Running:
        self._heart.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._heart.join(timeout=30)

    def tell(self, doing: str, done: int = 0, total: int = 0) -> None:
        """Say what is being done and how far it is. Raises Cancelled, Stopped or Lost where it shall not go on."""
        self._doing, self._done, self._total = doing[:300], done, total
        self.check()

    def log(self, line: str) -> None:
        """Keep a line of what happened."""
        self._lines.append(line)

    def check(self) -> None:
        """Raise Cancelled, Stopped or Lost where the job shall not go on."""
        if self._stop.is_set():
            raise Stopped
        if self._why is not None:
            raise self._why

    def claim(self) -> None:
        """Hold the job's row until the transaction around this ends. Raises Lost where it is another's by now."""
        if not self.job.mine().update(heartbeat=timezone.now()):
            raise Lost

    @property
    def text(self) -> str:
        """The whole log."""
        return "\n".join(self._lines)

    def _beat(self) -> None:
        try:
            while not self._over.wait(BEAT):
                self._once()
        finally:
            connection.close()

    def _once(self) -> None:
        try:
            alive = self.job.mine().update(
                heartbeat=timezone.now(), doing=self._doing, done=self._done, total=self._total, log=self.text
            )
            if not alive:
                self._why = Lost
            elif Job.objects.filter(pk=self.job.pk, cancel=True).exists():
                self._why = Cancelled
        except DatabaseError as error:
            # The next beat may reach it; if none does, another worker takes the job.
            log.warning("job %s: no beat (%s)", self.job.pk, error)
