"""Which sentence promises something: what the reader is sure of, and what it doubts where its words look ahead.

Words alone tell little: of sentences that the reader hardly suspects and that look like a promise one of six is one.
"""

from __future__ import annotations

import re

import msgspec

from comity.ledger.promising.cues import cue

_LOOKS_AHEAD = tuple(cue("saying", name) for name in ("ours", "present", "theirs", "third", "from_now", "word_given"))
_PAID = cue("saying", "paid")
_OFFERED = cue("saying", "offered")
_DENIED = cue("saying", "denied")

# From which share of where `commitment` holds a sentence is weighed at all, and from which it needs no bearing out.
FLOOR, _SURE = 0.75, 1.5


class Said(msgspec.Struct, frozen=True):
    """A sentence as it is weighed: its words (`told`, in lower case), whose it is, and what the reader thinks of it.

    `dated` tells that it names a day ahead.

    `share` is the probability of the label `commitment` over its threshold (1 and more: it holds), `pays` that of
    `pay_notice`; `threat` tells that it may be one.
    """

    text: str
    told: frozenset[str]
    side: str
    dated: bool
    share: float
    pays: float = 0.0
    threat: bool = False


def promises(said: Said) -> bool:
    """Whether a sentence promises something: no question, nothing offered; of what is doubted no threat of a client's,
    and nothing that is denied.
    """
    text = said.text
    if text.endswith("?") or _OFFERED.search(text):
        return False
    if said.share >= _SURE:
        return True
    if said.side == "client" and said.threat:
        return False
    ahead = said.share >= FLOOR and any(cue.search(text, said.told) for cue in _LOOKS_AHEAD)
    return (ahead and not _DENIED.search(text)) or _tells_of_payment(said)


def _tells_of_payment(said: Said) -> bool:
    """Whether a client says on which day money comes, which is as good as promised, rather than that it came."""
    first = re.split(r"[,;:]\s", said.text)[0]
    return said.side == "client" and said.dated and said.pays >= 1 and not _PAID.search(first)
