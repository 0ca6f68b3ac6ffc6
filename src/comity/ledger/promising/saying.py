"""Which sentence promises something: what the reader is sure of, and what it doubts where its words look ahead.

Words alone tell little, and of the two sides not the same: of what we may have said and that names a day ahead, or says
outright what we do or they will have, nine of ten are promises, though the reader may only suspect them; of clients'
half are.
"""

from __future__ import annotations

import msgspec

from comity.later import pattern
from comity.ledger.promising.cues import Cue, cue
from comity.ledger.promising.deeds import PAYS
from comity.ledger.promising.topics import stems

_OURS = tuple(cue("saying", name) for name in ("ours", "theirs"))
_BINDS = (*_OURS, cue("saying", "third"))
_LOOKS_AHEAD = (*_OURS, *(cue("saying", name) for name in ("third", "present", "from_now", "word_given")))
_ON_A_DAY = cue("saying", "on_a_day")
_PAID = cue("saying", "paid")
_OFFERED = cue("saying", "offered")
_DENIED = cue("saying", "denied")
_HANGS = cue("saying", "hangs")
_UNSURE = cue("saying", "unsure")
_OTHERS = cue("saying", "others")
_ALLOWED, _NEWS, _YOURS = (cue("saying", name) for name in ("allowed", "news", "yours"))
_QUOTED = cue("saying", "quoted")
_IDLE = (*(cue("saying", name) for name in ("idle", "due_back", "to_others")), cue("deeds", "tardy"))
_DEMAND = cue("saying", "demand")
_EVENT, _ADDRESSED = cue("saying", "event"), cue("saying", "addressed")
_TERSE = cue("saying", "terse")
_EARLY = cue("saying", "early")

_CLAUSES = pattern(r"[,;:]\s")

# From which share of where `commitment` holds a sentence is weighed at all, and ours that has no verb; from which ours
# that names a day ahead is believed, and a client's that looks ahead too; from which anybody's that does either is; and
# from which ours, and then a client's, needs no bearing out.
FLOOR, LEAST, _DATED, _DOUBTED, _HOLDS, _SURE = 0.1, 0.02, 0.15, 0.75, 1.0, 1.5


class Said(msgspec.Struct, frozen=True):
    """A sentence as it is weighed: its words (`told`, in lower case), whose it is, and what the reader thinks of it.

    `dated` tells that it names a day ahead, or with `today` the day it was said; `part` is the sentence until it has
    named it, else all of it.

    `share` is the probability of the label `commitment` over its threshold (1 and more: it holds), `pays` that of
    `pay_notice`; `threat` tells that it may be one, `gives` that it grants something (`concession` holds), `instead`
    that another label holds that seldom stands beside a promise.
    """

    text: str
    part: str
    told: frozenset[str]
    side: str
    dated: bool
    share: float
    pays: float = 0.0
    threat: bool = False
    gives: bool = False
    instead: bool = False
    today: bool = False


def promises(said: Said) -> bool:
    """Whether a sentence promises something: no question, nothing offered, nothing that the other side said or is to
    do, nothing that is only felt, thought, waited for, demanded or allowed, that takes place or is there already; of
    what is doubted no threat of a client's, and nothing that is denied.
    """
    return _made(said) and not (_idle(said) or _demands(said) or _takes_place(said) or _there(said))


def _made(said: Said) -> bool:
    text = said.text
    if text.endswith("?") or _OFFERED.search(text) or _QUOTED.search(text):
        return False
    if (others := _OTHERS.search(text)) and not _OURS[0].search(text[others.end() :]):
        return False
    if said.share >= _SURE:
        return True
    if said.side == "client" and said.threat:
        return False
    held = said.side == "us" and said.share >= _HOLDS and not _unsure(said)
    return ((held or _borne_out(said)) and not _DENIED.search(said.part)) or _tells_of_payment(said)


def terse(side: str, text: str) -> bool:
    """Whether we say without a verb what there will be by when: nearly always a promise, of which the reader hears
    little.
    """
    return side == "us" and _TERSE.search(text) is not None


def _idle(said: Said) -> bool:
    """Whether all that sounds like a promise binds nobody: somebody is away, is glad, or will believe it then;
    something is to be back with them, or came late; or a client lets us begin, or tells of its own house.
    """
    text = said.text
    cues = _IDLE
    if said.side == "client":
        at_home = not (_YOURS.search(text) or PAYS.search(text))
        cues = (*_IDLE, _ALLOWED, _NEWS) if at_home else (*_IDLE, _ALLOWED)
    found = next(filter(None, (idle.search(text) for idle in cues)), None)
    if not found:
        return False
    beside = f"{text[: found.start()]} {text[found.end() :]}"
    return not any(c.search(beside) for c in _BINDS)


def _demands(said: Said) -> bool:
    """Whether the day is one by which the speaker wants something: nobody will do anything beside, and nothing else is
    said between.
    """
    found = _DEMAND.search(said.part)
    if not found or any(c.search(f"{said.text[: found.start()]} {said.text[found.end() :]}") for c in _BINDS):
        return False
    return all(len(stems(clause)) < 2 for clause in _CLAUSES.split(said.part[found.end() :])[1:])


def _takes_place(said: Said) -> bool:
    """Whether a client tells what takes place on a day: nobody of ours is spoken to, no money is meant, and they do
    nothing beside.
    """
    text = said.text
    if said.side != "client" or said.pays >= 1 or PAYS.search(text) or _ADDRESSED.search(text):
        return False
    found = _EVENT.search(text)
    return found is not None and not any(c.search(f"{text[: found.start()]} {text[found.end() :]}") for c in _OURS)


def _there(said: Said) -> bool:
    """Whether it is there, and earlier than was said, which nobody says of what is yet to come: no later day is named,
    and nobody will do anything.
    """
    ahead = said.dated and not said.today
    return not ahead and _EARLY.search(said.text) is not None and not any(c.search(said.text) for c in _BINDS)


def _unsure(said: Said) -> bool:
    return bool(_HANGS.search(said.text, said.told) or _UNSURE.search(said.part))


def _borne_out(said: Said) -> bool:
    """Whether the words bear out what the reader doubts: not where it heard something else instead."""
    if said.share < _HOLDS and (said.instead or (said.gives and said.share < _DOUBTED)):
        return False
    ahead = _any(_LOOKS_AHEAD, said)
    if said.share >= _DOUBTED and ahead:
        return True
    if terse(said.side, said.text) and said.dated and not _unsure(said):
        return True
    if said.share < FLOOR or _unsure(said):
        return False
    if said.share >= _DOUBTED and said.dated:
        return True
    if said.dated and said.share >= _DATED:
        return said.side == "us" or ahead or bool(_ON_A_DAY.search(said.part))
    return said.side == "us" and _any(_OURS, said)


def _any(cues: tuple[Cue, ...], said: Said) -> bool:
    return any(cue.search(said.text, said.told) for cue in cues)


def _tells_of_payment(said: Said) -> bool:
    """Whether a client says on which day money comes, which is as good as promised, rather than that it came."""
    first = _CLAUSES.split(said.text)[0]
    return said.side == "client" and said.dated and said.pays >= 1 and not _PAID.search(first)
