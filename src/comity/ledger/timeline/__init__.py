"""Everything that happened with an account, on one line of time: mail, calls, meetings, money, hours, notes and more.

One SQL file a kind; the folder is the list. No body of a mail is in it: its subject, whose it is, and its key.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib import resources

import pyarrow as pa

from comity.engine import Engine
from comity.ledger.columns import DAY, INSTANT, NUMBER, TEXT

KINDS = ("mail", "call", "meeting", "invoice", "payment", "hours", "note", "exception", "contract", "deal", "placement")

SCHEMA = pa.schema(
    [("account", TEXT), ("happened_on", DAY), ("happened_at", INSTANT), ("kind", TEXT), ("side", TEXT),
     ("proof_kind", TEXT), ("ref", TEXT), ("person", TEXT), ("who", TEXT), ("detail", TEXT), ("says", TEXT),
     ("amount", NUMBER), ("unit", TEXT), ("thread", TEXT)]
)  # fmt: skip


@cache
def kind_files() -> Mapping[str, str]:
    """The SQL of each kind of happening, by name."""
    files = sorted((f for f in resources.files(__name__).iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return {f.name[:-4]: f.read_text("utf-8") for f in files}


def timeline(engine: Engine, day: dt.date) -> pa.Table:
    """What happened with every account as known on a day, by account, the newest first."""
    columns = ", ".join(SCHEMA.names)
    parts = [
        engine.query(f"select {columns} from ({sql}) as happening where day = date '{day}'").cast(SCHEMA)
        for sql in kind_files().values()
    ]
    order = [("account", "ascending"), ("happened_on", "descending"), ("happened_at", "descending"),
             ("kind", "ascending"), ("ref", "ascending"), ("who", "ascending"), ("detail", "ascending")]  # fmt: skip
    return pa.concat_tables(parts).sort_by(order)
