"""What a home comes to does not hang on what befell the reading: kills, a full disk, two at once, no rights."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.child import Calls, calls
from tests.hostile.killing import BATCH, Told, kills, read_and_told, told
from tests.web import small_firm

KILLS = 12
NOBODY = 65_534
FULL = "60k"  # of a disk on which there is no room for the firm's book
ROOM = "100m"


@pytest.fixture(scope="module")
def comity() -> Iterator[Calls]:
    """The command line, which appends often."""
    with calls(BATCH) as called:
        yield called


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small firm's exports, in which something is rejected and something stands twice."""
    folder = small_firm.exports(tmp_path_factory.mktemp("firm"))
    (folder / "broken.eml").write_text("Subject: no day\nFrom: a@b.example\n\nhello\n")
    again = next(iter(sorted(folder.glob("*.mbox"))))
    (folder / "again.mbox").write_bytes(again.read_bytes()[:20_000])
    return folder


@pytest.fixture(scope="module")
def whole(comity: Calls, exports: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What the firm's home is when nobody disturbs the reading."""
    found = read_and_told(comity, exports, tmp_path_factory.mktemp("whole") / "home")
    assert found.rows["rejects"]
    assert found.rows["duplicates"]
    return found


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={FULL}", "tmpfs", place], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def refusal(comity: Calls, *words: object) -> str:
    """What a call that cannot be done says, in one line."""
    done = comity(*words)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert "fault of comity" not in done.err
    return done.err


def test_a_reading_killed_anywhere_and_run_again_comes_to_the_same(
    comity: Calls, exports: Path, whole: Told, tmp_path: Path
) -> None:
    for moment, found in kills(comity, exports, tmp_path, KILLS, seed=1):
        assert found == whole, f"killed after {moment:.3f} seconds"


def test_a_full_disk_is_one_line_and_once_there_is_room_nothing_is_lost(
    comity: Calls, exports: Path, whole: Told, disk: Path
) -> None:
    said = refusal(comity, "--home", disk / "home", "read", exports)
    assert "cannot be written (no space left: 0 MB are free, 8 MB wanted). Make room" in said
    subprocess.run(["mount", "-o", f"remount,size={ROOM}", disk], check=True)
    assert read_and_told(comity, exports, disk / "home") == whole


@pytest.mark.slow
def test_a_home_on_a_disk_that_takes_nothing_is_reviewed_and_not_read_into(
    comity: Calls, exports: Path, whole: Told, disk: Path
) -> None:
    subprocess.run(["mount", "-o", f"remount,size={ROOM}", disk], check=True)
    read_and_told(comity, exports, disk / "home")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    assert "cannot be written to (Read-only file system)" in refusal(comity, "--home", disk / "home", "read", exports)
    assert comity("--home", disk / "home", "review").code == 0
    assert told(disk / "home") == whole
    assert "cannot be written to" in refusal(comity, "--home", disk / "another", "read", exports)


@pytest.mark.slow
@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a home to somebody else")
def test_a_home_of_somebody_else_is_one_line(comity: Calls, exports: Path, whole: Told, tmp_path: Path) -> None:
    home = tmp_path / "home"
    read_and_told(comity, exports, home)
    for path in [home, *home.rglob("*")]:
        os.chown(path, NOBODY, NOBODY)
    for words in (["read", exports], ["review"], ["rejects"], ["accounts"]):
        assert str(home) in refusal(comity, "--home", home, *words)
    (home / "book").chmod(0o755)
    home.chmod(0o755)
    (home / "book" / "messages").chmod(0)
    assert "messages: cannot be read (" in refusal(comity, "--home", home, "review")
    for path in [home, *home.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert "cannot be written to" in refusal(comity, "--home", home, "read", exports)
    assert comity("--home", home, "review").code == 0
    assert told(home) == whole


@pytest.mark.slow
def test_of_two_who_read_into_one_home_at_once_one_is_told_why_not(exports: Path, whole: Told, tmp_path: Path) -> None:
    call = [sys.executable, "-m", "comity", "--home", tmp_path / "home", "read", exports, "--json", "-"]
    two = [subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    ended = [(*process.communicate(), process.returncode) for process in two]
    done = [json.loads(out)["read"] for out, _, code in ended if code == 0]
    assert done
    for _, err, code in ended:
        assert code == 0 or (code == 2 and "another `comity read`" in err and len(err.splitlines()) == 1)
    assert told(tmp_path / "home") == whole
