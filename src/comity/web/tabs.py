"""The pages of one client under one head: its name, its mark, and the way from one to the other."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from comity.web.models.verdicts import Verdict
from comity.web.rights import Request, can

# Page, what it is called, and whether it holds somebody's words.
TABS = (
    ("client", _("Verdict"), False),
    ("statement", _("Statement"), False),
    ("people-of", _("People"), True),
    ("promises", _("Promises"), True),
    ("heard", _("Plans and asks"), True),
    ("timeline", _("Timeline"), False),
    ("effort", _("Hours and margin"), False),
    ("notes", _("Notes"), True),
)


def page(request: Request, verdict: Verdict, template: str, tab: str, shown: dict[str, Any]) -> HttpResponse:
    """Render one of a client's pages under its head; tabs that hold words are shown to those who may read them."""
    words = can(request.user, "words")
    tabs = [(name, says) for name, says, wordy in TABS if words or not wordy]
    return render(request, template, {"verdict": verdict, "tabs": tabs, "tab": tab, "words": words, **shown})
