"""The bar that tells how far a command is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from comity.cli.shared import Console
from comity.later import module

if TYPE_CHECKING:
    from rich import progress as bars

    from comity.book.reading import Progress as Told
else:
    bars = module("rich.progress")  # nobody sees it where the output is no terminal


@contextmanager
def progress() -> Iterator[Told | None]:
    """A bar on standard error that tells what is being read and how much is left; None where that is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.TaskProgressColumn(),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def told(name: str, done: int, size: int) -> None:
            bar.update(task, description=f"reading {name[-40:]}", completed=done, total=max(size, 1))

        yield told
