"""Questions about who is who: the most telling first, each answered once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet
from django.db.models.functions import Lower

from comity.book.names import asked_of
from comity.web import deciding
from comity.web.models.begin import Answer
from comity.web.models.jobs import Job
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict

AT_ONCE = 5


@dataclass(frozen=True, slots=True)
class Question:
    """One name that may be another spelling of one of the firms; `heard` are accounts that hang on the answer."""

    key: str
    text: str
    name: str
    firms: tuple[str, ...]
    heard: tuple[Verdict, ...]


def key_of(text: str) -> str:
    """The question's name in a form."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def open_questions() -> list[Question]:
    """All that nobody has answered, the most telling first: those on which most clients hang."""
    refresh = Refresh.current()
    texts = dict.fromkeys(refresh.questions if refresh else ())
    answered = set(Answer.objects.values_list("question", flat=True))
    asked = [(key_of(t), t, *asked_of(t)) for t in texts]
    asked = [a for a in asked if a[0] not in answered and a[2]]
    verdicts = _named(refresh, {n.lower() for _, _, name, firms in asked for n in (name, *firms)})
    found = []
    for key, text, name, firms in asked:
        heard = [verdicts[n.lower()] for n in (name, *firms) if n.lower() in verdicts]
        found.append(Question(key, text, name, firms, tuple(dict.fromkeys(heard))))
    return sorted(found, key=lambda q: (-len(q.heard), len(q.firms)))


def _named(refresh: Refresh | None, names: Iterable[str]) -> dict[str, Verdict]:
    rows: QuerySet[Verdict] = Verdict.objects.filter(refresh=refresh).defer("told").annotate(low=Lower("name"))
    return {v.name.lower(): v for v in rows.filter(low__in=list(names)[:500])}


def answer(home: Path, user: User, key: str, firm: str) -> Answer | None:
    """Keep an answer: one of the question's firms, or '' for another. None where nobody asks that, or not any more."""
    question = next((q for q in open_questions() if q.key == key), None)
    if question is None or (firm and firm not in question.firms):
        return None
    decision = deciding.merge(home, user, _account(firm), [question.name]) if firm else ""
    told = Answer.objects.create(question=key, text=question.text, account=firm, decision=decision, said_by=user)
    _judge_anew(user, decision)
    return told


def _account(firm: str) -> str:
    """The account that a question calls by its name, or by the label of its domain."""
    mine = Verdict.objects.filter(refresh=Refresh.current())
    named = mine.filter(name__iexact=firm).values_list("account", flat=True).first()
    return named or mine.filter(account__startswith=f"{firm}.").values_list("account", flat=True).first() or firm


def take_back(home: Path, user: User, told: Answer) -> None:
    """Undo an answer: the question waits again, and what was joined parts with the next refresh."""
    if told.decision:
        deciding.take_back(home, user, told.decision)
    _judge_anew(user, told.decision)
    told.delete()


def _judge_anew(user: User, decision: str) -> None:
    if decision:
        Job.ask_refresh(user)
