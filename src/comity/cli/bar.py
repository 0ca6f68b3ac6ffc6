"""The bar that tells how far a command is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from comity.book.reading import Progress as Told
from comity.cli.shared import Console


@contextmanager
def progress() -> Iterator[Told | None]:
    """A bar on standard error that tells what is being read and how much is left; None where that is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def told(name: str, done: int, size: int) -> None:
            bar.update(task, description=f"reading {name[-40:]}", completed=done, total=max(size, 1))

        yield told
