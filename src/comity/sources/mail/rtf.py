"""The text of a body that Outlook keeps as compressed RTF only."""

from __future__ import annotations

import compressed_rtf
from striprtf.striprtf import rtf_to_text

from comity.sources.mail import characters

LARGEST = 1_048_576  # bytes; both libraries walk through every one of them in Python


def from_rtf(compressed: bytes) -> str:
    """The text of a compressed RTF body; '' where it is damaged or too large. Never raises."""
    if not compressed or len(compressed) > LARGEST:
        return ""
    try:
        rtf = compressed_rtf.decompress(compressed).decode("latin-1")
        return characters.clean(rtf_to_text(rtf[:LARGEST], errors="replace"))
    except Exception:  # noqa: BLE001 - the library raises nothing narrower on damaged data
        return ""
