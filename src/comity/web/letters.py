"""What somebody wrote in a message, as pages quote it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from comity.signals.own_words.split import own_words


def own_text(row: Mapping[str, Any]) -> str:
    """A message's words without quoted mail and signature, in one line."""
    body = row["body"] or ""
    told = own_words(body, html=row["body_from"] == "html", writer=row["sender_name"] or "")
    return " ".join(" ".join(body[s.start : s.end] for s in told.spans).split())
