"""Judging for `comity review`: of folders of exports, or of the home's book where no kept review tells of it."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path

from comity import asking
from comity.cli.bar import progress
from comity.cli.reader import asked, tell_missing
from comity.cli.shared import today
from comity.engine import engine_called
from comity.errors import UserError
from comity.home import heard_cache, locked, open_book
from comity.review_kept import Kept
from comity.reviewed import Review
from comity.reviews import review, review_book
from comity.standing.policy import Policy


def of_folders(args: argparse.Namespace, home: Path, policy: Policy | None) -> Review:
    """Read and judge, leaving nothing behind."""
    engine = engine_called(args.engine)
    with progress() as bar:
        found = review(
            *args.folders, as_of=args.as_of, today=today(), policy=policy, progress=bar, cache=heard_cache(home),
            engine=engine,
        )  # fmt: skip
    tell_missing()
    return found


def of_book(args: argparse.Namespace, home: Path, policy: Policy | None, kept: Kept | None) -> Review:
    """Judge, and keep what came of it.

    Where comity.toml names a language model nothing is kept: what it answers is no part of the book.
    """
    book, engine = open_book(home), engine_called(args.engine)
    with asked(home, book) as second:
        found = review_book(
            book, as_of=args.as_of, today=today(), policy=policy, cache=heard_cache(home), second=second, engine=engine
        )
    tell_missing()
    if kept and asking.named(book) is None:
        # While the home is held nobody purges it: what they took away cannot come back by what was seen before. Where
        # somebody else holds it, or it cannot be written to, nothing is kept.
        with suppress(UserError), locked(home):
            kept.keep(found)
    return found
