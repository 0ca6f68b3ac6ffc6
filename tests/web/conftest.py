"""A home with the bundled firm in it, read and judged once for all tests of the app."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

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

from comity.web.models.people import User  # noqa: E402
from tests.web.firm import fill  # noqa: E402

PASSWORD = "four plain words here"
EXAMPLE = Path(str(resources.files("comity"))) / "example"
SignIn = Callable[[str], Client]


@pytest.fixture(scope="session")
def home() -> Path:
    return Path(_home.name)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:  # noqa: ARG001 - extends it
    """After the tables: the firm, a person of each role, and the example read and judged by a real job."""
    with django_db_blocker.unblock():
        fill(EXAMPLE, PASSWORD)


@pytest.fixture
def sign_in(db: None) -> SignIn:  # noqa: ARG001 - needs the database
    """A browser in which the person of this name is signed in."""

    def signed(name: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(email=f"{name}@larkfieldtalent.example"))
        return client

    return signed
