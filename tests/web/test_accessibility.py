"""The rules of axe on every page of the table of addresses: both grounds, phone and desktop width, no violation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from importlib import resources
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page, Route

from comity.web.models.jobs import Job
from tests.web.addresses import addresses, places_of
from tests.web.conftest import SignIn
from tools.chromium import chromium

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(v =>
  [v.id, v.nodes.length, v.nodes[0].target.join(" "), v.nodes[0].failureSummary.split("\\n").slice(0, 2).join(" ")])"""
ACCOUNT = "ferrandauto.example"
FURTHER = ("/clients/?standing=easy", "/clients/?q=nobodyhasthisname", "/clients/?changed=1", "/map/?q=nobodyhasthis",
           "/settings/firm/?version=file")  # fmt: skip
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
ORIGIN = "http://localhost"
Ground = Literal["light", "dark"]
LOOKS = [("dark", 390), ("light", 390), ("light", 1280), ("dark", 1280)]


@dataclass(frozen=True)
class Answer:
    body: bytes
    policy: str
    part: bytes  # what htmx gets there


def pages(sign_in: SignIn, home: Path) -> Mapping[str, Answer]:
    """Every page that the owner or a stranger gets, by its address. Parts of pages are none."""
    asked = [(sign_in("ann"), url) for url in FURTHER]
    for address in addresses():
        client = Client() if address.rule == "open door" else sign_in("ann")
        filled = {address.filled(places) for places in places_of(ACCOUNT, home)}
        asked += [(client, url) for url in sorted(filled)]
    asked += [(sign_in("ann"), url) for url in rows_of_files(sign_in("ann"))]
    found = {}
    for client, url in asked:
        answer = client.get(url)
        text = b"" if answer.streaming else answer.content
        if answer.status_code in (200, 404) and text.lstrip().startswith(b"<!doctype html"):
            part = client.get(url, headers={"HX-Request": "true"})
            found[url] = Answer(text, answer.get("Content-Security-Policy", ""), part.content)
    return found


def rows_of_files(client: Client) -> list[str]:
    """A list of each kind to which the figures of a reading open, and an empty one."""
    text = client.get(f"/read/{Job.objects.filter(kind='read').earliest('pk').pk}/").content.decode()
    lists = {urlsplit(url).path: unescape(url) for url in re.findall(r'href="(/read/[^"]+file=[^"]+)"', text)}
    return [*lists.values(), next(iter(lists.values())).replace("/kept/", "/ignored/")]


@pytest.fixture
def browsed(sign_in: SignIn, home: Path) -> Iterator[tuple[Page, list[str]]]:
    """One browser for all pages, which were answered before it opens."""
    answered = pages(sign_in, home)

    def serve(route: Route) -> None:
        url = urlsplit(route.request.url)
        name = url.path.removeprefix("/static/")
        if page := answered.get(url.path + (f"?{url.query}" if url.query else "")):
            headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": page.policy}
            route.fulfill(body=page.part if "hx-request" in route.request.headers else page.body, headers=headers)
        elif name != url.path and isinstance(file := finders.find(name), str):
            route.fulfill(body=Path(file).read_bytes(), content_type=TYPES.get(Path(name).suffix, "text/plain"))
        else:
            route.fulfill(status=404, body="")

    with chromium() as browser:
        page = browser.new_page()
        page.route("**/*", serve)
        yield page, sorted(answered)


@pytest.mark.slow
@pytest.mark.parametrize(("ground", "width"), LOOKS)
def test_no_page_breaks_a_rule(browsed: tuple[Page, list[str]], ground: Ground, width: int) -> None:
    page, urls = browsed
    assert len(urls) > 15
    page.emulate_media(color_scheme=ground)
    page.set_viewport_size({"width": width, "height": 900})
    broken: dict[str, Any] = {}
    for url in urls:
        page.goto(ORIGIN + url, wait_until="load")
        page.evaluate(AXE)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        for rule, *told in page.evaluate(RUN):
            broken.setdefault(f"{rule} {told[1]}", [url, *told])
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            broken.setdefault(f"wider than the window: {url}", [])
    assert not broken, json.dumps(broken, indent=1)
