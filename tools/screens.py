"""Takes the pictures that the README shows, of the bundled firm: `python -m tools.screens`."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

import comity
from tools.chromium import chromium

DOCS = Path(__file__).parent.parent / "docs"
EXAMPLE = Path(comity.__file__).parent / "example"
READY = 120_000  # milliseconds for the first reading


def main() -> None:
    """Serve the bundled firm from a home that is gone afterwards, and take one picture a page."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        call = [sys.executable, "-m", "comity", "--home", home, "serve", "--demo", "--port", str(port)]
        served = subprocess.Popen(call, stdout=subprocess.PIPE, text=True)
        try:
            _take(served, f"http://127.0.0.1:{port}")
        finally:
            served.terminate()
            served.wait(30)
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 1000})
        page.set_content(comity.review(EXAMPLE)._repr_html_())
        page.screenshot(path=DOCS / "review.png")


def _take(served: subprocess.Popen[str], address: str) -> None:
    said = ""
    assert served.stdout is not None
    while "Comity is open" not in said:
        line = served.stdout.readline()
        if not line:
            raise SystemExit(said)
        said += line
    login = re.search(r"Sign in as (\S+) with the password (\S+)", said)
    assert login is not None
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1160, "height": 820})
        page.goto(address)
        page.fill("[name=username]", login[1])
        page.fill("[name=password]", login[2])
        page.click("main button")
        _ready(page, address)
        page.goto(f"{address}/map/")
        page.locator(".map").screenshot(path=DOCS / "app-map.png")
        page.goto(f"{address}/clients/?standing=one_sided")
        page.locator("[data-item] a").last.click()
        page.wait_for_selector(".reason")
        page.screenshot(path=DOCS / "app-client.png")


def _ready(page: Page, address: str) -> None:
    """Wait until the bundled firm was read and judged."""
    left = READY
    while not page.locator(".move").count():
        if left <= 0:
            raise SystemExit("The bundled firm was not judged in time.")
        page.wait_for_timeout(1_000)
        left -= 1_000
        page.goto(address)


if __name__ == "__main__":
    main()
