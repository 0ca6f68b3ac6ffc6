"""Everything that happened with a client, the newest first, narrowed by kind and year.

Where everything is shown, days of work that nothing else stands between are one row: they would bury what was said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.core.paginator import Page
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from comity.ledger.timeline import KINDS
from comity.web import sheets
from comity.web.kept import of_client, part
from comity.web.models.people import User
from comity.web.models.privacy import Keeping
from comity.web.models.verdicts import Verdict
from comity.web.paging import page_of
from comity.web.private import shared_book
from comity.web.rights import WORDS, Request, account, can, shut
from comity.web.tabs import page

ROWS = 50
MONEY = ("invoice", "payment")
SAYS = {
    "mail": _("Mail"), "call": _("Calls"), "meeting": _("Meetings"), "invoice": _("Invoices"),
    "payment": _("Payments"), "hours": _("Hours"), "note": _("Notes"), "exception": _("Exceptions"),
    "contract": _("Contracts"), "deal": _("Deals"), "placement": _("Placements"),
}  # fmt: skip
DETAILS = {
    "in": _("they rang"), "out": _("we rang"), "missed": _("they rang, nobody answered"), "held": "",
    "called_off": _("called off"), "declined": _("declined"), "paid": _("paid"), "open": _("open"),
    "overdue": _("overdue"), "disputed": _("disputed"),
    "credit": _("credit note"), "credited": _("settled by a credit"), "opened": _("opened"),
    "won": _("won"), "lost": _("lost"), "began": _("began"), "ended": _("ended"),
    "concession": _("we gave way"), "flexibility": _("they gave ground"), "free_work": _("asked for unpaid effort"),
}  # fmt: skip


@account
def timeline(request: Request, verdict: Verdict) -> HttpResponse:
    """One page of the line; for finance what is about money alone."""
    template = "timeline/_rows.html" if request.htmx else "timeline/_told.html"
    whole = Keeping.ours().whole_messages
    told = part(template, _kept_under(request, verdict, whole=whole), lambda: _told(request, verdict, whole=whole))
    return (
        HttpResponse(told)
        if request.htmx
        else page(request, verdict, "timeline/timeline.html", "timeline", {"told": told})
    )


def _kept_under(request: Request, verdict: Verdict, *, whole: bool) -> tuple[Hashable, ...] | None:
    """Where whole messages are for those who took part, each person's own."""
    kept = of_client(request, verdict)
    return kept and (*kept, "" if whole else request.user.email)


def _told(request: Request, verdict: Verdict, *, whole: bool) -> dict[str, Any]:
    everything = sheets.rows(Path(settings.HOME), verdict.refresh.statements, "timeline", verdict.account)
    if everything.num_rows and not can(request.user, "words"):
        everything = everything.filter(~pc.field("proof_kind").isin(sorted(WORDS)))
    narrowed = _narrowed(everything, request.GET)
    rows = narrowed if request.GET.get("kind") in KINDS else _folded(narrowed)
    kinds, asked = _kinds(everything), request.GET.get("kind", "")
    return {
        "request": request,
        "verdict": verdict,
        "money": any(kind in MONEY and asked in ("", kind) for kind, _said, _n in kinds),
        "rows": _page(request.user, rows, request.GET.get("page"), whole=whole),
        "kinds": kinds,
        "years": _years(everything),
        "total": everything.num_rows,
    }


def _narrowed(found: pa.Table, asked: QueryDict) -> pa.Table:
    if not found.num_rows:
        return found
    if asked.get("kind") in KINDS:
        found = found.filter(pc.field("kind") == asked["kind"])
    year = asked.get("year", "")
    return found.filter(_year(found, year)) if year.isdecimal() and len(year) == 4 else found


def _folded(found: pa.Table) -> pa.Table:
    """The same with one row for each run of days of work: their hours, how many days (`days`) and the first (`since`).

    It stands where the newest of them stood, and has no key: its proofs are the days.
    """
    works = pc.call_function("equal", [found["kind"], pa.scalar("hours")])
    if not pc.call_function("any", [works]).as_py():
        return found
    run = pc.call_function("cumulative_sum", [pc.call_function("invert", [works]).cast(pa.int64())])
    placed = found.append_column("place", pa.array(range(found.num_rows))).append_column("run", run)
    rest, hours = placed.filter(pc.call_function("invert", [works])), placed.filter(works)
    added = hours.group_by("run", use_threads=False).aggregate(
        [
            ("place", "min"),
            ("amount", "sum"),
            ("happened_on", "min"),
            ("place", "count"),
            ("who", "min"),
            ("who", "max"),
        ]
    )
    newest = hours.filter(pc.field("place").isin(added["place_min"]))
    alone = pc.call_function("equal", [added["place_count"], pa.scalar(1)])
    same = pc.call_function("equal", [added["who_min"], added["who_max"]])
    told = {
        "amount": added["amount_sum"],
        "key": pc.call_function("if_else", [alone, newest["key"], pa.scalar("")]),
        "says": pc.call_function("if_else", [alone, newest["says"], pa.scalar("")]),
        "who": pc.call_function("if_else", [same, added["who_min"], pa.scalar("")]),
    }
    for name, column in told.items():
        newest = newest.set_column(
            newest.schema.get_field_index(name), name, column.cast(newest.schema.field(name).type)
        )
    newest = newest.append_column("days", added["place_count"]).append_column("since", added["happened_on_min"])
    return pa.concat_tables([rest, newest], promote_options="default").sort_by("place")


def _year(found: pa.Table, year: str) -> pa.ChunkedArray:
    return pc.call_function("equal", [pc.call_function("year", [found["happened_on"]]), pa.scalar(int(year))])


def _kinds(found: pa.Table) -> list[tuple[str, str, int]]:
    """Each kind that there is: its name, its word, how many."""
    if not found.num_rows:
        return []
    counted = {c["values"]: c["counts"] for c in found["kind"].value_counts().to_pylist()}
    return [(kind, str(SAYS[kind]), counted[kind]) for kind in KINDS if kind in counted]


def _years(found: pa.Table) -> list[int]:
    if not found.num_rows:
        return []
    return sorted(pc.call_function("year", [found["happened_on"]]).unique().to_pylist(), reverse=True)


def _page(user: User, found: pa.Table, number: str | None, *, whole: bool) -> Page[dict[str, Any]]:
    """One page, each row in words; a row can be come back to where it alone on the page has its key.

    A mail says its subject, which is for those who may read it.
    """
    chosen = page_of(found, number, ROWS)
    same = Counter(r["key"] for r in chosen)
    mails = set() if whole else {r["ref"] for r in chosen if r["kind"] == "mail"}
    theirs_alone = shut(user, shared_book(Path(settings.HOME)), mails) if mails else frozenset()
    for row in chosen:
        row["shut"] = row["kind"] == "mail" and row["ref"] in theirs_alone
        row["says"] = "" if row["shut"] else row["says"]
        row["anchor"] = row["key"] if row["key"] and same[row["key"]] == 1 else ""
        row["told"] = DETAILS.get(row["detail"], row["detail"])
    return chosen
