"""A message taken apart into its leaves, without recursion and within bounds; what is nested or attached stays shut."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache

from comity.sources.mail import characters, headers, words
from comity.sources.mail.headers import Fields

MOST_PARTS = 1_000
MOST_TRIED = 100_000  # places of one multipart that are tried for a boundary
GUESSED_WITHIN = 262_144  # bytes of a multipart in which a boundary that was not declared is looked for
DEEPEST = 50  # levels of multipart within multipart
LONGEST_NAME = 255
LONGEST_TEXT = 4_194_304  # encoded bytes of one text part that are decoded
_LONGEST_PARAMETERS = 4_000
_TYPE = re.compile(r"[a-z0-9.+_-]{1,100}/[a-z0-9.+_-]{1,100}")
_PARAMETER = re.compile(r';\s*([^\s=;"]{1,80})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))', re.S)
_ESCAPED = re.compile(r"\\(.)", re.S)
# What stands on the line before a part's header where the declared boundary is wrong or missing.
_BOUNDARY = re.compile(rb"^--(\S[^\r\n]{0,70}?)[ \t]*\r?\n(?=Content-)", re.M | re.I)
_META = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_META_WITHIN = 2_048  # bytes of an HTML part in which its own charset is looked for
_NO_CODING = ("", "7bit", "8bit", "binary")


@dataclass(slots=True)
class Leaf:
    """A part that holds no others, and where its bytes lie in the message.

    `inline` tells that it may be read as the message's text; `group` is shared by the leaves of one
    multipart/alternative, of which only one is shown (0: shown by itself).
    """

    type: str
    charset: str
    name: str
    inline: bool
    coding: str
    raw: bytes
    start: int
    end: int
    group: int

    def text(self) -> tuple[str, bool]:
        """The part's text, and whether it was too long to be decoded as a whole."""
        data = self.content(LONGEST_TEXT)
        charset = self.charset
        if not charset and self.type == "text/html" and (meta := _META.search(data, 0, _META_WITHIN)):
            charset = meta[1].decode("ascii")
        return characters.text(data, charset), self.end - self.start > LONGEST_TEXT

    def content(self, most: int | None = None) -> bytes:
        """The part's bytes, decoded; of `most` encoded ones."""
        end = self.end if most is None else min(self.end, self.start + most)
        data = self.raw[self.start : end]
        return data if self.coding in _NO_CODING else _uncoded(data, self.coding)

    def size(self) -> int:
        """Bytes of the part once decoded, reckoned without decoding it."""
        raw, start, end = self.raw, self.start, self.end
        if self.coding == "base64":
            coded = end - start - raw.count(b"\n", start, end) - raw.count(b"\r", start, end)
            return max(coded * 3 // 4 - raw.count(b"=", max(start, end - 4), end), 0)
        if self.coding == "quoted-printable":
            return max(end - start - 2 * raw.count(b"=", start, end), 0)
        return end - start


def leaves(fields: Fields, raw: bytes, body: int) -> list[Leaf]:
    """The leaves of a message in their order, at most MOST_PARTS; a multipart without parts is one leaf of text."""
    found: list[Leaf] = []
    waiting = [(fields, body, len(raw), 0, 0, "text/plain")]
    groups = 0
    while waiting and len(found) < MOST_PARTS:
        fields, start, end, group, depth, default = waiting.pop()
        kind, parameters = described(headers.first(fields, "content-type"), default)
        pieces: list[tuple[int, int]] = []
        if kind.startswith("multipart/") and depth < DEEPEST:
            pieces = _pieces(raw, start, end, parameters.get("boundary", ""))
            if pieces and not group and kind == "multipart/alternative":
                groups += 1
                group = groups
            default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
            kind, parameters = "text/plain", {}
        if not pieces:
            found.append(_leaf(fields, kind, parameters, raw, start, end, group))
            continue
        for first, last in reversed(pieces):
            inner, begin = headers.split(raw, first, last)
            waiting.append((inner, begin, last, group, depth + 1, default))
    return found


def described(value: str, default: str = "") -> tuple[str, dict[str, str]]:
    """The type (lower case, `default` where there is none) and the parameters of a Content-Type or -Disposition."""
    return _described(value[:_LONGEST_PARAMETERS], default) if value else (default, {})


@lru_cache(2_048)
def _described(value: str, default: str) -> tuple[str, dict[str, str]]:
    kind = value.partition(";")[0].strip().lower()
    if default and not _TYPE.fullmatch(kind):
        kind = default
    parameters: dict[str, str] = {}
    for key, quoted, bare in _PARAMETER.findall(value):
        parameters.setdefault(key.lower(), _ESCAPED.sub(r"\1", quoted) if quoted else bare)
    return kind, parameters


def _pieces(raw: bytes, start: int, end: int, boundary: str) -> list[tuple[int, int]]:
    """Where the parts of a multipart lie; by the boundary that is there where the declared one is not."""
    pieces = _between(raw, start, end, b"--" + boundary.encode()) if boundary else []
    if not pieces and (there := _BOUNDARY.search(raw, start, min(end, start + GUESSED_WITHIN))):
        pieces = _between(raw, start, end, b"--" + there[1])
    return pieces


def _between(raw: bytes, start: int, end: int, delimiter: bytes) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    opened = -1
    at, tried = raw.find(delimiter, start, end), 0
    while at >= 0 and len(pieces) < MOST_PARTS and tried < MOST_TRIED:
        after = at + len(delimiter)
        line_end = raw.find(b"\n", after, end)
        line_end = end if line_end < 0 else line_end + 1
        rest = raw[after : min(line_end, after + 80)].strip()
        if (at == start or raw[at - 1] == 10) and rest in (b"", b"--"):
            if opened >= 0:
                pieces.append((opened, _before_break(raw, opened, at)))
            opened = -1 if rest else line_end
            if rest:
                break
        at, tried = raw.find(delimiter, after, end), tried + 1
    if opened >= 0:
        pieces.append((opened, end))
    return pieces


def _before_break(raw: bytes, start: int, at: int) -> int:
    """The line break before a boundary belongs to the boundary."""
    at -= 1
    if at > start and raw[at - 1] == 13:
        at -= 1
    return max(at, start)


def _leaf(fields: Fields, kind: str, parameters: dict[str, str], raw: bytes, start: int, end: int, group: int) -> Leaf:
    coding = headers.first(fields, "content-transfer-encoding")
    placed, disposition = "", ""
    if "content-disposition" in fields:
        disposition = headers.first(fields, "content-disposition")
        placed, named = described(disposition)
        name = named.get("filename", "") or parameters.get("name", "")
        if "*" in disposition or "name*" in headers.first(fields, "content-type"):
            name = _extended(fields) or name
    else:
        name = parameters.get("name", "")
    name = words.decoded(name)[:LONGEST_NAME] if name else ""
    inline = kind in ("text/plain", "text/html") and placed != "attachment"
    return Leaf(kind, parameters.get("charset", ""), name, inline, coding.lower(), raw, start, end, group)


def _extended(fields: Fields) -> str:
    """A file name split up or with its charset told (RFC 2231)."""
    part = Message()
    for name in ("content-disposition", "content-type"):
        if name in fields:
            part[name] = headers.first(fields, name)[:_LONGEST_PARAMETERS]
    try:
        return part.get_filename("")
    except (ValueError, LookupError, TypeError):
        return ""


def _uncoded(data: bytes, coding: str) -> bytes:
    if coding == "base64":
        return words.base64(data)
    if coding == "quoted-printable":
        return binascii.a2b_qp(data)
    part = Message()
    part["Content-Transfer-Encoding"] = coding
    part.set_payload(data.decode("ascii", "surrogateescape"))
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else data
