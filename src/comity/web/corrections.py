"""Saying that something is not so, from a page: what would change, writing it into the book, and taking it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from comity.book.corrections import digest, say
from comity.correcting.preview import Tables, foresee, joined
from comity.correcting.saying import undoing
from comity.home import create_book
from comity.ledger.statement import Entry
from comity.reviewed import Review
from comity.web import deciding, laid
from comity.web.alone import alone_with
from comity.web.keys import key
from comity.web.models.corrections import Correction, Doubt
from comity.web.models.jobs import Job
from comity.web.models.people import User
from comity.web.models.verdicts import Verdict
from comity.web.private import hidden
from comity.web.rights import ALL_ACCOUNTS, can, granted

SOURCE = "the app"
OF_BOOK = ("sentence", "promise", "standing")  # what lies in `corrections`; all else lies in `decisions`
FORMER = "former"
TELLING = 0.005  # a share that moves less is not told


@dataclass(frozen=True, slots=True)
class Change:
    """A standing and its probability, now and with a correction alone; the standings whose share moves; and what comes
    into the statement and goes out of it.
    """

    was: str
    was_share: float
    now: str
    now_share: float
    cause: str
    advice: str
    moves: tuple[tuple[str, float, float], ...] = ()
    comes: tuple[Entry, ...] = ()
    goes: tuple[Entry, ...] = ()

    def told(self) -> dict[str, Any]:
        """As it is kept with the correction."""
        return {"was": self.was, "was_share": self.was_share, "now": self.now, "now_share": self.now_share}


def can_correct(user: User) -> bool:
    """Whoever may read the words of their accounts, and act for them, may say what they mean."""
    return can(user, "words") and can(user, "act")


def foreseen(home: Path, verdict: Verdict, row: Mapping[str, Any]) -> Change | None:
    """What one correction would change of an account's verdict; None where nothing is laid ready to tell it from."""
    tables = laid.tables(home, verdict.refresh, verdict.account)
    return None if tables is None else _change(home, verdict, tables, row)


def foreseen_as_one(home: Path, verdict: Verdict, other: str) -> Change | None:
    """What the verdict would be if another account's facts were this one's too."""
    ours, theirs = (laid.tables(home, verdict.refresh, a) for a in (verdict.account, other))
    return _change(home, verdict, joined([ours, theirs], verdict.account)) if ours and theirs else None


def _change(home: Path, verdict: Verdict, tables: Tables, row: Mapping[str, Any] | None = None) -> Change:
    seen = foresee(tables, verdict.account, laid.frame(home, verdict.refresh), row)
    then = seen.verdict
    before, after = verdict.told["probabilities"], then.score.probabilities
    moves = tuple((s, before[s], p) for s, p in after.items() if abs(p - before[s]) >= TELLING)
    return Change(verdict.standing, verdict.probability, then.standing, then.score.probability, then.cause, then.advice,
                  tuple(sorted(moves, key=lambda m: -abs(m[2] - m[1]))), seen.comes, seen.goes)  # fmt: skip


@transaction.atomic
def keep(
    home: Path, user: User, row: Mapping[str, Any], change: Change | None, *, first: bool = False
) -> Correction:  # fmt: skip
    """Write a correction into the book and ask for a refresh; what holds already is kept once, and given.

    With `first` so is whatever else holds of the same thing: of two who answer at once, one is heard. The home's lock
    is not taken: one more row in a table of its own is one transaction of the book, and nobody who corrects a sentence
    shall wait for a mailbox that is being read.
    """
    alone_with(row["account"])
    said = _said_last(row)
    if said is not None and (first or said.value == row["value"]):
        return said
    say(create_book(home), row)
    kept = _follow_row(row, user, change)
    Job.ask_refresh(user)
    return kept


def _said_last(row: Mapping[str, Any]) -> Correction | None:
    """What was said last, and holds, of the same thing; a standing is each person's own, and told with its reason."""
    thing = ("what", "account", "ref", "sentence", "label") + (("said_by", "why") if row["what"] == "standing" else ())
    return Correction.objects.filter(undone_at=None, **{name: row[name] for name in thing}).first()


def take_back(home: Path, user: User, correction: Correction) -> None:
    """Undo a correction or a decision, and ask for a refresh."""
    now = dt.datetime.now(dt.UTC)
    if correction.what in OF_BOOK:
        row = {"account": correction.account, "row_id": correction.key, "sentence": correction.sentence}
        say(create_book(home), undoing({**row, "ref": correction.ref}, by=user.name, at=now, source=SOURCE))
    else:
        deciding.take_back(home, user, correction.key)
    Correction.objects.filter(pk=correction.pk).update(undone_by=user.name, undone_at=now)
    Job.ask_refresh(user)


def follow(home: Path) -> None:
    """Take over what was said elsewhere (the command line, the page of questions, a restored book)."""
    book, began = create_book(home), dt.datetime.now(dt.UTC)
    rows = [*book.facts("corrections").to_pylist(), *map(_of_decision, book.facts("decisions").to_pylist())]
    undone = {r["undoes"]: r for r in rows if r["what"] == "undo"}
    known = dict(Correction.objects.values_list("key", "undone_at"))
    with transaction.atomic():
        for row in (r for r in rows if r["what"] != "undo"):
            if row["row_id"] not in known:
                _follow_row(row, None, None)
            back = undone.get(row["row_id"])
            if back and known.get(row["row_id"]) is None:
                told = {"undone_by": back["said_by"], "undone_at": back["said_at"]}
                Correction.objects.filter(key=row["row_id"]).update(**told)
        # What is no longer in the book was purged, or the book is another one.
        Correction.objects.filter(said_at__lt=began).exclude(key__in=[r["row_id"] for r in rows]).delete()


def _of_decision(row: Mapping[str, Any]) -> dict[str, Any]:
    others = ", ".join(row["others"] or ()) or row["name"] or ""
    return {"row_id": row["row_id"], "what": row["what"], "account": row["account"], "ref": "", "sentence": "",
            "label": "", "value": others, "why": row["why"] or "", "said_by": row["decided_by"],
            "said_at": row["decided_at"], "undoes": row["undoes"]}  # fmt: skip


def _follow_row(row: Mapping[str, Any], user: User | None, change: Change | None) -> Correction:
    told = {name: (row[name] or "")[:1000] for name in ("account", "ref", "sentence", "label", "why", "said_by")}
    kept, _ = Correction.objects.get_or_create(
        key=row["row_id"],
        defaults={**told, "what": row["what"], "value": (row["value"] or "")[:500], "said_at": row["said_at"],
                  "user": user, "changed": change.told() if change else {}},
    )  # fmt: skip
    return kept


def publish(review: Review) -> None:
    """Lay out what waits to be confirmed, in the transaction that publishes the verdicts."""
    Doubt.objects.all().delete()
    Doubt.objects.bulk_create(
        [
            Doubt(account=v.id, of=key(p.evidence.kind, p.evidence.ref, p.evidence.quote), ref=p.evidence.ref,
                  sentence=digest(p.evidence.quote), label=p.label, probability=p.probability)
            for v in review.accounts for p in v.possible
        ],
        batch_size=500,
    )  # fmt: skip


def seen_by(user: User) -> QuerySet[Correction]:
    """The corrections that somebody may see: of their own accounts, none that rests on a private thread.

    A decision that names other accounts beside its own is for whoever made it, or sees all accounts.
    """
    found = Correction.objects.filter(granted(user)).exclude(ref__in=hidden())
    return found if user.role in ALL_ACCOUNTS else found.filter(Q(what__in=(*OF_BOOK, FORMER)) | Q(user=user))


def former(account: str) -> Correction | None:
    """What somebody said last, and nobody took back, of this being a client no longer."""
    return Correction.objects.filter(account=account, what=FORMER, undone_at=None).order_by("-said_at").first()


def waiting(user: User, private: frozenset[str] | None = None) -> QuerySet[Doubt]:
    """The possible grave sentences that nobody has looked at yet, the likeliest first.

    Whoever knows the private messages already hands them in.
    """
    said = Correction.objects.filter(what="sentence", undone_at=None, ref=OuterRef("ref"),
                                     sentence=OuterRef("sentence"), label=OuterRef("label"))  # fmt: skip
    return Doubt.objects.filter(granted(user), ~Exists(said)).exclude(ref__in=hidden() if private is None else private)


def about(account: str, ref: str, sentence: str) -> list[Correction]:
    """What holds that was said about one sentence."""
    return list(Correction.objects.filter(account=account, ref=ref, sentence=sentence, undone_at=None))


def judgements(accounts: Iterable[str]) -> list[Correction]:
    """The standings that people see in these accounts: each one's newest."""
    found = Correction.objects.filter(what="standing", undone_at=None, account__in=list(accounts))
    newest = {(c.account, c.said_by): c for c in found.order_by("said_at", "pk")}
    return sorted(newest.values(), key=lambda c: c.said_at, reverse=True)


def differs() -> Exists:
    """A condition on verdicts: somebody sees another standing."""
    theirs = Correction.objects.filter(what="standing", undone_at=None, account=OuterRef("account"))
    return Exists(theirs.exclude(value=OuterRef("standing")))
