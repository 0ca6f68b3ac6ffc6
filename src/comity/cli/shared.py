"""What several commands share: their words, a page for a person, writing JSON, and what day it is."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console as Page
from rich.console import ConsoleOptions, RenderableType
from rich.segment import Segment

from comity.engine import ENGINES
from comity.errors import UserError
from comity.later import pattern

# Signs that a terminal obeys instead of showing them: control characters but the line's end, and turns of direction.
_UNSEEN = pattern(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Console(Page):
    """What is printed for a person, without guesses at what to colour."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, highlight=False)

    def on_broken_pipe(self) -> None:
        """Nobody reads on: told to the command line, which ends quietly."""
        raise BrokenPipeError

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        """What is quoted of others' files cannot move the cursor, colour the page or turn the writing round."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(_UNSEEN.sub("", segment.text), segment.style)


EARLIEST = dt.date(1990, 1, 1)  # nothing older is read (`comity.sources.days`, which would be loaded for it)


def today() -> dt.date:
    """The day on this machine's own calendar."""
    return dt.datetime.now().astimezone().date()


def user() -> str:
    """Who is at the keyboard; '' where the machine does not know."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def day(text: str) -> dt.date:
    """A day from 1990 until today as the command line takes it. Raises ArgumentTypeError, which is told as one line."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day; write it as 2026-09-30") from None
    if found < EARLIEST:
        raise argparse.ArgumentTypeError(f"{found} lies before all that is read; name a day from {EARLIEST} on")
    if found > today():
        raise argparse.ArgumentTypeError(f"{found} lies in the future; name a day until today")
    return found


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """The word `--as-of`."""
    parser.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="judge as of this day (default: the newest)")


def add_json(parser: argparse.ArgumentParser) -> None:
    """The word `--json`."""
    parser.add_argument(
        "--json", metavar="FILE", help="write JSON to FILE; - is standard output, with nothing else on it"
    )


def add_engine(parser: argparse.ArgumentParser, what: str) -> None:
    """The word `--engine`, and what it is asked for."""
    parser.add_argument("--engine", choices=sorted(ENGINES), default="duckdb", help=what)


def write_json(where: str | None, told: dict[str, Any]) -> None:
    """Write JSON where `--json` says; nothing without it. Raises UserError where the file cannot be written."""
    if where is not None:
        write_text(where, [json.dumps(told, ensure_ascii=plain_for(where), indent=1), "\n"])


def plain_for(where: str) -> bool:
    """Whether what is written there has to be ASCII alone."""
    return where == "-" and (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"


def write_text(where: str, pieces: Iterable[str]) -> None:
    """Write to a file, or to standard output. Raises UserError where the file cannot be written."""
    if where == "-":
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
        return
    try:
        with Path(where).open("w", encoding="utf-8") as file:
            file.writelines(pieces)
    except OSError as error:
        raise UserError(
            f"{where}: cannot be written ({error.strerror}). Name a file in a folder that is yours."
        ) from None
