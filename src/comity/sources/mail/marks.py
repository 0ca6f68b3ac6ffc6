"""What the headers of a message tell about automatic sending, and a subject that a program put there; no words else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from comity.sources.mail.headers import Fields, first
from comity.sources.mail.parts import Leaf
from comity.tables.messages import LIST_OF

# Feedback-ID and X-Auto-Response-Suppress are none of them: some providers and servers put them on people's own mail.
_BULK = frozenset(
    ("x-campaign", "x-campaignid", "x-campaign-id", "x-campaign_id", "x-campaign-name",
     "x-mailer-campaign", "x-mc-user", "x-mailgun-tag")
)  # fmt: skip
_SIGNS = frozenset(
    ("list-id", "list-unsubscribe", "precedence", *_BULK, "auto-submitted", "x-autoreply", "x-autorespond",
     "return-path")
)  # fmt: skip
# What mail programs put before the subject of what they answer by themselves.
_REPLIES = re.compile(
    r"\s*(?:automatic (?:reply|response)|auto(?:-|\s)?(?:reply|response)|out of (?:the )?office(?: auto\S*| reply)?"
    r"|automatische (?:antwort|antwoord)|automatisch antwoord|abwesenheits(?:notiz|meldung|nachricht)"
    r"|afwezigheidsbericht|réponse automatique|respuesta automática|risposta automatica)\s*(?::|-|$)", re.IGNORECASE,
)  # fmt: skip
_LIST = re.compile(r"<([\w.-]{3,120})>")
_DAEMONS = ("mailer-daemon@", "postmaster@", "mailer-daemon", "postmaster")


# Of a calendar's part: that it answers an invitation. How much of it is looked at, and whose own words stand beside it.
_ANSWERS = re.compile(rb"^METHOD:\s*REPLY\s*$", re.IGNORECASE | re.MULTILINE)
_LOOKED_AT = 8192
_NO_WORDS = ("BEGIN:VCALENDAR", "https://calendar.google.com/")


def answers_an_invitation(leaves: Iterable[Leaf], text: str) -> bool:
    """Whether a message is the click that takes or declines an invitation, with nothing written beside it."""
    if text.strip() and not any(words in text for words in _NO_WORDS):
        return False
    return any(leaf.type == "text/calendar" and _ANSWERS.search(leaf.content(_LOOKED_AT)) for leaf in leaves)


def marks_of(fields: Fields, kind: str, sender: str, subject: str = "") -> list[str]:
    """'list', 'bulk', 'auto' and 'bounce', those that hold, in this order, and 'list of' and its name for a list that
    tells it; `kind` is the message's content type.
    """
    bounce = kind == "multipart/report" or sender.startswith(_DAEMONS)
    told = _SIGNS.intersection(fields)
    replies = _REPLIES.match(subject) is not None
    if not (told or bounce or replies):
        return []
    precedence = first(fields, "precedence").lower()
    submitted = first(fields, "auto-submitted").partition(";")[0].strip().lower()
    holds = {
        "list": "list-id" in told or "list-unsubscribe" in told,
        "bulk": precedence in ("bulk", "list", "junk") or not _BULK.isdisjoint(told),
        "auto": replies
        or submitted not in ("", "no")
        or precedence == "auto_reply"
        or "x-autoreply" in told
        or "x-autorespond" in told,
        "bounce": bounce or first(fields, "return-path").replace(" ", "") == "<>",
    }
    named = _LIST.search(first(fields, "list-id")) if "list-id" in told else None
    return [*(mark for mark, held in holds.items() if held), *([f"{LIST_OF}{named[1].lower()}"] if named else ())]
