"""Slow-down against guessing: whoever tries in vain waits, ever longer, and no colleague at the same address waits too.

Failures are counted for each name from each address. Somebody who came in from an address before is held up there by
their own failures alone; for all others, what was tried for the name anywhere, and by the address for any name, counts
as well. So neither can a stranger lock a person out of their own office, nor one person the office.
"""

from __future__ import annotations

import datetime as dt
import hashlib

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone

from comity.web.models.doors import Tried

FREE, FREE_FOR_NAME, FREE_FOR_ADDRESS = 5, 20, 50  # failures before anybody waits
LONGEST = 900  # seconds that anybody waits after a failure
FORGET = dt.timedelta(hours=1)  # failures of strangers older than this hold nobody up


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; behind a proxy of ours, what that one says."""
    told = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    return (told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:45]


def wait(name: str, address: str) -> int:
    """Seconds until this name may be tried again from this address; 0 for at once."""
    of_name, since = Tried.objects.filter(name=_digest(name)), timezone.now() - FORGET
    here = of_name.filter(address=address)
    held = [_left(here, FREE)]
    if not here.exclude(came_in_at=None).exists():
        held.append(_left(of_name.filter(failed_at__gt=since), FREE_FOR_NAME))
        held.append(_left(Tried.objects.filter(address=address, failed_at__gt=since), FREE_FOR_ADDRESS))
    return max(held)


def failed(name: str, address: str) -> None:
    """Count a failure."""
    now = timezone.now()
    _row(name, address).update(failures=F("failures") + 1, failed_at=now)
    Tried.objects.filter(Q(came_in_at=None) & Q(failed_at__lt=now - 24 * FORGET)).delete()


def came_in(name: str, address: str) -> None:
    """Forget the failures of this name from this address, and remember that it is a place of theirs."""
    _row(name, address).update(failures=0, came_in_at=timezone.now())


def _left(rows: QuerySet[Tried], free: int) -> int:
    found = rows.aggregate(n=Sum("failures"), last=Max("failed_at"))
    over = (found["n"] or 0) - free
    if over < 0 or found["last"] is None:
        return 0
    until = found["last"] + dt.timedelta(seconds=min(2.0 ** min(over, 20), LONGEST))
    return max(0, round((until - timezone.now()).total_seconds() + 0.499))


def _row(name: str, address: str) -> QuerySet[Tried]:
    key = {"name": _digest(name), "address": address}
    if not Tried.objects.filter(**key).exists():
        try:
            with transaction.atomic():
                Tried.objects.create(**key)
        except IntegrityError:
            pass  # somebody else counts there at this very moment
    return Tried.objects.filter(**key)


def _digest(name: str) -> str:
    return hashlib.blake2b(name.strip().lower().encode("utf-8", "replace"), digest_size=16).hexdigest()
