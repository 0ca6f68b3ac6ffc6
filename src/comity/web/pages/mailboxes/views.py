"""The page of the mailboxes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from comity.web.mailboxes import keep_password
from comity.web.models.begin import Mailbox
from comity.web.models.jobs import Job
from comity.web.pages.mailboxes.counted import told
from comity.web.rights import Request, may

HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")


class MailboxForm(forms.Form):
    """Where it is and how to get in."""

    host = forms.CharField(label=_("Server"), max_length=255, help_text=_("such as imap.gmail.com"))
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=993)
    login = forms.CharField(label=_("Login, mostly the mail address"), max_length=254)
    password = forms.CharField(
        label=_("Password, or an app password"),
        strip=False,
        help_text=_("It lies in a file of this machine that only Comity's own user can read."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean_host(self) -> str:
        """A name or a number, nothing else."""
        host = self.cleaned_data["host"].strip().lower()
        if not HOST.fullmatch(host):
            raise forms.ValidationError(_("That is no name of a server."))
        return host

    def keep(self, request: Request) -> Mailbox:
        """Connect it; one that is connected already gets the new password."""
        told: dict[str, Any] = self.cleaned_data
        where = {name: told[name] for name in ("host", "port", "login")}
        mailbox, _made = Mailbox.objects.get_or_create(**where, defaults={"made_by": request.user})
        keep_password(mailbox, told["password"])
        return mailbox


@may("read")
def mailboxes(request: Request) -> HttpResponse:
    """Connect a mailbox, and begin to read it; below, each that is connected with its own count."""
    form = MailboxForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("reading", pk=_read(request, form.keep(request)).pk)
    return render(request, "mailboxes/mailboxes.html", {"form": form, "mailboxes": list(told(Path(settings.HOME)))})


@may("read")
@require_POST
def again(request: Request, pk: int) -> HttpResponse:
    """Read what is new."""
    return redirect("reading", pk=_read(request, get_object_or_404(Mailbox, pk=pk)).pk)


def _read(request: Request, mailbox: Mailbox) -> Job:
    return Job.ask_reading(request.user, lambda words: words.get("mailbox") == mailbox.pk, mailbox=mailbox.pk)
