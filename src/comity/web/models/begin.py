"""What is told in the first ten minutes: columns by hand, mailboxes, answers about who is who, favourites."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.web.models.of_client import OfClient
from comity.web.models.people import User


class ColumnMapping(models.Model):
    """What a person said that the columns of a table hold; it serves every later file with the same headings."""

    headings = models.CharField(max_length=64, unique=True)  # a fingerprint of the line of headings
    file = models.CharField(max_length=500)
    table = models.CharField(max_length=40)
    columns = models.JSONField(default=dict)
    set_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["file"]

    def __str__(self) -> str:
        return f"columns of {self.file}"


class Mailbox(models.Model):
    """A mailbox that is read by IMAP; its password lies in a file of the home, never here."""

    host = models.CharField(_("server"), max_length=255)
    port = models.PositiveIntegerField(_("port"), default=993)
    login = models.CharField(_("login"), max_length=254)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    counted_at = models.DateTimeField(null=True)
    folders = models.JSONField(default=list)
    missing = models.PositiveIntegerField(null=True)  # None: it was never counted to the end

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["host", "port", "login"], name="one_mailbox_each")]

    def __str__(self) -> str:
        return f"{self.login} at {self.host}"


class Answer(models.Model):
    """What somebody said to one question about who is who; a yes is also a decision in the book."""

    question = models.CharField(max_length=64, unique=True)  # a digest of its text
    text = models.TextField()
    account = models.CharField(max_length=255, default="")  # the firm that it is; '' where it is another
    decision = models.CharField(max_length=64, default="")
    said_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.text


class Favourite(OfClient):
    """A client that somebody likes best or dreads, as said before any verdict was shown."""

    class Side(models.TextChoices):
        """Which of the two."""

        LIKED = "liked", _("like best")
        DREADED = "dreaded", _("dread")

    user = models.ForeignKey(User, models.CASCADE, related_name="favourites")
    side = models.CharField(max_length=8, choices=Side)
    place = models.PositiveSmallIntegerField()
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta(OfClient.Meta):
        ordering: ClassVar = ["-side", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "side", "place"], name="one_client_each_place")
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.side}"
