"""What holds of every book, tried on firms that chance draws."""

from __future__ import annotations

import datetime as dt
import io
import random
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.book import derived
from comity.book.declared import POLICY, declare
from comity.book.purge import purge
from comity.book.rejected import standing_rejects
from comity.book.store import MemoryBook
from comity.book.unread import Rule
from comity.cli import main
from comity.home import create_book
from comity.reviewed import Review
from tests.cutter import cut
from tests.invariants.books import accounts, book_of, differences, judged, read_into
from tests.invariants.random_firms import DAYS, FIRMS, FIRST, NAMES, RandomFirm

MANY = 5  # firms that are drawn
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
Check = Callable[[RandomFirm, random.Random, Path], None]
CHECKS: list[Check] = []


def holds(check: Check) -> Check:
    """Have it tried on firms that chance draws."""
    CHECKS.append(check)
    return check


def tried(check: Check, count: int) -> None:
    """Try it on so many firms; the same ones each time."""

    @settings(max_examples=count, deadline=None, derandomize=True, suppress_health_check=SLOW, database=None)
    @given(firm=FIRMS, seed=st.integers(0, 1_000))
    def each(firm: RandomFirm, seed: int) -> None:
        with tempfile.TemporaryDirectory() as folder:
            check(firm, random.Random(seed), Path(folder))

    each()


def same(one: Review, other: Review) -> None:
    assert not list(differences(accounts(one), accounts(other)))


@holds
def as_of_means_as_of(firm: RandomFirm, chance: random.Random, folder: Path) -> None:
    day = FIRST + dt.timedelta(days=chance.randint(30, DAYS))
    whole = firm.write(folder / "whole")
    same(judged(book_of(whole), day), judged(book_of(cut(whole, folder / "cut", day)), day))


@holds
def reading_in_parts_in_any_order_and_twice_says_the_same(
    firm: RandomFirm, chance: random.Random, folder: Path
) -> None:
    whole = firm.write(folder / "whole")
    files = [path for path in sorted(whole.iterdir()) for _ in range(chance.choice((1, 2)))]
    chance.shuffle(files)
    book = MemoryBook()
    for path in files:
        read_into(book, path)
    same(judged(book), judged(book_of(whole)))


@holds
def every_record_is_in_exactly_one_of_four(firm: RandomFirm, chance: random.Random, folder: Path) -> None:
    whole = firm.write(folder / "whole")
    for path in chance.sample(sorted(whole.iterdir()), 3):
        content = path.read_bytes()
        at = chance.randrange(len(content))
        path.write_bytes(content[:at] + chance.choice((b"", b"\0", b'"', b"\n\n", b"99999999")) + content[at + 1 :])
    book = MemoryBook()
    counts = [*read_into(book, whole), *read_into(book, whole)]
    assert all(c.records == c.kept + c.duplicate + c.rejected for c in counts)
    assert all(r["reason"].isprintable() and r["reason"] for r in standing_rejects(book))
    for tally in judged(book).read:
        assert min(tally.kept, tally.duplicate, tally.rejected, tally.ignored) >= 0, tally
        assert tally.records == tally.kept + tally.duplicate + tally.rejected + tally.ignored, tally


@holds
def size_moves_no_verdict(firm: RandomFirm, chance: random.Random, folder: Path) -> None:
    factors = tuple(chance.choice((1, 2, 10)) for _ in NAMES)
    small = {v.id: v for v in judged(book_of(firm.write(folder / "small"))).accounts}
    for large in judged(book_of(firm.write(folder / "large", factors))).accounts:
        assert large.standing == small[large.id].standing
        assert large.score.probabilities == pytest.approx(small[large.id].score.probabilities, abs=1e-6)


@holds
def what_is_kept_of_a_review_is_what_a_fresh_one_says(firm: RandomFirm, chance: random.Random, folder: Path) -> None:
    home, files = folder / "home", sorted(firm.write(folder / "whole").iterdir())
    chance.shuffle(files)
    book = create_book(home)
    changes: list[Callable[[], object]] = [
        lambda: purge(book, [Rule("person", f"cleo@{NAMES[0].replace(' ', '').lower()}.example")]),
        lambda: printed(home, "accounts", "merge", NAMES[0], NAMES[1]),
        lambda: declare(book, POLICY, "caution = 2", by="Ann", at=dt.datetime.now(dt.UTC), source=""),
        *(partial(read_into, book, file) for file in files),
    ]
    chance.shuffle(changes)
    changes = changes[:5]
    read_into(book, *files[:3])
    for change in changes:
        change()
        day = FIRST + dt.timedelta(days=chance.randint(30, DAYS))
        words = chance.choice([(), ("--as-of", str(day))])
        first, kept = (printed(home, "review", *words, "--json", folder / name) for name in ("1", "2"))
        derived.clear(home / "book")
        assert first == kept == printed(home, "review", *words, "--json", folder / "3")
        assert len({(folder / name).read_bytes() if first else b"" for name in ("1", "2", "3")}) == 1


def printed(home: Path, *words: object) -> str:
    """What a command prints."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()):
        main(["--home", str(home), *map(str, words)])
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.replace("_", " "))
def test_it_holds_of_many_firms(check: Check) -> None:
    tried(check, MANY)
