"""What a list may say between the moment a thread is made private and the refresh that leaves it out."""

from __future__ import annotations

from comity.web.models.people import User
from comity.web.models.privacy import PrivateThread
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.rights import can, told


def hides_something(refresh: Refresh) -> bool:
    """Whether a thread was made private after a refresh had opened the book."""
    return PrivateThread.objects.filter(made_at__gte=refresh.opened_at).exists()


def reason(user: User, verdict: Verdict, *, hides: bool) -> str:
    """The strongest sentence about a client that this person may read."""
    if not hides:
        return verdict.reason if can(user, "words") else verdict.reason_money
    every = [r for r in told(user, verdict)["reasons"] if (r["toward"] == verdict.standing) == (r["points"] > 0)]
    return every[0]["sentence"] if every else ""
