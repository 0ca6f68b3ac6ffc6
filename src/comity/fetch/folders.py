"""The folders of a mailbox as its server lists them: names in IMAP's own spelling, and which are not read."""

from __future__ import annotations

import imaplib
import re
from dataclasses import dataclass

from comity.fetch.names import decoded

_LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?P<delimiter>NIL|"(?:\\.|[^"])*") ?(?P<name>.*)', re.DOTALL)
_LEFT_OUT = {
    "\\junk": "spam", "\\trash": "thrown away", "\\drafts": "never sent",
    "\\noselect": "holds no mail", "\\nonexistent": "holds no mail",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder: its name in letters with slashes between its steps, as the server wants it, why it is not read."""

    name: str
    quoted: str
    left_out: str = ""


def listed(box: imaplib.IMAP4) -> list[Folder]:
    """Every folder of a mailbox, in the order of names. Raises imaplib's error where they cannot be listed."""
    answer, data = box.list()
    if answer != "OK":
        raise imaplib.IMAP4.error("the folders cannot be listed")
    return sorted((f for part in data if (f := _folder(part))), key=lambda f: f.name)


def _folder(part: bytes | tuple[bytes, bytes] | None) -> Folder | None:
    """A line of the list; a name may also follow as a literal."""
    line, literal = part if isinstance(part, tuple) else (part or b"", None)
    found = _LISTED.match(line)
    if found is None:
        return None
    raw = (literal if literal is not None else _unquoted(found["name"])).decode("utf-8", "replace")
    delimiter = "" if found["delimiter"] == b"NIL" else _unquoted(found["delimiter"]).decode("latin-1")
    steps = raw.split(delimiter) if delimiter else [raw]
    why = next((_LEFT_OUT[f] for f in found["flags"].decode("latin-1").lower().split() if f in _LEFT_OUT), "")
    quoted = '"' + raw.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return Folder("/".join(decoded(step) for step in steps), quoted, why)


def _unquoted(name: bytes) -> bytes:
    text = name.strip()
    if text[:1] == b'"' and text[-1:] == b'"' and len(text) > 1:
        return re.sub(rb"\\(.)", rb"\1", text[1:-1])
    return text
