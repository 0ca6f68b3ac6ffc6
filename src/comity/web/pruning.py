"""Which refreshes stay: what pages show, what somebody last saw, and a course that gets coarser the older it is."""

from __future__ import annotations

import datetime as dt

from comity.web.models.lists import Looked
from comity.web.models.verdicts import Refresh

NEWEST = 3  # stay in any case: a page that was opened before the newest one asks for the one before
DAILY = dt.timedelta(days=100)  # so far back each day keeps its last one; before that each month does


def prune() -> int:
    """Remove the refreshes that nothing needs any more, with their verdicts; how many went."""
    told = list(Refresh.objects.order_by("-pk").values_list("pk", "as_of"))
    keep = {pk for pair in Looked.objects.values_list("now", "before") for pk in pair}
    keep |= {pk for pk, _ in told[:NEWEST]}
    seen: set[tuple[int, ...]] = set()
    for pk, day in told:
        fresh = told[0][1] - day <= DAILY
        period = (day.year, day.month, day.day) if fresh else (day.year, day.month)
        if period not in seen:
            keep.add(pk)
        seen.add(period)
    gone = [pk for pk, _ in told if pk not in keep]
    Refresh.objects.filter(pk__in=gone).delete()
    return len(gone)
