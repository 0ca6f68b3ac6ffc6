"""What to do this week."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render

from comity.web.models.jobs import Job, State
from comity.web.models.verdicts import Refresh, Verdict, Whose
from comity.web.rights import Request, signed_in, told, verdicts

OURS, THEIRS = 5, 3  # moves that are shown: few, or nobody reads them


@signed_in
def week(request: Request) -> HttpResponse:
    """Few moves, ours first, each with why and by when."""
    mine = verdicts(request.user).defer(None).order_by("rank", "due", "-probability", "name")
    count = mine.order_by().aggregate(
        all=Count("pk"), us=Count("pk", filter=Q(move=Whose.US)), them=Count("pk", filter=Q(move=Whose.THEM))
    )
    shown = {
        "refresh": Refresh.current(),
        "job": Job.objects.filter(kind="read", state__in=(State.WAITING, State.RUNNING)).first(),
        "ours": [_move(request, v) for v in mine.filter(move=Whose.US)[:OURS]],
        "theirs": [_move(request, v) for v in mine.filter(move=Whose.THEM)[:THEIRS]],
        "count": count,
    }
    return render(request, "week/week.html", shown)


def _move(request: Request, verdict: Verdict) -> dict[str, object]:
    """A client's next move as this person may know it."""
    plays = told(request.user, verdict)["plays"]
    return {"verdict": verdict, "play": plays[0] if plays else None}
