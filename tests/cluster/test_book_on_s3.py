"""A book on an object store is a book: what is read into it, by however many at once, is judged as from a disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pyarrow.fs import FileSelector, FileSystem

from comity.book.store import MemoryBook
from comity.book.store_s3 import S3Book
from comity.folders import Folder, OnDisk, OnStore
from comity.home import heard_cache, remote
from comity.kept_files import KeptFiles
from tests.cluster.machines import BUCKET
from tests.invariants.books import EXAMPLE, read_into

pytestmark = pytest.mark.slow


def comity(*words: str) -> dict[str, Any]:
    """What a command tells as JSON."""
    done = subprocess.run([sys.executable, "-m", "comity", *words, "--json", "-"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def begun(home: str, folder: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "comity", "--home", home, "read", str(folder), "--json", "-"]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ))


def halves(into: Path) -> list[Path]:
    """The bundled firm in two folders, its mail in both."""
    for number, name in enumerate(("one", "other")):
        shutil.copytree(EXAMPLE / "mail", into / name / "mail")
        for place, file in enumerate(sorted(f for f in EXAMPLE.iterdir() if f.is_file())):
            if place % 2 == number:
                shutil.copy(file, into / name / file.name)
    return [into / "one", into / "other"]


def test_the_review_of_a_book_on_an_object_store_is_that_of_a_book_on_a_disk(bucket: str, tmp_path: Path) -> None:
    told = {}
    for home in (f"{bucket}/a whole", str(tmp_path / "home")):
        comity("--home", home, "read", str(EXAMPLE))
        assert sum(f["kept"] for f in comity("--home", home, "read", str(EXAMPLE))["read"]) == 0
        told[home] = comity("--home", home, "review")
    one, other = told.values()
    assert len(one["accounts"]) > 5
    assert one == other
    # What was heard is kept there, and the next review is made from it.
    heard = set(OnStore(f"{bucket}/a whole/cache").names())
    assert heard
    assert comity("--home", f"{bucket}/a whole", "review") == one
    assert set(OnStore(f"{bucket}/a whole/cache").names()) == heard


def put(folder: Folder, name: str, content: bytes) -> None:
    with folder.writing(name) as file:
        file.write(content)


@pytest.mark.parametrize("where", ["disk", "store"])
def test_a_folder_of_small_files_is_the_same_wherever_it_is(where: str, bucket: str, tmp_path: Path) -> None:
    folder: Folder = OnDisk(tmp_path / "a") if where == "disk" else OnStore(f"{bucket}/a folder/a")
    assert folder.names() == []
    folder.drop("nothing")
    put(folder, "b.2", b"two")
    put(folder, "a.1", b"")
    put(folder, "b.2", b"other")
    assert folder.names() == ["a.1", "b.2"]
    assert (folder.read("a.1").read(), folder.read("b.2").read()) == (b"", b"other")
    folder.drop("a.1")
    with pytest.raises(ZeroDivisionError), folder.writing("half") as file:
        file.write(bytes(1 // (file.write(b"the first") - 9)))
    assert folder.names() == ["b.2"]
    with pytest.raises(OSError, match=r"a\.1|a folder"):
        folder.read("a.1")


def test_what_two_heard_at_once_is_kept_of_both(bucket: str) -> None:
    one, other = (heard_cache(Path(f"{bucket}/heard")) for _ in range(2))
    assert isinstance(one, KeptFiles)
    assert isinstance(other, KeptFiles)
    assert one.get("labels", ["a", "b"]) == other.get("labels", ["a", "b"]) == {}
    for number in range(40):  # more than lie there apart
        (one, other)[number % 2].put("labels", {f"m{number}": np.full((1, 2), number)})
    kept = heard_cache(Path(f"{bucket}/heard"))
    assert kept
    found = kept.get("labels", [f"m{n}" for n in range(40)])
    assert {name: row.tolist() for name, row in found.items()} == {f"m{n}": [[n, n]] for n in range(40)}


def test_of_what_several_read_at_once_nothing_is_lost_and_nothing_is_told_twice(bucket: str, tmp_path: Path) -> None:
    home = f"{bucket}/together"
    readers = [begun(home, folder) for folder in halves(tmp_path) * 2]
    for reader in readers:
        _, trouble = reader.communicate(timeout=600)
        assert reader.returncode == 0, trouble
    alone = MemoryBook()
    read_into(alone, *halves(tmp_path / "again"))
    book = S3Book(f"{home}/book")
    for table in ("messages", "invoices", "payments", "hours", "meetings", "deals", "filings", "placements"):
        names = book.facts(table, ["row_id"])["row_id"].to_pylist()
        assert sorted(names) == sorted(alone.facts(table, ["row_id"])["row_id"].to_pylist()), table
        assert names, table


def test_what_is_purged_is_gone_with_its_history(bucket: str) -> None:
    book = S3Book(f"{bucket}/purged/book")
    read_into(book, EXAMPLE / "mail")
    before = book.facts("messages")
    book.replace("messages", before.slice(1))
    assert book.facts("messages").num_rows == before.num_rows - 1
    store, log = FileSystem.from_uri(f"{bucket}/purged/book/messages/_delta_log")
    names = [f.base_name for f in store.get_file_info(FileSelector(log))]
    assert not any(n.startswith("00000000000000000000") for n in names)


def test_a_home_there_without_a_book_is_told_in_one_line(bucket: str) -> None:
    words = [sys.executable, "-m", "comity", "--home", f"{bucket}/nothing", "review"]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith(f"comity: {bucket}/nothing: no book here yet.")
    assert done.stderr.count("\n") == 1


def test_the_app_is_not_served_from_there(bucket: str) -> None:
    done = subprocess.run([sys.executable, "-m", "comity", "--home", bucket, "serve"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "Name a home on a disk" in done.stderr


def test_a_path_tells_whether_it_is_on_an_object_store(tmp_path: Path) -> None:
    assert remote(Path(f"{BUCKET}/home")) == f"{BUCKET}/home"
    assert remote(tmp_path) is None
    assert remote(Path("s3/home")) is None
