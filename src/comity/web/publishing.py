"""Publishing a review: one frozen verdict an account, all in one transaction; readers see the old one or the new."""

from __future__ import annotations

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from django.db import transaction

from comity.collecting import collecting_rarely
from comity.judge import Sight
from comity.ledger.balance import Balance, balances
from comity.measures import measures
from comity.review_json import account as as_told
from comity.reviewed import Review
from comity.signals.ears import shipped_reader
from comity.standing.verdict import Reason
from comity.standing.verdict import Verdict as Judged
from comity.web import corrections, laid, merged, searching, sheets, statements
from comity.web.called_for import keep_days
from comity.web.models.grants import Grant
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Standing, Verdict
from comity.web.rights import MONEY_CHANNELS

KEPT = 3  # refreshes whose statements stay readable: a page that was opened before the newest one


@collecting_rarely()
def publish(
    review: Review, sight: Sight, home: Path, *, by: User | None, opened_at: dt.datetime, claim: Callable[[], None]
) -> Refresh:  # fmt: skip
    """Write the sheets, then all verdicts at once; `claim` raises where somebody else is to publish instead."""
    name = secrets.token_hex(8)
    statements.write(home, name, sight)
    sheets.write(home, name, sight)
    laid.write(home, name, sight)
    last, stood = _last_contact(sight), balances(sight.engine, sight.as_of)
    rows = [_verdict(v, last.get(v.id), stood.get(v.id, ())) for v in review.accounts]
    searching.write(home, name, rows)
    with transaction.atomic():
        claim()
        # A first look stands until everything is seen; nobody compares with it.
        Refresh.objects.filter(mail_from__isnull=False).delete()
        refresh = Refresh.objects.create(
            as_of=review.as_of, policy=review.policy, model=_model(sight), lesson=_lesson(sight),
            currency=review.currency, made_by=by, opened_at=opened_at, mail_from=sight.mail_from, statements=name,
            own_domains=sorted(review.own.domains), questions=list(review.questions),
            read=[{"file": f.file, "kind": f.kind, "records": f.records, "kept": f.kept, "duplicate": f.duplicate,
                   "rejected": f.rejected, "ignored": f.ignored, "file_id": f.file_id} for f in review.read],
        )  # fmt: skip
        for row in rows:
            row.refresh = refresh
        _since(refresh, rows)
        keep_days(rows, _before(refresh))
        Verdict.objects.bulk_create(rows, batch_size=200)
        merged.follow(home, sight.ground.whois, refresh)
        follow_owners(refresh)
        corrections.publish(review)
    statements.tidy(home, list(Refresh.objects.order_by("-pk").values_list("statements", flat=True)[:KEPT]))
    return refresh


def _model(sight: Sight) -> str:
    """What read the words: the reader, who looked a second time, and what was learnt from corrections."""
    lesson = sight.ground.lesson
    return shipped_reader().version + sight.ground.second + (f"+{lesson.version}" if lesson and lesson.version else "")


def _lesson(sight: Sight) -> dict[str, list[str]]:
    lesson = sight.ground.lesson
    return {"learnt": list(lesson.learnt), "dropped": list(lesson.dropped)} if lesson else {}


def follow_owners(refresh: Refresh, users: Iterable[User] | None = None) -> None:
    """Grant each account to whom the CRM names as its owner, by name or mail address, and to nobody it named before.

    A name that two people have names nobody. What a person here said, for or against, is left as it is.
    """
    found = list(users or User.objects.all())
    named = Counter(u.name.lower() for u in found)
    people = {u.name.lower(): u for u in found if u.name and named[u.name.lower()] == 1}
    people |= {u.email.lower(): u for u in found}
    # Lowered here: SQLite itself knows the capitals of English letters only.
    owned = Verdict.objects.filter(refresh=refresh).exclude(owner="").values_list("account", "owner")
    now = {(account, people[o.lower()].pk) for account, o in owned if o.lower() in people}
    old = Grant.objects.select_related("user").filter(source="crm", user__in=found)
    before = [((g.account, g.user.pk), g.pk) for g in old]
    Grant.objects.filter(pk__in=[pk for key, pk in before if key not in now]).delete()
    new = now - {key for key, _ in before}
    given = [Grant(account=account, user_id=user, source="crm") for account, user in sorted(new)]
    Grant.objects.bulk_create(given, ignore_conflicts=True)


def _before(refresh: Refresh) -> Refresh | None:
    return Refresh.objects.filter(pk__lt=refresh.pk).order_by("-pk").first()


def _since(refresh: Refresh, rows: Iterable[Verdict]) -> None:
    """Write on each verdict in which refresh it became what it is: this one, unless the one before said the same."""
    shown = ("standing", "cause", "move")
    before = Verdict.objects.filter(refresh=_before(refresh)).values_list("account", "changed_in", *shown)
    known = {account: (changed, said) for account, changed, *said in before}
    for row in rows:
        changed, said = known.get(row.account, (refresh.pk, None))
        row.changed_in = changed if said == [getattr(row, f) for f in shown] else refresh.pk


def _verdict(v: Judged, last: dt.date | None, stood: Sequence[Balance]) -> Verdict:
    known = measures()
    of_money = [r for r in v.reasons if known[r.measure].channel in MONEY_CHANNELS]
    return Verdict(
        account=v.id, name=_fit("name", v.name), owner=_fit("owner", v.owner), standing=v.standing,
        rank=Standing.values.index(v.standing),
        probability=v.score.probability, cause=v.cause, advice=v.advice, move=v.whose, due=v.due, trend=v.trend,
        reason=_strongest(v.standing, v.reasons), reason_money=_strongest(v.standing, of_money),
        last_contact=last, former_on=v.former_on, told=as_told(v),
        we=stood[0].we if stood else 0, they=stood[0].they if stood else 0,
        balance={**asdict(stood[0] if stood else Balance()), "course": [(b.we, b.they) for b in stood]},
    )  # fmt: skip


def _fit(column: str, text: str) -> str:
    """A text as far as its column holds it: SQLite would take more, PostgreSQL would refuse the whole refresh."""
    return text[: Verdict._meta.get_field(column).max_length]  # noqa: SLF001 # pyright: ignore[reportAttributeAccessIssue]


def _strongest(standing: str, reasons: Iterable[Reason]) -> str:
    """The weightiest sentence for the standing; where nothing speaks for it, the weightiest there is."""
    found = list(reasons)
    own = [r for r in found if r.toward == standing and r.points > 0] or found
    return own[0].sentence if own else ""


def _last_contact(sight: Sight) -> Mapping[str, dt.date]:
    """By account, the day of the last mail, call or meeting that was held."""
    day = f"date '{sight.as_of}'"
    rows = sight.engine.query(
        f"""select account, max(happened_on) as last_on from (
          select account, sent_on as happened_on from mail_as_of where day = {day}
          union all select account, called_on from calls_as_of where day = {day}
          union all select account, starts_on from meetings_as_of where day = {day} and not cancelled
        ) as contact group by account"""
    )
    return dict(zip(rows["account"].to_pylist(), rows["last_on"].to_pylist(), strict=True))
