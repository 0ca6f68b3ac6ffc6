"""What mail programs call the fields of a quoted header, in the languages that they speak."""

from __future__ import annotations

import re
from typing import Literal

from comity.later import pattern
from comity.signals.own_words.words import either, lists

Role = Literal["from", "date", "to", "more", "subject"]
_ROLES: tuple[Role, ...] = ("from", "date", "to", "subject", "more")

_HEADERS = lists("headers.toml")
# Short labels ("a", "do", "od") mean something only beside others, which `fields` sees to.
ROLE_OF_LABEL: dict[str, Role] = {label: role for role in reversed(_ROLES) for label in _HEADERS[role]}

_LONGEST = max(len(label) for label in ROLE_OF_LABEL)
_TRIM = " \t\xa0*_"

# Some programs put a whole header on one line: "From: A Sent: B To: C Subject: D". Labels of one letter are left out
# here, for prose has such words before colons.
_WITHIN = pattern(rf"[\s*]({either(label for label in ROLE_OF_LABEL if len(label) > 1)})\s?:", re.IGNORECASE)
_TABLE_GAP = pattern(r"\t|\s{2,}")


def role_of(text: str) -> tuple[Role, str] | None:
    """The role of the field that a line begins with, and the field's value; None when it begins with no field."""
    colon = text.find(":", 0, _LONGEST + 6)
    if colon < 0:
        colon = text.find("：", 0, _LONGEST + 6)
    if colon < 1:
        return None
    role = _look_up(text[:colon])
    return (role, text[colon + 1 :].strip(_TRIM)) if role else None


def role_without_colon(text: str) -> Role | None:
    """The role of a line of a Notes table, which sets label and value apart by a gap or by a line of their own."""
    return _look_up(_TABLE_GAP.split(text, maxsplit=1)[0])


def roles_within(text: str) -> set[Role]:
    """Roles of further fields on a line that begins with one."""
    found: set[Role] = set()
    for label in _WITHIN.findall(text):
        role = _look_up(label)
        if role:
            found.add(role)
    return found


def _look_up(label: str) -> Role | None:
    return ROLE_OF_LABEL.get(" ".join(label.strip(_TRIM).lower().replace("’", "'").split()))
