"""Purge what must not be read from the book and from the app, for good, then judge anew."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.utils.translation import gettext as _

from comity.book.naming import Person
from comity.book.purge import AGEING, allow, purge, take_out
from comity.book.store import DeltaBook
from comity.book.unread import Rule
from comity.home import create_book, locked
from comity.web import own_notes, scrub
from comity.web.days import today
from comity.web.jobs.kinds import refresh
from comity.web.jobs.running import Running
from comity.web.models.jobs import Job
from comity.web.models.notes import OwnNote
from comity.web.models.privacy import Keeping
from comity.web.models.verdicts import Refresh


def run(running: Running, rules: list[list[str]] = (), allowed: list[list[str]] = ()) -> dict[str, Any]:  # pyright: ignore[reportArgumentType]
    """Purge; the words of the job, which may name a person, are forgotten with it."""
    home = Path(settings.HOME)
    named = [Rule(*r) for r in rules]
    running.tell(_("purging what must not be read"))
    with locked(home, lambda: running.tell(_("waiting: somebody else is writing into this home"))):
        book = create_book(home)
        for rule in allowed:
            allow(book, Rule(*rule))
        gone = _purged(book, named)
        person = Person.of([r.value for r in named if r.what.startswith("erased")])
        take_out(book, person)
        again = running.job.tries > 1
        if again:
            gone |= scrub.unborne(_borne(book))
        # A night on which nothing became too old leaves caches and pages as they are; a try cut short may have left
        # anything.
        anything = bool(gone or named or allowed) or again
        if anything:
            running.tell(_("taking it out of everything that was published"))
            scrub.scrub(home, gone, person)
    Job.objects.filter(pk=running.job.pk).update(words={})
    judged = refresh.run(running) if Refresh.current() else {}
    if anything:
        scrub.compact()
    return {"removed": len(gone), **judged}


def _purged(book: DeltaBook, rules: list[Rule]) -> set[str]:
    """The refs of all that went, by rule and by age."""
    done = purge(book, rules)
    gone = {ref for refs in done.refs.values() for ref in refs}
    before = oldest_kept()
    if before is not None:
        gone |= {ref for refs in purge(book, before=before).refs.values() for ref in refs}
        OwnNote.objects.filter(written_at__date__lt=before).delete()
    return gone


def _borne(book: DeltaBook) -> set[str]:
    """The refs of all that people said or did, our own notes too."""
    own = {own_notes.ref(note) for note in own_notes.standing()}
    return own.union(*(book.facts(table, ["ref"])["ref"].to_pylist() for table in AGEING))


def oldest_kept() -> dt.date | None:
    """The day before which nothing is kept; None where all is."""
    months = Keeping.ours().months
    return today() - relativedelta(months=months) if months else None
