"""Promises that our own notes report: "I promised them the drawings by Friday", "she said she would pay in June"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from comity.book.whois import WhoIsWho
from comity.later import module
from comity.ledger.promising.cues import cue, words, words_of
from comity.signals.own_words.spans import Span, said

if TYPE_CHECKING:
    from comity.signals import sentences as telling
else:
    telling = module("comity.signals.sentences")

_OURS, _THEIRS, _NONE = (cue("reported", name) for name in ("ours", "theirs", "none"))

_AHEAD = cue("reported", "ahead")
_HANGS, _DENIED, _DOUBTED = cue("saying", "hangs"), cue("saying", "denied"), cue("reported", "doubted")

_ANYBODY = words("reported", "anybody")


def reports(sentence: str) -> bool:
    """Whether a sentence of a note says outright that something was promised."""
    return not _NONE.search(sentence) and bool(_OURS.search(sentence) or _THEIRS.search(sentence))


def called(whois: WhoIsWho, accounts: Collection[str]) -> Mapping[str, frozenset[str]]:
    """By account, of these accounts, the words of its people's names and of its own, in lower case."""
    found: dict[str, set[str]] = {account: set() for account in accounts}
    for person in whois.people.values():
        if person.account in found:
            found[person.account].update(words_of(person.name))
    for account, names in found.items():
        if account in whois.accounts:
            names.update(words_of(whois.accounts[account].name))
    return {account: frozenset(names) for account, names in found.items()}


def reported(
    note: str, theirs: Collection[str] = (), by_when: Callable[[str], object] = lambda _: None
) -> Iterator[tuple[str, str]]:
    """Each sentence of a note that says outright that something was promised, and by which side; or that somebody of
    theirs will do it on a day ahead (`by_when` tells which a text names), which nobody knows but from them.

    What we merely mean to do is no promise: a note is read by nobody of theirs. Who promised is of theirs where
    it is one of these words, in lower case (names of their people and firm), or he, she, they; else it is anybody.
    """
    for span in telling.sentences(note, (Span(0, len(note)),)):
        text = said(note, span)
        if _NONE.search(text):
            continue
        if _OURS.search(text):
            yield text, "us"
        elif (found := _THEIRS.search(text)) and _of_theirs(found["who"] or found["by"] or found["name"], theirs):
            yield text, "client"
        elif (ahead := _AHEAD.search(text)) and by_when(text) and not _doubtful(text, ahead.start()):
            if ahead["ours"]:
                yield text, "us"
            elif _of_theirs(ahead["who"], theirs):
                yield text, "client"


def _doubtful(text: str, begin: int) -> bool:
    """Whether it hangs on something or nobody is sure, or from where it begins it is denied."""
    return bool(_HANGS.search(text) or _DOUBTED.search(text) or _DENIED.search(text[begin:]))


def _of_theirs(who: str | None, theirs: Collection[str]) -> bool:
    return not who or who.lower() in _ANYBODY or who.lower() in theirs
