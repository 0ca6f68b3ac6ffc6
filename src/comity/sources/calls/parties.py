"""Who a log names in one cell: a number, a name, or both ("Ida Ruck (101)", "101 - Ida Ruck")."""

from __future__ import annotations

import re

NAMED = re.compile(r"\"?(?P<name>[^\d\s(<\"+][^(<\"]*?)\"?\s*[(<]\s*(?P<number>\+?\d[\d ()./-]*?)\s*[)>]")
NUMBERED = re.compile(r"(?P<number>\+?\d[\d ]*)\s+[-–]\s+(?P<name>[^\d\s].*)")
DIGITS = re.compile(r"\d")
LONGEST = 200


def party(written: str | None) -> tuple[str | None, str | None]:
    """The number and the name in a cell; a text without a digit is a name."""
    if not written:
        return None, None
    if len(written) <= LONGEST and (found := NAMED.fullmatch(written) or NUMBERED.fullmatch(written)):
        return found["number"].strip(), found["name"].strip()
    return (written, None) if DIGITS.search(written) else (None, written)


def digits_of(written: str | None) -> str:
    """What makes a number the same number however it is written: its digits, without the zeros or plus before them."""
    number, name = party(written)
    digits = "".join(DIGITS.findall(number or ""))
    return digits.lstrip("0") or digits or (name or "").casefold()
