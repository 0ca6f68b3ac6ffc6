"""What is told against a verdict says otherwise: nothing that speaks for one of the same kind does."""

from __future__ import annotations

import pytest

from comity.web.pages.client.telling import speaks_against, speaks_for


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
