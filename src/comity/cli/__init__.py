"""The command line: one module a command in `commands/`, loaded when it is called; the folder is the list."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from comity.cli import commands
from comity.cli.keys import Ending, stop_key
from comity.collecting import collecting_rarely
from comity.errors import UserError

__all__ = ["main"]

DONE, CANNOT = 0, 2
TRACE = "COMITY_TRACE"  # set in the environment, a fault of the program shows its traceback


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code: 0 done, 1 done but strict and something rejected, 2 cannot be done."""
    args = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a sign shows another one.
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")
    with stop_key() as ending:
        ending.code = _ended(args, ending)
        ending.last = argv is None
    return ending.code


def _ended(args: Sequence[str], ending: Ending) -> int:
    try:
        return _run(args)
    except UserError as error:
        _tell(str(error))
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except BaseException as error:
        if ending.pressed or isinstance(error, KeyboardInterrupt):
            _tell("stopped. What `comity read` has read so far is kept; run it again to go on.")
        elif os.environ.get(TRACE) or not isinstance(error, Exception):
            raise
        else:
            _tell(_fault(error))
    return CANNOT


def _fault(error: Exception) -> str:
    why = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return f"a fault of comity itself ({why}). Please report it; {TRACE}=1 before the command shows where."


def _tell(what: str) -> None:
    """What went wrong, as the one line that is told of it."""
    sys.stderr.write(f"comity: {' '.join(what.split())}\n")


def _run(args: Sequence[str]) -> int:
    """Run the command that the words name. Raises UserError where they are off."""
    name = _command(args)
    with collecting_rarely():  # what is loaded stays
        parser, known = _parser()
        if name in known:
            importlib.import_module(f"{commands.__name__}.{name}").arguments(known[name])
        call = parser.parse_args(args)
    if name:
        code = int(importlib.import_module(f"{commands.__name__}.{call.command}").run(call))
    else:
        parser.print_help()
        code = DONE
    # Here and not at the end of the process, where nobody could tell what went wrong.
    sys.stdout.flush()
    return code


class _Words(argparse.ArgumentParser):
    """Takes the words of a call; what is off is told in one line, as everything else."""

    def error(self, message: str) -> NoReturn:
        """Raise UserError instead of printing a usage of many lines."""
        raise UserError(f"{message[:1].lower()}{message[1:].rstrip('.')}. `{self.prog} --help` tells the words.")


class _Command(_Words):
    """Takes options also between its words: `signals explain --by us "We will."`, which argparse alone ends at."""

    _within = False

    # Typed by argparse as overloads of which one names no namespace.
    def parse_known_args(  # pyright: ignore[reportIncompatibleMethodOverride]
        self,
        args: Sequence[str] | None = None,
        namespace: Any = None,  # noqa: ANN401
    ) -> tuple[Any, list[str]]:
        """As the class above, which calls it again for the options and then for the words."""
        if self._within:
            return super().parse_known_args(args, namespace)
        self._within = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._within = False


def _parser() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    parser = _Words(
        prog="comity",
        description="Which clients are partners, which only take, whose move it is, and the proof for every word.",
    )
    parser.add_argument("--home", type=Path, help="where the book lies (default: COMITY_HOME, else ./comity-home)")
    choices = parser.add_subparsers(dest="command", metavar="COMMAND", required=False, parser_class=_Command)
    known = {}
    for name in sorted(m.name for m in pkgutil.iter_modules(commands.__path__)):
        known[name] = choices.add_parser(name, help=_first_line(name), description=_first_line(name))
        known[name].add_argument("--home", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser, known


def _command(args: Sequence[str]) -> str:
    """The first word that is neither an option nor the folder that `--home` names."""
    words = (a for i, a in enumerate(args) if not a.startswith("-") and (i == 0 or args[i - 1] != "--home"))
    return next(words, "")


def _first_line(name: str) -> str:
    """The first line of a command's docstring, read without importing it: help must be quick."""
    with (Path(commands.__path__[0]) / f"{name}.py").open(encoding="utf-8") as file:
        return file.readline().strip().strip('"').rstrip(".")


def home_of(given: Path | None) -> Path:
    """The home folder that a call means."""
    return given or Path(os.environ.get("COMITY_HOME") or "comity-home")
