"""Mail as it was sent, with its body as plain text; whose words they are is told later."""

import pyarrow as pa

from comity.tables.base import ADDRESSES, DAY, FLAG, INSTANT, TEXT, TEXTS, WHOLE, Column, Table

# The mark of a message that was never sent: a draft, a template, or one that still waits.
UNSENT = "unsent"
# The mark of a message that went through a list: begins with this, and goes on with the list's own name.
LIST_OF = "list of "
# What copies of one message may tell otherwise than each other, all else being what makes it that message.
OF_A_COPY = (
    "sent_on", "offset_minutes", "sender_name", "recipients", "copied", "reply_to", "subject", "in_reply_to",
    "thread_refs", "body", "body_from", "cut", "attachments", "marks",
)  # fmt: skip
TEXT_OF_A_COPY = ("body", "body_from")

TABLE = Table(
    name="messages",
    means="one mail message",
    known_on="sent_on",
    identity=("sent_at", "sender", "subject", "body"),
    telling=("sender", "subject"),
    columns=(
        Column("sent_at", INSTANT, "when it was sent"),
        Column("sent_on", DAY, "the day it was sent, on the sender's own calendar"),
        Column("offset_minutes", WHOLE, "the sender's distance from UTC at that moment"),
        Column("sender", TEXT, "address in From, lower case"),
        Column("sender_name", TEXT, "display name in From; proves nothing"),
        Column("recipients", ADDRESSES, "recipients in To"),
        Column("copied", ADDRESSES, "recipients in Cc and Bcc"),
        Column("reply_to", TEXT, "address in Reply-To, lower case"),
        Column("subject", TEXT, "the subject as written"),
        Column("in_reply_to", TEXT, "Message-ID of the mail it answers"),
        Column("thread_refs", TEXTS, "Message-IDs of the thread, oldest first"),
        Column("body", TEXT, "the visible text, quotes and signature still in it", apart=True),
        Column("body_from", TEXT, "'text' or 'html': which part the body was taken from"),
        Column("cut", FLAG, "whether the body was longer than what is kept"),
        Column(
            "attachments",
            pa.list_(pa.struct([("name", pa.string()), ("type", pa.string()), ("size", pa.int64())])),
            "what was attached, never opened",
        ),
        Column(
            "marks",
            TEXTS,
            "headers that tell automatic mail: 'list', 'bulk', 'auto', 'bounce', 'list of' and its name; 'unsent' "
            "where it was never sent",
        ),
    ),
)
