"""The people of a client in order of seniority, and the page of one person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.compute as pc
from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from comity.book.person_names import person_name
from comity.ledger.people import MATTERS, UNKNOWN_LEVEL, Contact, times
from comity.web import sheets
from comity.web.keys import person_key
from comity.web.models.verdicts import Verdict
from comity.web.rights import Request, account, can, verdicts
from comity.web.tabs import page
from comity.web.there import WROTE, contacts_of, read

QUOTES, PROMISES = 30, 12  # that the page of one person shows


@account
def people_of(request: Request, verdict: Verdict) -> HttpResponse:
    """Who stands above our contact, when last heard with substance, what they did most, who could introduce us."""
    found = contacts_of(verdict) if can(request.user, "words") else []
    shown = {"people": found, "main": next((c for c in found if c.main), None), "above": [c for c in found if c.above],
             "gone": [c for c in found if c.left_on and (c.level or 0) > UNKNOWN_LEVEL]}  # fmt: skip
    return page(request, verdict, "persons/people.html", "people-of", shown)


@account
def person(request: Request, verdict: Verdict, person: str) -> HttpResponse:
    """Their employers over time, what they said that counted, what matters to them, and their promises."""
    found = contacts_of(verdict) if can(request.user, "words") else []
    who = next((c for c in found if person_key(c.key) == person), None)
    if who is None and can(request.user, "words"):
        raise Http404(_("There is no such page."))
    shown = {"who": who, **(_of(request, verdict, who) if who else {})}
    return page(request, verdict, "persons/person.html", "people-of", shown)


def _of(request: Request, verdict: Verdict, who: Contact) -> dict[str, Any]:
    """What the page of one person tells beside who they are."""
    talk = [r for r in read(verdict, "said") if r["person"] == who.key and r["label"] != "commitment"]
    often = times(r for r in talk if r["label"] in MATTERS)
    last = {label: max(r["happened_on"] for r in talk if r["label"] == label) for label in often}
    said = _once(talk)
    promised = [r for r in read(verdict, "promises") if r["side"] == "client" and r["who"] == who.name]
    return {
        "employers": _employers(request, verdict, who),
        "matters": [(label, n, last[label]) for label, n in sorted(often.items(), key=lambda kv: (-kv[1], kv[0]))],
        "said": said[:QUOTES], "more_said": max(0, len(said) - QUOTES), "promises": promised[:PROMISES],
    }  # fmt: skip


def _once(talk: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each sentence once, with everything that it says."""
    found: dict[str, dict[str, Any]] = {}
    for row in talk:
        found.setdefault(row["key"], {**row, "labels": []})["labels"].append(row["label"])
    return list(found.values())


def _employers(request: Request, verdict: Verdict, who: Contact) -> list[dict[str, Any]]:
    """Where the same full name was heard from, the newest first; clients that are not this person's to see are not."""
    name = person_name(who.name)
    home = Path(settings.HOME)
    rows = sheets.every(home, verdict.refresh.statements, "people")
    named = {r["account"]: r for r in rows.filter(pc.field("who") == who.name).to_pylist()} if rows.num_rows else {}
    if not (name.first and name.last):
        named = {a: r for a, r in named.items() if a == verdict.account}
    visible = {v.account: v for v in verdicts(request.user).filter(account__in=named).select_related("refresh")}
    found = [_employed(v, named[a], home) for a, v in visible.items()]
    return sorted((f for f in found if f), key=lambda f: (f["until"] is not None, f["first"] is None, str(f["first"])))


def _employed(verdict: Verdict, row: dict[str, Any], home: Path) -> dict[str, Any] | None:
    wrote = sheets.rows(home, verdict.refresh.statements, "timeline", verdict.account, WROTE)
    days = wrote.filter(pc.field("person") == row["person"])["happened_on"].to_pylist() if wrote.num_rows else []
    if row["mails"] and not days:
        return None
    return {"verdict": verdict, "title": row["title"], "first": min(days, default=None),
            "last": max(days, default=None), "until": row["left_on"], "key": person_key(row["person"])}  # fmt: skip
