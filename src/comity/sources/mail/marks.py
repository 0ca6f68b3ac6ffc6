"""What the headers of a message tell about automatic sending, and a subject that a program put there; no words else."""

from __future__ import annotations

import re

from comity.sources.mail.headers import Fields, first

_BULK = frozenset(
    ("feedback-id", "x-campaign", "x-campaignid", "x-campaign-id", "x-campaign_id", "x-campaign-name",
     "x-mailer-campaign", "x-mc-user", "x-mailgun-tag")
)  # fmt: skip
_SIGNS = frozenset(
    ("list-id", "list-unsubscribe", "precedence", *_BULK, "auto-submitted", "x-autoreply", "x-autorespond",
     "x-auto-response-suppress", "return-path")
)  # fmt: skip
# What mail programs put before the subject of what they answer by themselves.
_REPLIES = re.compile(
    r"\s*(?:automatic (?:reply|response)|auto(?:-|\s)?(?:reply|response)|out of (?:the )?office(?: auto\S*| reply)?"
    r"|automatische (?:antwort|antwoord)|automatisch antwoord|abwesenheits(?:notiz|meldung|nachricht)"
    r"|afwezigheidsbericht|réponse automatique|respuesta automática|risposta automatica)\s*(?::|-|$)", re.IGNORECASE,
)  # fmt: skip
_DAEMONS = ("mailer-daemon@", "postmaster@", "mailer-daemon", "postmaster")


def marks_of(fields: Fields, kind: str, sender: str, subject: str = "") -> list[str]:
    """'list', 'bulk', 'auto' and 'bounce', those that hold, in this order; `kind` is the message's content type."""
    bounce = kind == "multipart/report" or sender.startswith(_DAEMONS)
    told = _SIGNS.intersection(fields)
    replies = _REPLIES.match(subject) is not None
    if not (told or bounce or replies):
        return []
    precedence = first(fields, "precedence").lower()
    submitted = first(fields, "auto-submitted").partition(";")[0].strip().lower()
    suppressed = first(fields, "x-auto-response-suppress").lower()
    holds = {
        "list": "list-id" in told or "list-unsubscribe" in told,
        "bulk": precedence in ("bulk", "list", "junk") or not _BULK.isdisjoint(told),
        "auto": replies
        or submitted not in ("", "no")
        or precedence == "auto_reply"
        or "x-autoreply" in told
        or "x-autorespond" in told
        or "auto" in suppressed
        or "all" in suppressed,
        "bounce": bounce or first(fields, "return-path").replace(" ", "") == "<>",
    }
    return [mark for mark, held in holds.items() if held]
