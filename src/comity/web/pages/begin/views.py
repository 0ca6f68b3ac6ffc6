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
from comity.web.models.verdicts import Refresh, Whose
from comity.web.moves import newest, recent, waiting
from comity.web.pages.begin import asking
from comity.web.pages.begin.favoured import FavouritesForm
from comity.web.pages.begin.sentences import first as first_sentences
from comity.web.private import hidden
from comity.web.rights import Request, may

MOVES = 3


@may("read")
def questions(request: Request) -> HttpResponse:
    """At most five questions whether two names are one client; all of them, asked for from Settings.

    Who comes from a reading is not stopped where nothing need be asked.
    """
    found, refresh = asking.open_questions(), Refresh.current()
    if "on" in request.GET and refresh and not found:
        return redirect("first" if Favourite.objects.filter(user=request.user).exists() else "favourites")
    every = "all" in request.GET
    shown = {"questions": found if every else found[: asking.AT_ONCE], "all": every, "count": len(found),
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
    """The portfolio's first sentences, and the first moves of this week, as its own page has them."""
    user, refresh, private = request.user, Refresh.current(), hidden()
    answered = newest(recent(user))
    found = waiting(user, refresh, Whose.US, MOVES, answered, private)[0] if refresh else []
    shown = {"first": first_sentences(user), "refresh": refresh, "moves": found, "answered": answered}
    return render(request, "begin/first.html", shown)
