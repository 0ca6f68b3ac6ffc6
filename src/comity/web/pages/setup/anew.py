"""Emptying a home that holds the invented firm."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from comity.errors import UserError
from comity.home import locked
from comity.web.models.jobs import Job, State
from comity.web.models.log import LogEntry

FOLDERS = ("book", "published", "cache", "inbox")


def empty(home: Path) -> None:
    """Remove book, verdicts, people, and all that they said or set, but for the log.

    Raises UserError while something is being read.
    """
    if Job.objects.filter(state=State.RUNNING).exists():
        raise UserError(_("The invented firm is being read just now. Wait for its end, then try again."))
    with locked(home), transaction.atomic():
        for model in apps.get_app_config(LogEntry._meta.app_label).get_models():  # noqa: SLF001 - Django's own way
            if model is not LogEntry:
                model._default_manager.all().delete()  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
        for name in FOLDERS:
            shutil.rmtree(home / name, ignore_errors=True)
