"""What `comity doctor` asks of the app's own tables; it runs where Django is ready."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from comity.web.doctor.app import look


class Command(BaseCommand):
    """Examine."""

    help = "Says what is wrong with jobs, published files, mailboxes and the clock; a line each."

    def handle(self, *_args: object, **_options: object) -> str:
        """See the module."""
        return "\n".join(line.replace("\n", " ") for line in look(Path(settings.HOME)))
