"""What reading the sample mailboxes gives, as a file to be looked at: python -m tests.sources.mail.golden"""

from __future__ import annotations

import json

from comity.sources import Reject, Row, mail
from tests.sources.mail.messages import SAMPLES, exports, labels

GOLDEN = SAMPLES.parent / "golden.json"


def reading() -> dict[str, object]:
    """Per file of the samples: the outcomes in their order, or that it is no mail."""
    found: dict[str, object] = {}
    for export in exports(SAMPLES):
        if not mail.detect(export):
            found[export.name] = "no mail"
            continue
        found[export.name] = [_shown(outcome) for outcome in mail.read(export)]
    return found


def _shown(outcome: object) -> object:
    if isinstance(outcome, Reject):
        return {"place": outcome.place, "reject": outcome.reason}
    assert isinstance(outcome, Row)
    said = {key: value for key, value in outcome.values.items() if value not in ("", []) and value is not False}
    return {"place": outcome.place, "ref": outcome.ref, **said, "filed": labels(outcome)}


def as_text() -> str:
    """The reading as it is kept."""
    return json.dumps(reading(), indent=1, ensure_ascii=False, default=str) + "\n"


if __name__ == "__main__":
    GOLDEN.write_text(as_text(), encoding="utf-8")
