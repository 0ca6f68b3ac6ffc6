"""Judge the home's book anew and publish the verdicts; of very much mail those of the newest year first, as a quicker
reader hears it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from comity import asking
from comity.book.known import newest_day
from comity.book.store import Book
from comity.home import heard_cache, open_book
from comity.judge import BEFORE, Sight, see
from comity.reviews import review_sight
from comity.signals.asking.second import SecondLook
from comity.signals.ears import Shipped, quicker_reader, shipped_reader
from comity.standing.in_force import policy_in_force
from comity.web import corrections
from comity.web.days import today
from comity.web.jobs.running import Running
from comity.web.models.verdicts import Refresh
from comity.web.private import shared_book, widen
from comity.web.pruning import prune
from comity.web.publishing import publish
from comity.web.templatetags.comity import said_day

HURRY = 60.0  # seconds for a language model, where somebody waits for the refresh; each night it gets its whole time
MANY = 5_000  # older mails from which on nobody is to wait for them: some minutes of reading
YEAR = dt.timedelta(days=366)


def run(running: Running) -> dict[str, Any]:
    """Judge and publish; gives the refresh and how many accounts it speaks of."""
    home = Path(settings.HOME)
    running.tell(_("weighing what each side gave and took"))
    widen(open_book(home))
    corrections.follow(home)
    opened_at, book = timezone.now(), shared_book(home)
    if mail_from := _first_look(book):
        _published(running, _seen(running, book, mail_from=mail_from, reader=quicker_reader()), book, opened_at)
        running.log(_("A first look is published: mail from before %(day)s comes next.") % {"day": said_day(mail_from)})
    reader = asking.named(open_book(home))
    second = _second(home, reader, running) if reader else None
    sight = _seen(running, book, second)
    if reader and second:
        asking.keep_last(home, reader, second.told)
        line = asking.not_allowed(home, reader) or asking.outcome(reader, second.told)
        running.log(line or _("The language model was asked nothing new."))
    return _published(running, sight, book, opened_at)


def _first_look(book: Book) -> dt.date | None:
    """From which day on mail is judged and shown before all of it; None where nobody waits, or not for long."""
    newest = newest_day(book, today())
    if newest is None or Refresh.current():
        return None
    since = newest - YEAR - BEFORE
    older = book.facts("messages", ["sent_on"]).filter(pc.field("sent_on") < since)
    return since if older.num_rows > MANY else None


def _seen(
    running: Running, book: Book, second: SecondLook | None = None, mail_from: dt.date | None = None,
    reader: Shipped | None = None,
) -> Sight:  # fmt: skip
    weighing = _("weighing what each side gave and took")
    reader = reader or shipped_reader()
    return see(
        book, None, today=today(), reader=reader, thresholds=reader.thresholds,
        cache=heard_cache(Path(settings.HOME), reader), mail_from=mail_from, second=second,
        step=lambda *of: running.tell(weighing, *of),
    )  # fmt: skip


def _published(running: Running, sight: Sight, book: Book, opened_at: dt.datetime) -> dict[str, Any]:
    running.tell(_("telling each client's standing"))
    review = review_sight(sight, policy_in_force(book))
    running.tell(_("publishing"))
    home = Path(settings.HOME)
    refresh = publish(review, sight, home, by=running.job.made_by, opened_at=opened_at, claim=running.claim)
    prune()
    running.log(_("%(n)s clients judged as of %(day)s.") % {"n": len(review.accounts), "day": review.as_of})
    return {"refresh": refresh.pk, "accounts": len(review.accounts)}


def _second(home: Path, reader: asking.Named, running: Running) -> SecondLook:
    """What asks the language model; where nobody allowed it, what only looks what it would be asked."""
    patience = min(HURRY, reader.minutes * 60) if running.job.made_by else None
    return asking.second_look(home, reader, patience=patience) or asking.preview(reader)
