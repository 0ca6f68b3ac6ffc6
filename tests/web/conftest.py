"""A home with the bundled firm in it, read and judged once for all tests of the app."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.test.client import ClientHandler
from playwright.sync_api import Browser, expect
from psycopg import sql
from pytest_django import DjangoDbBlocker, Settings

from comity.web.boot import ready

# Django wants to be ready before any model is imported, which test modules do at their top.
_home = tempfile.TemporaryDirectory(prefix="comity-web-")
_before = {name: os.environ.get(name) for name in ("COMITY_HOME", "DJANGO_SETTINGS_MODULE")}
ready(Path(_home.name))
for _name, _value in _before.items():
    # The tests of the command line, which run in the same process, have homes of their own.
    os.environ.pop(_name, None)
    if _value is not None:
        os.environ[_name] = _value

if connection.vendor == "sqlite":
    connection.settings_dict["TEST"]["NAME"] = str(Path(_home.name) / "test.sqlite3")

from comity.web import kept  # noqa: E402
from comity.web.models.people import User  # noqa: E402
from tests.patience import PATIENCE  # noqa: E402
from tests.web.firm import fill  # noqa: E402
from tools.chromium import chromium  # noqa: E402

PASSWORD = "four plain words here"
expect.set_options(timeout=PATIENCE * 1000)
EXAMPLE = Path(str(resources.files("comity"))) / "example"
SignIn = Callable[[str], Client]
HANDLER = ClientHandler(enforce_csrf_checks=False)  # of all browsers: each would load the middleware for itself
# What asks the database most and everything else least: `make test` runs these on PostgreSQL as well, `make test-slow`
# the rest of this folder.
ON_BOTH = frozenset(
    {"test_doctor", "test_jobs", "test_on_both_databases", "test_the_clients", "test_the_log",
     "test_this_week"}
)  # fmt: skip

# Start processes of the app on homes of their own; on PostgreSQL each such test has a database of its own for them.
WITH_PROCESSES = frozenset(
    {"test_claiming", "test_killed_workers", "test_privacy", "test_serve", "test_the_nine_steps"}
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs on both databases."""
    for item in items:
        if item.path.parent == Path(__file__).parent and item.path.stem in ON_BOTH:
            item.add_marker("on_both")


@pytest.fixture(scope="session")
def home() -> Path:
    """The home that all tests read; who writes to it takes `own_home`."""
    return Path(_home.name)


@pytest.fixture
def own_home(tmp_path: Path, settings: Settings, sign_in: SignIn) -> Path:  # noqa: ARG001 - after it was filled
    """A home of the test's own, with the same book and verdicts."""
    settings.HOME = tmp_path / "own home"
    shutil.copytree(_home.name, settings.HOME, ignore=shutil.ignore_patterns("test.sqlite3*", "comity.sqlite3*"))
    return settings.HOME


@pytest.fixture(autouse=True)
def nothing_is_kept_of_the_test_before() -> None:
    """What a test wrote is taken back behind the app's back; only there can what was published change unseen."""
    kept.forget()


@pytest.fixture(autouse=True, scope="module")
def the_home_of_all_stays_as_it_is() -> Iterator[None]:
    """What one module's tests wrote there, another's would read: which one fails would hang on their order."""
    before = _facts()  # none before the first test that needs it has filled it
    yield
    assert not before or _facts() == before, "a test wrote to the home of all tests: let it take `own_home`"


def _facts() -> set[tuple[str, int]]:
    files = (p for name in ("book", "published") for p in Path(_home.name, name).rglob("*"))
    return {(str(p), p.stat().st_size) for p in files if p.is_file()}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:  # noqa: ARG001 - extends it
    """After the tables: the firm, a person of each role, and the example read and judged by a real job."""
    with django_db_blocker.unblock():
        fill(EXAMPLE, PASSWORD)


@pytest.fixture(autouse=True)
def database_of_its_own_for_processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite it lies in their home; on PostgreSQL what the environment names is made for the test."""
    url = os.environ.get("COMITY_DATABASE_URL", "")
    if not url or request.path.stem not in WITH_PROCESSES:
        return
    server, name = url.rpartition("/")[0], f"own_{secrets.token_hex(6)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    monkeypatch.setenv("COMITY_DATABASE_URL", f"{server}/{name}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real one."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def sign_in(db: None) -> SignIn:  # noqa: ARG001 - needs the database
    """A browser in which the person of this name is signed in."""

    def signed(name: str) -> Client:
        client = Client()
        client.handler = HANDLER
        client.force_login(User.objects.get(email=f"{name}@larkfieldtalent.example"))
        return client

    return signed
