"""Write the home's book and the app's database into one file, while everything goes on."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from comity.cli import home_of
from comity.web.backup.calls import backup


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the call."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the backup to write; keep it as safe as the mail in it"
    )


def run(args: argparse.Namespace) -> int:
    """Write and tell."""
    said: list[str] = []

    def waiting() -> None:
        if not said:
            said.append("waiting: somebody is reading into this home")
            sys.stderr.write(f"comity: {said[0]}\n")

    written = backup(home_of(args.home), args.file, waiting)
    kind = {"sqlite": "book and database", "postgresql": "book and PostgreSQL database", "": "book"}[written.database]
    size = args.file.stat().st_size / 2**20
    sys.stdout.write(f"{args.file}: {kind}, {written.files:,} files, {size:,.1f} MB.\n")
    sys.stdout.write("It holds the firm's mail and the key that signs sessions: keep it where only you can read it.\n")
    return 0
