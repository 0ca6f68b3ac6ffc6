"""The way in: second factors, invitations, sessions as they were seen, and what was tried in vain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.web.models.people import Role, Team, User


class SecondFactor(models.Model):
    """A secret shared with somebody's telephone; `last` is the newest time step used, so that no code serves twice."""

    user = models.OneToOneField(User, models.CASCADE, related_name="second_factor")
    secret = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"second factor of {self.user}"


class RecoveryCode(models.Model):
    """A code for who lost the telephone: its digest alone is kept, and the row goes when it was used."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"recovery code of {self.user}"


class Invitation(models.Model):
    """A link by which somebody sets a password: a newcomer's with a role, or a new one for `user`. It works once."""

    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField(_("mail address"))
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="invitations")
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"invitation of {self.email}"

    @classmethod
    def open(cls) -> models.QuerySet[Invitation]:
        """Those that still lead in."""
        return cls.objects.filter(used_at=None, ends_at__gt=timezone.now())


class Seen(models.Model):
    """One session: since when, last seen when, from where and with what."""

    session = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="sessions")
    begun_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(default=timezone.now)
    address = models.CharField(max_length=45, default="")
    agent = models.CharField(max_length=200, default="")

    class Meta:
        ordering: ClassVar = ["-seen_at"]

    def __str__(self) -> str:
        return f"session of {self.user}"


class Tried(models.Model):
    """What one address tried for one name: failures since the last success, and whether it ever got in."""

    name = models.CharField(max_length=64)  # a digest of what was typed: it may be a password typed in the wrong place
    address = models.CharField(max_length=45)
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    came_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "address"], name="one_count_each")]
        indexes: ClassVar = [models.Index(fields=["address", "failed_at"])]

    def __str__(self) -> str:
        return f"{self.failures} from {self.address}"
