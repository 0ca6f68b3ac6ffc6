"""Judge every client and print the portfolio: of folders of exports, or of the home's book when none is named."""

from __future__ import annotations

import argparse
import importlib
from itertools import chain
from pathlib import Path

from comity.cli import home_of
from comity.cli.portfolio import print_portfolio
from comity.cli.shared import add_as_of, add_engine, add_json, plain_for, today, write_text
from comity.collecting import collecting_rarely
from comity.review_json import in_pieces
from comity.review_kept import Kept
from comity.reviewed import Review
from comity.standing.policy import Policy, load

JUDGING = "comity.cli.judging"  # what judges takes long to load, and a kept review does without


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the call."""
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="folders of exports")
    add_as_of(parser)
    add_json(parser)
    add_engine(parser, "what computes the measures")
    parser.add_argument("--policy", type=Path, metavar="FILE", help="a policy of your own (see docs/policy.md)")
    parser.add_argument("--strict", action="store_true", help="end with 1 where something was rejected")


@collecting_rarely()
def run(args: argparse.Namespace) -> int:
    """Read, judge, print."""
    policy = load(args.policy) if args.policy else None
    home = home_of(args.home)
    if args.folders:
        found = importlib.import_module(JUDGING).of_folders(args, home, policy)
    else:
        found = _of_book(args, home, policy)
    if args.json:
        write_text(args.json, chain(in_pieces(found, plain=plain_for(args.json)), "\n"))
    if args.json != "-":
        print_portfolio(found)
    return 1 if args.strict and any(f.rejected for f in found.read) else 0


def _of_book(args: argparse.Namespace, home: Path, policy: Policy | None) -> Review:
    """The review that is kept of the home's book as it is, else a fresh one."""
    try:
        kept = Kept(home / "book", f"{args.as_of or f'until {today()}'}\0{args.engine}\0{policy}")
    except OSError:
        kept = None
    return (kept and kept.find()) or importlib.import_module(JUDGING).of_book(args, home, policy, kept)
