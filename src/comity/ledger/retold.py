"""What a client retells of others: a landlord's threat, or a customer's wish that they turned down, is not theirs.

Only what is plain is told here. What their own people say or want is theirs, and so is what they hand on of others
without a word against it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from comity.later import pattern
from comity.signals.labels import GRAVE
from comity.signals.thresholds import SAID

_MARKED = pattern(r"[\"“„«][^\"“”„«»]+(?:[\"“”»]|$)")
_ENDS = pattern(r"[\s.!?,;\"“”»]*")
# These are done by being said: quoted of somebody else they are that one's. An ask that is quoted may be handed on.
_SAID_TO_THEM = frozenset({"threat", "contempt", "pay_refusal"})


def retold(label: str, probability: float, sentence: str) -> bool:
    """Whether a grave label of a client's sentence is plainly somebody else's. Never where a person confirmed it.

    It is where a landlord, customer, supplier, competitor or the like is quoted and nothing follows; and where the
    client tells what one of these says or wants, or what he, she or they wrote, and that they would have none of it;
    and where they tell by hearsay what somebody did, with nothing in it of themselves or of us.
    """
    if label not in GRAVE or probability >= SAID:
        return False
    heard = _whole("{opens}(?:{hears})").match(sentence)
    if heard is not None and not _whole("{ours}|{own}").search(sentence[heard.end() :]):
        return True
    quoted = _MARKED.search(sentence)
    if quoted is None:
        wish = _whole(r"{opens}{other}\s+{wants}(?P<rest>.*?){stands_off}").match(sentence)
        return wish is not None and not _whole("{own}").search(wish["rest"])
    before, behind = sentence[: quoted.start()], sentence[quoted.end() :]
    turned_down = _whole("{stands_off}").match(f'"{behind}') is not None
    if _whole(r"{opens}{other}\s+{says}[\s,:;–—-]*$").match(before):
        return turned_down or (label in _SAID_TO_THEM and _ENDS.fullmatch(behind) is not None)
    return turned_down and _whole(r"{opens}{he}\s+{says}[\s,:;–—-]*$").match(before) is not None


@cache
def _whole(parts: str) -> re.Pattern[str]:
    """An expression of the parts that it names."""
    return re.compile(parts.format_map(_told()), re.I | re.X | re.S)


@cache
def _told() -> Mapping[str, str]:
    return tomllib.loads((resources.files("comity.ledger") / "retold.toml").read_text("utf-8"))
