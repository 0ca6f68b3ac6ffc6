"""Which proofs of an account may be opened: those of its verdict and statement, each by a key that tells nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from comity.web import statements
from comity.web.models.people import User
from comity.web.models.verdicts import Verdict
from comity.web.rights import may_open, told


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof; `says` is the reason or the entry that it bears out."""

    kind: str
    ref: str
    on: dt.date
    who: str
    quote: str
    says: str


def key(kind: str, ref: str, quote: str) -> str:
    """The proof's name in an address: the same in every refresh, and without the ref, which tells who wrote."""
    return hashlib.blake2b("\x1f".join((kind, ref, quote)).encode("utf-8", "replace"), digest_size=9).hexdigest()


def find(user: User, verdict: Verdict, home: Path, wanted: str) -> Proof | None:
    """The account's proof of this key that the person may open; None where there is none."""
    for proof in every(user, verdict, home):
        if key(proof.kind, proof.ref, proof.quote) == wanted:
            return proof if may_open(user, proof.kind) else None
    return None


def every(user: User, verdict: Verdict, home: Path) -> Iterator[Proof]:
    """The proofs of an account's verdict and of its statement, in their order."""
    seen = told(user, verdict)
    for says, e in (
        *((r["sentence"], e) for r in seen["reasons"] for e in r["evidence"]),
        *((p["label"], p["evidence"]) for p in seen["possible"]),
    ):
        yield Proof(e["kind"], e["ref"], dt.date.fromisoformat(e["on"]), e["who"], e["quote"], says)
    for r in statements.read(home, verdict.refresh.statements, verdict.account):
        yield Proof(r["proof"], r["ref"], r["on"], r["who"], r["quote"], r["sentence"])
