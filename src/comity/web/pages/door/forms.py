"""What somebody types who comes in by an invitation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from comity.web.models.doors import Invitation
from comity.web.models.people import User


class InvitedForm(forms.Form):
    """A password."""

    password = forms.CharField(
        label=_("A password"),
        strip=False,
        help_text=_("At least ten characters; four plain words are a good one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, invitation: Invitation, data: Any = None) -> None:  # noqa: ANN401 - Django's own
        super().__init__(data)
        self.invitation = invitation

    def clean_password(self) -> str:
        """Refuse what is guessed at once."""
        password = self.cleaned_data["password"]
        user = User(email=self.invitation.email, name=self.invitation.name)
        password_validation.validate_password(password, user)
        return password
