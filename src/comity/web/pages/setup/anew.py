"""Emptying a home that holds the invented firm."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from comity.errors import UserError
from comity.home import locked
from comity.web.models.corrections import Correction, Doubt
from comity.web.models.firm import Firm
from comity.web.models.jobs import Job, State
from comity.web.models.people import Team, User
from comity.web.models.verdicts import Refresh

FOLDERS = ("book", "published", "cache", "inbox")


def empty(home: Path) -> None:
    """Remove book, verdicts, people and jobs. Raises UserError while something is being read."""
    if Job.objects.filter(state=State.RUNNING).exists():
        raise UserError(_("The invented firm is being read just now. Wait for its end, then try again."))
    with locked(home), transaction.atomic():
        for model in (Job, Refresh, Correction, Doubt, User, Team, Firm):
            model.objects.all().delete()
        for name in FOLDERS:
            shutil.rmtree(home / name, ignore_errors=True)
