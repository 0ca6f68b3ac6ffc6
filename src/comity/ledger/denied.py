"""What a sentence plainly is not, whatever label it carries: a discount that is refused, a quote that is asked for.

The reader goes by words more than by whether they are denied, most of all abroad. Only what is plain is told here: of
all sentences whose labels are known none that carries them rightly fits.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from comity.signals.thresholds import SAID


def denied(label: str, probability: float, sentence: str) -> bool:
    """Whether a label of a sentence is plainly wrong. Never where a person confirmed it.

    No `concession` is a discount or the like that is refused, with nothing granted instead; no `free_work` is that
    somebody asks for a quote, unless for nothing, in a hurry, or together with something else.
    """
    told = _told().get(label)
    if told is None or probability >= SAID:
        return False
    return told["is"].search(sentence) is not None and told["unless"].search(sentence) is None


@cache
def _told() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    lists = tomllib.loads((resources.files("comity.ledger") / "denied.toml").read_text("utf-8"))
    return {
        label: {name: re.compile(text, re.IGNORECASE | re.VERBOSE) for name, text in parts.items()}
        for label, parts in lists.items()
    }
