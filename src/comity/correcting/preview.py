"""What one correction would change: the account judged again from what the last refresh laid ready, without its mail.

The tables that measures stand on are cut to the account, the correction is laid on their rows, and everything after
that is the same as in a refresh. Only a promise whose outcome was read out of the corrected words keeps its outcome
until then.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from comity.book.corrections import HOLDS, HOLDS_NOT, digest
from comity.correcting import promised
from comity.engine import Engine
from comity.engine.duck import DuckEngine
from comity.ledger.columns import SCHEMAS, table
from comity.ledger.corrected import SAID
from comity.ledger.lines import crossings
from comity.ledger.statement import Entry, statement
from comity.ledger.views import make_views
from comity.measures import measures
from comity.measures.compute import values
from comity.standing.policy import Policy
from comity.standing.verdict import Seen, Verdict, judge

# By name, the tables that measures stand on, each cut to what is needed.
Tables = Mapping[str, pa.Table]
Row = dict[str, Any]
_UNNUMBERED = -1


@dataclass(frozen=True, slots=True)
class Frame:
    """What judging needs beside the facts of an account; `of_firm` is what the books tell of all accounts together,
    less what a refresh of before that was laid did not.
    """

    as_of: dt.date
    earlier: dt.date
    policy: Policy
    hard_lines: Sequence[str]
    of_firm: Tables


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The verdict with a correction laid on, and what comes into the account's statement by it and goes out of it."""

    verdict: Verdict
    comes: tuple[Entry, ...] = ()
    goes: tuple[Entry, ...] = ()


def laid(engine: Engine) -> dict[str, pa.Table]:
    """The tables of a judged book, each sorted by account, to be kept for previews."""
    return {
        name: engine.query(f'select * from "{name}" order by account')
        for name, schema in SCHEMAS.items()
        if "account" in schema.names
    }


def of_firm(engine: Engine) -> dict[str, pa.Table]:
    """What the books of a judged book tell of all accounts together, to be kept for the same."""
    return {
        "usual_burden": engine.query("select * from usual_burden order by day"),
        "began": engine.query("select * from began"),
    }


def foresee(
    tables: Tables, account: str, frame: Frame, correction: Mapping[str, Any] | None = None, words: str = ""
) -> Foreseen:
    """What is told of an account with this correction laid on; the same as now without one.

    `words` are the corrected sentence's, which stand nowhere in the tables where it carries no label yet.
    """
    if correction is None:
        return Foreseen(_judged(_seen(tables, frame), account, frame))
    then = _seen(_laid_on(tables, account, frame, correction, words), frame)
    # A proof of many entries is one row to each: what stands on both sides as often is no change.
    before, after = (Counter(statement(e, account, frame.as_of)) for e in (_seen(tables, frame), then))
    return Foreseen(_judged(then, account, frame), tuple(after - before), tuple(before - after))


def _laid_on(tables: Tables, account: str, frame: Frame, correction: Mapping[str, Any], words: str) -> Tables:
    changed = dict(tables)
    if correction["what"] == "sentence":
        changed["talk"] = _talk(tables, account, correction, words)
        changed["crossings"] = table("crossings", crossings(_rows(changed["talk"]), frame.hard_lines))
        if correction["label"] == "commitment" and correction["value"] == HOLDS_NOT:
            changed |= promised.without(tables, (correction["ref"], correction["sentence"]))
    elif correction["what"] == "promise":
        changed |= promised.as_told(tables, correction)
    return changed


def cut(tables: Tables, account: str) -> dict[str, pa.Table]:
    """The tables with nothing in them but this account."""
    return {name: rows.filter(pc.field("account") == account) for name, rows in tables.items()}


def joined(tables: Sequence[Tables], account: str) -> dict[str, pa.Table]:
    """The tables of several accounts as if they were one."""
    found = {}
    for name in tables[0]:
        rows = pa.concat_tables([t[name] for t in tables])
        place = rows.schema.get_field_index("account")
        found[name] = rows.set_column(place, "account", pa.array([account] * rows.num_rows, pa.string()))
    found["accounts"] = found["accounts"].slice(0, 1)
    return found


def _seen(tables: Tables, frame: Frame) -> Engine:
    """The tables with the views that measures and entries read."""
    engine = DuckEngine()
    engine.register("days", table("days", [(frame.earlier,), (frame.as_of,)]))
    for name, schema in SCHEMAS.items():
        if "account" in schema.names:
            engine.register(name, tables[name].select(schema.names))
    engine.register("began", frame.of_firm.get("began", table("began", [(None,) * len(SCHEMAS["began"])])))
    make_views(engine)
    if "usual_burden" in frame.of_firm:
        engine.register("usual_burden", frame.of_firm["usual_burden"])
    return engine


def _judged(engine: Engine, account: str, frame: Frame) -> Verdict:
    now: dict[str, float | None] = {}
    before: dict[str, float | None] = {}
    for name, measure in measures().items():
        found = values(measure, engine)
        now[name] = found.get((frame.as_of, account))
        before[name] = found.get((frame.earlier, account))
    return judge(Seen(account, "", (), "", now, before, {}), frame.policy, frame.as_of)


def _rows(rows: pa.Table) -> list[tuple[object, ...]]:
    return list(zip(*(rows[c].to_pylist() for c in SCHEMAS["talk"].names), strict=True))


def _at(row: Row, correction: Mapping[str, Any], words: str = "quote") -> bool:
    """Whether a row is of the sentence that a correction is about."""
    return row["ref"] == correction["ref"] and digest(row[words] or "") == correction["sentence"]


def _talk(tables: Tables, account: str, correction: Mapping[str, Any], words: str) -> pa.Table:
    """What was said, with the label taken from the sentence or given to it."""
    label, rows = correction["label"], tables["talk"].select(SCHEMAS["talk"].names).to_pylist()
    rest = [r for r in rows if not (r["label"] == label and _at(r, correction))]
    if correction["value"] == HOLDS:
        here = [r for r in rows if _at(r, correction)] or _unlabelled(tables["mail"], correction, words)
        told = {"account": account, "label": label, "probability": SAID, "decides": True}
        rest += [{**r, **told} for r in here[:1]]
    return pa.Table.from_pylist(rest, schema=SCHEMAS["talk"])


def _unlabelled(mail: pa.Table, correction: Mapping[str, Any], words: str) -> list[Row]:
    """A sentence of a message that carries no label, as a row of `talk` but for one; under a number no other has."""
    about = {"kind": "message", "sentence": _UNNUMBERED, "second_hand": False, "quote": words}
    said = mail.select(["ref", "thread", "sent_on", "said_by", "person", "who", "level"]).to_pylist()
    return [{**r, **about, "said_on": r["sent_on"]} for r in said if r["ref"] == correction["ref"]]
