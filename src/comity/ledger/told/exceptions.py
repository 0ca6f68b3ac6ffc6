"""What was asked or granted beyond the agreement, each way, and what answer each ask of theirs got."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib import resources

import pyarrow as pa

from comity.engine import Engine


def exceptions(engine: Engine, day: dt.date) -> pa.Table:
    """By account, the newest first; `outcome` is 'granted', 'answered' or 'unanswered' for an ask, else 'given'."""
    return engine.query(_sql().replace("{day}", f"date '{day}'"))


@cache
def _sql() -> str:
    return (resources.files("comity.ledger.told") / "exceptions.sql").read_text("utf-8")
