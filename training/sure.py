"""When a grave label decides, for a reader that went on learning (`training.further`): chosen on mail of firms that
taught it nothing, since the sentences left out of the folds have taught it by then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from comity.signals.encoder import LARGER
from comity.signals.labels import GRAVE
from training.data import Example
from training.ears import HOME, Parts
from training.reader import SUREST, language, thresholds

Held = Mapping[str, Mapping[str, float]]


def sure(made: Parts, examples: Sequence[Example]) -> Parts:
    """The same reader, but for when its grave labels decide after three steps: from where it is right on these
    sentences, of which those in English count.
    """
    some, told = [e for e in examples if language(e.utterance()) == HOME], made.told[LARGER]
    found = thresholds(made.reader().read([e.utterance() for e in some]), some)
    held = deciding(told["thresholds"], found["holds"])
    digest = hashlib.blake2b(f"{told['version']} {json.dumps(held)}".encode(), digest_size=6)
    further = {**told, "version": f"ears-{digest.hexdigest()}", "thresholds": held}
    return replace(made, told={**made.told, LARGER: further})


def deciding(before: Held, found: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Thresholds (`training.reader.thresholds`) with those from which grave labels decide taken from others.

    One that never was as precise there as it must be keeps what it had: that was found on more writers and firms.
    """
    holds = {**before["holds"], **{name: round(found[name], 3) for name in GRAVE if found[name] < SUREST}}
    return {"holds": holds, "possibly": {name: min(p, holds[name]) for name, p in before["possibly"].items()}}
