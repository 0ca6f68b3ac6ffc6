"""A printed page: nothing of it is cut off, and it is dark on white whatever the screen's ground is."""

from __future__ import annotations

import pytest

from tests.web.browsing import show
from tests.web.conftest import SignIn
from tools.chromium import chromium

PAPER = {"width": 700, "height": 1000}  # about what is left of A4 between its margins


@pytest.mark.usefixtures("db")
def test_a_table_that_scrolls_on_a_screen_stands_whole_on_paper_and_dark_on_white(sign_in: SignIn) -> None:
    html = sign_in("ann").get("/clients/ferrandauto.example/effort/").content.decode()
    with chromium() as browser:
        page = browser.new_page(viewport={"width": PAPER["width"], "height": PAPER["height"]}, color_scheme="dark")
        show(page, html)
        page.emulate_media(media="print", color_scheme="dark")
        table = page.locator(".wide table").first.bounding_box()
        over = page.evaluate("document.documentElement.scrollWidth")
        ink = page.evaluate("getComputedStyle(document.body).color")
    assert table
    assert table["x"] + table["width"] <= PAPER["width"]
    assert over <= PAPER["width"]
    assert max(int(n) for n in ink.removeprefix("rgb(").removesuffix(")").split(",")) < 64
