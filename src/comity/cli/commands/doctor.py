"""Say in plain words what is wrong with a home, and what to do about it."""

from __future__ import annotations

import argparse
import sys

from comity.cli import home_of
from comity.in_words import counted
from comity.web.doctor.calls import examine


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the call."""
    parser.add_argument("--strict", action="store_true", help="exit with code 1 where anything is wrong")


def run(args: argparse.Namespace) -> int:
    """Look and tell: a line for each thing that is wrong."""
    home = home_of(args.home)
    found = examine(home)
    for line in found:
        sys.stdout.write(f"- {line}\n")
    if not found:
        sys.stdout.write(f"{home}: nothing is wrong, as far as can be seen from here.\n")
        return 0
    sys.stdout.write(f"{home}: {counted(len(found), 'thing is', 'things are')} wrong.\n")
    return 1 if args.strict else 0
