"""What was not read of a client, and which file would decide where too little was read to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LANGUAGE = "language"
NEW = "new"  # where time alone tells more
YOUNG = 3  # months of history below which a client is new
FEW = 12  # mails of a year below which the business runs elsewhere: by telephone, or in person


def deciding(told: Mapping[str, Any]) -> str:
    """The channel whose file would tell most about a client; NEW of one that is new, '' where all were read that would
    decide: meetings alone would not.
    """
    if (told["measures"].get("history_months") or YOUNG) < YOUNG:
        return NEW
    seen = told["channels"]
    few = (told["measures"].get("messages_12m") or 0) < FEW
    order = ("mail", "calls", "money") if few else ("money", "mail", "calls")
    return next((c for c in (*order, "hours") if not seen.get(c, False)), "")


def file_of(channel: str) -> str:
    """The file of a channel, in words; '' for none."""
    says = {
        "mail": _("a mailbox that holds mail with them (.mbox, .pst or a folder of .eml)"),
        "calls": _("a telephone log (CSV: who, when, how long, in or out)"),
        "money": _("the invoices and payments (CSV or XLSX)"),
        "hours": _("the time sheets (CSV)"),
    }
    return says.get(channel, "")


def unread_mail(messages: Mapping[str, int]) -> list[str]:
    """By language how many messages of the last year are in one that is not read, as it is said."""
    says = {
        "de": _("German"), "fr": _("French"), "nl": _("Dutch"), "es": _("Spanish"), "other": _("another language"),
    }  # fmt: skip
    return [
        ngettext(
            "%(n)s message of the last year, in %(language)s, which Comity does not read yet",
            "%(n)s messages of the last year, in %(language)s, which Comity does not read yet",
            number,
        ) % {"n": f"{number:,}", "language": says.get(language, language)}
        for language, number in messages.items()
    ]  # fmt: skip


def _foreign(told: Mapping[str, Any]) -> bool:
    """Whether most mail of the last year is in a language that is not read."""
    return 2 * sum(told.get("unread", {}).values()) > (told["measures"].get("messages_12m") or 0)


def unread(told: Iterable[Mapping[str, Any]]) -> str:
    """Why several clients are unknown, in the words of what was not read of most of them; '' where all was."""
    says = {
        NEW: _("what was read of them began less than three months before"),
        "mail": _("no mail with them was read"),
        "calls": _("no calls with them were read"),
        "money": _("no invoices of theirs were read"),
        "hours": _("no time sheets were read for them"),
        LANGUAGE: _("their mail is in a language that Comity does not read yet"),
    }
    most = Counter(LANGUAGE if _foreign(t) else deciding(t) for t in told).most_common(1)
    return says.get(most[0][0], "") if most else ""
