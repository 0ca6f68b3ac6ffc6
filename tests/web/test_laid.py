"""What a refresh laid ready for previews is read by later versions too."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.correcting.preview import foresee
from comity.web import laid, sheets
from comity.web.models.verdicts import Refresh, Verdict


@pytest.mark.slow
def test_what_was_laid_before_it_was_told_since_when_payments_are_known_is_judged_as_it_was_then(
    own_home: Path,
) -> None:
    refresh = Refresh.current()
    assert refresh
    began = sheets.file(own_home, refresh.statements, "laid-began")
    sheets.put(began, sheets.every(own_home, refresh.statements, "laid-began").drop_columns(["payments_from"]))
    frame, looked_at = laid.frame(own_home, refresh), 0
    for verdict in Verdict.objects.filter(refresh=refresh):
        tables = laid.tables(own_home, refresh, verdict.account)
        if tables:
            found = foresee(tables, verdict.account, frame).verdict.score
            assert found.probability == pytest.approx(verdict.probability, abs=1e-6), verdict.account
            looked_at += 1
    assert looked_at
