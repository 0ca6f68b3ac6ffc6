"""What a CRM tells of a deal."""

from __future__ import annotations

import pytest

from comity.ledger.crm_facts import outcome


@pytest.mark.parametrize(
    ("stage", "told"),
    [
        ("Closed Won", "won"),
        ("Geschlossen und gewonnen", "won"),
        ("Ganada", "won"),
        ("No ganada", "lost"),
        ("Nicht gewonnen", "lost"),
        ("Pérdida", "lost"),
        ("Cierre perdido", "lost"),
        ("Propuesta", "open"),
        ("Won't proceed", "lost"),
        ("Wont do", "lost"),
        ("Offer not accepted", "lost"),
        ("Aanvaard", "won"),
        ("Geweigerd", "lost"),
        ("Wonderful lead", "open"),
    ],
)
def test_a_stage_tells_how_a_deal_ended(stage: str, told: str) -> None:
    assert outcome(stage) == told
