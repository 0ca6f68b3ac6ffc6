"""Each hostile file by itself, with a sound one beside it: one clear line or a reject, in bounded memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.book.rejected import standing_rejects
from comity.home import open_book
from tests.hostile import workbooks
from tests.hostile.child import Calls, calls
from tests.hostile.folder import put
from tests.hostile.things import LINE, SHEET, THINGS

LISTED = (workbooks,)  # modules that list further things
MOST = 1 << 30  # bytes of memory that reading or judging may take
SOUND = "sound.csv"
MAIL = [pytest.param(name, id=name) for name, thing in THINGS.items() if thing.says or thing.never]
EACH = [pytest.param(name, id=name, marks=[pytest.mark.slow] if thing.slow else []) for name, thing in THINGS.items()]


@pytest.fixture(scope="module")
def comity() -> Iterator[Calls]:
    """The command line."""
    with calls() as called:
        yield called


def read(comity: Calls, name: str, folder: Path) -> dict[str, dict[str, int]]:
    """The thing and a sound sheet, read into a home; what became of each file but the sound one."""
    exports = folder / "exports"
    exports.mkdir()
    put(exports / SOUND, SHEET + LINE)
    THINGS[name].write(exports)
    done = comity("--home", folder / "home", "read", exports, "--json", "-")
    assert (done.code, done.err) == (0, "")
    assert done.peak < MOST
    found = {count["file"]: count for count in json.loads(done.out)["read"]}
    assert found.pop(SOUND)["kept"] == 1
    return found


@pytest.mark.parametrize("name", EACH)
def test_it_is_read_or_rejected_with_nothing_lost(comity: Calls, name: str, tmp_path: Path) -> None:
    thing, found = THINGS[name], read(comity, name, tmp_path)
    rejects = standing_rejects(open_book(tmp_path / "home"))
    for told in found.values():
        assert told["records"] == told["kept"] + told["duplicate"] + told["rejected"]
    assert sum(told["records"] for told in found.values()) == thing.records
    assert sum(told["kept"] for told in found.values()) == thing.kept
    assert len(rejects) == thing.records - thing.kept
    assert [r["reason"] for r in rejects if thing.why not in r["reason"] or not r["reason"].isprintable()] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", EACH)
def test_what_it_left_is_judged(comity: Calls, name: str, tmp_path: Path) -> None:
    read(comity, name, tmp_path)
    done = comity("--home", tmp_path / "home", "review", "--json", tmp_path / "review.json")
    assert (done.code, done.err) == (0, "")
    assert done.peak < MOST
    assert "Fen Boats" in [a["name"] for a in json.loads((tmp_path / "review.json").read_text("utf-8"))["accounts"]]


@pytest.mark.parametrize("name", MAIL)
def test_nobody_says_what_nobody_sees(comity: Calls, name: str, tmp_path: Path) -> None:
    read(comity, name, tmp_path)
    said = " ".join(open_book(tmp_path / "home").facts("messages", ["body"])["body"].to_pylist())
    assert THINGS[name].says in said
    assert not THINGS[name].never or THINGS[name].never not in said
