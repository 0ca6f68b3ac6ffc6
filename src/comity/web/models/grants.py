"""Whose accounts are whose."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from comity.web.models.of_client import OfClient
from comity.web.models.people import User


class Grant(OfClient):
    """This user works for this account and may see it. `source` tells who said so: the CRM, or a person here.

    TAKEN is a person's word that they do not, whatever the CRM says later.
    """

    TAKEN = "taken"

    account = models.CharField(max_length=255, db_index=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    source = models.CharField(max_length=10, default="person")

    class Meta(OfClient.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "user", "written_of"], name="one_grant_each")
        ]

    @classmethod
    def holding(cls) -> models.QuerySet[Grant]:
        """The grants that hold: of a client that is two merged, what was taken back for either is taken back."""
        taken = cls.objects.filter(source=cls.TAKEN, account=models.OuterRef("account"), user=models.OuterRef("user"))
        return cls.objects.filter(~models.Exists(taken))

    def __str__(self) -> str:
        return f"{self.account}: {self.user}"
