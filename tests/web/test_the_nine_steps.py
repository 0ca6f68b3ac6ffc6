"""A real browser goes through the first ten minutes with a firm whose exports were never tried before."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from pyotp.totp import TOTP

from tests.web.browsing import LONG, begin, watched
from tests.web.small_firm import CLIENTS, FREIGHT, MILLS, exports
from tests.web.test_serve import Served


def test_the_nine_steps_need_no_terminal_and_no_manual(tmp_path: Path, browser: Browser) -> None:
    served = Served(tmp_path / "home")
    with watched(browser, served.address) as page:
        begin(page, served.address, "Petrel Works", "ida@petrelworks.example")
        page.set_input_files("#tree", str(exports(tmp_path / "exports")))
        page.click("text=Read them")
        expect(page.locator("h1")).to_contain_text("files read", timeout=LONG)
        _columns(page)
        _questions(page)
        _favourites(page)
        _proof(page)
        page.goto(f"{served.address}/begin/")
        expect(page.locator(".move .who b").first).to_have_text("Our move")
        assert page.locator(".move").count() <= 3
        _correction(page, served.address)
        _settings(page, served.address)
        _second_factor(page, served.address)
    assert served.end() == 0


def _columns(page: Page) -> None:
    """Step two: a table that nobody knew is told, column by column, with its rows beside."""
    page.click("text=a table nobody knows")
    page.select_option("#form", "invoices")
    expect(page.locator("#choice [name=of]")).to_have_value("invoices")
    for heading, field in (("Papier", "number"), ("Wer", "customer"), ("Wann", "issued_on"), ("Bis", "due_on"),
                           ("Wieviel", "gross")):  # fmt: skip
        with page.expect_response("**/columns/**"):
            page.get_by_label(heading, exact=True).select_option(field)
        expect(page.get_by_label(heading, exact=True)).to_have_value(field)
    expect(page.locator("#choice")).to_contain_text("As it would be read")
    page.click("text=Read it so")
    expect(page.locator("h1")).to_contain_text("1 file read", timeout=LONG)
    expect(page.locator(".figures")).to_contain_text("money")


def _questions(page: Page) -> None:
    """Step four."""
    page.click("text=On to your")
    expect(page.locator("main")).to_contain_text("Is “Goldfield” one client with")
    page.get_by_role("button", name=CLIENTS[MILLS]).click()
    expect(page.locator("main")).to_contain_text("Answered")
    page.click("text=Go on")


def _favourites(page: Page) -> None:
    """Steps five and six: kept before any verdict, then the sentences against it."""
    expect(page.locator(".standing")).to_have_count(0)
    page.fill("[name=liked1]", CLIENTS[MILLS])
    page.fill("[name=dreaded1]", CLIENTS[FREIGHT])
    page.click("text=Now show me")
    expect(page.locator("h1")).to_have_text("3 clients", timeout=LONG)
    expect(page.locator(".first")).to_contain_text(re.compile(f"Your favourite, {CLIENTS[MILLS]}, is"))
    expect(page.locator(".first")).to_contain_text("unknown")


def _proof(page: Page) -> None:
    """Steps seven and eight: a client, and a quote in its thread."""
    page.locator(".first a.proof").first.click()
    expect(page.locator("h1")).to_contain_text(CLIENTS[MILLS])
    page.locator(".reason .quote a").first.click()
    expect(page.locator("mark")).to_have_count(1)


def _correction(page: Page, address: str) -> None:
    """A sentence that was taken wrongly: first what would change, then said, found in the list, and taken back."""
    page.goto(f"{address}/clients/{MILLS}/")
    page.locator(".reason .quote a").first.click()
    page.locator("#not-so").get_by_role("button", name=re.compile("^It is not ")).first.click()
    expect(page.locator("#not-so")).to_contain_text("What that would change by itself")
    page.fill("#not-so [name=why]", "it was meant for another")
    page.click("text=Say it")
    expect(page.locator("main")).to_contain_text("it can be taken back under Corrections", timeout=LONG)
    page.goto(f"{address}/corrections/")
    said = page.locator("[data-item]", has_text="it was meant for another")
    said.get_by_role("button", name="Take it back").click()
    expect(said).to_contain_text("taken back by Ida", timeout=LONG)


def _settings(page: Page, address: str) -> None:
    """Somebody is invited, by a link that is shown once."""
    page.goto(f"{address}/settings/")
    page.click("text=People, teams and invitations")
    page.fill("[name=name] >> nth=0", "Ben")
    page.fill("[name=email]", "ben@petrelworks.example")
    page.get_by_role("button", name="Make a link").click()
    expect(page.locator("main")).to_contain_text("/invited/")


def _second_factor(page: Page, address: str) -> None:
    """Turned on, then asked for at the door, where a code of the paper lets in."""
    page.goto(f"{address}/you/second-factor/")
    page.fill("[name=code]", TOTP(page.locator("main p code").inner_text()).now())
    page.click("text=Turn it on")
    paper = page.locator(".codes code").first.inner_text()
    page.click("text=Sign out")
    page.fill("[name=username]", "ida@petrelworks.example")
    page.fill("[name=password]", "four plain words")
    page.click("main button")
    page.fill("[name=code]", paper)
    page.click("main button")
    expect(page.locator(".bar")).to_contain_text("Ida")
