"""Bring a backup back into an empty home: book and database as they were when it was made."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from comity.cli import home_of
from comity.in_words import counted
from comity.web.backup.calls import restore


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the call."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup, as `comity backup` wrote it")


def run(args: argparse.Namespace) -> int:
    """Bring back and tell."""
    home = home_of(args.home)
    back = restore(home, args.file)
    sys.stdout.write(f"{home}: {counted(back.files, 'file is', 'files are')} back, as of {back.made_at}.\n")
    return 0
