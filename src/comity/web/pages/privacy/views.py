"""Privacy, as an owner sets it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.book.purge import held, would_go
from comity.book.unread import Rule
from comity.web import log
from comity.web.backup.calls import BACKUP
from comity.web.days import today
from comity.web.models.jobs import Job
from comity.web.models.log import LogEntry
from comity.web.models.privacy import Keeping, Unread
from comity.web.pages.privacy.forms import KeepForm, PersonForm, ShutForm
from comity.web.pages.privacy.told import MONEY, named_of, told_of
from comity.web.private import shared_book
from comity.web.rights import Request, may
from comity.web.templatetags.comity import said_day


@may("settings")
def privacy(request: Request) -> HttpResponse:
    """What must not be read, how long to keep, and one person's data."""
    return _page(request)


def _page(request: Request, **forms: Any) -> HttpResponse:  # noqa: ANN401 - forms of three kinds
    shown = {
        "rules": Unread.objects.select_related("set_by"),
        "shutting": ShutForm(),
        "keeping": KeepForm(instance=Keeping.ours()),
        "person": PersonForm(),
        "job": Job.objects.filter(kind="purge").first(),
        "backups": LogEntry.objects.filter(what=BACKUP)[:20],
        **forms,
    }
    return render(request, "privacy/privacy.html", shown)


def _purge(request: Request, **words: object) -> None:
    Job.objects.create(kind="purge", words=words, made_by=request.user)
    messages.success(request, _("It is being purged; the clients are judged anew without it afterwards."))


def _asked(
    request: Request, doing: str, rules: Sequence[Rule], typed: Mapping[str, object], before: dt.date | None = None
) -> HttpResponse:
    """What would go, before it goes: nothing brings it back."""
    book = shared_book(Path(settings.HOME))
    going = would_go(book, rules, before)
    names = [rule.value for rule in rules] or [_("what is older than %(day)s") % {"day": said_day(before)}]
    shown = {"doing": doing, "going": told_of(going), "money": MONEY & going.keys(), "typed": typed, "names": names}
    if doing == "privacy-erase":
        shown |= named_of(book, rules)
    return render(request, "privacy/sure.html", shown)


@may("settings")
@require_POST
def shut(request: Request) -> HttpResponse:
    """Mail of this kind must not be read: purged at once, and never read again."""
    form = ShutForm(request.POST)
    if not form.is_valid():
        return _page(request, shutting=form)
    rule = form.save(commit=False)
    if "sure" not in request.POST:
        return _asked(request, "privacy-shut", [Rule(rule.what, rule.value)], form.cleaned_data)
    rule.set_by = request.user
    rule.save()
    log.told(request, "shut out mail", says=f"{rule.what}")
    _purge(request, rules=[[rule.what, rule.value]])
    return redirect("privacy")


@may("settings")
@require_POST
def unshut(request: Request, rule: int) -> HttpResponse:
    """Let mail of this kind in from now on; what was purged stays purged."""
    gone = get_object_or_404(Unread, pk=rule)
    gone.delete()
    log.told(request, "let mail in again", says=gone.what)
    Job.objects.create(kind="purge", words={"allowed": [[gone.what, gone.value]]}, made_by=request.user)
    messages.success(request, _("Such mail is read from now on. What was purged does not come back."))
    return redirect("privacy")


@may("settings")
@require_POST
def keep(request: Request) -> HttpResponse:
    """How long to keep, and who opens whole messages."""
    form = KeepForm(request.POST, instance=Keeping.ours())
    if not form.is_valid():
        return _page(request, keeping=form)
    months = form.cleaned_data["months"] if "months" in form.changed_data else None
    if months and "sure" not in request.POST:
        typed = {name: form.data.get(name) for name in form.fields if form.data.get(name)}
        return _asked(request, "privacy-keep", (), typed, today() - relativedelta(months=months))
    kept = form.save()
    log.told(request, "set privacy", says=f"months {kept.months}, whole messages {kept.whole_messages}")
    if months:
        _purge(request)
    return redirect("privacy")


@may("settings")
@require_POST
def export(request: Request) -> HttpResponse:
    """Everything that is held of one person, as a file."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _page(request, person=form)
    log.told(request, "exported a person's data")
    told = json.dumps(held(shared_book(Path(settings.HOME)), form.rules()), default=str, ensure_ascii=False, indent=1)
    answer = HttpResponse(told, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="person.json"'
    return answer


@may("settings")
@require_POST
def erase(request: Request) -> HttpResponse:
    """Everything of one person gone for good, their name with it."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _page(request, person=form)
    if "sure" not in request.POST:
        return _asked(request, "privacy-erase", form.rules(), form.cleaned_data)
    log.told(request, "erased a person's data")
    _purge(request, rules=[[r.what, r.value] for r in form.rules()])
    return redirect("privacy")
