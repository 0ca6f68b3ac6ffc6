"""A verdict in words: the one sentence, what speaks for and against it, and what could not be seen."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from comity.measures import measures
from comity.plays import playbook
from comity.web.days import over
from comity.web.lacking import deciding, file_of, unread_mail
from comity.web.models.verdicts import Verdict, Whose
from comity.web.proofs import key
from comity.web.templatetags.comity import HALF_SURE, SURE, said_day

FOR = 3  # reasons that are shown at once
QUOTES = 2  # proofs that a reason shows at once
LINES = {"message": "mail"}  # kinds of proofs that the timeline knows by another name
_WINDOW = re.compile(r"_\d+m$")  # of which span a measure is

KIN = (frozenset({"partner", "good"}), frozenset({"price", "one_sided", "coercive"}))

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks for the standing, the strongest against it, the rest, and by measure what moves alone are about; each
    with the keys of its proofs.
    """

    first: list[dict[str, Any]]
    against: dict[str, Any] | None
    rest: list[dict[str, Any]]
    asked: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, verdict: Verdict, told: Told) -> Reasons:
        """Sort an account's reasons, which are in the order of their weight."""
        every = _of_one_window([r for r in told["reasons"] if r["points"]], verdict.standing)
        first = [r for r in every if speaks_for(r, verdict.standing)][:FOR]
        against = next((r for r in every if speaks_against(r, verdict.standing)), None)
        rest = [r for r in every if r is not against and not any(r is shown for shown in first)]
        asked = {r["measure"]: _with_keys(r, set()) for r in told["reasons"] if not r["points"]}
        above: set[str] = set()  # proofs that stand above, in the order in which the page shows reasons
        keyed = [_with_keys(r, above) for r in (*first, *filter(None, [against]), *rest)]
        last = len(first) + (against is not None)
        return cls(keyed[: len(first)], keyed[last - 1] if against else None, keyed[last:], asked)

    def of_move(self, name: str) -> list[dict[str, Any]]:
        """What a move is about, beside what is told already."""
        play = playbook().get(name)  # gone, where the program was brought up to date meanwhile
        return [self.asked[measure] for measure in (play.measures if play else ()) if measure in self.asked]


def _of_one_window(reasons: Iterable[Told], standing: str) -> list[Told]:
    """Reasons, each thing once: what is told of a year and of its last half by the same sentences is one reason.

    The weightier one stands; `also` tells what the other says.
    """
    found: dict[tuple[str, bool], dict[str, Any]] = {}
    for reason in reasons:
        what = (_WINDOW.sub("", reason["measure"]), speaks_for(reason, standing))
        if what in found:
            found[what]["also"].append(reason["sentence"])
        else:
            found[what] = {**reason, "also": []}
    return list(found.values())


def speaks_for(reason: Told, standing: str) -> bool:
    """Whether a reason bears the standing out."""
    return (reason["toward"] == standing) == (reason["points"] > 0)


def speaks_against(reason: Told, standing: str) -> bool:
    """Whether a reason says otherwise. What speaks for another standing of the same kind says no such thing: praise is
    nothing against a partner, nor money withheld against a client that is one-sided.
    """
    if reason["points"] < 0 or standing == reason["toward"]:
        return not speaks_for(reason, standing)
    return not any({standing, reason["toward"]} <= kin for kin in KIN)


def _with_keys(reason: Told, above: set[str]) -> dict[str, Any]:
    """A reason with its proofs by key: at once those that no reason above has shown, the others folded away.

    What is older than what counts in it stands by itself.
    """
    known = measures().get(reason["measure"])  # gone, where the program was brought up to date meanwhile
    due = known is not None and known.by_due
    proofs = [
        {**e, "key": key(e["kind"], e["ref"], e["quote"]), "due": due and e["kind"] == "invoice"}
        for e in reason["evidence"]
    ]
    counted = [e for e in proofs if not e.get("earlier")]
    first = [e for e in counted if e["key"] not in above][:QUOTES]
    above |= {e["key"] for e in first}
    further = [e for e in counted if e not in first]
    kinds = {LINES.get(e["kind"], e["kind"]) for e in counted}
    return {
        **reason,
        "evidence": first,
        "further": further,
        "line": kinds.pop() if len(kinds) == 1 else "",
        "earlier": [e for e in proofs if e.get("earlier")],
    }


def sentence(verdict: Verdict) -> str:
    """What the client is, how sure that is, where it goes, and whose move it is; the mark stands before it."""
    return " ".join(filter(None, (_standing(verdict), _move(verdict))))


def _standing(verdict: Verdict) -> str:
    what = {
        "partner": _("a partner"), "good": _("a good client"), "easy": _("an easy client, pleasant and unexamined"),
        "price": _("a client who talks price"), "one_sided": _("one-sided: we give, they take"),
        "coercive": _("coercive: they win at our cost"), "unknown": _("unknown: too little was read to say"),
    }[verdict.standing]  # fmt: skip
    where = {"up": _("Over the last quarter it rose."), "down": _("Over the last quarter it fell.")}.get(
        verdict.trend, _("It was steady over the last quarter.")
    )
    if verdict.standing == "unknown":
        return _("%(name)s is %(what)s.") % {"name": verdict.name, "what": what}
    form = (
        _("%(name)s is %(what)s. %(where)s") if verdict.probability >= SURE
        else _("%(name)s is likely %(what)s. %(where)s") if verdict.probability >= HALF_SURE
        else _("%(name)s is perhaps %(what)s. %(where)s")
    )  # fmt: skip
    return form % {"name": verdict.name, "what": what, "where": where}


def _move(verdict: Verdict) -> str:
    if verdict.move == Whose.US and verdict.due and over(verdict.due, verdict.refresh.as_of):
        return _("The move is ours, and overdue (%(day)s).") % {"day": said_day(verdict.due)}
    if verdict.move == Whose.US and verdict.due:
        return _("The move is ours, by %(day)s.") % {"day": said_day(verdict.due)}
    if verdict.move == Whose.THEM and verdict.due:
        return _("The move is theirs: we wait until %(day)s.") % {"day": said_day(verdict.due)}
    return ""


def unseen(told: Told, mail_from: dt.date | None) -> list[str]:
    """What was not read of this client: a missing channel is no silence, and the page says which file would tell.

    `mail_from`: mail from before that day was not heard yet.
    """
    says = {
        "mail": _("mail: no mailbox was read that holds theirs"),
        "calls": _("telephone calls: no log was read that holds theirs"),
        "meetings": _("meetings: no calendar was read that holds theirs"),
        "money": _("money: no invoices of theirs were read"),
        "hours": _("hours of our own people: no time sheets were read that hold any"),
    }
    missing = [says[name] for name, seen in told["channels"].items() if not seen and name in says]
    if mail_from:
        missing.append(_("mail from before %(day)s: it was not heard yet") % {"day": said_day(mail_from)})
    missing += unread_mail(told.get("unread", {}))
    if told["standing"] == "unknown" and (file := file_of(deciding(told))):
        missing.append(_("what would decide it is %(file)s") % {"file": file})
    return missing
