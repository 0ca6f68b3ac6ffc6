"""Do the app's jobs apart from its pages, beside a `comity serve` on the same home and database."""

from __future__ import annotations

import argparse

from comity.cli import home_of
from comity.web.serving import work_apart


def arguments(_parser: argparse.ArgumentParser) -> None:
    """The words of the call: none but the home."""


def run(args: argparse.Namespace) -> int:
    """Do jobs until told to end."""
    work_apart(home_of(args.home))
    return 0
