"""What a server writes around each message that it keeps on record: who sent it to whom; the message lies within."""

from __future__ import annotations

from comity.later import pattern
from comity.sources.mail import parts
from comity.sources.mail.headers import Fields, first

_EMBEDDED = "message/rfc822"
_LONGEST_ENVELOPE = 65_536  # characters of the text before the message that are looked at
_LINE = pattern(r"[A-Za-z][A-Za-z -]{0,40}:.*")
_SENDER = pattern(r"(?im)^sender:\s*\S+@\S+")
_RECIPIENT = pattern(r"(?im)^(?:recipient|to|cc|bcc):\s*\S+@\S+")


def message_within(fields: Fields, raw: bytes, start: int) -> bytes:
    """The message that a journal's report was written around; nothing where this is no such report.

    Exchange says so in a header line; others are known by a text of nothing but the envelope. A mail that somebody
    forwarded as a whole has other words before it, and stays the mail of who forwarded it.
    """
    declared = "x-ms-journal-report" in fields
    mixed = first(fields, "content-type").lower().startswith("multipart/mixed")
    if not declared and not (mixed and _EMBEDDED.encode() in raw):  # nearly all mail: not taken apart twice
        return b""
    leaves = parts.leaves(fields, raw, start)
    within = [leaf for leaf in leaves if leaf.type == _EMBEDDED]
    if len(within) != 1 or not (declared or _is_envelope([leaf for leaf in leaves if leaf is not within[0]])):
        return b""
    return within[0].content()


def _is_envelope(leaves: list[parts.Leaf]) -> bool:
    """Whether all text is that of an envelope: lines that name who sent it, to whom, and the like."""
    if len(leaves) != 1 or not leaves[0].inline:
        return False
    text = leaves[0].text()[0][:_LONGEST_ENVELOPE]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = _SENDER.search(text) and _RECIPIENT.search(text)
    return bool(told) and all(_LINE.fullmatch(line) for line in lines)
