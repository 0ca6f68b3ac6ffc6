"""What somebody says of a whole client, before and after it is kept; and the sentences that corrections are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from comity.correcting.places import standing
from comity.correcting.saying import correction
from comity.web import deciding
from comity.web.alone import alone_with
from comity.web.corrections import FORMER, SOURCE, Change, follow, foreseen_as_one, former, keep, take_back
from comity.web.models.corrections import Correction
from comity.web.models.jobs import Job
from comity.web.models.people import User
from comity.web.models.verdicts import Standing, Verdict
from comity.web.private import shared_book
from comity.web.rights import verdicts

KINDS = ("standing", "merge", "former", "no client")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said of a client: `value` is a standing, or the other client; `lacks` is what is still missing."""

    user: User
    verdict: Verdict
    what: str
    value: str
    why: str
    lacks: str

    @classmethod
    def of(cls, user: User, verdict: Verdict, asked: Mapping[str, str]) -> Said | None:
        """What the form says; None where it says nothing yet."""
        what = asked.get("what", "")
        if what not in KINDS:
            return None
        value, why = asked.get("value", ""), asked.get("why", "").strip()[:1000]
        lacks = ""
        if what == "standing" and value not in Standing.values:
            lacks = _("Choose the standing that you see.")
        elif what == "standing" and not why:
            lacks = _("Say why: others will read it beside Comity’s.")
        elif what == "merge" and not verdicts(user).filter(account=value).exclude(account=verdict.account).exists():
            lacks = _("Choose the other client.")
        return cls(user, verdict, what, value, why, lacks)

    @property
    def back(self) -> tuple[str, ...]:
        """Where one goes from here: a client that is gone has no page."""
        return (self.verdict.account,) if self.what in ("standing", "former") else ()

    def change(self, home: Path) -> Change | None:
        """What would change; a standing of one's own changes nothing, and who is no client has no verdict."""
        return foreseen_as_one(home, self.verdict, self.value) if self.what == "merge" and not self.lacks else None

    def keep(self, home: Path) -> None:
        """Write it into the book. Raises UserError where that cannot be."""
        if self.what == "standing":
            self._keep_standing(home)
            return
        if self.what == FORMER and former(self.verdict.account):
            return  # it was said already
        key = (
            deciding.merge(home, self.user, self.verdict.account, [self.value], self.why) if self.what == "merge"
            else deciding.let_go(home, self.user, self.verdict.account, self.why) if self.what == "former"
            else deciding.strike(home, self.user, self.verdict.account, self.why)
        )  # fmt: skip
        follow(home)
        Correction.objects.filter(key=key, user=None, said_by=self.user.name).update(user=self.user)
        Job.ask_refresh(self.user)

    @transaction.atomic
    def _keep_standing(self, home: Path) -> None:
        """In place of the one that this person saw before."""
        alone_with(self.verdict.account)
        mine = Correction.objects.filter(what="standing", undone_at=None, account=self.verdict.account, user=self.user)
        for before in mine.exclude(value=self.value, why=self.why):
            take_back(home, self.user, before)
        keep(home, self.user, self._row(), None)

    def _row(self) -> dict[str, object]:
        return correction("standing", self.value, by=self.user.name, at=dt.datetime.now(dt.UTC),
                          account=self.verdict.account, why=self.why, source=SOURCE)  # fmt: skip


def sentences(home: Path, some: Sequence[Correction]) -> dict[int, str]:
    """By correction, the sentence it is about, as it stands in the book; nothing where it is no longer there."""
    found = standing(shared_book(home), {(c.ref, c.sentence) for c in some})
    return {c.pk: found[c.ref, c.sentence].text for c in some if (c.ref, c.sentence) in found}
