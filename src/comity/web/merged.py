"""After a merge what people said of each of the two stands with the one; undone, everything is home again."""

from __future__ import annotations

from pathlib import Path

from comity.home import create_book
from comity.reviews import Review
from comity.web.models.corrections import Correction


def follow(home: Path, review: Review) -> None:
    """Lay every correction to the account that its own is part of now; the book knows whose it was."""
    now = {d: v.id for v in review.accounts for d in v.domains} | {v.id: v.id for v in review.accounts}
    said = create_book(home).facts("corrections", ["row_id", "account"])
    whose = dict(zip(said["row_id"].to_pylist(), said["account"].to_pylist(), strict=True))
    moved = []
    for correction in Correction.objects.filter(key__in=list(whose)).only("pk", "key", "account"):
        account = now.get(whose[correction.key], whose[correction.key])
        if account != correction.account:
            correction.account = account
            moved.append(correction)
    Correction.objects.bulk_update(moved, ["account"], batch_size=200)
