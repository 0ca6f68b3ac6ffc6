"""The as-of views: one SQL file each in `views/`, made in the order in which they need one another."""

from __future__ import annotations

from functools import cache
from importlib import resources

from comity.engine import Engine
from comity.later import pattern

_READ = pattern(r"\b(?:from|join) (\w+)")


@cache
def view_files() -> dict[str, str]:
    """SQL by view name, each after the ones it reads."""
    folder = resources.files("comity.ledger") / "views"
    texts = {f.name[:-4]: f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith(".sql")}
    read = {name: set(_READ.findall(text)) for name, text in texts.items()}
    ordered: dict[str, str] = {}

    def place(name: str) -> None:
        for other in sorted(texts):
            if other != name and other not in ordered and other in read[name]:
                place(other)
        ordered[name] = texts[name]

    for name in sorted(texts):
        if name not in ordered:
            place(name)
    return ordered


def make_views(engine: Engine) -> None:
    """Derive every view from the ground tables, all of which the engine knows by now."""
    for name, sql in view_files().items():
        engine.derive(name, sql)
