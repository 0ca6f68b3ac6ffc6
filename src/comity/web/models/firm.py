"""The firm that works here: one row."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Firm(models.Model):
    """What the firm is called; `invented` marks the bundled example."""

    name = models.CharField(_("name of the firm"), max_length=200)
    invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def ours(cls) -> Firm | None:
        """The firm; None before it was named."""
        return cls.objects.order_by("pk").first()
