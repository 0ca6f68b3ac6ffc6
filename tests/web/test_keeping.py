"""How long to keep: what is older goes for good, so it is said before."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.web.models.jobs import Job
from comity.web.models.privacy import Keeping
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def test_what_is_older_is_counted_before_it_goes_and_goes_only_after_a_yes(own_home: Path, sign_in: SignIn) -> None:
    assert own_home.exists()
    ann = sign_in("ann")
    page = ann.get("/settings/privacy/").content.decode()
    assert "What is older is purged for good" in page
    asked = ann.post("/settings/privacy/keep/", {"months": "1", "whole_messages": "on"}).content.decode()
    assert "This goes for good" in asked
    assert "what is older than" in asked
    assert ">mails<" in asked
    assert Keeping.ours().months is None
    assert not Job.objects.filter(kind="purge").exists()
    ann.post("/settings/privacy/keep/", {"months": "1", "whole_messages": "on", "sure": "yes"})
    assert Keeping.ours().months == 1
    assert Job.objects.filter(kind="purge").exists()


def test_keeping_everything_asks_nothing(own_home: Path, sign_in: SignIn) -> None:
    assert own_home.exists()
    assert sign_in("ann").post("/settings/privacy/keep/", {"months": "", "whole_messages": "on"}).status_code == 302
    assert not Job.objects.filter(kind="purge").exists()
