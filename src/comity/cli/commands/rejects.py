"""Show what could not be read, and why: records, and files of no known kind."""

from __future__ import annotations

import argparse

from comity.book.rejected import standing_rejects, unread_files
from comity.cli import home_of
from comity.cli.shared import Console, add_json, write_json
from comity.home import open_book

RAW_SHOWN = 2_000  # characters of a raw record in the JSON (contracts: rejects/1)


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the call."""
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """List the rejects of the home's book, by file and place as they were read, then the files that nobody knows."""
    book = open_book(home_of(args.home))
    rows = standing_rejects(book)
    rejects = [
        {"file": r["source"], "place": r["place"], "reason": r["reason"],
         "raw": (r["raw"] or b"").decode("utf-8", "backslashreplace")[:RAW_SHOWN]}
        for r in sorted(rows, key=lambda r: (r["source"], r["row_id"]))
    ]  # fmt: skip
    rejects += [{"file": file, "place": "file", "reason": why, "raw": ""} for file, why in unread_files(book)]
    write_json(args.json, {"comity": "rejects/1", "rejects": rejects})
    if args.json != "-":
        console = Console()
        for r in rejects:
            place = f", {r['place']}" if r["place"] else ""
            console.print(f"{r['file']}{place}: {r['reason']}", markup=False, soft_wrap=True)
        if not rejects:
            console.print("Nothing was rejected.")
    return 0
