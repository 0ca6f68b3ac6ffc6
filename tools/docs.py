"""Writes what is generated in docs/: `python tools/docs.py`; a test fails when it is stale."""

from __future__ import annotations

from pathlib import Path

from comity.ledger.columns import SCHEMAS
from comity.ledger.views import view_files
from comity.measures import measures
from comity.plays import playbook

DOCS = Path(__file__).parent.parent / "docs"


def measures_page() -> str:
    """The page of measures: each as its own file tells it, then what they read."""
    lines = [
        "# Measures",
        "",
        "Generated from the measures' own files (`make docs`). Each is computed for any list of days at once,",
        "as of each day; null in a review means that it cannot be known, never nothing.",
        "",
        "| measure | unit | window | side | from | what it means |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| `{m.name}` | {m.unit} | {m.window} | {m.side} | {m.channel} | {m.means.replace('|', '/')} |"
        for m in measures().values()
    ]
    lines += ["", "## What measures read", "", "Views, as known on each day of `days`:", ""]
    for name, sql in sorted(view_files().items()):
        head = " ".join(line[2:].strip() for line in sql.splitlines() if line.startswith("--"))
        lines.append(f"- `{name}`: {head}")
    lines += ["", "The tables below them:", ""]
    for name, schema in SCHEMAS.items():
        lines.append(f"- `{name}`: {', '.join(schema.names)}")
    return "\n".join(lines) + "\n"


def plays_page() -> str:
    """The page of plays: the playbook in the order of what it serves."""
    lines = ["# Plays", "", "Generated from the plays' own files (`make docs`).", ""]
    for name, play in sorted(playbook().items(), key=lambda np: (np[1].advice[0], np[1].first, np[0])):
        lines += [
            f"## {play.title}",
            "",
            f"`{name}` serves {', '.join(play.advice)}; due within {play.within} days. {' Or: '.join(play.whys)}",
            "",
        ]
        lines += [f"{i}. {step}" for i, step in enumerate(play.steps, 1)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


PAGES = {"measures.md": measures_page, "plays.md": plays_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")
