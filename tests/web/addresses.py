"""Every address that the app answers, from its own table, with something to put in each of its places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import URLPattern, reverse

from comity.web import proofs, sheets
from comity.web.keys import person_key
from comity.web.models.jobs import Job
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.urls import urlpatterns


@dataclass(frozen=True)
class Address:
    """One line of the table: its name, the rule its view is under, and the places in it."""

    name: str
    rule: str
    places: tuple[str, ...]

    def filled(self, places: Mapping[str, object]) -> str:
        """The address itself; an unknown kind of place fails here, so that no new page is forgotten."""
        return reverse(self.name, kwargs={p: places[p] for p in self.places})


def addresses() -> list[Address]:
    """The whole table."""
    found = []
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        rule = getattr(pattern.callback, "rule", "")
        places = tuple(re.findall(r"<(?:\w+:)?(\w+)>", str(pattern.pattern)))
        found.append(Address(str(pattern.name), rule, places))
    return found


@cache
def places_of(account: str, home: Path) -> tuple[Mapping[str, object], ...]:
    """What can stand in the places of an address for this account: each of its first proofs of every kind."""
    verdict = Verdict.objects.get(refresh=Refresh.current(), account=account)
    owner = User.objects.get(role="owner")
    kinds = {}
    for proof in proofs.every(owner, verdict, home):
        kinds.setdefault(proof.kind, proofs.key(proof.kind, proof.ref, proof.quote))
    reading = Job.objects.filter(kind="read").latest("pk")
    somebody = sheets.rows(home, verdict.refresh.statements, "people", account)["person"].to_pylist()[0]
    others = {
        "person": person_key(somebody),
        "word": "x" * 32,
        "user": owner.pk,
        "team": 0,
        "invitation": 0,
        "session": 0,
        "thread": 0,
        "rule": 0,
        "form": "csv",
        "view": 0,
        "token": 0,
        "what": "ignored",
    }
    return tuple(
        {**others, "account": account, "of": key, "kind": kind, "pk": reading.pk} for kind, key in kinds.items()
    )
