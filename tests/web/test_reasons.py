"""What is told against a verdict says otherwise, and each reason shows what bears it out where it is shown first."""

from __future__ import annotations

from typing import Any

import pytest

from comity.web.models.verdicts import Verdict
from comity.web.pages.client.telling import Reasons, speaks_against, speaks_for


@pytest.mark.parametrize(
    ("standing", "toward", "points", "says"),
    [
        ("partner", "partner", 1.0, "for"),
        ("partner", "partner", -1.0, "against"),
        ("partner", "good", 1.0, "neither"),  # praise
        ("partner", "easy", 1.0, "against"),
        ("partner", "easy", -1.0, "for"),
        ("one_sided", "coercive", 1.0, "neither"),  # money withheld
        ("one_sided", "price", 1.0, "neither"),
        ("one_sided", "partner", 1.0, "against"),
        ("easy", "good", 1.0, "against"),
        ("unknown", "good", 1.0, "against"),
    ],
)
def test_a_reason_speaks_for_a_standing_against_it_or_neither(
    standing: str, toward: str, points: float, says: str
) -> None:
    reason = {"toward": toward, "points": points}
    assert speaks_for(reason, standing) is (says == "for")
    assert speaks_against(reason, standing) is (says == "against")


def reason(toward: str, points: float, *refs: str) -> dict[str, Any]:
    proofs = [{"kind": "invoice", "ref": ref, "on": "2026-09-01", "who": "", "quote": ""} for ref in refs]
    return {"measure": f"of {toward}", "sentence": "S.", "toward": toward, "points": points, "evidence": proofs}


def test_a_year_and_its_last_half_told_by_the_same_sentences_are_one_reason() -> None:
    year, half = reason("coercive", 2.0, "1"), reason("coercive", 1.0, "1")
    year["measure"], half["measure"], half["sentence"] = "grave_12m", "grave_6m", "Half."
    told = Reasons.of(Verdict(standing="coercive"), {"reasons": [year, half]})
    assert [(r["measure"], r["also"]) for r in told.first] == [("grave_12m", ["Half."])]
    assert not told.rest


def test_a_proof_that_is_said_to_stand_above_does() -> None:
    weighty = reason("coercive", 3.0, "4305")  # folded away below, for it speaks for no one-sided client
    first, against = reason("one_sided", 2.0, "4305"), reason("partner", 1.0, "4305")
    told = Reasons.of(Verdict(standing="one_sided"), {"reasons": [weighty, first, against]})
    assert [e["ref"] for e in told.first[0]["evidence"]] == ["4305"]
    assert told.against is not None
    for below in (told.against, *told.rest):
        assert not below["evidence"]
        assert [e["ref"] for e in below["further"]] == ["4305"]
