"""Plans with day and amount, worries, people named above our contact, and exceptions with the answer they got."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from comity.web import sheets
from comity.web.letters import own_text
from comity.web.models.people import User
from comity.web.models.verdicts import Verdict
from comity.web.private import shared_book
from comity.web.rights import Request, account, can, may_read_whole
from comity.web.tabs import page
from comity.web.there import contacts_of

EACH = 20  # rows of one kind that the page shows, the newest
KINDS = ("plans", "exceptions", "worries", "named")


@account
def heard(request: Request, verdict: Verdict) -> HttpResponse:
    """Four short lists of the last two years; each line opens in its thread."""
    told = {kind: _rows(verdict, kind) if can(request.user, "words") else [] for kind in KINDS}
    told["named"] = _once(told["named"], _heard(verdict) if told["named"] else {})
    shown = {kind: rows[:EACH] for kind, rows in told.items()}
    there = contacts_of(verdict) if can(request.user, "words") and not shown["named"] else []
    _quote_answers(request.user, shown["exceptions"])
    return page(request, verdict, "heard/heard.html", "heard", {**shown, "each": EACH,
                "main": next((c for c in there if c.main), None), "above": [c for c in there if c.above],
                "more": {kind: max(0, len(rows) - EACH) for kind, rows in told.items()}})  # fmt: skip


def _rows(verdict: Verdict, sheet: str, columns: tuple[str, ...] | None = None) -> list[dict[str, Any]]:
    return sheets.rows(Path(settings.HOME), verdict.refresh.statements, sheet, verdict.account, columns).to_pylist()


def _quote_answers(user: User, exceptions: list[dict[str, Any]]) -> None:
    """Lay to each ask the words of the answer: whether it gave way is for whoever reads them to say."""
    refs = {e["answer_ref"] for e in exceptions if e["outcome"] == "answered"}
    answers = shared_book(Path(settings.HOME)).find("messages", "ref", sorted(refs)).to_pylist() if refs else []
    words = {r["ref"]: own_text(r) for r in answers if may_read_whole(user, r)}
    for e in exceptions:
        e["answer"] = words.get(e["answer_ref"], "")


def _heard(verdict: Verdict) -> dict[str, str]:
    """By name in lower case, the people there who ever wrote."""
    people = _rows(verdict, "people")
    return {r["who"].lower(): r["person"] for r in people if r["who"] and r["mails"]}


def _once(rows: list[dict[str, Any]], heard: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each person once, as they were named last; `person_there` is who of those that wrote they are."""
    found: dict[str, dict[str, Any]] = {}
    for r in rows:
        name = (r["name"] or r["title"]).lower()
        found.setdefault(name, {**r, "person_there": heard.get(name, "")})
    return list(found.values())
