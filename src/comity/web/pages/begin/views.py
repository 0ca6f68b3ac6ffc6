"""From the end of a reading to the first three moves."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.errors import UserError
from comity.web.models.begin import Answer, Favourite
from comity.web.models.jobs import Job, State
from comity.web.models.verdicts import Refresh, Whose
from comity.web.pages.begin import asking
from comity.web.pages.begin.favoured import FavouritesForm
from comity.web.pages.begin.sentences import first as first_sentences
from comity.web.rights import Request, may, told, verdicts

MOVES = 3


@may("read")
def questions(request: Request) -> HttpResponse:
    """At most five questions whether two names are one client; all of them, asked for from Settings.

    Who comes from a reading is not stopped where nothing need be asked.
    """
    waiting, refresh = asking.open_questions(), Refresh.current()
    if "on" in request.GET and refresh and not waiting:
        return redirect("first" if Favourite.objects.filter(user=request.user).exists() else "favourites")
    every = "all" in request.GET
    shown = {"questions": waiting if every else waiting[: asking.AT_ONCE], "all": every, "count": len(waiting),
             "answers": Answer.objects.select_related("said_by")[:50], "refresh": refresh}  # fmt: skip
    return render(request, "begin/questions.html", shown)


@may("read")
@require_POST
def answer(request: Request) -> HttpResponse:
    """One click: it is that firm, or another."""
    try:
        told = asking.answer(
            Path(settings.HOME), request.user, request.POST.get("question", ""), request.POST.get("firm", "")
        )
    except UserError as error:
        messages.warning(request, str(error))
    else:
        if told is None:
            messages.info(request, _("That question was answered meanwhile."))
    return _back(request)


@may("read")
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    """Undo an answer; every mail, note and promise goes home again."""
    try:
        asking.take_back(Path(settings.HOME), request.user, get_object_or_404(Answer, pk=pk))
    except UserError as error:
        messages.warning(request, str(error))
    return _back(request)


def _back(request: Request) -> HttpResponse:
    answered = redirect("questions")
    if "all" in request.POST:
        answered["Location"] += "?all=1"
    return answered


@may("read")
def favourites(request: Request) -> HttpResponse:
    """Which three clients are liked best, and which three are dreaded: kept before any verdict is shown."""
    form = FavouritesForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.keep()
        return redirect("first")
    return render(request, "begin/favourites.html", {"form": form})


@may("read")
def first(request: Request) -> HttpResponse:
    """The portfolio's first sentences, and three moves for this week, ours first."""
    mine = verdicts(request.user).defer(None).filter(move=Whose.US).order_by("rank", "due", "-probability", "name")
    judging = Job.objects.filter(kind="refresh", state__in=(State.WAITING, State.RUNNING)).exists()
    shown = {"first": first_sentences(request.user), "refresh": Refresh.current(), "judging": judging,
             "moves": [(v, next(iter(told(request.user, v)["plays"]), None)) for v in mine[:MOVES]]}  # fmt: skip
    return render(request, "begin/first.html", shown)
