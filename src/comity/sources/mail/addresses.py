"""Mailboxes of an address field: the address is what counts, a display name proves nothing and yields no address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from comity.sources.mail.words import decoded

# {"name": as shown, "address": lower case}
Mailbox = dict[str, str]

MOST = 500  # mailboxes of one field that are kept
LONGEST_NAME = 200
LONGEST_ADDRESS = 600
_LONGEST_SHOWN = 1_000  # characters of a display name that are looked at
_CACHED = 300  # characters; longer values rarely come twice
_PLAIN = re.compile(r"\s*(?:([^<>@\"]*?)\s*<([^\s<>@/=]+@[A-Za-z0-9.-]+)>|([^\s<>@/=]+@[A-Za-z0-9.-]+))\s*\Z")
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|\(([^()]*)\)|<([^<>]*)>|([,;:])|([^",;:<>()\s]+)|(\s+)|.', re.S)
# The same once a quotation mark was seen that nothing closes: then none later opens a quoted string.
_BARE_TOKEN = re.compile(r'((?!))|\(([^()]*)\)|<([^<>]*)>|([,;:])|([^",;:<>()\s]+)|(\s+)|.', re.S)
_QUOTE, _COMMENT, _ANGLE, _MARK, _ATOM = 1, 2, 3, 4, 5
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)", re.S)
_BARE = re.compile(r'(?:"[^"]*"|[^\s<>@,;:"()]+)@[^\s<>@,;:"()]+\Z')
_EXCHANGE = re.compile(r"\s*/(?:o|ou|cn|dc)=", re.I)


def mailboxes(value: str) -> tuple[Mailbox, ...]:
    """The mailboxes of one field's value (still encoded), at most MOST; entries without an address are left out.

    Groups are told as their members. An Exchange name ("/o=.../cn=...") stands for an address where there is no other.
    """
    return _cached(value) if len(value) <= _CACHED else _read(value)


def distinct(boxes: Iterable[Mailbox]) -> list[Mailbox]:
    """Each address once, in order, at most MOST."""
    found: dict[str, Mailbox] = {}
    for box in boxes:
        if box["address"] not in found:
            found[box["address"]] = box
    return list(found.values())[:MOST]


def mailbox(name: str, address: str) -> Mailbox:
    """A mailbox from a display name (still encoded) and an address as written."""
    shown = decoded(name).strip("'\" ")[:LONGEST_NAME]
    address = normal(address)
    return {"name": "" if shown.lower() == address else shown, "address": address}


def normal(address: str) -> str:
    """An address in lower case, its domain as it goes over the wire (xn--...); '' for what is none."""
    address = decoded(address).lower()
    if address[:1] == address[-1:] and address[:1] in ("'", '"'):
        address = address[1:-1]
    address = address.removeprefix("smtp:").removeprefix("mailto:")
    if len(address) > LONGEST_ADDRESS:
        return ""
    if _EXCHANGE.match(address):
        return address
    if address.startswith("@"):  # a route over other hosts, of old
        address = address.rpartition(":")[2]
    local, at, domain = address.rpartition("@")
    domain = domain.strip(". ")
    if not at or not local.strip() or not domain:
        return ""
    return f"{local}@{domain if domain.isascii() else _wired(domain)}"


@lru_cache(1024)
def _wired(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


@lru_cache(16_384)
def _plain(entry: str) -> Mailbox | None:
    """The mailbox of an entry of the usual forms; None for any other."""
    match = _PLAIN.match(entry) if len(entry) <= _CACHED else None
    return mailbox(match[1] or "", match[2] or match[3]) if match else None


def _read(value: str) -> tuple[Mailbox, ...]:
    if '"' not in value and ":" not in value and ";" not in value and "(" not in value:
        found = [_plain(part) for part in value.split(",", MOST)[:MOST]]
        if None not in found:
            return tuple(box for box in found if box)
    return tuple(islice(_entries(value), MOST))


_cached = lru_cache(8_192)(_read)


@dataclass(slots=True)
class _Entry:
    """What was seen of one mailbox: where it starts, the last address in angles, the words outside of quotes."""

    start: int
    angle: str | None = None
    angle_at: int = 0
    atoms: list[str] = field(default_factory=list)
    comment: str = ""

    def box(self, value: str, end: int) -> Mailbox | None:
        """The mailbox; the last angle is its address, and whatever stands before it a display name."""
        if self.angle is not None:
            name = _QUOTED.sub(lambda m: _ESCAPED.sub(r"\1", m[1]), value[self.start : self.angle_at][:_LONGEST_SHOWN])
            found = mailbox(name or self.comment, self.angle)
        elif _EXCHANGE.match(value, self.start):
            found = mailbox("", value[self.start : end])
        else:
            told = [atom for atom in self.atoms if "@" in atom]
            if len(told) != 1 or self.atoms[-1] != told[0] or not _BARE.match(told[0]):
                return None
            found = mailbox(self.comment or " ".join(self.atoms[:-1])[:_LONGEST_SHOWN], told[0])
        return found if found["address"] else None


def _entries(value: str) -> Iterator[Mailbox]:
    """The mailboxes of a value of any form, in one pass over its tokens."""
    entry = _Entry(0)
    glued = False
    for match in _tokens(value):
        kind = match.lastindex
        if kind == _MARK:
            box = entry.box(value, match.start())
            if box:
                yield box
            # A comma after words without an address belongs to the name: Lee, Ann <ann@...>
            entry = entry if match[0] == "," and not box and entry.angle is None else _Entry(match.end())
            entry.atoms.clear()
        elif kind == _ANGLE:
            entry.angle, entry.angle_at = match[_ANGLE], match.start()
        elif kind == _COMMENT:
            entry.comment = match[_COMMENT]
        elif kind in (_QUOTE, _ATOM):
            if glued and entry.atoms:
                entry.atoms[-1] = (entry.atoms[-1] + match[0])[: LONGEST_ADDRESS + 1]
            else:
                entry.atoms.append(match[0])
        glued = kind in (_QUOTE, _ATOM)
    if box := entry.box(value, len(value)):
        yield box


def _tokens(value: str) -> Iterator[re.Match[str]]:
    pattern, at = _TOKEN, 0
    while at < len(value):
        match = pattern.match(value, at)
        assert match is not None  # the pattern takes any character
        if match[0] == '"':
            pattern = _BARE_TOKEN
        yield match
        at = match.end()
