"""What is typed about people."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comity.web.models.doors import Invitation
from comity.web.models.people import Role, Team, User


class _OfATeam(forms.ModelForm):
    """Whose choice of a team says in words that there may be none."""

    def __init__(self, *args: object, **told: object) -> None:
        super().__init__(*args, **told)  # pyright: ignore[reportArgumentType]
        team = self.fields["team"]
        assert isinstance(team, forms.ModelChoiceField)
        team.empty_label = _("no team")


class InviteForm(_OfATeam):
    """Somebody new."""

    class Meta:  # noqa: D106 - Django's own
        model = Invitation
        fields: ClassVar = ["name", "email", "role", "team"]

    def clean_email(self) -> str:
        """Refuse whom one need not invite."""
        email = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email=email).exists():
            raise ValidationError(_("Somebody with this address is here already."))
        return email


class PersonForm(_OfATeam):
    """What somebody is."""

    class Meta:  # noqa: D106 - Django's own
        model = User
        fields: ClassVar = ["name", "role", "team", "is_active"]

    def clean(self) -> dict[str, Any]:
        """Refuse to leave the firm without an owner who can sign in."""
        told = super().clean() or self.cleaned_data
        others = User.objects.filter(role=Role.OWNER, is_active=True).exclude(pk=self.instance.pk)
        if not (told.get("role") == Role.OWNER and told.get("is_active")) and not others.exists():
            raise ValidationError(_("This is the only owner who can sign in. Make somebody else an owner first."))
        return told


class TeamForm(forms.ModelForm):
    """A new team."""

    class Meta:  # noqa: D106 - Django's own
        model = Team
        fields: ClassVar = ["name"]
