"""After a merge what people said and wrote of each of the two stands with the one; undone, everything is home again."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from comity.book.whois import WhoIsWho
from comity.home import create_book
from comity.web import sheets
from comity.web.models.corrections import Correction
from comity.web.models.moves import MoveAnswer
from comity.web.models.of_client import OfClient
from comity.web.models.verdicts import Refresh
from comity.web.moves import PROMISE

AT_ONCE = 200  # rows that are written together


def follow(home: Path, whois: WhoIsWho, refresh: Refresh) -> None:
    """Lay what was said of a client (notes, answers, grants and more) to the account that it is part of now."""
    _corrections(home, whois)
    for kind in OfClient.__subclasses__():
        moved = []
        for said in kind.objects.only("pk", "account", "written_of"):
            of = said.written_of or said.account
            account = whois.now(of) or of
            if account != said.account:
                said.account, said.written_of = account, "" if account == of else of
                moved.append(said)
        kind.objects.bulk_update(moved, ["account", "written_of"], batch_size=AT_ONCE)
    _promises(home, refresh)


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
    Correction.objects.bulk_update(moved, ["account"], batch_size=AT_ONCE)


def _promises(home: Path, refresh: Refresh) -> None:
    """An answer to a promise stands where the promise does: it may have been given while two were one."""
    answers = list(MoveAnswer.objects.filter(what__startswith=PROMISE).only("pk", "account", "what", "written_of"))
    if not answers:
        return
    made = sheets.every(home, refresh.statements, "promises")
    where = defaultdict(set)
    for account, key in zip(made["account"].to_pylist(), made["key"].to_pylist(), strict=True):
        where[PROMISE + key].add(account)
    moved = [a for a in answers if len(where[a.what]) == 1 and a.account not in where[a.what]]
    for answer in moved:
        (answer.account,), answer.written_of = where[answer.what], ""
    MoveAnswer.objects.bulk_update(moved, ["account", "written_of"], batch_size=AT_ONCE)
