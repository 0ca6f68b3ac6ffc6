"""The first page of an empty home."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib.auth import login, password_validation
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from comity.errors import UserError
from comity.web import claiming
from comity.web.models.firm import Firm
from comity.web.models.people import Role, User
from comity.web.pages.setup.anew import empty
from comity.web.rights import Request, may, open_door


class SetupForm(forms.Form):
    """The firm and its first person."""

    code = forms.CharField(
        label=_("The code that the terminal shows"),
        max_length=40,
        help_text=_("Others can reach this address. The code shows that this Comity is yours."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )
    firm = forms.CharField(label=_("Name of the firm"), max_length=200)
    name = forms.CharField(label=_("Your name"), max_length=150)
    email = forms.EmailField(label=_("Your mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("A password"),
        strip=False,
        help_text=_("At least ten characters; four plain words are a good one."),
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Refuse what is guessed at once."""
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, User(email=self.data.get("email", "")))
        return password

    def clean_code(self) -> str:
        """Refuse who has not seen the terminal."""
        if not claiming.right(self.cleaned_data["code"]):
            raise forms.ValidationError(_("This is not the code that the terminal shows."))
        return self.cleaned_data["code"]

    @classmethod
    def of(cls, request: HttpRequest) -> SetupForm:
        """The form as this visitor gets it."""
        form = cls(request.POST or None)
        if not claiming.asks(request):
            del form.fields["code"]
        return form

    @transaction.atomic
    def make(self) -> User | None:
        """Make the firm and its owner; None where somebody else did so at the same moment."""
        _alone()
        if User.objects.exists():
            return None
        told = self.cleaned_data
        Firm.objects.create(name=told["firm"])
        return User.objects.create_user(told["email"], told["password"], name=told["name"], role=Role.OWNER)


def _alone() -> None:
    """Within a transaction: nobody else makes a person until it ends. SQLite has one writer at a time as it is."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"lock table {connection.ops.quote_name(User._meta.db_table)} in share row exclusive mode")  # noqa: SLF001 - Django's own name for it


@open_door
def setup(request: HttpRequest) -> HttpResponse:
    """Ask for the firm's name and the first account; once somebody is there, there is nothing to set up."""
    if User.objects.exists():
        return redirect("week")
    form = SetupForm.of(request)
    if request.method == "POST" and form.is_valid():
        made = form.make()
        if made is None:
            return redirect("week")
        login(request, made)
        return redirect("read")
    return render(request, "setup/setup.html", {"form": form})


@may("settings")
def own(request: Request) -> HttpResponse:
    """From the invented firm to one's own: what was invented is removed, and the home begins anew."""
    firm = Firm.ours()
    if firm is None or not firm.invented:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            empty(Path(settings.HOME))
        except UserError as error:
            problem = str(error)
        else:
            claiming.hand_over(request)
            return redirect("setup")
    return render(request, "setup/own.html", {"problem": problem})
