"""Runs a command with a PostgreSQL of its own in COMITY_DATABASE_URL: begun in a temporary folder, gone afterwards.

`python tools/postgres.py pytest tests/web`: nothing of the machine's own PostgreSQL is touched, and no port is opened.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from comity.web.lifeline import end_with_parent

DEBIAN = Path("/usr/lib/postgresql")
NOBODY = ("postgres", "nobody")  # who runs it where we are root, whom PostgreSQL refuses
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "shared_buffers=64MB")
PATIENCE = 60.0  # seconds until it must answer


class Missing(Exception):  # noqa: N818 - what happened, said to whoever called
    """No PostgreSQL could be begun; the message says why."""


def main(command: list[str]) -> int:
    """Run the command; gives its exit code, or 2 where no PostgreSQL could be begun."""
    # Told to end, it leaves nothing behind either.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with running() as url:
            return subprocess.run(command, env={**os.environ, "COMITY_DATABASE_URL": url}, check=False).returncode
    except Missing as error:
        sys.stderr.write(f"{error}\n")
        return 2


@contextmanager
def running() -> Iterator[str]:
    """A PostgreSQL for as long as this lasts; gives the address of an empty database in it. Raises Missing."""
    binaries = _binaries()
    if binaries is None:
        raise Missing("PostgreSQL is missing: sh tools/browser.sh installs it")
    with tempfile.TemporaryDirectory(prefix="comity-pg-") as folder:
        server = _begin(binaries, Path(folder))
        try:
            yield f"postgresql://comity@{quote(folder, safe='')}/comity"
        finally:
            server.terminate()
            server.wait()


def _binaries() -> Path | None:
    """The folder of its programs: the newest that Debian keeps, else where the path leads."""
    kept = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]) if p.parts[-3].isdigit() else 0)
    found = shutil.which("initdb")
    return kept[-1].parent if kept else Path(found).resolve().parent if found else None


def _begin(binaries: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Make a cluster in the folder and start it, with a database `comity`. Raises Missing where it does not answer."""
    who = _unprivileged()
    if who:
        shutil.chown(folder, who)
    data = folder / "data"
    # A sorting order with upper and lower case side by side, as installations have it: bytes would hide what differs.
    made = _ran(who, folder, binaries / "initdb", "-D", data, "-U", "comity", "-A", "trust", "-E", "UTF8", "--no-sync",
                "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en")  # fmt: skip
    if made.returncode:
        raise Missing(f"PostgreSQL: {made.stderr}")
    log = folder / "log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, "-h", "", *(w for q in QUICK for w in ("-c", q))],
            user=who, cwd=folder, stdout=out, stderr=out, start_new_session=True, preexec_fn=end_with_parent,
        )  # fmt: skip
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        if not _ran(who, folder, binaries / "createdb", "-h", folder, "-U", "comity", "comity").returncode:
            return server
        time.sleep(0.1)
    server.kill()
    server.wait()
    raise Missing(f"PostgreSQL did not come up: {log.read_text('utf-8', 'replace')}")


def _unprivileged() -> str | None:
    """Whom to be instead of root; None for who is not."""
    if os.geteuid() != 0:
        return None
    known = {u.pw_name for u in pwd.getpwall()}
    return next(name for name in NOBODY if name in known)


def _ran(who: str | None, folder: Path, *words: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(w) for w in words], user=who, cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
