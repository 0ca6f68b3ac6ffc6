"""What is not everybody's: private threads, mail that must not be read, and how long to keep."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from comity.web.models.people import User


class PrivateThread(models.Model):
    """A conversation that one of its people made private."""

    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"private thread {self.pk}"


class PrivateMessage(models.Model):
    """A message of a private thread, by its key; later mail of the same thread joins it at the next refresh."""

    thread = models.ForeignKey(PrivateThread, models.CASCADE, related_name="messages")
    ref = models.CharField(max_length=1000, unique=True)

    def __str__(self) -> str:
        return f"message of private thread {self.thread.pk}"


class What(models.TextChoices):
    """By what mail is known that must not be read."""

    PERSON = "person", _("a person's mail address")
    DOMAIN = "domain", _("a domain")
    FOLDER = "folder", _("a folder or label")
    SUBJECT = "subject", _("words in the subject")


class Unread(models.Model):
    """A rule that the owner set: such mail is purged for good and never read again."""

    what = models.CharField(_("what"), max_length=10, choices=What)
    value = models.CharField(_("which"), max_length=200)
    set_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["what", "value"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["what", "value"], name="one_rule_each")]

    def __str__(self) -> str:
        return f"{self.what} {self.value}"


class Keeping(models.Model):
    """The firm's settings about privacy: one row."""

    months = models.PositiveSmallIntegerField(_("keep mail, calls, meetings and notes for so many months"), null=True)
    whole_messages = models.BooleanField(_("whole messages open to all who may see the client"), default=True)

    def __str__(self) -> str:
        return "privacy"

    @classmethod
    def ours(cls) -> Keeping:
        """The settings; what was never set is as open as the program begins."""
        return cls.objects.order_by("pk").first() or cls()
