"""What was read of one message, in whatever form it was kept, and the row of `messages` it becomes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from comity.sources.mail.addresses import Mailbox
from comity.sources.mail.body import Body
from comity.sources.mail.dates import Moment
from comity.sources.outcome import Row
from comity.tables.messages import UNSENT

MOST_REFS = 100
MOST_LABELS = 100
LONGEST_ID = 998
LONGEST_LABEL = 255
LONGEST_SUBJECT = 2_000
_ID = re.compile(r"<[^<>]+>")

NO_HEADER = "no mail: none of the header lines of a message (From, To, Date, Subject ...). Look what the file holds."
NO_DATE = "no date: nothing in it tells a day between 1990 and 2100. Mend its Date line and read again."
NO_DATE_OF_DRAFT = "a draft without a date: it was never sent. Nothing need be done."
TO_COME = (
    "dated {0}, long after today: nobody can have sent it yet. Mend its Date line, or this machine's clock, and read "
    "again."
)


@dataclass(slots=True)
class Letter:
    """One message understood; addresses lower case, ids with their angle brackets.

    One that was never sent is `unsent`. It goes by a name of its own: what was sent of it later may bear the same id,
    or be the same word for word, and is another message.
    """

    sent: Moment
    sender: Mailbox
    recipients: list[Mailbox]
    copied: list[Mailbox]
    reply_to: str
    subject: str
    message_id: str
    in_reply_to: str
    thread_refs: list[str]
    body: Body
    marks: list[str]
    labels: list[str] = field(default_factory=list)
    unsent: bool = False

    def row(self, place: str, done: int) -> Row:
        """The row of `messages`, its filings riding along."""
        ref, marks, thread_refs = self.message_id or self._made_up(), self.marks, self.thread_refs
        if self.unsent:
            # Among those of its thread, what it may have become is named: who shuts that one out, shuts out its drafts.
            thread_refs = [*thread_refs, ref]
            ref, marks = f"{UNSENT} {ref}", [*marks, UNSENT]
        values: dict[str, object] = {
            "sent_at": self.sent.at,
            "sent_on": self.sent.on,
            "offset_minutes": self.sent.offset,
            "sender": self.sender["address"],
            "sender_name": self.sender["name"],
            "recipients": self.recipients,
            "copied": self.copied,
            "reply_to": self.reply_to,
            "subject": self.subject,
            "in_reply_to": self.in_reply_to,
            "thread_refs": thread_refs,
            "body": self.body.text,
            "body_from": self.body.came_from,
            "cut": self.body.cut,
            "attachments": self.body.attachments,
            "marks": marks,
        }
        filings = tuple(
            Row("filings", {"message": ref, "label": label[:LONGEST_LABEL]}, place, ref)
            for label in dict.fromkeys(self.labels[:MOST_LABELS])
            if label
        )
        return Row("messages", values, place, ref, done, filings)

    def _made_up(self) -> str:
        """A stable name for a message without an id."""
        told = "\x1e".join((self.sent.at.isoformat(), self.sender["address"], self.subject, self.body.text))
        return f"no-id-{hashlib.blake2b(told.encode('utf-8', 'replace'), digest_size=12).hexdigest()}"


def no_date(told: Moment | None) -> str:
    """Why a message has no date that can be; `told` is the day it names all the same."""
    return TO_COME.format(told.on) if told else NO_DATE


def ids(value: str) -> list[str]:
    """The Message-IDs in a header's value, in their order; of very many the first and the last ones."""
    if not value:
        return []
    found = _ID.findall("".join(value.split()))
    if len(value) > LONGEST_ID:
        found = [told[:LONGEST_ID] for told in found]
    return found if len(found) <= MOST_REFS else found[:1] + found[1 - MOST_REFS :]


def message_id(value: str) -> str:
    """A message's own id with its angle brackets; '' where it has none."""
    if found := ids(value):
        return found[0]
    bare = "".join(value.split()).strip("<>")[: LONGEST_ID - 2]
    return f"<{bare}>" if bare else ""
