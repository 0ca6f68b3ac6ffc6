"""A mailbox read in parts, by whoever, is the mailbox read whole."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import pyarrow as pa
import pytest

from comity.book.reading import read_folders
from comity.book.store import MemoryBook
from comity.engine import Spread, Work
from comity.sources import Settings
from comity.sources.mail import mbox, spreading
from comity.tables import TABLES
from tests.invariants.books import EXAMPLE, TODAY
from tests.spreads import by_hand

FROM = b"From noor@milldale.example Tue Mar  4 09:15:01 2025\n"
HEADER = b"From: noor@milldale.example\nDate: Tue, 4 Mar 2025 09:15:01 +0100\n\n"
# What a mailbox is put together of: messages, what only looks like their beginning, line ends of another system.
SCRAPS = (
    FROM + HEADER + b"one\n\n",
    FROM + HEADER + b">From here on\n\n",
    (FROM + HEADER + b"two\n\n").replace(b"\n", b"\r\n"),
    b"From what I hear Tue Mar  4 was bad\n\n",
    FROM + b"no header line\n\n",
    b"\n\n\n",
    b"x" * 90 + b"\n",
)


def found(content: bytes, start: int = 0, until: int | None = None) -> list[mbox.Piece]:
    return list(mbox.pieces(io.BytesIO(content), (), start, until))


@pytest.mark.parametrize("seed", range(40))
def test_each_message_is_in_one_part_wherever_the_file_is_parted(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    monkeypatch.setattr(mbox, "BLOCK", random.choice([40, 150, 4096]))
    monkeypatch.setattr(mbox, "LARGEST", random.choice([120, 4096]))
    content = b"\xef\xbb\xbf" * random.randrange(2) + b"".join(random.choices(SCRAPS, k=random.randrange(1, 12)))
    cuts = sorted(random.choices(range(1, len(content) + 1), k=random.randrange(1, 6)))
    parts = zip([0, *cuts], [*cuts, len(content) + 1], strict=True)
    assert [piece for start, until in parts for piece in found(content, start, until)] == found(content)


def test_a_book_read_by_workers_is_the_book_read_here(spread: Spread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "PART", 50_000)
    monkeypatch.setattr(spreading, "WAVE", 7)
    mail = EXAMPLE / "mail"
    here, there = MemoryBook(), MemoryBook()
    counts = [
        read_folders([mail], book, today=TODAY, settings=Settings(), spread=how)
        for book, how in ((here, None), (there, spread))
    ]
    assert counts[0] == counts[1]
    assert counts[0][0].rejected + counts[0][0].duplicate > 0
    for table in TABLES:
        assert there.facts(table).equals(here.facts(table)), table


def test_a_small_mailbox_is_read_here(tmp_path: Path) -> None:
    (tmp_path / "a.mbox").write_bytes(SCRAPS[0])
    asked: list[int] = []

    def counted(rows: pa.Table, work: Work, schema: pa.Schema) -> pa.Table:
        asked.append(rows.num_rows)
        return by_hand(rows, work, schema)

    book = MemoryBook()
    assert read_folders([tmp_path], book, today=TODAY, settings=Settings(), spread=counted)[0].kept == 1
    assert asked == []
