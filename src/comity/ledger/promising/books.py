"""What the books tell of a promise by themselves: the invoice paid or not, the credit issued, the meeting held."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import pyarrow as pa

from comity.later import pattern
from comity.ledger.columns import rows_of
from comity.ledger.promising import deeds
from comity.ledger.promising.names import MONTHS
from comity.ledger.promising.story import BROKEN, KEPT, Promise
from comity.ledger.promising.workdays import Workdays
from comity.ledger.proof import Proof

_DELIVERY = dt.timedelta(days=21)
_UNDATED = dt.timedelta(days=60)
_WEEK = dt.timedelta(days=7)
_PART = pattern(
    r"\b(?:half|part|rest|remainder|balance|on\s+account|instal?ments?|hälfte|teil|helft|deel|moitié|partie|reste|mitad|parte|"
    r"resto)\b", re.I,
)  # fmt: skip
# All that is open is meant.
_ALL = pattern(
    r"\b(?:all|everything|both|(?:two|three|four|five|open)\s+(?:open\s+)?invoices|alles|alle|beide[ns]?|sämtliche[ns]?|"
    r"allebei|tout|toutes|todo|todas|ambas)\b", re.I,
)  # fmt: skip
_SHORT = ("jan", "feb", "apr", "jun", "jul", "aug", "sep", "oct", "okt", "nov", "dec", "dez")  # no words besides
_NAMES = "|".join(name for name in MONTHS if len(name) > 3 or name in _SHORT)
_OF_MONTH = pattern(rf"\b({_NAMES})\b")
# A day is no month whose invoice is meant: "with the Jan 30 run".
_DAY = pattern(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?(?:{_NAMES})\b"
    rf"|\b(?:{_NAMES})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
)
# A sum of money: with its currency on either side, in groups, or too long for a year. No date is one.
_SUM = pattern(
    r"(?:[€$£]|\b(?:eur|usd|gbp|chf|cad))\s?\d|\d\s?(?:[€$£]|(?:eur|euros?|usd|dollars?|gbp|pounds?|chf|cad)\b)"
    r"|\b\d{1,3}(?:[.,’']\d{3})+\b|\b(?!(?:19|20)\d\d\b)\d{4,}\b", re.I,
)  # fmt: skip
_MONEY_GRACE = 5  # working days that money travels
Settled = tuple[str, dt.date, Proof] | None


class Deed(msgspec.Struct, frozen=True):
    """Something that happened at an account beside words: an invoice, a credit, a payment, a meeting, a call, hours.

    `until` is the day on which an invoice was settled, where it was.
    """

    kind: str
    ref: str
    on: dt.date
    side: str
    who: str
    what: str
    due: dt.date | None = None
    until: dt.date | None = None
    credit: bool = False

    def proof(self) -> Proof:
        """This deed as a proof."""
        return Proof(self.kind, self.ref, self.on, self.side, self.who, self.what, 1.0)


class Books(msgspec.Struct, frozen=True):
    """Everything that happened, by account; money is known until `money_until`."""

    deeds: Mapping[str, Sequence[Deed]] = msgspec.field(default_factory=dict)
    money_until: dt.date = dt.date.min


def money_until(tables: Mapping[str, pa.Table]) -> dt.date:
    """The day until which money is known: that of the newest invoice or payment of any account."""
    return max((deed.on for _, deed in _money(tables)), default=dt.date.min)


def books_of(tables: Mapping[str, pa.Table], until: dt.date) -> Books:
    """The books as the ground's tables tell them, which may be of few accounts; money is known until this day."""
    found: defaultdict[str, list[Deed]] = defaultdict(list)
    for account, deed in (*_money(tables), *_contact(tables)):
        found[account].append(deed)
    return Books({account: sorted(some, key=lambda d: (d.on, d.kind, d.ref)) for account, some in found.items()}, until)


def _money(tables: Mapping[str, pa.Table]) -> Iterator[tuple[str, Deed]]:
    columns = ("account", "ref", "kind", "issued_on", "due_on", "settled_on", "void_from", "memo", "amount", "credited")
    for account, ref, kind, on, due, settled, void, memo, amount, credited in rows_of(tables["invoices"], *columns):
        # What credits alone settled nobody paid, and nobody owed in the end.
        forgiven = isinstance(amount, float) and isinstance(credited, float) and credited >= amount > 0
        if isinstance(on, dt.date) and void is None and not forgiven:
            until = settled if isinstance(settled, dt.date) else None
            day = due if isinstance(due, dt.date) else None
            told = str(memo or "")
            yield str(account), Deed("invoice", str(ref or ""), on, "us", "", told, day, until, kind == "credit")
    for account, ref, on in rows_of(tables["payments"], "account", "ref", "paid_on"):
        if isinstance(on, dt.date):
            yield str(account), Deed("payment", str(ref or ""), on, "client", "", "")


def _contact(tables: Mapping[str, pa.Table]) -> Iterator[tuple[str, Deed]]:
    columns = ("account", "ref", "starts_on", "summary", "who", "called_by", "cancelled", "declined")
    for account, ref, on, summary, who, by, cancelled, declined in rows_of(tables["meetings"], *columns):
        if isinstance(on, dt.date) and not cancelled and not declined:
            yield str(account), Deed("meeting", str(ref or ""), on, str(by or ""), str(who or ""), str(summary or ""))
    for account, ref, on, seconds, who in rows_of(tables["calls"], "account", "ref", "called_on", "seconds", "who"):
        if isinstance(on, dt.date) and seconds:
            yield str(account), Deed("call", str(ref or ""), on, "", str(who or ""), "")


def settle_by_books(promise: Promise, books: Books, workdays: Workdays) -> Settled:
    """What the books tell of a promise by themselves: the invoice paid or not, the credit issued, the meeting held."""
    happened = books.deeds.get(promise.account, ())
    if promise.side == "client" and promise.money:
        return _by_money(promise, happened, books.money_until, workdays)
    if promise.side == "us" and deeds.CREDIT.search(promise.quote):
        last = (promise.due or promise.made_on) + _DELIVERY
        for deed in happened:
            if deed.credit and promise.made_on <= deed.on <= last:
                return KEPT, deed.on, deed.proof()
        return None
    return _by_meeting(promise, happened)


def _by_money(promise: Promise, happened: Sequence[Deed], until: dt.date, workdays: Workdays) -> Settled:
    """A payment in time keeps it; where it names invoices, only their settlement does. What breaks it is that neither
    came: an invoice that it does not name is no more than the proof that something was owed.
    """
    limit = workdays.after(promise.due, _MONEY_GRACE) if promise.due else promise.made_on + _UNDATED
    bills = [d for d in happened if d.kind == "invoice" and not d.credit and d.on <= promise.made_on]
    unpaid = [d for d in bills if d.until is None or d.until >= promise.made_on]
    meant = _meant(promise, unpaid)
    owed = meant or [d for d in unpaid if d.due and d.due <= promise.made_on] or unpaid
    paid = [d for d in happened if d.kind == "payment" and promise.made_on <= d.on <= limit]
    # What comes long before a named day is not what was meant by it.
    soonest = promise.due - _UNDATED / 2 if promise.due else promise.made_on
    paid = [d for d in paid if d.on >= soonest]
    if meant and not _PART.search(promise.quote):
        whole = max((d.until for d in meant if d.until), default=None) if all(d.until for d in meant) else None
        if whole and whole <= limit:
            return KEPT, whole, _paid_by(meant[0], whole)
    elif paid:
        return KEPT, paid[0].on, paid[0].proof()
    elif settled := [
        (d.until, d) for d in meant or unpaid if d.until and (meant or d.until >= soonest) and d.until <= limit
    ]:
        # Books may tell of no payment by itself.
        day, bill = min(settled, key=lambda one: one[0])
        return KEPT, day, _paid_by(bill, day)
    if promise.due and owed and (meant or not paid) and until > limit:
        return BROKEN, limit + dt.timedelta(days=1), owed[0].proof()
    return None


def _paid_by(bill: Deed, day: dt.date) -> Proof:
    return Proof("invoice", bill.ref, day, "client", "", bill.what, 1.0)


def _meant(promise: Promise, unpaid: Sequence[Deed]) -> Sequence[Deed]:
    """The invoices that a promise names, by number or by month, or all; or that stand by number where it was given."""
    words = f"{promise.quote} {promise.subject}".lower()
    if named := _numbered(words, unpaid):
        return named
    undated = _DAY.sub(" ", words.replace(promise.due.strftime("%B").lower() if promise.due else " ", " "))
    before = [MONTHS[m] for m in _OF_MONTH.findall(undated)]
    of_month = [d for d in unpaid if d.on.month in before]
    if of_month or _ALL.search(promise.quote):
        return of_month or unpaid
    if _SUM.search(promise.quote):
        return ()  # a sum is not an invoice: it may be part of one, or several
    return next(filter(None, (_numbered(text.lower(), unpaid) for text in promise.around)), ())


def _numbered(words: str, unpaid: Sequence[Deed]) -> Sequence[Deed]:
    """The invoices whose whole number stands there."""
    return [
        d
        for d in unpaid
        if len(d.ref) > 2
        and d.ref.lower() in words  # sooner told than by a pattern for each
        and re.search(rf"(?<!\w)(?<!\d[.,/-]){re.escape(d.ref.lower())}(?![\w-]|[.,]\d)", words)
    ]


def _by_meeting(promise: Promise, happened: Sequence[Deed]) -> Settled:
    """A meeting of that day keeps it where nobody says otherwise within a week: a calendar tells what was planned."""
    if promise.due_on is None or not deeds.MEETS.search(promise.quote):
        return None
    calls = deeds.CALLS.search(promise.quote) is not None
    for deed in happened:
        due = promise.due_at(deed.on)
        if due is None or not promise.made_on < deed.on <= due or due - deed.on > dt.timedelta(days=1):
            continue
        if deed.kind == "meeting" or (deed.kind == "call" and calls):
            return KEPT, deed.on + _WEEK, deed.proof()
    return None
