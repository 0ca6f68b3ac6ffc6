"""How a proof is named in an address."""

from __future__ import annotations

import hashlib


def key(kind: str, ref: str, quote: str) -> str:
    """The proof's name: the same in every refresh, and without the ref, which tells who wrote."""
    return hashlib.blake2b("\x1f".join((kind, ref, quote)).encode("utf-8", "replace"), digest_size=9).hexdigest()


def person_key(person: str) -> str:
    """Somebody's name in an address, which does not tell who they are."""
    return hashlib.blake2b(person.encode("utf-8", "replace"), digest_size=9).hexdigest()
