"""Where things stand in a body: offsets, and what was told apart."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True):
    """A stretch of the body as it was given: characters `start` up to, not including, `end`."""

    start: int
    end: int


class OwnWords(msgspec.Struct, frozen=True):
    """A body told apart: the writer's own text, what they quoted, and what stands below their name.

    All spans are in order, disjoint, within the body, never empty, and begin and end with a visible character.
    `signature` holds sign-offs, signatures, device lines, disclaimers and footers. `cut` tells that the body was longer
    than what is looked at; what lies behind the cut is in no span. `forwarded` tells that the body says of itself that
    a part of it was forwarded; that part is in `quoted`.
    """

    spans: tuple[Span, ...]
    cut: bool = False
    quoted: tuple[Span, ...] = ()
    signature: tuple[Span, ...] = ()
    forwarded: bool = False


def said(body: str, span: Span) -> str:
    """What a span says, its white space folded."""
    return " ".join(body[span.start : span.end].split())
