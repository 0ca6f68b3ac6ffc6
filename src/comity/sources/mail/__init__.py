"""Mail: mbox, single messages (.eml, .emlx, Maildir, folders), Outlook's .msg and .pst; each message one outcome."""

from __future__ import annotations

from collections.abc import Iterator

from comity.in_words import counted
from comity.sources.mail import dates, emlx, filing, forms, helpers, mbox, msg, pst, spreading
from comity.sources.mail.message import Piece, outcome, sent_before
from comity.sources.outcome import Export, Outcome, Reject, Row, Said
from comity.tables.messages import UNSENT

KIND = "mail"
_EMPTY = "empty file: there is no message in it. Export it again."
_DRAFTS = "passed over as never sent (drafts, or what waits in an outbox): {0}"
_UNREADABLE = "cannot be read ({0}). Mend its rights or copy it again."


def detect(export: Export) -> bool:
    """Whether the file holds mail."""
    return forms.form_of(export) is not None


def read(export: Export) -> Iterator[Outcome]:
    """Every message of the file as a row of `messages` (its filings with it) or a reject."""
    drafts = 0
    for found in _outcomes(export):
        drafts += isinstance(found, Row) and found.ref.startswith(UNSENT)
        yield found
    if drafts:
        yield Said(_DRAFTS.format(counted(drafts, "message")))


def _outcomes(export: Export) -> Iterator[Outcome]:
    form = forms.form_of(export)
    try:
        if form == forms.PST:
            yield from pst.read(export)
        elif form == forms.MSG:
            yield msg.read(export)
        elif form == forms.MBOX:
            yield from _mbox(export)
        else:
            yield _message(export, form)
    except OSError as error:
        yield Reject("", _UNREADABLE.format(error.strerror or type(error).__name__))


def _mbox(export: Export) -> Iterator[Outcome]:
    # A mailbox exported by Gmail tells labels message by message; its file's name says what was exported, not kept.
    gmail = b"\nX-Gmail-Labels:" in export.head or b"\nX-GM-THRID:" in export.head
    labels = () if gmail else filing.mailbox_of(export.name)
    if not export.size:
        return
    if export.spread and export.size > spreading.PART:
        yield from spreading.read_spread(export, labels, export.spread)
        return
    with export.path.open("rb") as file:
        yield from helpers.outcomes(sent_before(mbox.pieces(file, labels), dates.latest(export.today)))


def _message(export: Export, form: str | None) -> Outcome:
    with export.path.open("rb") as file:
        raw = file.read(mbox.LARGEST)
    message, draft = emlx.taken_apart(raw) if form == forms.EMLX else (raw, forms.in_delivery(export))
    message = message.lstrip(mbox.BEFORE)
    if not message:
        return Reject("message", _EMPTY, raw, export.size)
    labels = filing.apple_folder_of(export.name) if form == forms.EMLX else filing.folder_of(export.name)
    cut, before = export.size > len(raw), dates.latest(export.today)
    return outcome(Piece(message, "message", "", export.size, labels, cut, draft, before))
