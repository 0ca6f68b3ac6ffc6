"""Work outside requests: a job is taken by one worker, beats while it runs, and is run again when its heart stops."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.web.models.people import User

A_CLICK = dt.timedelta(seconds=5)  # within which a second click is none of its own
DEAD = dt.timedelta(seconds=15)  # without a beat for this long, whoever ran it is gone
MOST_TRIES = 25  # a job that takes its worker down each time is not run for ever


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


OPEN = (State.WAITING, State.RUNNING)  # not over yet


class Job(models.Model):
    """One piece of work: its kind (a module of `jobs/kinds/`), its words, how far it is, and what came of it."""

    kind = models.CharField(max_length=30)
    words = models.JSONField(default=dict)
    once = models.CharField(max_length=60, unique=True, null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True)
    taken_by = models.CharField(max_length=100, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    heartbeat = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    cancel = models.BooleanField(default=False)
    doing = models.CharField(max_length=300, default="")
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    log = models.TextField(default="")
    result = models.JSONField(default=dict)
    error = models.TextField(default="")

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}: {self.state}"

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state not in OPEN

    @classmethod
    def take(cls, worker: str) -> Job | None:
        """The oldest job that waits or whose worker died, now this worker's; None where there is nothing to do.

        One conditional update decides: of two workers that want the same job, the second changes no row.
        """
        now = timezone.now()
        free = Q(state=State.WAITING) | Q(state=State.RUNNING, heartbeat__lt=now - DEAD)
        for pk in list(cls.objects.filter(free).order_by("pk").values_list("pk", flat=True)[:10]):
            won = cls.objects.filter(free, pk=pk).update(
                state=State.RUNNING, taken_by=worker, heartbeat=now, tries=F("tries") + 1
            )
            if won:
                return cls.objects.get(pk=pk)
        return None

    @classmethod
    def ask_refresh(cls, user: User | None) -> Job:
        """A refresh that waits: one that is there, for one is enough, or a new one.

        Two may wait all the same, asked for at one moment or given back by a worker that ended; that harms nobody.
        """
        waiting = cls.objects.filter(kind="refresh", state=State.WAITING).last()
        return waiting or cls.objects.create(kind="refresh", made_by=user)

    @classmethod
    def judging(cls) -> bool:
        """Whether the clients are being judged, or soon will be."""
        return cls.objects.filter(kind="refresh", state__in=OPEN).exists()

    @classmethod
    @transaction.atomic
    def ask_reading(
        cls, user: User, same: Callable[[Mapping[str, Any]], bool], *, begun: bool = False, **words: object
    ) -> Job:
        """A reading of what the words name: the one that is asked for and not over, by which a second click asks for
        the `same`; or a new one. The row of whoever asks is held, so that two clicks at one moment are one after the
        other. One that has `begun` counts only where what it reads cannot have changed since, or it is a click old.
        """
        list(User.objects.select_for_update().filter(pk=user.pk))
        young = Q() if begun else Q(made_at__gte=timezone.now() - A_CLICK)
        going = Q(state=State.WAITING) | (Q(state=State.RUNNING) & young)
        open_ones = cls.objects.filter(going, kind="read", cancel=False)
        asked = next((job for job in open_ones if same(job.words)), None)
        return asked or cls.objects.create(kind="read", words=words, made_by=user)

    def mine(self) -> models.QuerySet[Job]:
        """The job as a row that this worker may still change: empty once another one has it."""
        return Job.objects.filter(pk=self.pk, state=State.RUNNING, taken_by=self.taken_by, tries=self.tries)

    def end(self, state: State, **fields: object) -> bool:
        """Write down what came of it; whether it was still ours to say."""
        return bool(self.mine().update(state=state, ended_at=timezone.now(), **fields))
