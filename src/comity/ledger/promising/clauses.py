"""The clauses of one sentence that each promise something by a day of their own: "I send the plans on Tuesday, and Ben
rings you on Friday".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from comity.later import pattern
from comity.ledger.promising.cues import cue

# Between two clauses: what joins them, where what follows does not hang on what stands before.
_JOINT = pattern(
    r"\s*(?:[,;]\s+(?!(?:as|because|since|when|if|unless|which|who|whom|whose|that|before|until|after|while|where|weil|da|wenn|falls"
    r"|damit|sobald|bevor|bis|dass|als|nachdem|obwohl|omdat|zodat|zodra|voordat|parce|car|quand|dès|que|qui|lorsque|puisque"
    r"|porque|cuando|aunque|mientras)\b)(?:(?:and|und|et|en|y|e|but|aber|mais|maar|pero|so|dann|puis|dan)\s+)?"
    r"|\s(?:and|und|et|en|y|e)\s+|\s[–—-]\s)(?:(?:then|also|dann|auch|ensuite|dan|ook|luego|también)\s+)?", re.I,
)  # fmt: skip
_BINDS = tuple(cue("saying", name) for name in ("ours", "theirs", "third", "present", "somebody"))
_GOES_ON, _SAME = cue("saying", "goes_on"), cue("saying", "same")
_YOU, _THEIRS = cue("saying", "you"), cue("saying", "theirs")

Place = tuple[int, int]


def clauses(text: str) -> Iterator[Place]:
    """Where each part of a sentence stands that could promise something by itself; nothing of a sentence of one."""
    starts, ends = [0], []
    for joint in _JOINT.finditer(text):
        ends.append(joint.start())
        starts.append(joint.end())
    return zip(starts, [*ends, len(text)], strict=True) if ends else iter(())


def runs(text: str) -> Iterator[str]:
    """Every run of parts of a sentence but all of it: what `promised_parts` finds is one of these."""
    parts = list(clauses(text))
    for first, (begin, _) in enumerate(parts):
        for last, (_, end) in enumerate(parts[first:], first):
            if last - first + 1 < len(parts):
                yield text[begin:end]


def promised_parts(text: str, dated: Callable[[str], bool]) -> list[Place]:
    """The parts of a sentence that each say what will be done, by a day of their own, to where the next one begins.

    Several: each is a promise. One alone: what stands before it is of another day. None where it is the whole sentence,
    or nothing in it is told apart.
    """
    parts = list(clauses(text))
    found = [n for n, (begin, end) in enumerate(parts) if dated(text[begin:end]) and _binds(text[begin:end], n)]
    if not found or (len(found) == 1 and not any(dated(text[begin:end]) for begin, end in parts[: found[0]])):
        return []
    begins = [parts[n][0] for n in found]
    if len(found) > 1 and not any(dated(text[begin:end]) for begin, end in parts[: found[0]]):
        begins[0] = 0
    ends = [parts[n - 1][1] for n in found[1:]]
    return list(zip(begins, [*ends, len(text)], strict=True))


def goes_on(part: str) -> bool:
    """Whether a part names nobody who does it, and is of what stands before it."""
    return _GOES_ON.search(part) is not None


def _binds(part: str, number: int) -> bool:
    """Whether a part says by itself what will be done, by somebody or something else than the part before; or goes on
    with another deed of whoever it was.
    """
    if _SAME.search(part) or (_YOU.search(part) and not _THEIRS.search(part)):
        return False
    return any(binds.search(part) for binds in _BINDS) or (number > 0 and goes_on(part))
