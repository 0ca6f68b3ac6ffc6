"""After a merge what people said and wrote of each of the two stands with the one; undone, everything is home again."""

from __future__ import annotations

from pathlib import Path

from comity.book.whois import WhoIsWho
from comity.home import create_book
from comity.web.models.corrections import Correction
from comity.web.models.notes import OwnNote


def follow(home: Path, whois: WhoIsWho) -> None:
    """Lay every correction and every note to the account that its own is part of now."""
    _corrections(home, whois)
    moved = []
    for note in OwnNote.objects.only("pk", "account", "written_of"):
        of = note.written_of or note.account
        account = whois.now(of) or of
        if account != note.account:
            note.account, note.written_of = account, "" if account == of else of
            moved.append(note)
    OwnNote.objects.bulk_update(moved, ["account", "written_of"], batch_size=200)


def _corrections(home: Path, whois: WhoIsWho) -> None:
    """The book knows whose they were."""
    said = create_book(home).facts("corrections", ["row_id", "account"])
    whose = dict(zip(said["row_id"].to_pylist(), said["account"].to_pylist(), strict=True))
    moved = []
    for correction in Correction.objects.filter(key__in=list(whose)).only("pk", "key", "account"):
        account = whois.now(whose[correction.key]) or whose[correction.key]
        if account != correction.account:
            correction.account = account
            moved.append(correction)
    Correction.objects.bulk_update(moved, ["account"], batch_size=200)
