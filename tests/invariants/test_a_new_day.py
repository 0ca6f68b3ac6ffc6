"""A new day's mail in a book that was judged before gives what judging everything from nothing gives, to the byte."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from comity.book.corrections import HOLDS_NOT, say
from comity.book.purge import purge
from comity.book.store import MemoryBook
from comity.correcting.preview import laid
from comity.correcting.saying import correction
from comity.folders import OnDisk
from comity.judge import see
from comity.keeping import Cache, Kept
from comity.kept_files import KeptFiles
from comity.review_json import as_json
from comity.reviews import review_sight
from comity.signals.ears import shipped_reader
from comity.signals.hearing import LABELS, Letter, hear
from comity.signals.labels import GRAVE, NAMES
from comity.signals.thresholds import Marks, Spoken
from comity.tables import TABLES
from tests.invariants.books import TODAY, book_of, example, read_into
from tests.web import small_firm

NOON = dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC)
NEW_DOMAIN = "goldfield-mills.example"


def told(book: MemoryBook, cache: Cache | None) -> tuple[str, dict[str, Any]]:
    """Everything that is published of a book: the review and the tables that all sheets are made from."""
    sight = see(book, None, today=TODAY, cache=cache)
    tables = {name: sorted(map(repr, rows.to_pylist())) for name, rows in laid(sight.engine).items()}
    return json.dumps(as_json(review_sight(sight)), sort_keys=True), tables


def of_the_new_day(folder: Path) -> Path:
    """Mail of a known client, of a domain never seen before, and a word of the CRM that both are one."""
    folder.mkdir()
    day = small_firm.LAST + dt.timedelta(days=1)
    letters = [
        small_firm.letter(9000, f"cleo@{small_firm.MILLS}", small_firm.OURS, day, "We will leave if this goes on."),
        small_firm.letter(9001, f"nils@{NEW_DOMAIN}", small_firm.OURS, day, small_firm.THEY_SAY[1]),
        small_firm.letter(9002, small_firm.OURS, f"nils@{NEW_DOMAIN}", day, small_firm.WE_SAY[0], 9001),
    ]
    (folder / "new.mbox").write_bytes(small_firm.mbox(letters))
    (folder / "companies.csv").write_text(
        f"Company ID,Company name,Company Domain Name\n1,Goldfield Mills,{small_firm.MILLS}; {NEW_DOMAIN}\n"
    )
    return folder


def test_new_mail_that_changes_who_is_who_is_judged_as_if_all_were_new(tmp_path: Path) -> None:
    old, new = small_firm.exports(tmp_path / "old"), of_the_new_day(tmp_path / "new")
    book, cache = book_of(old), tmp_path / "cache"
    before = told(book, KeptFiles(OnDisk(cache), "v"))
    read_into(book, new)
    after = told(book, KeptFiles(OnDisk(cache), "v"))
    assert after != before
    assert after == told(book, None)
    again = told(book, KeptFiles(OnDisk(cache), "v"))
    assert again == after


def cleared(book: MemoryBook) -> None:
    """Somebody says that a sentence promises nothing."""
    said = correction("sentence", HOLDS_NOT, by="Ida", at=NOON, account=small_firm.MILLS,
                      ref="<1@petrelworks.example>", sentence=small_firm.WE_SAY[0], label="commitment")  # fmt: skip
    say(book, said)


def merged(book: MemoryBook) -> None:
    """Two clients are one."""
    row = {"row_id": "a decision", "decided_at": NOON, "decided_by": "Ida", "what": "merge",
           "account": small_firm.MILLS, "others": [small_firm.FREIGHT]}  # fmt: skip
    book.append("decisions", pa.Table.from_pylist([row], schema=TABLES["decisions"].schema))


def purged(book: MemoryBook) -> None:
    """What is old is kept no longer."""
    purge(book, before=small_firm.LAST - dt.timedelta(days=100))


def test_what_was_kept_is_of_no_use_where_something_else_came_between(tmp_path: Path) -> None:
    book, cache = book_of(small_firm.exports(tmp_path / "old")), tmp_path / "cache"
    seen = [told(book, KeptFiles(OnDisk(cache), "v"))]
    for change in (cleared, merged, purged):
        change(book)
        seen.append(told(book, KeptFiles(OnDisk(cache), "v")))
        assert seen[-1] == told(book, None)
    assert all(one != other for one, other in itertools.pairwise(seen))


def test_kept_numbers_are_worked_out_anew_when_made_from_anything_else(tmp_path: Path) -> None:
    def tells(made_from: bytes, numbers: list[int], alike: bytes = b"") -> list[int]:
        kept = Kept(KeptFiles(OnDisk(tmp_path), "v"), "kind", ["a"], [alike])
        found = list(kept.of("a", made_from, lambda: numbers))
        kept.save()
        return found

    assert tells(b"one", [1, 2]) == [1, 2]
    assert tells(b"one", [3]) == [1, 2]
    assert tells(b"two", [4]) == [4]
    assert tells(b"two", [5]) == [4]
    assert tells(b"two", [6], b"other code") == [6]
    assert tells(b"one", []) == []


def test_a_days_mail_adds_a_file_and_files_of_a_like_size_become_one(tmp_path: Path) -> None:
    def days(count: int) -> dict[str, np.ndarray]:
        return {f"m{count}.{n}": np.full((n % 3, 2), n, np.float32) for n in range(count)}

    for count in (1000, 10, 3, 11, 2):
        KeptFiles(OnDisk(tmp_path), "v").put(LABELS, days(count))
    assert len(list(tmp_path.iterdir())) == 3
    every = {name: row for count in (1000, 10, 3, 11, 2) for name, row in days(count).items()}
    kept = KeptFiles(OnDisk(tmp_path), "v").get(LABELS, [*every, "nobody's"])
    assert {name: row.tolist() for name, row in kept.items()} == {name: row.tolist() for name, row in every.items()}
    KeptFiles(OnDisk(tmp_path), "w").put(LABELS, {"m.us": np.zeros((1, 2), np.float32)})
    assert [f.name.split(".")[1] for f in tmp_path.iterdir()] == ["w"]


def test_of_what_was_kept_twice_the_later_holds_and_a_damaged_file_is_none(tmp_path: Path) -> None:
    one, other = (np.full((2, 3), n, np.float32) for n in (1, 2))
    kept = KeptFiles(OnDisk(tmp_path), "v")
    kept.put(LABELS, {"a": one, "b": one, "c": np.zeros((0, 3), np.float32)})
    kept.put(LABELS, {"b": other})
    for read in (kept, KeptFiles(OnDisk(tmp_path), "v")):
        assert {k: v.tolist() for k, v in read.get(LABELS, ["a", "b", "c"]).items()} == {
            "a": one.tolist(), "b": other.tolist(), "c": []}  # fmt: skip
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert not KeptFiles(OnDisk(tmp_path), "v").get(LABELS, ["a"])
    file.write_bytes(b"")
    assert not KeptFiles(OnDisk(tmp_path), "v").get(LABELS, ["a"])


def test_what_was_kept_anew_takes_the_place_of_the_old(tmp_path: Path) -> None:
    def numbers(begin: int) -> dict[str, np.ndarray]:
        return {f"m{n}": np.arange(begin, begin + n) for n in range(100)}

    for begin in range(9):
        KeptFiles(OnDisk(tmp_path), "v").put("kind", numbers(begin))
        KeptFiles(OnDisk(tmp_path), "v").put("kind", {"m7": np.arange(7), "new": np.arange(begin)})
    kept = KeptFiles(OnDisk(tmp_path), "v").get("kind", ["m6", "m7", "m99", "new"])
    assert [kept[name].tolist() for name in kept] == [list(range(8, 14)), list(range(7)), list(range(8, 107)),
                                                      list(range(8))]  # fmt: skip
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 2 * 8 * sum(range(100))


def test_what_was_told_apart_once_is_the_same_from_the_cache(tmp_path: Path) -> None:
    rows = example().facts("messages", ["row_id", "body", "sender_name"]).to_pylist()[:150]
    letters = [Letter(r["row_id"], "client", r["body"] or "", writer=r["sender_name"] or "") for r in rows]
    reader = shipped_reader()
    fresh = hear(letters, reader)
    hear(letters, reader, KeptFiles(OnDisk(tmp_path), "v"))
    kept = hear(letters, reader, KeptFiles(OnDisk(tmp_path), "v"))
    for told in ("words", "manner", "signature", "first_words", "question"):
        assert {k: getattr(h, told) for k, h in kept.items()} == {k: getattr(h, told) for k, h in fresh.items()}
    for key, hearing in fresh.items():
        here = kept[key].sentences
        assert [(s.start, s.end, s.text) for s in here] == [(s.start, s.end, s.text) for s in hearing.sentences]
        assert all((a.probabilities == b.probabilities).all() for a, b in zip(here, hearing.sentences, strict=True))


def test_another_body_under_the_same_key_is_told_apart_anew(tmp_path: Path) -> None:
    reader = shipped_reader()
    hear([Letter("k", "client", "We are glad. Thank you for it.")], reader, KeptFiles(OnDisk(tmp_path), "v"))
    other = [Letter("k", "client", "No.")]
    heard = hear(other, reader, KeptFiles(OnDisk(tmp_path), "v"))["k"]
    assert [s.text for s in heard.sentences] == [s.text for s in hear(other, reader)["k"].sentences]


@pytest.mark.parametrize("side", ["client", "us"])
def test_all_labels_at_once_are_the_labels_one_by_one(side: str) -> None:
    thresholds = shipped_reader().thresholds
    rows = list(np.random.default_rng(7).random((200, len(NAMES))).astype(np.float32))
    rows += [np.array([min(thresholds.holds[n], 1) for n in NAMES], np.float32)]
    expected = [
        (number, n, float(p), thresholds.decides(n, float(p), side))
        for number, row in enumerate(rows)
        for n, p in zip(NAMES, row, strict=True)
        if thresholds.decides(n, float(p), side) or (n in GRAVE and thresholds.possible(n, float(p), side))
    ]
    assert Marks(thresholds).of(Spoken(np.array(rows), side, np.ones(len(rows), bool))) == expected
