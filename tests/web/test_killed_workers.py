"""A worker killed ten times during a refresh, while people ask for pages: none fails, and verdicts are always whole."""

from __future__ import annotations

import http.cookiejar
import os
import random
import re
import signal
import sqlite3
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.processes import alive
from tests.web.test_serve import Served, workers

KILLS = 10
AT_ONCE = 3  # people who ask for pages
PATIENCE = 300.0  # seconds on a busy machine
PAGES = ("/", "/clients/", "/map/", "/settings/")


def signed_in(served: Served) -> urllib.request.OpenerDirector:
    """A browser's cookies, after the login that the terminal told."""
    told = re.search(r"Sign in as (\S+) with the password (\S+)", served.said)
    assert told
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    text = opener.open(f"{served.address}/sign-in/", timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
    assert token
    words = {"username": told[1], "password": told[2], "csrfmiddlewaretoken": token[1]}
    opener.open(f"{served.address}/sign-in/", urllib.parse.urlencode(words).encode(), timeout=60)
    return opener


def asked(home: Path, sql: str, *words: object) -> list[Any]:
    """The app's database, asked from outside."""
    with closing(sqlite3.connect(home / "comity.sqlite3", timeout=60)) as database, database:
        return database.execute(sql, words).fetchall()


def ask_for_refresh(home: Path) -> int:
    asked(
        home,
        "insert into web_job"
        " (kind, words, state, made_at, taken_by, tries, cancel, doing, done, total, log, result, error) values"
        " ('refresh', '{}', 'waiting', datetime('now'), '', 0, 0, '', 0, 0, '', '{}', '')",
    )
    return int(asked(home, "select max(id) from web_job")[0][0])


def until(found: Callable[[], object], why: str) -> None:
    """Wait until something is found."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found():
            return
        time.sleep(0.05)
    raise AssertionError(why)


@contextmanager
def people_asking(served: Served, wrong: list[str], clients: list[str]) -> Iterator[None]:
    """Several people ask for one page after the other; what goes wrong is written down."""
    over = threading.Event()

    def ask() -> None:
        opener = signed_in(served)
        while not over.is_set():
            for page in PAGES:
                try:
                    text = opener.open(served.address + page, timeout=60).read().decode()
                except (urllib.error.URLError, OSError) as error:
                    wrong.append(f"{page}: {error}")
                    continue
                if page == "/clients/":
                    clients.append(" ".join(re.findall(r'href="(/clients/[^"?#]+/)"', text)))

    threads = [threading.Thread(target=ask) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


@pytest.mark.slow
def test_pages_answer_and_verdicts_stay_whole_while_the_worker_is_killed_ten_times(tmp_path: Path) -> None:
    served, moments = Served(tmp_path, "--demo"), random.Random(4)
    until(lambda: asked(tmp_path, "select id from web_refresh"), "the bundled firm was never judged")
    until(lambda: asked(tmp_path, "select id from web_job where state = 'done'"), "the reading never ended")
    [(size,)] = asked(tmp_path, "select count(*) from web_verdict")
    wrong: list[str] = []
    clients: list[str] = []
    began = time.monotonic()
    job = ask_for_refresh(tmp_path)
    state = "select state, tries from web_job where id = ?"
    until(lambda: asked(tmp_path, state, job)[0][0] == "done", "a refresh never ended")
    usual = time.monotonic() - began
    killed = tries = 0
    with people_asking(served, wrong, clients):
        while killed < KILLS:
            if asked(tmp_path, state, job)[0][0] == "done":
                job, tries = ask_for_refresh(tmp_path), 0
            until(lambda: asked(tmp_path, state, job)[0][1] > tries, "nobody takes the job")  # noqa: B023 - asked at once
            time.sleep(moments.uniform(0, usual))
            if asked(tmp_path, state, job)[0][0] != "running":
                continue
            tries = asked(tmp_path, state, job)[0][1]
            [worker] = workers(served.process.pid)
            os.kill(worker, signal.SIGKILL)
            until(lambda: not alive(worker), "it lives on")  # noqa: B023 - asked at once
            killed += 1
            # What silence of fifteen seconds would tell, told at once.
            asked(tmp_path, "update web_job set heartbeat = '2000-01-01 00:00:00' where state = 'running'")
            whole = asked(tmp_path, "select count(v.id) from web_refresh r left join web_verdict v"
                                    " on v.refresh_id = r.id group by r.id")  # fmt: skip
            assert {n for (n,) in whole} == {size}
        until(lambda: asked(tmp_path, state, job)[0][0] == "done", "it was not done in the end")
    assert wrong == []
    assert len(clients) >= KILLS
    assert len(set(clients)) == 1, "a page showed other clients than the one before"
    assert clients[0]
    assert served.end() == 0
