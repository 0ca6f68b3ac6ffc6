"""One sentence of a client as it was read: what it is taken to say, what can be said against that, and saying it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from comity.book.corrections import BROKEN, HOLDS, HOLDS_NOT, KEPT, NONE, WITHDRAWN, digest
from comity.correcting import promised
from comity.correcting.saying import correction
from comity.signals.labels import NAMES
from comity.web import laid
from comity.web.corrections import SOURCE, Change, about, foreseen, keep
from comity.web.keys import key
from comity.web.models.corrections import Correction
from comity.web.models.people import User
from comity.web.models.verdicts import Verdict
from comity.web.proofs import Proof

PROMISE = "commitment"  # the label of one
SPOKEN = ("message", "note", "meeting")  # proofs that are somebody's words


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be said: of a label that it holds or not, of a promise what came of it."""

    what: str
    label: str
    value: str

    @property
    def name(self) -> str:
        """How a form names it."""
        return "|".join((self.what, self.label, self.value))


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence of a whole mail or note: its key, and what it is taken for, surely or perhaps."""

    key: str
    quote: str
    sure: tuple[str, ...]
    perhaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A proof that is a sentence: `options` against what it is taken for, and what was said of it already."""

    verdict: Verdict
    proof: Proof
    options: tuple[Option, ...]
    said: tuple[Correction, ...]

    @classmethod
    def of(cls, home: Path, verdict: Verdict, proof: Proof) -> Sentence:
        """What the last refresh heard in this very sentence."""
        place = (proof.ref, digest(proof.quote))
        tables = laid.tables(home, verdict.refresh, verdict.account) if proof.kind in SPOKEN else None
        options: list[Option] = []
        said = about(verdict.account, *place)
        if tables:
            heard = [r for r in tables["talk"].to_pylist() if (r["ref"], digest(r["quote"] or "")) == place]
            sure = {r["label"]: r["decides"] for r in heard}
            promises = any((ref, digest(words or "")) == place for ref, words in promised.sentences(tables))
            if promises or any(c.what == "promise" for c in said):
                sure.pop(PROMISE, None)  # that it is none is said of the promise itself
            for label in sorted(sure, key=NAMES.index):
                options += [Option("sentence", label, HOLDS_NOT)] + (
                    [] if sure[label] else [Option("sentence", label, HOLDS)]
                )
            options += [Option("promise", "", value) for value in (NONE, KEPT, BROKEN, WITHDRAWN)] if promises else []
        taken = {(c.what, c.label, c.value) for c in said}
        return cls(verdict, proof, tuple(o for o in options if (o.what, o.label, o.value) not in taken), tuple(said))

    @staticmethod
    def read_in(home: Path, verdict: Verdict, proof: Proof) -> list[Read] | None:
        """What the last refresh read out of the sentences of a whole mail or note, in their order; None where it laid
        nothing to tell it from.
        """
        tables = laid.tables(home, verdict.refresh, verdict.account)
        if tables is None:
            return None
        found: dict[str, dict[str, bool]] = {}
        heard = tables["talk"].filter(pc.field("ref") == proof.ref).sort_by("sentence").to_pylist()
        for r in heard:
            if r["quote"] and r["label"]:
                found.setdefault(r["quote"], {})[r["label"]] = r["decides"]
        for ref, words in sorted(promised.sentences(tables)):
            if ref == proof.ref and words:
                found.setdefault(words, {})[PROMISE] = True
        return [
            Read(key(proof.kind, proof.ref, quote), quote, *(
                tuple(n for n in NAMES if n in said and bool(said[n]) is sure) for sure in (True, False)
            ))
            for quote, said in found.items()
        ]  # fmt: skip

    def chosen(self, asked: Mapping[str, str]) -> Option | None:
        """The option that a form names; None where it names none of them."""
        return next((o for o in self.options if o.name == asked.get("say")), None)

    def row(self, user: User, option: Option, why: str) -> dict[str, Any]:
        """The correction that an option is."""
        return correction(
            option.what, option.value, by=user.name, at=dt.datetime.now(dt.UTC), account=self.verdict.account,
            ref=self.proof.ref, sentence=self.proof.quote, label=option.label, why=why, source=SOURCE,
        )  # fmt: skip

    def change(self, home: Path, user: User, option: Option) -> Change | None:
        """What this alone would change."""
        return foreseen(home, self.verdict, self.row(user, option, ""))

    def say(self, home: Path, user: User, option: Option, why: str, *, first: bool = False) -> None:
        """Write it into the book; with `first`, unless something else holds of it. Raises UserError where that cannot
        be.
        """
        row = self.row(user, option, why)
        keep(home, user, row, foreseen(home, self.verdict, row), first=first)
