"""Judge the home's book anew and publish the verdicts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from comity import asking
from comity.home import heard_cache, open_book
from comity.judge import see
from comity.reviews import review_sight
from comity.signals.asking.second import SecondLook
from comity.standing.in_force import policy_in_force
from comity.web import corrections, merged
from comity.web.days import today
from comity.web.jobs.running import Running
from comity.web.private import shared_book, widen
from comity.web.pruning import prune
from comity.web.publishing import publish

HURRY = 60.0  # seconds for a language model, where somebody waits for the refresh; each night it gets its whole time


def run(running: Running) -> dict[str, Any]:
    """Judge and publish; gives the refresh and how many accounts it speaks of."""
    home = Path(settings.HOME)
    weighing = _("weighing what each side gave and took")
    running.tell(weighing)
    widen(open_book(home))
    corrections.follow(home)
    book = shared_book(home)
    reader = asking.named(open_book(home))
    second = _second(home, reader, running) if reader else None
    sight = see(
        book, None, today=today(), cache=heard_cache(home), step=lambda *of: running.tell(weighing, *of), second=second
    )
    if reader and second:
        asking.keep_last(home, reader, second.told)
        line = asking.not_allowed(home, reader) or asking.outcome(reader, second.told)
        running.log(line or _("The language model was asked nothing new."))
    running.tell(_("telling each client's standing"))
    review = review_sight(sight, policy_in_force(book))
    running.tell(_("publishing"))
    refresh = publish(review, sight, home, by=running.job.made_by, claim=running.claim)
    merged.follow(home, sight.ground.whois, refresh)
    prune()
    running.log(_("%(n)s clients judged as of %(day)s.") % {"n": len(review.accounts), "day": review.as_of})
    return {"refresh": refresh.pk, "accounts": len(review.accounts)}


def _second(home: Path, reader: asking.Named, running: Running) -> SecondLook:
    """What asks the language model; where nobody allowed it, what only looks what it would be asked."""
    patience = min(HURRY, reader.minutes * 60) if running.job.made_by else None
    return asking.second_look(home, reader, patience=patience) or asking.preview(reader)
