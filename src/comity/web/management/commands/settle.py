"""After a restore: uploads that wait to be read lie where the new home is."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from comity.web.models.jobs import OPEN, Job


class Command(BaseCommand):
    """Settle."""

    help = "After a restore: lets jobs that were not over find their uploads."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the home lay, and where it lies."""
        parser.add_argument("old", type=Path)
        parser.add_argument("new", type=Path)

    def handle(self, *_args: object, **options: Path) -> None:
        """See the module."""
        old, new = options["old"], options["new"]
        for job in Job.objects.filter(state__in=OPEN, words__has_key="folder"):
            folder = Path(job.words["folder"])
            if folder.is_relative_to(old):
                job.words["folder"] = str(new / folder.relative_to(old))
                job.save(update_fields=["words"])
