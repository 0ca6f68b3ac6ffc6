"""The program as a process of its own: keys pressed, pipes that break, terminals that show little or much."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.invariants.books import EXAMPLE

COMITY = (sys.executable, "-m", "comity")
SECONDS = 120


def environment(home: Path, **further: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "PYTHONIOENCODING", "PYTHONUTF8")}
    return {**kept, "COMITY_HOME": str(home), **further}


def run(home: Path, *words: object, **further: str) -> subprocess.CompletedProcess[bytes]:
    """A call to its end, its output in bytes."""
    call = [*COMITY, *map(str, words)]
    return subprocess.run(call, capture_output=True, timeout=SECONDS, env=environment(home, **further), check=False)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the bundled firm's book."""
    home = tmp_path_factory.mktemp("process") / "home"
    assert run(home, "read", EXAMPLE).returncode == 0
    return home


def test_a_review_is_printed(home: Path) -> None:
    done = run(home, "review", "--as-of", "2026-06-30")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Larkfield Talent, 30 June 2026: ")
    assert b"\x1b" not in done.stdout


def test_words_that_are_off_end_with_two_and_one_line(home: Path) -> None:
    done = run(home, "review", "--as-of", "someday")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "command",
    [
        ("review",),
        *(pytest.param(c, marks=pytest.mark.slow) for c in (("review", "--json", "-"), ("accounts",), ("rejects",))),
    ],
)
def test_whoever_reads_no_further_is_no_fault(home: Path, command: tuple[str, ...]) -> None:
    call = [*COMITY, *command]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(home)) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(SECONDS) == 0


def _listens() -> None:
    """Whoever was started in the background hears no such key, and neither does whom they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
def test_a_key_that_stops_the_reading_leaves_a_book_to_go_on_with(tmp_path: Path) -> None:
    call = [*COMITY, "read", EXAMPLE]
    folder = tmp_path / "home"
    with subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(folder), preexec_fn=_listens
    ) as process:
        while not (folder / "lock").exists() and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=SECONDS)
    assert process.returncode == 2
    assert told.startswith(b"comity: stopped.")
    assert told.count(b"\n") == 1
    assert run(folder, "read", EXAMPLE).returncode == 0
    assert run(folder, "review", "--as-of", "2026-06-30").returncode == 0


PRESSED = "import os, signal; os.kill(os.getpid(), signal.SIGINT)"


@pytest.mark.parametrize(
    "interrupted",
    [
        pytest.param(f"exec({PRESSED!r})", id="in code that was given as text"),
        pytest.param(
            f"try: exec({PRESSED!r})\n except BaseException: raise SystemError('not loaded')", id="at loading"
        ),
        pytest.param(f"try: exec({PRESSED!r})\n except BaseException: raise GeneratorExit", id="by a strange error"),
    ],
)
def test_whatever_the_key_interrupts_the_command_ends_in_one_line(interrupted: str) -> None:
    program = f"""
import atexit, sys
from comity.cli import main
from comity.cli.commands import rejects
def run(_):
 atexit.register(print, "cleared up")
 {interrupted}
rejects.run = run
sys.exit(main(["rejects"]))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, preexec_fn=_listens, timeout=SECONDS, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith(b"comity: stopped.")
    assert done.stderr.count(b"\n") == 1
    assert done.stdout == b"cleared up\n"


def test_a_command_that_the_key_could_not_stop_ends_as_it_would_have(tmp_path: Path) -> None:
    program = f"""
import sys
from comity.cli import main
from comity.cli.commands import rejects
def run(_):
 try: exec({PRESSED!r})
 except KeyboardInterrupt: print("told")
 return 0
rejects.run = run
sys.exit(main(["rejects"]))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, preexec_fn=_listens, cwd=tmp_path, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"told\n", b"")


@pytest.mark.parametrize("encoding", ["ascii", pytest.param("cp1252", marks=pytest.mark.slow)])
@pytest.mark.slow
def test_a_terminal_that_knows_few_signs_is_shown_others(home: Path, encoding: str) -> None:
    done = run(home, "review", "--as-of", "2026-06-30", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    told = run(home, "accounts", "--json", "-", PYTHONIOENCODING=encoding)
    assert (told.returncode, told.stderr) == (0, b"")
    assert told.stdout == told.stdout.decode("ascii").encode()
    refused = run(home, "statement", "Zoë Ærø", PYTHONIOENCODING=encoding)
    assert refused.returncode == 2
    assert refused.stderr.count(b"\n") == 1


@pytest.mark.slow
def test_on_a_terminal_there_is_colour_and_a_bar_that_vanishes(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    call = [*COMITY, "review", EXAMPLE, "--as-of", "2026-06-30"]
    env = environment(tmp_path / "home", TERM="xterm-256color", COLUMNS="100")
    with subprocess.Popen(call, stdout=theirs, stderr=theirs, env=env) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                block = os.read(ours, 65_536)
            except OSError:
                break
            if not block:
                break
            shown += block
        assert process.wait(SECONDS) == 0
    os.close(ours)
    assert b"reading" in shown
    assert b"\x1b[3" in shown
    assert b"Larkfield Talent" in shown
