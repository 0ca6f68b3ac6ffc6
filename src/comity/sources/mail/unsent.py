"""Whether a message was never sent: a draft, a template, or one that waits; as its mailbox says in five languages.

Whatever says so is not believed of a message that a server delivered, or that was kept under what was sent: people file
what they got where they like, and programs leave old header lines behind.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from comity.fetch.names import plain, steps
from comity.sources.mail.headers import Fields, first

# Names that mail programs give by themselves, as `plain` spells them.
_SENT = frozenset(
    ("sent", "sent mail", "sent items", "sent messages", "gesendet", "gesendete elemente", "gesendete objekte",
     "gesendete nachrichten", "envoyés", "messages envoyés", "éléments envoyés", "verzonden", "verzonden items",
     "verzonden berichten", "enviado", "enviados", "elementos enviados", "mensajes enviados")
)  # fmt: skip
_UNSENT = frozenset(
    ("draft", "drafts", "entwürfe", "brouillons", "concepten", "borradores",
     "templates", "vorlagen", "modèles", "sjablonen", "plantillas",
     "outbox", "unsent messages", "postausgang", "boîte d'envoi", "messages en attente", "postvak uit",
     "bandeja de salida")
)  # fmt: skip
# Gmail's alone, and a folder's name as people give it anywhere else.
_PLANNED = frozenset(("scheduled", "geplant", "planifié", "planifiés", "messages programmés", "gepland", "ingepland",
                      "programado", "programados"))  # fmt: skip
_GMAIL = ("[gmail]", "[google mail]")
_STAMPS = ("return-path", "delivered-to")  # of the server that delivered it


def never_sent(fields: Fields, labels: Iterable[str], *, gmail: bool = False, marked: bool = False) -> bool:
    """Whether a message was never sent, by its header, by what it was filed under, and by a mark of its own.

    With `gmail` the labels are Gmail's own, which says so message by message; else they are folders.
    """
    told = {_of_label(label) if gmail else _of_folder(label) for label in labels}
    if "sent" in told or _delivered(fields):
        return False
    return marked or "unsent" in told or first(fields, "x-unsent") == "1" or "x-mozilla-draft-info" in fields


def _delivered(fields: Fields) -> bool:
    """Whether a server had the message on its way; what a program lays into Gmail by its API has a line of it, too."""
    received = fields.get("received", ())
    return any(name in fields for name in _STAMPS) or any("HTTPREST" not in line for line in received)


@lru_cache(1_024)
def _of_label(label: str) -> str:
    return _kind(plain(label), planned=True)


@lru_cache(1_024)
def _of_folder(path: str) -> str:
    """What the innermost folder of a path says that a mail program named."""
    named = list(steps(path))
    gmails = any(step in _GMAIL for step in named)
    return next((kind for step in reversed(named) if (kind := _kind(step, planned=gmails))), "")


def _kind(name: str, *, planned: bool) -> str:
    if name in _SENT:
        return "sent"
    return "unsent" if name in _UNSENT or (planned and name in _PLANNED) else ""
