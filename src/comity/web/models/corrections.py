"""What people said is not so, as pages ask for it, and grave sentences that wait for somebody to look.

The book holds every correction; these rows follow it, and hold nothing of anybody's words but a person's own reason.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from comity.web.models.people import User


class Correction(models.Model):
    """One correction or decision of the book; `changed` is what it was foreseen to change when it was said."""

    key = models.CharField(max_length=64, unique=True)
    what = models.CharField(max_length=20)
    account = models.CharField(max_length=255)
    ref = models.CharField(max_length=1000, default="")
    sentence = models.CharField(max_length=64, default="")
    label = models.CharField(max_length=30, default="")
    value = models.CharField(max_length=500, default="")
    why = models.CharField(max_length=1000, default="")
    said_by = models.CharField(max_length=254, default="")
    said_at = models.DateTimeField()
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed = models.JSONField(default=dict)
    undone_by = models.CharField(max_length=254, default="")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-said_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["account", "what"]),
            models.Index(fields=["sentence", "label"]),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.what} {self.label} {self.value}"


class Doubt(models.Model):
    """A grave sentence of the current refresh that is only possible; `of` is the key of its proof."""

    account = models.CharField(max_length=255)
    of = models.CharField(max_length=32)
    ref = models.CharField(max_length=1000)
    sentence = models.CharField(max_length=64)
    label = models.CharField(max_length=30)
    probability = models.FloatField()

    class Meta:
        ordering: ClassVar = ["-probability", "pk"]
        indexes: ClassVar = [models.Index(fields=["account"])]

    def __str__(self) -> str:
        return f"{self.account}: {self.label}?"
