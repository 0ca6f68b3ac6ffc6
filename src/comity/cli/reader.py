"""The language model of comity.toml at the command line: allowed or stopped, and asked while a command judges."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comity import asking
from comity.book.store import Book
from comity.cli.shared import Console, progress, today, user
from comity.errors import UserError
from comity.home import heard_cache, locked
from comity.judge import see
from comity.signals.asking.second import SecondLook, Told


@contextmanager
def asked(home: Path, book: Book) -> Iterator[SecondLook | None]:
    """What asks the model, where one is named and allowed; says on standard error what came of it, or what is missing.

    While it asks, a bar tells how far it is.
    """
    reader = asking.named(book)
    if reader and asking.served(home):
        # Which threads are private the app alone knows, so it alone asks.
        tell_not_allowed(home, book)
        yield answered(home, book)
        return
    look = asking.second_look(home, reader)
    if reader is None or look is None:
        tell_not_allowed(home, book)
        yield None
        return
    with progress() as bar:
        if bar:
            look.progress = lambda done, total: bar(f"what {reader.model} answers", done, total)
        yield look
    asking.keep_last(home, reader, look.told)
    _tell(asking.outcome(reader, look.told))


def answered(home: Path, book: Book) -> SecondLook | None:
    """What a model answered earlier, without asking it anything now: so all commands tell of the same labels."""
    return asking.second_look(home, asking.named(book), patience=0)


def tell_not_allowed(home: Path, book: Book) -> None:
    """Say on standard error where a model is named and nobody allowed it."""
    _tell(asking.not_allowed(home, asking.named(book)))


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


def _tell(line: str) -> None:
    if line:
        sys.stderr.write(f"comity: {line}\n")
