"""The language model of comity.toml allowed or stopped at the command line."""

from __future__ import annotations

import sys
from pathlib import Path

from comity import asking
from comity.book.store import Book
from comity.cli.shared import Console, today, user
from comity.errors import UserError
from comity.home import heard_cache, locked
from comity.judge import see
from comity.signals.asking.second import Told


def allow(home: Path, book: Book, *, yes: bool) -> int:
    """Show what the model would get, and allow it where somebody says yes."""
    reader = asking.named(book)
    if reader is None:
        raise UserError(
            "comity.toml names no language model. Write [reader] with url and model into it, then `comity read` it."
        )
    look = asking.preview(reader)
    see(book, None, today=today(), cache=heard_cache(home), second=look)
    _show(reader, look.told)
    if not yes and not _said_yes(reader):
        Console().print("Nothing is sent.")
        return 0
    with locked(home):
        asking.allow(home, reader, user())
    who = "The app asks it with its next refresh" if asking.served(home) else "`comity review` asks it from now on"
    Console().print(f"Allowed. {who}; `comity signals stop` ends that.")
    return 0


def stop(home: Path) -> int:
    """Allow no model any more."""
    was = asking.stop(home)
    Console().print("Stopped: nothing is sent any more." if was else "None was allowed; nothing is sent.")
    return 0


def _show(reader: asking.Named, told: Told) -> None:
    page = Console()
    for line in asking.explained(reader, told):
        page.print(line, markup=False)
    for example in told.examples:
        page.print(f"  {example}", markup=False)


def _said_yes(reader: asking.Named) -> bool:
    if not sys.stdin.isatty():
        raise UserError("nobody is here to say yes. Call it from a terminal, or with --yes.")
    return input(f"Allow {reader.model} at {reader.host}? [y/N] ").strip().lower() in ("y", "yes")
