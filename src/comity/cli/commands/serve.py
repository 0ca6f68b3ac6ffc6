"""Open the app in the browser: pages, worker and clock under one command, on one home."""

from __future__ import annotations

import argparse

from comity.cli import home_of
from comity.web.serving import serve


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the call."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine alone)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (default: 8000)")
    parser.add_argument("--demo", action="store_true", help="fill an empty home with the bundled example firm")


def run(args: argparse.Namespace) -> int:
    """Serve until told to end."""
    serve(home_of(args.home), args.host, args.port, demo=args.demo)
    return 0
