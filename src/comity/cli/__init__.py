"""The command line: one module a command in `commands/`, loaded when it is called; the folder is the list."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path

from comity.cli import commands
from comity.errors import UserError

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code: 0 done, 1 done but strict and something rejected, 2 cannot be done."""
    args = list(sys.argv[1:] if argv is None else argv)
    parser, known = _parser()
    try:
        name = _command(args)
        if name in known:
            module = importlib.import_module(f"{commands.__name__}.{name}")
            module.arguments(known[name])
        call = parser.parse_args(args)
        if not name:
            parser.print_help()
            return 0
        return int(importlib.import_module(f"{commands.__name__}.{call.command}").run(call))
    except UserError as error:
        print(f"comity: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("comity: stopped. What was read so far is kept; run the same command to go on.", file=sys.stderr)
        return 2


def _parser() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    parser = argparse.ArgumentParser(
        prog="comity",
        description="Which clients are partners, which only take, whose move it is, and the proof for every word.",
    )
    parser.add_argument("--home", type=Path, help="where the book lies (default: COMITY_HOME, else ./comity-home)")
    choices = parser.add_subparsers(dest="command", metavar="COMMAND", required=False)
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
