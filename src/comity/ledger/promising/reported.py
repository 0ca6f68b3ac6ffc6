"""Promises that our own notes report: "I promised them the drawings by Friday", "she said she would pay in June"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity.later import module
from comity.ledger.promising.cues import cue
from comity.signals.own_words.spans import Span, said

if TYPE_CHECKING:
    from comity.signals import sentences as telling
else:
    telling = module("comity.signals.sentences")

_OURS, _THEIRS, _NONE = (cue("reported", name) for name in ("ours", "theirs", "none"))


def reported(note: str) -> Iterator[tuple[str, str]]:
    """Each sentence of a note that says outright that something was promised, and by which side.

    What somebody merely means to do is no promise: a note is read by nobody of theirs.
    """
    for span in telling.sentences(note, (Span(0, len(note)),)):
        text = said(note, span)
        if _NONE.search(text):
            continue
        if _OURS.search(text):
            yield text, "us"
        elif _THEIRS.search(text):
            yield text, "client"
