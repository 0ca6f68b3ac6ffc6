"""Tells the code by which an empty home on an open address is claimed; where somebody is there already, nothing."""

from __future__ import annotations

import os

from django.core.management.base import BaseCommand

from comity.web.claiming import CODE
from comity.web.models.people import User


class Command(BaseCommand):
    """Tell the code."""

    help = "Tells the code by which an empty home is claimed."

    def handle(self, *_args: object, **_options: object) -> None:
        """See the module."""
        if not User.objects.exists():
            said = f"Others can reach this address. To set Comity up, type this code there: {os.environ[CODE]}"
            self.stdout.write(said)
