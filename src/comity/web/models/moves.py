"""What became of a move: done, or put off with a reason; it does not come back until its facts have changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.web.models.of_client import OfClient
from comity.web.models.people import User


class Outcome(models.TextChoices):
    """What somebody said of a move."""

    DONE = "done", _("done")
    LATER = "later", _("later")


class MoveAnswer(OfClient):
    """One answer to a move (`what`: a play, or a promise by its key); `facts` are those it was given on."""

    what = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    outcome = models.CharField(max_length=5, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=500, default="")
    until = models.DateField(null=True)
    facts = models.JSONField(default=dict)
    said_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta(OfClient.Meta):
        ordering: ClassVar = ["-said_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["account", "what"])]

    def __str__(self) -> str:
        return f"{self.what} at {self.account}: {self.outcome}"
