"""Judge every client and print the portfolio: of folders of exports, or of the home's book when none is named."""

from __future__ import annotations

import argparse
from pathlib import Path

from comity.cli import home_of
from comity.cli.bar import progress
from comity.cli.portfolio import print_portfolio
from comity.cli.reader import asked
from comity.cli.shared import add_as_of, add_engine, add_json, today, write_json
from comity.engine import engine_called
from comity.home import heard_cache, open_book
from comity.review_json import as_json
from comity.reviews import review, review_book
from comity.standing.policy import load


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the call."""
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="folders of exports")
    add_as_of(parser)
    add_json(parser)
    add_engine(parser, "what computes the measures")
    parser.add_argument("--policy", type=Path, metavar="FILE", help="a policy of your own (see docs/policy.md)")
    parser.add_argument("--strict", action="store_true", help="end with 1 where something was rejected")


def run(args: argparse.Namespace) -> int:
    """Read, judge, print."""
    policy = load(args.policy) if args.policy else None
    home = home_of(args.home)
    if args.folders:
        engine = engine_called(args.engine)
        with progress() as bar:
            found = review(
                *args.folders, as_of=args.as_of, today=today(), policy=policy, progress=bar, cache=heard_cache(home),
                engine=engine,
            )  # fmt: skip
    else:
        book, engine = open_book(home), engine_called(args.engine)
        with asked(home, book) as second:
            found = review_book(
                book, as_of=args.as_of, today=today(), policy=policy, cache=heard_cache(home), second=second,
                engine=engine,
            )  # fmt: skip
    write_json(args.json, as_json(found))
    if args.json != "-":
        print_portfolio(found)
    return 1 if args.strict and any(f.rejected for f in found.read) else 0
