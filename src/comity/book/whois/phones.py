"""Telephone numbers as they are compared: the same subscriber, however the number is written."""

from __future__ import annotations

import re

_COMPARED = 8  # digits from the end: without country and trunk prefixes, which are written in many ways


def phone_key(number: str | None) -> str:
    """The last digits of a number, or '' where there are too few to tell a subscriber."""
    digits = re.sub(r"\D", "", re.split(r"(?i)\s*(?:ext|x|durchwahl|toestel|poste)\.?\s*\d+$", number or "")[0])
    return digits[-_COMPARED:] if len(digits) >= _COMPARED - 1 else ""
