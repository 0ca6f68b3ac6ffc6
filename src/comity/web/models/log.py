"""The log: who opened which message, and every change. The database itself refuses to alter it; see its migration."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class LogEntry(models.Model):
    """One thing that somebody did. It names people by value, not by key: nothing that happens later may change it."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    who_id = models.BigIntegerField(null=True)
    who = models.CharField(max_length=254)
    what = models.CharField(max_length=60)
    account = models.CharField(max_length=255, default="")
    about = models.CharField(max_length=64, default="", db_index=True)  # a fingerprint of the message, never its key
    says = models.CharField(max_length=300, default="")

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who}: {self.what}"
