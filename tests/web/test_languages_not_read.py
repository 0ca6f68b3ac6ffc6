"""Mail in a language that is not read is told on the client's page and among the settings."""

from __future__ import annotations

import re

from comity.web.models.verdicts import Refresh, Verdict
from tests.web.conftest import SignIn

CLIENT = "ferrandauto.example"


def words(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def unread(**messages: int) -> None:
    verdict = Verdict.objects.get(refresh=Refresh.current(), account=CLIENT)
    verdict.told["unread"] = messages
    verdict.save()


def test_the_clients_page_says_how_much_was_not_read_and_in_which_language(sign_in: SignIn) -> None:
    unread(de=214, other=1)
    told = words(sign_in("ann").get(f"/clients/{CLIENT}/").content)
    assert "214 messages of the last year, in German, which Comity does not read yet" in told
    assert "1 message of the last year, in another language, which Comity does not read yet" in told


def test_the_settings_add_up_what_was_not_read_of_all_clients(sign_in: SignIn) -> None:
    assert "Not read:" not in words(sign_in("ann").get("/settings/").content)
    unread(nl=1200)
    assert "Not read: 1,200 messages of the last year, in Dutch" in words(sign_in("ann").get("/settings/").content)
