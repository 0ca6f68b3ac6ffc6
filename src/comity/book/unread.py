"""What must not be read, as fingerprints, and whether a record is of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comity.book.spelling import fold
from comity.book.store import Book
from comity.later import pattern

# Mail by whom it is from or to, by folder, by words in the subject; and whole persons, in every table.
MAIL_RULES = ("person", "domain", "folder", "subject")
RULES = (*MAIL_RULES, "erased", "erased name")
NAMED = "named"  # marks a mail out of which a person was taken: no further copy of it brings the name back
LONGEST = 8  # words of a subject that a rule may name
_ADDRESS = pattern(r"[\w.+'&=/-]{1,64}@[\w.-]{1,253}")
_WORD = pattern(r"\w+")
_LABELS = pattern(r"^x-gmail-labels:(.*)$", re.I | re.M)
_SUBJECT = pattern(r"^subject:(.*)$", re.I | re.M)
_RUNNING_TEXT = frozenset({"body", "text", "description", "raw"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must not be read; `what` is one of RULES."""

    what: str
    value: str

    @property
    def digest(self) -> str:
        """Its fingerprint."""
        return fingerprint(self.what, _plain(self.what, self.value))


def fingerprint(what: str, value: str) -> str:
    """The digest of a value that is kept in its place."""
    return hashlib.blake2b(f"{what}\x1e{value}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Unread:
    """All fingerprints of a book; asked for every record that is read."""

    def __init__(self, marks: Iterable[tuple[str, str]] = ()) -> None:
        self._marks = set(marks)
        self._kinds = {what for what, _ in self._marks}

    @classmethod
    def of(cls, book: Book) -> Unread:
        """What a book must not hold."""
        rows = book.facts("purged", ["what", "digest"])
        return cls(zip(rows["what"].to_pylist(), rows["digest"].to_pylist(), strict=True))

    def __bool__(self) -> bool:
        return bool(self._marks)

    def add(self, what: str, digest: str) -> bool:
        """Take a fingerprint in; whether it was new."""
        new = (what, digest) not in self._marks
        self._marks.add((what, digest))
        self._kinds.add(what)
        return new

    def has(self, what: str, *values: str) -> bool:
        """Whether one of these values is marked as this."""
        return what in self._kinds and any((what, fingerprint(what, v)) in self._marks for v in values)

    def gone(self, row_id: str) -> bool:
        """Whether this very record was purged."""
        return ("record", row_id) in self._marks

    def named(self, row_id: str) -> bool:
        """Whether an erased person was taken out of this very record."""
        return (NAMED, row_id) in self._marks

    def shuts(self, table: str, values: Mapping[str, Any], ref: str = "", labels: Sequence[str] = ()) -> bool:
        """Whether a record must not be read."""
        if self._erased(values):
            return True
        if table == "messages":
            return self._mail(values, ref, labels)
        return table == "rejects" and self._reject(values["raw"] or b"")

    def _mail(self, values: Mapping[str, Any], ref: str, labels: Sequence[str]) -> bool:
        """A mail by rule; and whatever answers or forwards one that is gone, since its words stand in it."""
        named = (ref, values.get("in_reply_to") or "", *(values.get("thread_refs") or ()))
        people = [*(values.get("recipients") or ()), *(values.get("copied") or ())]
        addresses = [values.get("sender"), values.get("reply_to"), *(p["address"] for p in people)]
        return (
            self.has("ref", *(n for n in named if n))
            or self._addressed(a for a in addresses if a)
            or self._filed(labels)
            or self._called(values.get("subject") or "")
        )

    def _addressed(self, addresses: Iterable[str]) -> bool:
        found = {a.lower() for a in addresses}
        return self.has("person", *found) or self.has("domain", *(d for a in found for d in _domains(a)))

    def _filed(self, labels: Iterable[str]) -> bool:
        return "folder" in self._kinds and self.has("folder", *(f for label in labels for f in _folders(label)))

    def _called(self, subject: str) -> bool:
        return "subject" in self._kinds and self.has("subject", *_phrases(subject))

    def _erased(self, values: Mapping[str, Any]) -> bool:
        if not self._kinds & {"erased", "erased name"}:
            return False
        texts = list(texts_of(values))
        found = {a.lower().strip(".'") for _, text in texts for a in _ADDRESS.findall(text)}
        names = {_plain("erased name", text) for column, text in texts if column not in _RUNNING_TEXT}
        return self.has("erased", *found) or self.has("erased name", *names)

    def _reject(self, raw: bytes) -> bool:
        """A record that could not be read, by whatever in it looks like an address, a subject or a label."""
        text = raw.decode("utf-8", "replace")
        return (
            self._addressed(a.strip(".'") for a in _ADDRESS.findall(text))
            or any(self._called(s) for s in _SUBJECT.findall(text))
            or any(self._filed(found.split(",")) for found in _LABELS.findall(text))
        )


def texts_of(value: Any, column: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - whatever a record holds
    """Every text in a record with the column it stands in."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from texts_of(inner, column or name)
    elif isinstance(value, str):
        yield column, value
    elif isinstance(value, bytes):
        yield column, value.decode("utf-8", "replace")
    elif isinstance(value, Iterable):
        for inner in value:
            yield from texts_of(inner, column)


def _plain(what: str, value: str) -> str:
    """A rule's value as records are compared with it."""
    if what == "subject":
        return " ".join(_WORD.findall(value.casefold()))
    if what == "domain":
        return value.strip().lower().removeprefix("@").removeprefix("*.")
    if what == "folder":
        return value.strip().strip("/").casefold()
    return " ".join(fold(value).split()) if what == "erased name" else value.strip().lower()


def _domains(address: str) -> Iterator[str]:
    """The domain of an address and those above it."""
    parts = address.rpartition("@")[2].split(".")
    return (".".join(parts[i:]) for i in range(max(1, len(parts) - 1)))


def _folders(label: str) -> Iterator[str]:
    """A folder and those around it."""
    parts = _plain("folder", label.strip('"')).split("/")
    return ("/".join(parts[: i + 1]) for i in range(len(parts)))


def _phrases(subject: str) -> Iterator[str]:
    """Every run of words in a subject that a rule may name."""
    words = _WORD.findall(subject.casefold())
    return (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + LONGEST, len(words)) + 1))
