"""What changed of a client: against the last verdict that was another, else since it is judged at all."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils.formats import date_format

from comity.web.days import today
from comity.web.models.verdicts import Refresh, Verdict
from tests.web.conftest import SignIn
from tests.web.test_a_client_in_depth import AT, ONE, text, verdict

pytestmark = pytest.mark.django_db


def test_what_changed_since_the_last_verdict_is_told_in_words(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    assert "This is the first verdict" in text(ann, f"{AT}/") or "Since" in text(ann, f"{AT}/")
    now = verdict()
    gone = now.told["reasons"][0]
    then = Refresh.objects.get(pk=now.refresh.pk)
    then.pk, then.as_of = now.refresh.pk + 1000, now.refresh.as_of + dt.timedelta(30)
    then.save()
    told = {**now.told, "standing": "price", "probability": 0.6,
            "reasons": [r for r in now.told["reasons"] if r is not gone]}  # fmt: skip
    now.pk, now.refresh, now.standing, now.probability, now.told = None, then, "price", 0.6, told
    now.save()
    page = text(ann, f"{AT}/")
    assert "from coercive to price" in page
    assert re.search(r'class="how">gone</span> <span>' + re.escape(gone["sentence"]), page)
    assert "Verdicts then and now" in page


def test_where_nothing_changed_it_is_told_since_when_they_are_judged_and_not_since_the_last_refresh(
    sign_in: SignIn,
) -> None:
    now = verdict()
    days = [today() - dt.timedelta(ago) for ago in (63, 14, 7, 0)]
    for day in days:
        then = Refresh.objects.get(pk=now.refresh.pk)
        then.pk, then.as_of = now.refresh.pk + 1000, day
        then.save()
        now.pk, now.refresh = None, then
        now.save()
    Verdict.objects.filter(account=ONE).exclude(refresh__as_of__in=days).delete()
    page = text(sign_in("ann"), f"{AT}/")
    first = date_format(days[0], "j M Y")
    assert f"First judged on {first}; nothing of weight changed since then." in page
    assert not re.search(r"[Ss]ince (\d+ days ago|yesterday)", page)
