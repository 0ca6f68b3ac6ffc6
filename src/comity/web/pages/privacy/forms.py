"""What is typed about privacy."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.book.unread import LONGEST, Rule
from comity.web.models.privacy import Keeping, Unread


class ShutForm(forms.ModelForm):
    """Mail that must not be read."""

    class Meta:  # noqa: D106 - Django's own
        model = Unread
        fields: ClassVar = ["what", "value"]

    def clean_value(self) -> str:
        """Refuse what no record could ever be compared with."""
        value, what = " ".join(self.cleaned_data["value"].split()), self.cleaned_data.get("what", "")
        if what == "person" and "@" not in value:
            raise forms.ValidationError(_("Write the whole mail address, such as name@firm.com."))
        if what == "domain" and ("@" in value.strip("@") or "." not in value):
            raise forms.ValidationError(_("Write the domain alone, such as firm.com."))
        if what == "subject" and not 1 <= len(value.split()) <= LONGEST:
            raise forms.ValidationError(_("At most eight words that stand in the subject one after the other."))
        return value


class KeepForm(forms.ModelForm):
    """How long to keep, and who reads whole messages."""

    class Meta:  # noqa: D106 - Django's own
        model = Keeping
        fields: ClassVar = ["months", "whole_messages"]
        help_texts: ClassVar = {
            "whole_messages": _("If not, only those who took part open a message; its quotes stand as proof."),
        }

    months = forms.IntegerField(
        label=_("Keep mail, calls, meetings and notes for so many months"),
        min_value=1,
        max_value=600,
        required=False,
        help_text=_("Empty keeps everything. What is older is purged for good; money and hours stay."),
    )


class PersonForm(forms.Form):
    """One person, by what records know them by."""

    email = forms.EmailField(label=_("Mail address"))
    name = forms.CharField(label=_("Name as it stands in the CRM, if it does"), max_length=200, required=False)

    def rules(self) -> list[Rule]:
        """What records are compared with."""
        told = self.cleaned_data
        return [Rule("erased", told["email"]), *([Rule("erased name", told["name"])] if told["name"] else [])]
