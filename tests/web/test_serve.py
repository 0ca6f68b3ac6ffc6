"""`comity serve` as a process tree, and a real browser that goes from an empty home to a quote."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.patience import PATIENCE
from tests.processes import alive, below, command
from tests.web.browsing import LONG, begin, watched
from tests.web.conftest import EXAMPLE


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def workers(pid: int) -> list[int]:
    """Its workers; one that was killed may stand there for a moment, without a command line."""
    return [child for child in below(pid) if b"\0work" in command(child)]


class Served:
    """A `comity serve` that has said where it is open."""

    def __init__(self, home: Path, *words: str) -> None:
        self.port = free_port()
        call = [sys.executable, "-m", "comity", "--home", str(home), "serve", "--port", str(self.port), *words]
        self.process = subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env={**os.environ, "COMITY_HOME": ""})
        assert self.process.stdout is not None
        self.said = ""
        while "Comity is open" not in self.said:
            line = self.process.stdout.readline()
            assert line, self.said
            self.said += line
        self.address = f"http://127.0.0.1:{self.port}"

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_the_whole_tree_ends_with_its_parent(number: int, tmp_path: Path) -> None:
    served = Served(tmp_path)
    tree = below(served.process.pid)
    assert len(tree) >= 2
    assert served.end(number) == 0
    assert not [pid for pid in tree if alive(pid)]


def test_a_killed_worker_is_begun_again_and_a_killed_parent_leaves_nobody_behind(tmp_path: Path) -> None:
    served = Served(tmp_path)
    [worker] = workers(served.process.pid)
    os.kill(worker, signal.SIGKILL)
    now: list[int] = []
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not (now := [p for p in workers(served.process.pid) if p != worker]):
        time.sleep(0.1)
    assert now
    tree = below(served.process.pid)
    served.end(signal.SIGKILL)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and any(alive(pid) for pid in tree):
        time.sleep(0.1)
    assert not [pid for pid in tree if alive(pid)]


def test_a_port_that_is_taken_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        call = [sys.executable, "-m", "comity", "--home", str(tmp_path), "serve", "--port", str(taken.getsockname()[1])]
        done = subprocess.run(call, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "cannot listen there" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_demo_tells_a_login_that_opens_the_bundled_firm(tmp_path: Path, browser: Browser) -> None:
    served = Served(tmp_path, "--demo")
    told = re.search(r"Sign in as (\S+) with the password (\S+)", served.said)
    assert told
    page = browser.new_page()
    page.goto(served.address)
    page.fill("[name=username]", told[1])
    page.fill("[name=password]", told[2])
    page.click("main button")
    expect(page.locator(".bar")).to_contain_text("Clients")
    expect(page.locator("body")).to_contain_text("Larkfield Talent is invented")
    page.close()
    assert served.end() == 0


@pytest.mark.slow
def test_from_an_empty_home_to_a_quote_in_its_thread(tmp_path: Path, browser: Browser) -> None:
    served = Served(tmp_path)
    with watched(browser, served.address) as page:
        begin(page, served.address, "Larkfield", "ida@l.example")
        page.set_input_files("#tree", str(EXAMPLE))
        expect(page.locator("#drop-said")).to_contain_text("files chosen")
        page.click("text=Read them")
        expect(page.locator("h1")).to_contain_text("files read", timeout=LONG)
        expect(page.locator(".figures")).to_contain_text("mail/all.mbox")
        page.click("text=On to your 16 clients")
        page.goto(f"{served.address}/clients/")
        _to_the_quote(page)
    assert served.end() == 0


def _to_the_quote(page: Page) -> None:
    """From the list to a quote and back, by keyboard as far as there are keys."""
    expect(page.locator("[data-item]")).to_have_count(16)
    page.select_option("[name=standing]", "coercive")
    expect(page.locator("[data-item]")).to_have_count(2)
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".lead")).to_contain_text("is coercive")
    quote = page.locator(".reason .quote").first
    said = quote.inner_text().split("”")[0].strip("“ ")
    quote.locator("a").click()
    expect(page.locator("mark")).to_have_text(re.compile(re.escape(said[:40])))
    page.click("[data-back]")
    expect(page.locator(".lead")).to_contain_text("is coercive")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


@pytest.mark.slow
def test_static_files_are_served_with_an_address_that_changes_with_them(tmp_path: Path) -> None:
    served = Served(tmp_path)
    page = urllib.request.urlopen(f"{served.address}/setup/").read().decode()
    style = re.findall(r'href="(/static/comity/comity.css\?\w+)"', page)[0]
    with urllib.request.urlopen(served.address + style) as answer:
        assert "max-age=86400" in answer.headers["Cache-Control"]
        assert b"--paper" in answer.read()
    assert served.end() == 0
