"""Show who promised what, by when, and what came of it: of folders of exports, or of the home's book."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.text import Text

from comity.book.reading import read_folders
from comity.book.store import Book, MemoryBook
from comity.cli import home_of
from comity.cli.bar import progress
from comity.cli.columns import NUMBERED
from comity.cli.find import find_seen
from comity.cli.reader import answered
from comity.cli.shared import Console, add_as_of, add_json, today, write_json
from comity.home import heard_cache, open_book
from comity.in_words import long_day
from comity.judge import see
from comity.ledger.promise_list import promise_list, proofs
from comity.review_json import evidence
from comity.sources import Settings

ORDER = ("broken", "open", "unknown", "kept", "withdrawn")
_SAYS = {"broken": "not kept", "open": "open", "unknown": "nobody told", "kept": "kept", "withdrawn": "withdrawn"}
_STYLE = {"broken": "red", "kept": "green", "unknown": "bright_black", "withdrawn": "bright_black"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the call."""
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="folders of exports")
    parser.add_argument("--account", metavar="ACCOUNT", help="of this one alone: its id, a domain, or its name")
    add_as_of(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Lay the ground, list the promises."""
    home = home_of(args.home)
    book = _book(args.folders, home)
    second = answered(home, book) if not args.folders else None
    sight = see(book, args.as_of, today=today(), cache=heard_cache(home), second=second)
    accounts = sight.ground.whois.accounts
    wanted = find_seen(sight, args.account, today()).id if args.account else None
    rows = [r for r in promise_list(sight.engine, sight.as_of).to_pylist() if wanted in (None, r["account"])]
    told = {"comity": "promises/1", "as_of": sight.as_of.isoformat(), "promises": [_told(r) for r in rows]}
    write_json(args.json, told)
    if args.json != "-":
        _print(rows, {a.id: a.name for a in accounts.values()}, sight.as_of)
    return 0


def _book(folders: Sequence[Path], home: Path) -> Book:
    if not folders:
        return open_book(home)
    book = MemoryBook()
    with progress() as bar:
        read_folders(folders, book, today=today(), settings=Settings(), progress=bar)
    return book


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    """One promise as the contract has it."""
    return {
        "account": row["account"], "by": row["side"], "who": row["who"], "what": row["quote"],
        "made_on": row["happened_on"].isoformat(), "due": row["due_on"].isoformat() if row["due_on"] else None,
        "outcome": row["outcome"], "evidence": [evidence(p) for p in proofs(row)],
    }  # fmt: skip


def _print(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str], day: dt.date) -> None:
    console = Console()
    counts = ", ".join(f"{sum(r['outcome'] == o for r in rows)} {_SAYS[o]}" for o in ORDER)
    console.print(Text(f"As of {long_day(day)}: {counts}.", style="bold"))
    for row in sorted(rows, key=lambda r: (ORDER.index(r["outcome"]), r["due_on"] or dt.date.max, r["account"])):
        due = f"by {row['due_on']:%Y-%m-%d}" if row["due_on"] else "no day named"
        who = "we" if row["side"] == "us" else "they"
        head = (
            f"{_SAYS[row['outcome']]:<11} {names.get(row['account'], row['account'])}, {who}, {due}: “{row['quote']}”"
        )
        told_on = f"{row['happened_on']:%Y-%m-%d}"
        console.print(
            Text(f"{head} ({', '.join(filter(None, (row['who'], told_on)))})", style=_STYLE.get(row["outcome"], ""))
        )
        if row["told_kind"]:
            number = f" {row['told_ref']}" if row["told_kind"] in NUMBERED else ""
            words = f"“{row['told_quote']}”" if row["told_quote"] else f"{row['told_kind']}{number}"
            console.print(Text(f"            {row['told_on']:%Y-%m-%d}: {words}"), soft_wrap=True)
