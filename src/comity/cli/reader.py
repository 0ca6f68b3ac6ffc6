"""The language model of comity.toml at the command line: asked while a command judges."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from comity import asking
from comity.book.store import Book
from comity.cli.bar import progress

if TYPE_CHECKING:
    from comity.signals.asking.second import SecondLook


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


def tell_missing() -> None:
    """Say on standard error where a part of the reader was not made when Comity was installed."""
    _tell(importlib.import_module("comity.signals.larger").missing())  # slow, and not needed by who asks no reader


def _tell(line: str) -> None:
    if line:
        sys.stderr.write(f"comity: {line}\n")
