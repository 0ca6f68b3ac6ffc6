"""What somebody types who comes in by an invitation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from comity.web.models.doors import Invitation
from comity.web.models.people import User


class InvitedForm(forms.Form):
    """Name and password."""

    name = forms.CharField(label=_("Your name"), max_length=150)
    password = forms.CharField(
        label=_("A password"),
        strip=False,
        help_text=_("At least ten characters; four plain words are a good one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, invitation: Invitation, data: Any = None) -> None:  # noqa: ANN401 - Django's own
        super().__init__(data, initial={"name": invitation.name})
        self.invitation = invitation
        if invitation.user is not None:
            self.fields["name"].required = False
            self.fields["name"].widget = forms.HiddenInput()

    def clean_password(self) -> str:
        """Refuse what is guessed at once."""
        password = self.cleaned_data["password"]
        user = User(email=self.invitation.email, name=self.data.get("name", ""))
        password_validation.validate_password(password, user)
        return password
