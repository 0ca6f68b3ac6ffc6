"""Who signs in: users with a role, and the teams that leads answer for."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Team(models.Model):
    """People whose accounts one lead sees."""

    name = models.CharField(_("name"), max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What somebody is in the firm; what each may see and do is told in `rights`."""

    OWNER = "owner", _("owner")
    LEAD = "lead", _("lead of a team")
    MEMBER = "member", _("member, own accounts")
    FINANCE = "finance", _("finance: money, no mail")
    READER = "reader", _("reader")


class People(BaseUserManager["User"]):
    """Users are made and found by their mail address, whatever its capitals."""

    def create_user(self, email: str, password: str, *, name: str, role: str, team: Team | None = None) -> User:
        """Make somebody who can sign in."""
        user = self.model(email=email.strip().lower(), name=name.strip(), role=role, team=team)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The user of an address."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Somebody of the firm."""

    email = models.EmailField(_("mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="people")
    is_active = models.BooleanField(_("may sign in"), default=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name or self.email
