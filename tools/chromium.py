"""Debian's own Chromium, which tests and pictures drive; `browser.sh` beside this installs it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for as long as this lasts."""
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        yield opened
        opened.close()
