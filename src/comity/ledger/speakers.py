"""Whose words a note quotes: its writer's, the client's, or somebody else's, by who is said to tell or write them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from comity.book.titles import read_title
from comity.later import pattern
from comity.ledger.promising.cues import Cue

_WORD = pattern(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_SENTENCE = pattern(r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bHr)(?<!\bNr)(?<!\bNo)[.!?…]\s+|\n")
_PART = pattern(r"[,;:–—()]|\s-\s")
_LINK = pattern(r"\W*(?:and|und|et|en|y)\b\W*|\W*[,&]\W*")
_HIGH = 2  # from this level on a title stands for one of their people
_NEAR = 2  # words between "my" and the letter that is meant
_PASSED = ("idle", "to_them", "their", "joints", "helps", "third_helps")  # names nobody who tells


class Quotation(NamedTuple):
    """What a note quotes, and what stands before and behind it, up to the quotations next to it."""

    before: str
    words: str
    behind: str


def by_client(quoted: Sequence[Quotation], theirs: Collection[str]) -> list[bool]:
    """Of each of a note's quotations whether it is the client's.

    It is where somebody of theirs, he, she or they say it, or nobody is named; `theirs` are the words of their people's
    names and of their own, in lower case. What we said, and what anybody else did, is none of the client's.
    """
    found: list[bool] = []
    for q in quoted:
        lead = _SENTENCE.split(q.before)[-1].replace("’", "'")
        if found and _LINK.fullmatch(lead):
            found.append(found[-1])  # “…” and “…”
            continue
        answer = _told_by(lead, theirs, asking=q.words.rstrip().endswith("?"))
        if answer is None and not lead.strip() and _goes_on(q):
            answer = _told_by(_SENTENCE.split(q.behind)[0].replace("’", "'").lstrip(" ,–—-"), theirs, asking=False)
        found.append(answer is not False)
    return found


def _goes_on(q: Quotation) -> bool:
    """Whether the sentence goes on behind the quotation: “…”, I told him."""
    return not q.words.rstrip().endswith((".", "!", "?", "…")) and not _LINK.match(q.behind.lstrip(" ,"))


def _told_by(lead: str, theirs: Collection[str], *, asking: bool) -> bool | None:
    """Whether somebody of theirs tells what follows these words; None where they name nobody."""
    tells = _list("tells") | (_list("asks") if asking else frozenset())
    verb = next((m for m in reversed(list(_WORD.finditer(lead))) if m[0].lower() in tells or _we_tell(lead, m)), None)
    if verb is None:
        return _headed(lead, theirs)
    if _we_tell(lead, verb):
        return False
    *earlier, clause = _clauses(lead[: verb.start()])
    earlier = [part for part in earlier if part[0].lower() not in _list("joints")]
    behind = _WORD.findall(lead[verb.end() :])
    if _list("passive") & {w.lower() for w in clause}:  # who is told stands there
        return _first(behind[1:], theirs) if behind and behind[0].lower() in _list("by") else None
    if earlier and [w.lower() for w in clause] in (["who"], ["qui"], ["quien"]):
        return _first(earlier[-1][-1:], theirs)
    answer = _subject(clause, theirs)
    if answer is None:
        answer = _unnamed(verb[0].lower(), clause, behind, theirs)
    return _acted([w.lower() for w in earlier[-1]], theirs) if answer is None and earlier else answer


def _acted(words: Sequence[str], theirs: Collection[str]) -> bool | None:
    """Whether whoever these words before are about is of theirs; a letter that is only got may be anybody's."""
    if not _list("letters").isdisjoint(words) and _list("tells").isdisjoint(words):
        return None
    return next((w not in _list("we") for w in words if w in _list("we") | _list("they") or w in theirs), None)


def _subject(clause: Sequence[str], theirs: Collection[str]) -> bool | None:
    """Whether the nearest that may be the subject, seen from the verb behind it, is of theirs."""
    if _our_letter([w.lower() for w in clause]):
        return False
    somebody = letter = False
    for n in range(len(clause) - 1, -1, -1):
        word = clause[n].lower()
        if word in _list("to_us") and (n or word not in _list("we")) and not (somebody or letter):
            continue
        if word in _list("we") or (word in _list("ours") and not _hangs(clause, n)):
            return False
        if word in _list("they"):
            return True
        if any(word in _list(name) for name in _PASSED) or _hangs(clause, n):
            continue
        if word.endswith("'s"):
            somebody = somebody or (letter and not _known(word.removesuffix("'s"), theirs))
        elif word in _list("letters"):
            letter = True
        elif _of_theirs(clause, n, theirs):
            return True
        elif word not in theirs:
            somebody = somebody or not word.endswith("ly")
    return False if somebody else None


def _our_letter(words: Sequence[str]) -> bool:
    """Whether they begin with a letter of ours: "My second mail to Tom"."""
    return bool(words) and words[0] in _list("ours") and not _list("letters").isdisjoint(words[1 : 2 + _NEAR])


def _hangs(clause: Sequence[str], n: int) -> bool:
    """Whether a word hangs on what stands before it: "the man *from Leeds*", "my mail *to Tom*"."""
    before = (w.lower() for w in reversed(clause[1:n]))
    past = _list("idle") | _list("their") | _list("ours")
    return next((w for w in before if w in _list("joints") or w not in past), "") in _list("joints")


def _of_theirs(words: Sequence[str], n: int, theirs: Collection[str]) -> bool:
    """Whether a word is the name of one of theirs, or what one of theirs is called where no other firm's is meant."""
    word, before = words[n].lower(), words[n - 1].lower() if n else ""
    if word in theirs:
        return before not in _list("helps")  # "Ich habe Tom geantwortet"
    if before.endswith("'s") and not _known(before.removesuffix("'s"), theirs):
        return False
    if word in _list("customers"):
        return before not in _list("their") and not before.endswith("'s")
    return _known(word, theirs)


def _known(word: str, theirs: Collection[str]) -> bool:
    """Whether a word means one of theirs in a note about them."""
    if word in theirs or word in _list("anybody"):
        return True
    return word not in _list("others") and (read_title(word).level or 0) >= _HIGH


def _unnamed(verb: str, clause: Sequence[str], behind: Sequence[str], theirs: Collection[str]) -> bool | None:
    """Where nobody stands before the verb: "Told him: …", "Wrote to Tom: …", "Hab ihm gesagt: …" are ours; else whoever
    stands behind it.
    """
    before, after = {w.lower() for w in clause}, [w.lower() for w in behind]
    whom = next((w for w in after if w not in _list("joints")), "")
    if whom in _list("to_us") or before & _list("third_helps"):
        return None
    last = next((w.lower() for w in reversed(clause) if w.lower() not in _list("helps") | _list("idle")), "")
    if whom in _list("to_them") or last in _list("to_them"):
        return False
    if verb in _list("told_whom") or after[:1] in (["to"], ["an"], ["à"], ["aan"]):
        return False if whom else None
    return _first(behind, theirs) if behind else None


def _first(words: Sequence[str], theirs: Collection[str]) -> bool | None:
    """Whether the first of these words that means anybody means one of theirs; None where we know of none."""
    for n, word in enumerate(w.lower() for w in words):
        if word in _list("we") or word in _list("others"):
            return word in theirs
        if word in _list("they") or _of_theirs(words, n, theirs):
            return True
    return None


def _headed(lead: str, theirs: Collection[str]) -> bool | None:
    """The same of words without a verb: "My answer: …", "Mail to Tom: …", "Their landlord to Tom: …"."""
    words = [w.lower() for w in _clauses(lead.rstrip(" :\t"))[-1]]
    if not words or not lead.rstrip().endswith(":"):
        return None
    if _our_letter(words):
        return False
    if words[0] in _list("letters") and words[1:2] == ["to"]:
        return None if words[2:3] and words[2] in _list("to_us") else False
    if len(words) == 1 and words[0] in _list("we") | _list("to_us"):
        return False
    return _first([w for w in words if w not in _list("we")], theirs)


def _clauses(text: str) -> list[list[str]]:
    """The words of each part of a sentence, the last one that in which a verb would stand next."""
    found: list[list[str]] = [[]]
    for part in _PART.split(text):
        if found[-1]:
            found.append([])
        for word in _WORD.findall(part):
            if word.lower() in _list("joins") and found[-1]:
                found.append([])
            elif word.lower() not in _list("joins"):
                found[-1].append(word)
    return found


@cache
def _told() -> Mapping[str, str]:
    return tomllib.loads((resources.files("comity.ledger") / "speakers.toml").read_text("utf-8"))


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(_told()[name].split())


@cache
def _form() -> Cue:
    return Cue(_told()["we_tell"], frozenset())


def _we_tell(lead: str, verb: re.Match[str]) -> bool:
    return bool(_form().search(lead[: verb.end()]))
