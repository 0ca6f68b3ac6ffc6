"""What one asks the list of clients: filters and words, as they stand in its address, and the clients they leave."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from comity.web import searching
from comity.web.corrections import differs
from comity.web.kept import edition, once
from comity.web.models.grants import Grant
from comity.web.models.lists import Looked
from comity.web.models.verdicts import Cause, Refresh, Standing, Verdict, Whose
from comity.web.pending import hides_something
from comity.web.private import hidden
from comity.web.rights import ALL_ACCOUNTS, Request, can, granted

CHOICES: Mapping[str, Any] = {"standing": Standing, "cause": Cause, "move": Whose}
FORMER = "former"  # among the counts by standing: those who are clients no longer
PLACES = ("we", "they")  # a part of the map: from..to
WORDS = ("standing", "owner", "cause", "move", "changed", "differs", "former", "q", *PLACES)
FEW = 500  # grants by people that are fetched whole
PUBLISHED = {"standing", "cause", "move", "former", "q", *PLACES}
ORDER = ("rank", "-probability", "name", "account")


@dataclass(frozen=True)
class Asked:
    """The clients that somebody asks for: `mine` are all that they may see, `chosen` what they ask.

    `hides` tells whether a thread was made private since the refresh, so that the published sentences are not to be
    trusted.
    """

    refresh: Refresh
    mine: QuerySet[Verdict]
    chosen: Mapping[str, str]
    looked: Looked
    words: bool
    hides: bool
    everything: bool

    @classmethod
    def of(cls, request: Request) -> Asked | None:
        """What the address asks for; None before anything was published."""
        refresh = Refresh.current()
        if refresh is None:
            return None
        mine = Verdict.objects.filter(granted(request.user), refresh=refresh).defer("told")
        chosen = {name: request.GET[name].strip()[:200] for name in WORDS if request.GET.get(name, "").strip()}
        looked, words, hides = Looked.at(request.user, refresh), can(request.user, "words"), hides_something(refresh)
        return cls(refresh, mine, chosen, looked, words, hides, request.user.role in ALL_ACCOUNTS)

    @cached_property
    def found(self) -> QuerySet[Verdict]:
        """The clients that are left, in order."""
        found = self.mine.order_by(*ORDER).filter(**{n: self.chosen[n] for n in CHOICES if n in self.chosen})
        # A name is found among those who are clients no longer too, and whoever asks what changed sees them go.
        if "former" in self.chosen or not self.chosen.keys() & {"q", "changed"}:
            found = found.filter(former_on__isnull="former" not in self.chosen)
        if owner := self.chosen.get("owner"):
            theirs = Grant.holding().filter(user__name=owner).values("account")
            found = found.filter(Q(owner=owner) | Q(account__in=theirs))
        if "changed" in self.chosen:
            found = found.filter(changed_in__gt=self.looked.before_id) if self.looked.before_id else found.none()  # pyright: ignore[reportAttributeAccessIssue]
        if "differs" in self.chosen:
            found = found.filter(differs())
        for side in PLACES:
            found = _between(found, side, self.chosen.get(side, ""))
        return found.filter(self._worded()) if "q" in self.chosen else found

    @cached_property
    def hits(self) -> Mapping[str, int]:
        """By account, the number under which the words were found, beside its name, owner and reason."""
        if not self.words or "q" not in self.chosen:
            return {}
        return searching.first(Path(settings.HOME), self.refresh, self._typed, self._private)

    @cached_property
    def _typed(self) -> list[str]:
        return searching.words(self.chosen.get("q", ""))

    @cached_property
    def _private(self) -> frozenset[str]:
        return hidden()

    def _worded(self) -> Q:
        """All words stand in a client's name, domain, owner or reason, or in one of its people or sentences."""
        columns = ["account", "name", "owner"]
        if not self.hides:
            columns.append("reason" if self.words else "reason_money")
        named = searching.clients(Path(settings.HOME), self.refresh, self._typed, columns)
        if named is not None:
            return Q(account__in={*named, *self.hits})
        # There is no index from a purge to the refresh that follows it: names are found nevertheless.
        row = Q(pk__isnull=not self._typed)
        for word in self._typed:
            each = Q()
            for column in columns:
                each |= Q((f"{column}__icontains", word))
            row &= each
        return row

    @cached_property
    def _counted(self) -> tuple[Counts, tuple[str, ...]]:
        return once((*self.edition, "counted"), lambda: _of(self.mine)) if self.everything else _of(self.mine)

    @cached_property
    def edition(self) -> tuple[Hashable, ...]:
        """What was published, as it stands now."""
        return edition(Path(settings.HOME), self.refresh)

    @property
    def kept(self) -> tuple[Hashable, ...] | None:
        """Under what that is kept which is found among published verdicts alone.

        None where it hangs on who asks, or on what people said since.
        """
        if not self.everything or self.hides or self.chosen.keys() - PUBLISHED:
            return None
        private = self._private if "q" in self.chosen else None
        return (*self.edition, self.words, private, tuple(sorted(self.chosen.items())))

    def counts(self) -> list[tuple[str, str, int]]:
        """How many of each standing, without former clients: the standing, its word, the number."""
        found = dict(self._counted[0])
        return [(value, str(label), found[value]) for value, label in Standing.choices if value in found]

    @property
    def former(self) -> int:
        """How many are clients no longer."""
        return dict(self._counted[0]).get(FORMER, 0)

    def owners(self) -> list[str]:
        """Who owns any of the clients: whom the CRM names, and whom somebody here named."""
        named = self._counted[1]
        given = self.given
        if given is None or (given and not self.everything):
            mine = self.mine.order_by().values("account")
            here = Grant.holding().filter(source="person", account__in=mine)
            return sorted({*named, *here.values_list("user__name", flat=True).distinct()})
        return sorted({*named, *(name for _, name in given)})

    @cached_property
    def given(self) -> list[tuple[str, str]] | None:
        """Accounts with the people to whom somebody here gave them; None where there are too many to fetch at once."""
        found = Grant.holding().filter(source="person").values_list("account", "user__name")[: FEW + 1]
        told = [(account, name) for account, name in found]
        return told if len(told) <= FEW else None


Counts = tuple[tuple[str, int], ...]


def _of(mine: QuerySet[Verdict]) -> tuple[Counts, tuple[str, ...]]:
    counts = [
        *mine.filter(former_on=None).order_by().values_list("standing").annotate(n=Count("pk")),
        (FORMER, mine.filter(former_on__isnull=False).count()),
    ]
    owners = mine.exclude(owner="").order_by().values_list("owner", flat=True).distinct()
    return tuple(counts), tuple(owners)


def _between(found: QuerySet[Verdict], side: str, said: str) -> QuerySet[Verdict]:
    """Those whose figure of a side lies in `from..to`; all where that is no such thing."""
    try:
        low, high = (max(-(10**9), min(10**9, int(part))) for part in said.split(".."))
    except ValueError:
        return found
    return found.filter(**{f"{side}__gte": low, f"{side}__lte": high})
