"""The worker's process: does jobs until it is told to end."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from comity.web.at_work import at_work
from comity.web.jobs.worker import work


class Command(BaseCommand):
    """Do jobs."""

    help = "Does jobs until it is told to end."

    def handle(self, *_args: object, **_options: object) -> None:
        """See the module."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        with at_work(Path(settings.HOME)):
            work(stop)
