"""What tests in a real browser share: a page that is watched, and the first form of an empty home."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route, expect

LONG = 60_000  # milliseconds for a reading on a busy machine
# What htmx says of a question that was on its way when its page was left; one that failed is told under another name.
_LEFT = ("htmx:sendAbort", "htmx:afterRequest")


@contextmanager
def watched(browser: Browser, address: str) -> Iterator[Page]:
    """A page that must say no error of its own and ask for nothing elsewhere."""
    context, wrong = browser.new_context(), []
    page = context.new_page()
    page.on(
        "console",
        lambda said: wrong.append(said.text) if said.type == "error" and not said.text.startswith(_LEFT) else None,
    )
    page.on("request", lambda r: None if r.url.startswith((address, "data:")) else wrong.append(r.url))
    yield page
    assert not wrong, wrong
    context.close()


def begin(page: Page, address: str, firm: str, email: str) -> None:
    """Step one: the name of the firm, and the first account."""
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Nothing leaves this machine.")
    for name, word in {"firm": firm, "name": "Ida", "email": email, "password": "four plain words"}.items():
        page.fill(f"[name={name}]", word)
    page.click("text=Begin")


def show(page: Page, html: str) -> list[Route]:
    """Lay a page that was answered before into a browser, with its styles and scripts; gives what it sends, which
    nobody answers.
    """
    sent: list[Route] = []

    def serve(route: Route) -> None:
        name = urlsplit(route.request.url).path.removeprefix("/static/").lstrip("/")
        if route.request.method == "POST":
            sent.append(route)
        elif isinstance(file := finders.find(name or "none"), str):
            route.fulfill(path=file)
        else:
            route.fulfill(body=html, content_type="text/html")

    page.route("**/*", serve)
    page.goto("http://localhost/page/")
    return sent
