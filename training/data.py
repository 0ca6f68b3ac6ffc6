"""Labelled sentences to train on: the gold writers' files and the keys of the example firms."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from comity.book.known import known_on
from comity.book.reading import read_folders
from comity.book.store import MemoryBook
from comity.book.whois.own import is_ours, own_side
from comity.keeping import Kept, Sealed
from comity.signals.hearing import Letter, Utterance, hear
from comity.signals.labels import LABELS
from comity.sources import Settings
from training import public

# Our own, beside what is shared: four more writers of whole mails, two more firms.
HERE = Path(__file__).parent
# Never trained on, looked at last: two writers and one firm.
HELD_OUT_WRITERS = ("writer4", "writer8")
HELD_OUT_FIRMS = ("harrow",)
_FAR = dt.date(2099, 12, 31)


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled sentence: who wrote it ('client' or 'us'), of which writer or firm it is, and what stands before."""

    text: str
    by: str
    labels: frozenset[str]
    group: str
    in_mail: bool
    before: str = ""
    subject: str = ""

    def utterance(self) -> Utterance:
        """As the reader is given it."""
        return Utterance(self.text, self.by, self.before, self.subject)


def firm_folders(shared: Path) -> list[Path]:
    """Every firm with a key, the shared ones first."""
    return [key.parent for root in (shared / "examples", HERE / "firms") for key in sorted(root.glob("*/key.json"))]


def judged_folders() -> list[Path]:
    """Firms of our own whose accounts teach the policy alone: the reader has learnt none of their sentences, and hears
    them as it hears anybody's.
    """
    return [key.parent for key in sorted((HERE / "judged").glob("*/key.json"))]


def heard_folders() -> list[Path]:
    """Firms of our own, most of whose mail is in other languages: by their sentences the steps are weighed there, and
    they teach nothing else.
    """
    return [key.parent for key in sorted((HERE / "heard").glob("*/key.json"))]


def mail_folders() -> list[Path]:
    """Firms of our own whose mail teaches the reader, and whose accounts teach nothing."""
    return [key.parent for key in sorted((HERE / "mail").glob("*/key.json"))]


def sure() -> list[Example]:
    """Sentences of our own that say when a grave label decides, and teach nothing else."""
    return [e for key in sorted((HERE / "sure").glob("*/key.json")) for e in of_firm(key.parent)]


def examples(shared: Path, *, held_out: bool = False) -> list[Example]:
    """All labelled sentences; those of held-out writers and firms only where asked for."""
    found = [*gold(shared), *firms(shared), *real(shared)]
    return [e for e in found if held_out or e.group not in (*HELD_OUT_WRITERS, *HELD_OUT_FIRMS)]


def gold(shared: Path) -> Iterator[Example]:
    """The sentences of the gold writers."""
    for file in [*sorted((shared / "gold").glob("writer*.jsonl")), *sorted((HERE / "gold").glob("writer*.jsonl"))]:
        yield from written(file)


def written(file: Path) -> Iterator[Example]:
    """The sentences of one writer, in the order of the file; those of whole mails know what stands before."""
    mail, before = None, ""
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        before = before if mail and row.get("mail") == mail else ""
        mail = row.get("mail")
        yield Example(
            row["text"], row["by"], frozenset(row["labels"]), file.stem, bool(mail), before, row.get("subject") or ""
        )
        before = row["text"]


def real(shared: Path) -> Iterator[Example]:
    """The labelled sentences of public mail, where that mail is at hand."""
    if not (shared / public.MAIL).is_dir():
        return
    for said, labels in public.labelled(shared):
        yield Example(said.text, said.by, labels, "enron", True, said.before, said.subject)


def nobodys(shared: Path) -> list[Example]:
    """Sentences of public mail that nobody labelled, always in the same order: what encoders hear in them teaches the
    quick step.
    """
    return [
        Example(said.text, said.by, frozenset(), "public", True, said.before, said.subject)
        for said in public.unlabelled(shared)
    ]


def firms(shared: Path) -> Iterator[Example]:
    """The labelled sentences of the firms' keys."""
    for firm in [*firm_folders(shared), *mail_folders()]:
        yield from of_firm(firm)


def of_firm(firm: Path) -> Iterator[Example]:
    """The labelled sentences of a firm's key; who wrote them, and what stands before, is told by its mail."""
    key = json.loads((firm / "key.json").read_text("utf-8"))
    mails = _mails(firm / "exports")
    whole = {(m["message_id"], s["text"]): s for m in key.get("exhaustive", []) for s in m["sentences"]}
    single = {(s["message_id"], s["text"]): s for s in key["sentences"]}
    for (ref, text), row in {**single, **whole}.items():
        if ref in mails:
            by, subject, parts = mails[ref]
            labels = frozenset(row["labels"])
            yield Example(text, by, labels, firm.name, (ref, text) in whole, _before(text, parts()), subject)


def _mails(exports: Path) -> dict[str, tuple[str, str, Callable[[], list[str]]]]:
    """Who wrote each message, its subject, and its sentences (told apart when asked for)."""
    book = MemoryBook()
    read_folders([exports], book, today=_FAR, settings=Settings())
    own = own_side(known_on(book, _FAR), Kept(None, "names", []), Sealed(None, "signed"))
    found = {}
    for row in book.facts("messages", ["ref", "sender", "sender_name", "subject", "body", "body_from"]).to_pylist():
        by = "us" if is_ours(row["sender"] or "", own.domains) else "client"
        letter = Letter(row["ref"], by, row["body"] or "", row["body_from"] == "html", writer=row["sender_name"] or "")
        found[row["ref"]] = by, row["subject"] or "", partial(_sentences, letter)
    return found


def _sentences(letter: Letter) -> list[str]:
    heard = hear([letter], _Deaf())[letter.key]
    return [sentence.text for sentence in heard.sentences]


def _before(text: str, parts: Sequence[str]) -> str:
    """The sentence that stands before this one in its mail; a key's sentence may be cut otherwise than ours."""
    text = " ".join(text.split())
    at = [i for i, part in enumerate(parts) if part == text] or [
        i for i, part in enumerate(parts) if part in text or text in part
    ]
    return parts[at[0] - 1] if at and at[0] else ""


class _Deaf:
    """Hears sentences and no labels."""

    version = "deaf"

    def read(self, utterances: Sequence[Utterance]) -> np.ndarray:
        return np.zeros((len(utterances), len(LABELS)), np.float32)
