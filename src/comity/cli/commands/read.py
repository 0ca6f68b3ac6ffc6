"""Take folders of exports into the home's book and tell what became of every file; safe to repeat."""

from __future__ import annotations

import argparse
from pathlib import Path

from comity.book.reading import read_folders
from comity.cli import home_of
from comity.cli.bar import progress
from comity.cli.reader import tell_not_allowed
from comity.cli.reconciliation import print_reconciliation
from comity.cli.shared import add_engine, add_json, today, write_json
from comity.engine import engine_called, spread_of
from comity.home import create_book, locked
from comity.sources import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the call."""
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="folders of exports")
    add_json(parser)
    add_engine(parser, "what reads large mailboxes: this process, or Spark's workers")
    parser.add_argument("--strict", action="store_true", help="end with 1 where something was rejected")


def run(args: argparse.Namespace) -> int:
    """Read and tell."""
    home = home_of(args.home)
    book = create_book(home)
    # DuckDB has no workers, and takes a while to load.
    spread = None if args.engine == "duckdb" else spread_of(engine_called(args.engine))
    with locked(home), progress() as bar:
        counts = read_folders(args.folders, book, today=today(), settings=Settings(), progress=bar, spread=spread)
    tell_not_allowed(home, book)
    told = [
        {"file": c.file, "kind": c.kind, "records": c.records, "kept": c.kept, "duplicate": c.duplicate,
         "rejected": c.rejected, "ignored": 0}
        for c in counts
    ]  # fmt: skip
    write_json(args.json, {"comity": "read/1", "read": told})
    if args.json != "-":
        print_reconciliation(counts)
    return 1 if args.strict and any(c.rejected for c in counts) else 0
