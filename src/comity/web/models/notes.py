"""Notes that our people write here about a client. A deleted one is kept, unseen, so that it can come back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.web.models.of_client import OfClient
from comity.web.models.people import User

LONGEST = 5_000


class OwnNote(OfClient):
    """One note; its writer alone changes it."""

    writer = models.ForeignKey(User, models.SET_NULL, null=True, related_name="notes")
    text = models.TextField(_("note"), max_length=LONGEST)
    written_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta(OfClient.Meta):
        ordering: ClassVar = ["-written_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["account", "-written_at"])]

    def __str__(self) -> str:
        return f"note on {self.account}"
