"""What people say of a client, as rows of the database that follow the client into a merge and home again."""

from __future__ import annotations

from django.db import models


class OfClient(models.Model):
    """Something said of one client. After a merge `written_of` is the account that it was said of."""

    account = models.CharField(max_length=255)
    written_of = models.CharField(max_length=255, default="")

    class Meta:
        abstract = True
