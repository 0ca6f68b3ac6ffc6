"""Messages on their way: mbox files that are written message by message, and a ledger of what was read from them.

An index beside each mbox names the messages in it and where each ends: what breaks off in the middle is cut away, and
nothing is fetched twice.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from types import TracebackType

from comity.aside import read_json, write_json

SEPARATOR = b"From - Thu Jan  1 00:00:00 1970\n"
_FROM = re.compile(rb"^(>*From )", re.MULTILINE)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


def mail_of(staging: Path) -> Path:
    """The folder of mbox files, to be read like any export."""
    return staging / "mail"


def mbox_of(folder: str) -> Path:
    """The file, below that folder, in which a mailbox's folder lies."""
    place = Path(*[_UNSAFE.sub("_", step).strip(". ")[:100] or "_" for step in folder.split("/")])
    return place.with_name(place.name + ".mbox")


def held(staging: Path) -> int:
    """How many messages lie there."""
    return sum(index.read_bytes().count(b"\n") for index in (staging / "index").rglob("*.index"))


class Staged:
    """One folder's messages: those that the ledger holds, and those that lie in its mbox."""

    def __init__(self, staging: Path, ledger: Path, folder: str, validity: int) -> None:
        place = mbox_of(folder)
        self._mbox = mail_of(staging) / place
        # UIDs of another validity are those of other messages.
        self._index = staging / "index" / place.with_name(f"{place.stem}.{validity}.index")
        told = read_json(ledger).get(folder, {})
        self._known = spread(told["uids"]) if told.get("validity") == validity else set[int]()
        self.new: set[int] = set()
        self._head = json.dumps([folder, validity])

    def __enter__(self) -> Staged:
        for file in (self._mbox, self._index):
            file.parent.mkdir(parents=True, exist_ok=True)
        end = 0
        lines = self._index.read_text("utf-8").split("\n")[1:-1] if self._index.exists() else []
        for line in lines:
            uid, end = map(int, line.split())
            self._known.add(uid)
        self._out = self._mbox.open("r+b" if self._mbox.exists() else "w+b")
        if lines or not self._others():
            self._out.truncate(end)
        self._out.seek(0, os.SEEK_END)
        self._log = self._index.open("a", encoding="utf-8")
        if not lines:
            self._log.truncate(0)
            self._log.write(self._head + "\n")
        return self

    def _others(self) -> bool:
        """Whether messages of another validity lie in the same mbox."""
        stem = self._index.name.split(".")[0]
        return any(p != self._index for p in self._index.parent.glob(f"{stem}.*.index"))

    def __contains__(self, uid: int) -> bool:
        return uid in self._known

    def add(self, uid: int, raw: bytes) -> None:
        """One more message, whole once this returns."""
        text = _FROM.sub(rb">\1", raw.replace(b"\r\n", b"\n"))
        self._out.write(SEPARATOR + text + (b"\n" if text.endswith(b"\n") else b"\n\n"))
        self._out.flush()
        self._log.write(f"{uid} {self._out.tell()}\n")
        self._log.flush()
        self._known.add(uid)
        self.new.add(uid)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._out.close()
        self._log.close()


def settle(staging: Path, ledger: Path) -> None:
    """What lies in the mbox files was read: the ledger holds it, and the files go."""
    told = read_json(ledger)
    for index in sorted((staging / "index").rglob("*.index")):
        head, *lines = index.read_text("utf-8").split("\n")
        folder, validity = json.loads(head)
        before = told.get(folder, {})
        uids = spread(before["uids"]) if before.get("validity") == validity else set[int]()
        uids |= {int(line.split()[0]) for line in lines if line}
        told[folder] = {"validity": validity, "uids": ranges(uids)}
    write_json(ledger, told)
    shutil.rmtree(staging, ignore_errors=True)


def ranges(uids: set[int]) -> list[list[int]]:
    """Numbers as runs, each by its first and last."""
    runs: list[list[int]] = []
    for uid in sorted(uids):
        if runs and uid == runs[-1][1] + 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return runs


def spread(runs: list[list[int]]) -> set[int]:
    """Runs as numbers again."""
    return {uid for first, last in runs for uid in range(first, last + 1)}
