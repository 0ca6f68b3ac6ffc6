"""What a client's work took and left: hours and margin by quarter, exceptions each way, and contracts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.compute as pc
from django.conf import settings
from django.http import HttpResponse

from comity.ledger.effort import margin
from comity.ledger.quarters import EXCEPTIONS
from comity.web import sheets, statements
from comity.web.models.verdicts import Verdict
from comity.web.rights import Request, account, can, may_open
from comity.web.tabs import page

# What a channel tells of a quarter.
TOLD_BY = {"money": ("invoiced", "credited"), "hours": ("hours", "unpaid", "cost")}
QUARTERS, MOST = 12, 40  # quarters, and exceptions, that are shown


@account
def effort(request: Request, verdict: Verdict) -> HttpResponse:
    """Hours and margin; exceptions and contracts as far as this person may read words."""
    home, name = Path(settings.HOME), verdict.refresh.statements
    entries = statements.table(home, name, verdict.account)
    exceptions = entries.filter(pc.field("kind").isin(sorted(EXCEPTIONS))).slice(0, MOST).to_pylist()
    signed = sheets.rows(home, name, "contracts", verdict.account).to_pylist() if can(request.user, "words") else []
    quarters = sheets.rows(home, name, "effort", verdict.account).slice(0, QUARTERS).to_pylist()
    shown = {
        "quarters": [_told(q, verdict) for q in quarters],
        "labour": any(q["labour"] != 0 for q in quarters),
        "entries": [e for e in exceptions if may_open(request.user, e["proof"])],
        "contracts": signed,
    }
    return page(request, verdict, "effort/effort.html", "effort", shown)


def _told(q: dict[str, Any], verdict: Verdict) -> dict[str, Any]:
    """A quarter with what was left; a channel that was not read leaves unknown what it would tell."""
    channels = verdict.told["channels"]
    known = channels["money"] and channels["hours"]
    q = {**q, **{name: None for channel, names in TOLD_BY.items() if not channels[channel] for name in names}}
    left = margin(q["invoiced"], q["credited"], q["labour"], q["cost"]) if known else None
    net = q["invoiced"] - q["credited"] if q["invoiced"] is not None and q["credited"] is not None else None
    return {
        **q, "number": (q["quarter"].month + 2) // 3, "left": left,
        "nothing": left is not None and not net,  # of which a part could be left
        "part": left / net if left is not None and net else None,
        "an_hour": left / q["hours"] if left is not None and q["hours"] else None,
    }  # fmt: skip
