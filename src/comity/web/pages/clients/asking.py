"""What one asks the list of clients: filters and words, as they stand in its address, and the clients they leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from comity.web.corrections import differs
from comity.web.models.grants import Grant
from comity.web.models.lists import Looked
from comity.web.models.verdicts import Cause, Refresh, Standing, Verdict, Whose
from comity.web.pages.clients import searching
from comity.web.pages.clients.pending import hides_something
from comity.web.rights import Request, can, granted

CHOICES: Mapping[str, Any] = {"standing": Standing, "cause": Cause, "move": Whose}
PLACES = ("we", "they")  # a part of the map: from..to
WORDS = ("standing", "owner", "cause", "move", "changed", "differs", "q", *PLACES)
ORDER = ("rank", "-probability", "name", "account")


@dataclass(frozen=True, slots=True)
class Asked:
    """The clients that somebody asks for: `mine` are all that they may see, `found` those that are left, in order.

    `hits` tells by account where the words were found, beside its name, owner and reason; `hides` whether a thread was
    made private since the refresh, so that the published sentences are not to be trusted.
    """

    refresh: Refresh
    mine: QuerySet[Verdict]
    found: QuerySet[Verdict]
    chosen: Mapping[str, str]
    looked: Looked
    words: bool
    hides: bool
    hits: Mapping[str, searching.Hit] = field(default_factory=dict)

    @classmethod
    def of(cls, request: Request) -> Asked | None:
        """What the address asks for; None before anything was published."""
        refresh = Refresh.current()
        if refresh is None:
            return None
        mine = Verdict.objects.filter(granted(request.user), refresh=refresh).defer("told")
        chosen = {name: request.GET[name].strip()[:200] for name in WORDS if request.GET.get(name, "").strip()}
        looked, words, hides = Looked.at(request.user, refresh), can(request.user, "words"), hides_something(refresh)
        asked = cls(refresh, mine, mine.order_by(*ORDER), chosen, looked, words, hides)
        return asked._narrowed() if chosen else asked

    def _narrowed(self) -> Asked:
        found = self.found.filter(**{name: self.chosen[name] for name in CHOICES if name in self.chosen})
        if owner := self.chosen.get("owner"):
            theirs = Grant.objects.filter(user__name=owner).exclude(source=Grant.TAKEN).values("account")
            found = found.filter(Q(owner=owner) | Q(account__in=theirs))
        if "changed" in self.chosen:
            found = found.filter(changed_in__gt=self.looked.before.pk) if self.looked.before else found.none()
        if "differs" in self.chosen:
            found = found.filter(differs())
        for side in PLACES:
            found = _between(found, side, self.chosen.get(side, ""))
        words = searching.words(self.chosen.get("q", ""))
        hits = searching.hits(Path(settings.HOME), self.refresh, words) if words and self.words else {}
        if words:
            found = found.filter(self._row(words) | Q(account__in=list(hits)))
        return Asked(
            self.refresh, self.mine, found, self.chosen, self.looked, self.words, self.hides, hits
        )  # fmt: skip

    def _row(self, words: list[str]) -> Q:
        """All words stand in the client's name, domain, owner or reason."""
        columns = ["name", "account", "owner"]
        if not self.hides:
            columns.append("reason" if self.words else "reason_money")
        row = Q()
        for word in words:
            each = Q()
            for column in columns:
                each |= Q((f"{column}__icontains", word))
            row &= each
        return row

    def counts(self) -> list[tuple[str, str, int]]:
        """How many of each standing: the standing, its word, the number."""
        found = dict(self.mine.order_by().values_list("standing").annotate(n=Count("pk")))
        return [(value, str(label), found[value]) for value, label in Standing.choices if value in found]

    def owners(self) -> list[str]:
        """Who owns any of the clients: whom the CRM names, and whom somebody here named."""
        named = self.mine.exclude(owner="").order_by().values_list("owner", flat=True).distinct()
        here = Grant.objects.filter(source="person").values_list("user__name", "account")
        if not here:
            return sorted(named)
        seen = set(self.mine.order_by().filter(account__in=[a for _, a in here]).values_list("account", flat=True))
        return sorted({*named, *(name for name, account in here if account in seen)})


def _between(found: QuerySet[Verdict], side: str, said: str) -> QuerySet[Verdict]:
    """Those whose figure of a side lies in `from..to`; all where that is no such thing."""
    try:
        low, high = (max(-(10**9), min(10**9, int(part))) for part in said.split(".."))
    except ValueError:
        return found
    return found.filter(**{f"{side}__gte": low, f"{side}__lte": high})
