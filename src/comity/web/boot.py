"""Getting Django ready for one home: told by the environment, so that every process of the tree sees the same."""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.core.management import call_command

from comity.errors import UserError
from comity.home import remote, shut

SETTINGS = "comity.web.settings"


def ready(home: Path) -> None:
    """Set Django up for this home. Raises UserError where the home cannot be made or written to."""
    if remote(home):
        raise UserError(f"{remote(home)}: the app keeps files beside its book. Name a home on a disk with --home.")
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{home}: cannot be made ({error.strerror}). Name another with --home.") from None
    if not os.access(home, os.W_OK | os.X_OK):
        raise UserError(f"{home}: cannot be written to. Name another with --home.")
    os.environ["COMITY_HOME"] = str(home.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()


def migrate() -> None:
    """Bring the database to what this version of the program needs, and shut it away from others."""
    call_command("migrate", verbosity=0, interactive=False)
    shut(Path(os.environ["COMITY_HOME"]))
