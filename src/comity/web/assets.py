"""Style sheet, marks and scripts, each under an address that changes when the file does: no build, no stale page."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage, staticfiles_storage


class Assets(StaticFilesStorage):
    """Gives each file's address with a few letters of its digest behind it."""

    def url(self, name: str | None) -> str:
        """The address of a file."""
        plain = super().url(name)
        return f"{plain}?{_digest(name)}" if name else plain


@cache
def _digest(name: str) -> str:
    found = finders.find(name)
    return hashlib.blake2b(Path(found).read_bytes(), digest_size=4).hexdigest() if isinstance(found, str) else ""


def address(name: str) -> str:
    """The address of a file of ours, for code that is no template."""
    return staticfiles_storage.url(name)
