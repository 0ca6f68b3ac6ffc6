"""A message as Outlook keeps it, in .msg and .pst alike: properties by number instead of header lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from comity.sources.mail import addresses, body, characters, dates, headers, message, unsent, words
from comity.sources.mail.addresses import Mailbox
from comity.sources.mail.headers import Fields
from comity.sources.mail.letter import LONGEST_SUBJECT, Letter, ids, message_id, no_date
from comity.sources.mail.markup import from_html
from comity.sources.mail.rtf import from_rtf

# Property numbers (MS-OXPROPS).
CLASS, SUBJECT, SUBMITTED, DELIVERED, CREATED = 0x001A, 0x0037, 0x0039, 0x0E06, 0x3007
HEADERS, MESSAGE_ID, REFERENCES, ANSWERS, FLAGS = 0x007D, 0x1035, 0x1039, 0x1042, 0x0E07
BODY, HTML, RTF, HTML_CODEPAGE, CODEPAGE = 0x1000, 0x1013, 0x1009, 0x3FDE, 0x3FFD
# Whom it is from (name, SMTP address, address), and who sent it for them.
FROM = (0x0042, 0x5D02, 0x0065)
SENDER = (0x0C1A, 0x5D01, 0x0C1F)
KEYS = (0x003B, 0x0C1D)  # search keys, "SMTP:ANN@HARLOW.EXAMPLE"
RECIPIENT = (0x3001, 0x39FE, 0x3003)
RECIPIENT_TYPE = 0x0C15  # 1: To, 2: Cc, 3: Bcc
FILE_NAME, SHORT_NAME, SHOWN_NAME, FILE_TYPE, FILE_SIZE, METHOD = 0x3707, 0x3704, 0x3001, 0x370E, 0x0E20, 0x3705
OF_MESSAGE = frozenset(
    (CLASS, SUBJECT, SUBMITTED, DELIVERED, CREATED, HEADERS, MESSAGE_ID, REFERENCES, ANSWERS, FLAGS, BODY, HTML,
     RTF, HTML_CODEPAGE, CODEPAGE, *FROM, *SENDER, *KEYS)
)  # fmt: skip
OF_RECIPIENT = frozenset((RECIPIENT_TYPE, *RECIPIENT))
OF_ATTACHMENT = frozenset((FILE_NAME, SHORT_NAME, SHOWN_NAME, FILE_TYPE, FILE_SIZE, METHOD))

# Items that people sent to each other; contacts, tasks, notes and appointments are none.
MAIL_CLASSES = ("ipm.note", "report.", "ipm.schedule.meeting", "ipm.taskrequest", "ipm.sharing", "ipm.recall",
                "ipm.outlook.recall", "ipm.post")  # fmt: skip
_ANSWERS = "ipm.schedule.meeting.resp"  # the click that takes or declines an invitation
_NO_MAIL_CLASSES = ("ipm.post.rss",)
_UNSENT = 0x0008
_TEXT, _TEXT8, _TIME = 0x001F, 0x001E, 0x0040
_EMBEDDED = 5  # attached by being a message itself
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_CHARSETS = {1200: "utf-16-le", 20127: "us-ascii", 20866: "koi8-r", 21866: "koi8-u", 28591: "iso-8859-1",
             28592: "iso-8859-2", 28605: "iso-8859-15", 50220: "iso-2022-jp", 50221: "iso-2022-jp",
             51932: "euc-jp", 51949: "euc-kr", 54936: "gb18030", 65000: "utf-7", 65001: "utf-8"}  # fmt: skip


@dataclass(slots=True)
class Properties:
    """Property values by number, each with its type as MAPI names it; what is missing or damaged reads as empty."""

    values: Mapping[int, tuple[int, bytes]] = field(default_factory=dict)

    def text(self, number: int) -> str:
        """A string property, or a binary one in the code page of the message."""
        kind, raw = self.values.get(number, (_TEXT, b""))
        if kind == _TEXT:
            return characters.clean(raw.decode("utf-16-le", "ignore"))
        return characters.text(raw, self.charset(CODEPAGE if kind == _TEXT8 else HTML_CODEPAGE)) if raw else ""

    def whole(self, number: int) -> int:
        """An integer property; 0 where there is none."""
        return int.from_bytes(self.values.get(number, (0, b""))[1][:4], "little")

    def time(self, number: int) -> dt.datetime | None:
        """A moment in time; None where there is none."""
        kind, raw = self.values.get(number, (0, b""))
        if kind != _TIME or len(raw) < 8:
            return None
        try:
            return _EPOCH + dt.timedelta(microseconds=int.from_bytes(raw[:8], "little") // 10)
        except OverflowError:
            return None

    def charset(self, number: int) -> str:
        """The charset that a code page property names."""
        page = self.whole(number) or self.whole(CODEPAGE)
        return _CHARSETS.get(page, f"cp{page}" if page else "")


@dataclass(slots=True)
class Item:
    """A message item: its own properties, those of its recipients and of what is attached, and where it was kept."""

    own: Properties
    recipients: list[Properties]
    attachments: list[dict[str, object]]
    labels: list[str]


def is_mail(kind: str) -> bool:
    """Whether an item of this message class is a mail."""
    kind = kind.lower()
    return kind == "ipm" or (kind.startswith(MAIL_CLASSES) and not kind.startswith(_NO_MAIL_CLASSES))


def letter_of(item: Item, before: dt.datetime = dates.LAST) -> Letter | None:
    """What a message item tells; None where it has no date before this moment. The transport's headers say more than
    the properties, but a sent or an internal message has none."""
    own = item.own
    fields = _transport(own.text(HEADERS))
    sent = _sent(own, fields, before)
    if sent is None:
        return None
    draft = bool(own.whole(FLAGS) & _UNSENT)
    labels = [*item.labels, "Drafts"] if draft else item.labels
    told = message.from_fields(fields, sent, _body(own, item.attachments), labels)
    told.unsent = unsent.never_sent(fields, item.labels, marked=draft)
    told.sender = _sender(own, told.sender)
    told.recipients = _recipients(item.recipients, told.recipients, (1,))
    told.copied = _recipients(item.recipients, told.copied, (2, 3))
    told.subject = words.decoded(own.text(SUBJECT))[:LONGEST_SUBJECT] or told.subject
    told.message_id = told.message_id or message_id(own.text(MESSAGE_ID))
    told.in_reply_to = told.in_reply_to or next(iter(ids(own.text(ANSWERS))), "")
    told.thread_refs = told.thread_refs or ids(own.text(REFERENCES))
    kind = own.text(CLASS).lower()
    if kind.startswith("report.") and "bounce" not in told.marks:
        told.marks = [*told.marks, "bounce"]
    if kind.startswith(_ANSWERS) and not told.body.text.strip() and "auto" not in told.marks:
        told.marks = [*told.marks, "auto"]
    return told


def undated(item: Item) -> str:
    """Why a message item is no letter."""
    return no_date(_sent(item.own, _transport(item.own.text(HEADERS)), dates.LAST))


def attachment_of(properties: Properties, size: int) -> dict[str, object]:
    """An attachment as the table lists it."""
    name = properties.text(FILE_NAME) or properties.text(SHORT_NAME)
    kind = properties.text(FILE_TYPE).lower()
    if properties.whole(METHOD) == _EMBEDDED:
        name, kind = name or properties.text(SHOWN_NAME), "message/rfc822"
    return body.attachment(words.decoded(name)[:255], kind or "application/octet-stream", size)


def _transport(text: str) -> Fields:
    """The header lines the message came with; Outlook writes a line of its own above them."""
    if text.startswith("Microsoft Mail Internet Headers"):
        text = text.partition("\n")[2]
    return headers.split(text.lstrip("\n").encode())[0] if text else {}


def _sent(own: Properties, fields: Fields, before: dt.datetime) -> dates.Moment | None:
    return (
        dates.moment(fields.get("date", ()), (), "", before)
        or dates.instant(own.time(SUBMITTED), before)
        or dates.moment((), fields.get("received", ()), "", before)
        or dates.instant(own.time(DELIVERED), before)
        or dates.instant(own.time(CREATED), before)
    )


def _body(own: Properties, attachments: list[dict[str, object]]) -> body.Body:
    text, html, cut = own.text(BODY), "", False
    if HTML in own.values and len(text) < body.LONGEST_STUB:
        html, cut = from_html(own.text(HTML)[: 4 * body.LONGEST])
    if not text.strip() and not html and RTF in own.values:
        text = from_rtf(own.values[RTF][1])
    shown = body.shape(html, "html", cut) if html and body.better(text, html) else body.shape(text, "text", False)
    shown.attachments = attachments[: body.MOST_ATTACHMENTS]
    return shown


def _sender(own: Properties, told: Mailbox) -> Mailbox:
    """Whom the message is from: an internet address wherever one is known, else the name within Exchange."""
    boxes = [told, *_boxes(own, FROM)]
    # Who sent a message for somebody else is not whom it is from.
    if own.text(FROM[2]).lower() in ("", own.text(SENDER[2]).lower()):
        boxes += _boxes(own, SENDER)
        boxes += [addresses.mailbox("", key) for key in map(own.text, KEYS) if key.lower().startswith("smtp:")]
    found = next((box for box in boxes if "@" in box["address"]), None)
    found = found or next((box for box in boxes if box["address"]), told)
    name = next((box["name"] for box in (found, *boxes) if box["name"]), "")
    return {"name": name, "address": found["address"]}


def _boxes(properties: Properties, numbers: tuple[int, int, int]) -> list[Mailbox]:
    """The mailboxes that name and addresses tell, the internet address first."""
    name = properties.text(numbers[0])
    boxes = [addresses.mailbox(name, properties.text(number)) for number in numbers[1:]]
    # Outlook shows the address itself where it knows no name.
    return [*boxes, {"name": name, "address": ""}] if not any(box["address"] for box in boxes) else boxes


def _recipients(listed: Iterable[Properties], told: list[Mailbox], kinds: tuple[int, ...]) -> list[Mailbox]:
    """The recipients of these kinds; those of the header lines where none is listed."""
    boxes: list[Mailbox] = []
    for properties in listed:
        if (properties.whole(RECIPIENT_TYPE) & 0xF or 1) in kinds:
            known = [box for box in _boxes(properties, RECIPIENT) if box["address"]]
            boxes += [next((box for box in known if "@" in box["address"]), known[0])] if known else []
    internet = [box for box in boxes if "@" in box["address"]]
    return addresses.distinct(boxes if boxes and (len(internet) >= len(told)) else told or boxes)
