"""Which sentence promises something: what the reader hears, borne out by its shape, and what it misses by its cues."""

from __future__ import annotations

import re

import msgspec

from comity.later import pattern
from comity.ledger.promising.cues import cue, words

_OURS = cue("saying", "ours")
_PRESENT = cue("saying", "present")
_CAN = cue("saying", "can")
_WORD_GIVEN = cue("saying", "word_given")
_PAYS = cue("saying", "pays")
_PAID = cue("saying", "paid")
_THEIRS = cue("saying", "theirs")
_THIRD = cue("saying", "third")
_WILL_BE_PAID = cue("saying", "will_be_paid")
_FROM_NOW = cue("saying", "from_now")
_ASKED = cue("saying", "asked")
_ASKED_INSIDE = cue("saying", "asked_inside")
_WISH = cue("saying", "wish")
_OFFERED = cue("saying", "offered")
_OR_ELSE = cue("saying", "or_else")
_HANGS = cue("saying", "hangs")
_PAST = cue("saying", "past")
_AHEAD = cue("saying", "ahead")
_LOGISTICS = cue("saying", "logistics")
_MONEY_ALONE = pattern(r"^[\W\d]*(?:invoice|inv|rechnung|factuur|facture|factura)\b", re.I)
_LONGEST_FRAGMENT = 13  # words; "Both drawings by the 9th" is a promise because it is short
_LONGEST = 60
_LIMIT = cue("saying", "limit")
_FINITE = cue("saying", "finite")

# From which probability of the reader cues are listened to, as shares of where the label holds.
FLOOR = 0.03

_PLAIN, _PERHAPS = words("gates", "plain"), words("gates", "perhaps")
# Below the first share a sentence must name a day to promise something, below the second its cue must be a plain one.
_UNDATED, _DOUBTED = 0.3, 0.1
# From this share on what the reader hears is hardly questioned.
_SURE, _HEARD_WELL = 2.5, 1.5


def worth_weighing(told: frozenset[str], share: float, *, dated: bool) -> bool:
    """Whether a sentence with these words may promise something: a quick look before the thorough one."""
    if share >= 1 or (dated and share >= _UNDATED):
        return True
    if not dated and share < _UNDATED:
        return False
    return not told.isdisjoint(_PLAIN) or (share >= _DOUBTED and not told.isdisjoint(_PERHAPS))


class Said(msgspec.Struct, frozen=True):
    """A sentence as it is weighed: its words (`told`, in lower case), whose it is, and what the reader thinks of it.

    `dated` tells that it names a day ahead.

    `share` is the probability of the label `commitment` over its threshold (1 and more: it holds), `pays` that of
    `pay_notice`; `other` tells that it says something else, `threat` that it may be one.
    """

    text: str
    told: frozenset[str]
    side: str
    dated: bool
    share: float
    pays: float = 0.0
    other: bool = False
    threat: bool = False


def promises(said: Said) -> bool:
    """Whether a sentence promises something.

    What the reader hears must look ahead; what it only suspects needs a cue, and the less it suspects, the plainer a
    one.
    """
    text = said.text
    if text.endswith("?") or _ASKED_INSIDE.search(text, said.told) or _OFFERED.search(text):
        return False
    if said.side == "client" and said.share < _SURE and (said.threat or _OR_ELSE.search(text)):
        return False
    ours = bool(_OURS.search(text, said.told))
    if said.share >= 1:
        return _borne_out(said, ours=ours)
    if (said.share < FLOOR and said.pays < 1) or _ASKED.search(text) or len(text.split()) > _LONGEST:
        return False
    if said.dated and said.side == "client" and _will_pay(said):
        return True
    if _WISH.search(text) or _LOGISTICS.search(text):
        return False
    if _HANGS.search(text) and (not said.dated or said.other or said.side == "client"):
        return False
    return _cued(said, ours=ours)


def _borne_out(said: Said, *, ours: bool) -> bool:
    """Whether what the reader hears looks like a promise: it looks ahead, and what is hardly heard is nothing else."""
    text = said.text
    if said.share < _SURE and (_LOGISTICS.search(text) or _ASKED.search(text) or _WISH.search(text)):
        return False
    if said.other and not ours and said.share < (_HEARD_WELL if said.dated else _SURE):
        return False
    if ours or _AHEAD.search(text) or _THEIRS.search(text, said.told):
        return True
    if said.dated:
        return not _PAST.search(text)
    return bool(_FROM_NOW.search(text, said.told) or _WORD_GIVEN.search(text) or _THIRD.search(text, said.told))


def _cued(said: Said, *, ours: bool) -> bool:
    text = said.text
    if not said.dated and not ours:
        standing = said.side == "us" and _FROM_NOW.search(text, said.told)
        return bool(standing or (said.side == "client" and _WILL_BE_PAID.search(text))) and said.share >= 0.3
    if not said.dated:
        return said.share >= 0.5 and not said.other and said.side == "us"
    if ours and said.side == "client":
        return said.share >= (0.6 if said.other else 0.3) or bool(_WORD_GIVEN.search(text))
    if ours or _THEIRS.search(text, said.told) or _WORD_GIVEN.search(text):
        return True
    if _PRESENT.search(text, said.told):
        return said.share >= 0.1
    if said.side == "us" and _CAN.search(text, said.told):
        return said.share >= 0.4
    if _FROM_NOW.search(text, said.told) and not said.other:
        return said.share >= (0.2 if said.side == "us" else 0.5)
    if _THIRD.search(text, said.told) and said.share >= (0.6 if said.other else 0.25):
        return True
    return not said.other and _is_fragment(text) and said.share >= _least(text, said.side)


def _will_pay(said: Said) -> bool:
    """Whether money is said to come, rather than to have come or not to come."""
    pays = said.pays >= 1 or (said.pays >= 0.1 and _PAYS.search(said.text))
    return bool(pays) and not _PAID.search(re.split(r"[,;:]\s", said.text)[0])


def _least(text: str, side: str) -> float:
    """How much the reader must suspect of a bare name with its day."""
    if _LIMIT.search(text):
        return FLOOR if side == "us" else 0.2
    return 0.3 if side == "us" else 1.0


def _is_fragment(text: str) -> bool:
    """Whether this is the bare name of a thing with its day: "Drawings of both halls by 9 May"."""
    shaped = len(text.split()) <= _LONGEST_FRAGMENT and not _FINITE.search(text)
    return shaped and not (_LOGISTICS.search(text) or _PAST.search(text) or _MONEY_ALONE.search(text))
