"""Walking a folder of exports: every file once, nothing outside it, nothing that hangs."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from comity.errors import UserError
from comity.sources import Export, Settings
from comity.sources.folder import HEAD, walk


def put(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def names(root: Path) -> list[str]:
    """The names of what is found, those that are no readable files in brackets."""
    return [item.name if isinstance(item, Export) else f"[{item[0]}]" for item in walk(root)]


def rejects(root: Path) -> dict[str, str]:
    return {item[0]: item[1].reason for item in walk(root) if not isinstance(item, Export)}


def test_every_file_is_found_once_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.csv", "a/z.eml", "a/b/c.eml", "a.csv", "Ä/ü.ics", "empty"):
        put(tmp_path / name)
    assert names(tmp_path) == ["a/b/c.eml", "a/z.eml", "a.csv", "b.csv", "empty", "Ä/ü.ics"]


def test_a_file_comes_with_its_size_its_first_64_kb_and_the_settings(tmp_path: Path) -> None:
    put(tmp_path / "big.mbox", b"ab" * HEAD)
    settings = Settings(locale="nl_NL")
    [found] = walk(tmp_path, settings)
    assert isinstance(found, Export)
    assert (found.size, found.head, found.settings) == (2 * HEAD, b"ab" * (HEAD // 2), settings)
    assert found.bytes() == b"ab" * HEAD


def test_one_file_may_be_named_instead_of_a_folder(tmp_path: Path) -> None:
    assert names(put(tmp_path / "only.csv")) == ["only.csv"]


def test_a_folder_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such folder or file") as caught:
        list(walk(tmp_path / "missing"))
    assert "\n" not in str(caught.value)


def test_a_link_out_of_the_folder_is_rejected_unread(tmp_path: Path) -> None:
    secret = put(tmp_path / "elsewhere" / "secret.txt", b"not ours")
    inside = tmp_path / "exports"
    put(inside / "a.csv")
    (inside / "file").symlink_to(secret)
    (inside / "folder").symlink_to(secret.parent)
    (inside / "nowhere").symlink_to(tmp_path / "gone")
    assert names(inside) == ["a.csv", "[file]", "[folder]", "[nowhere]"]
    assert set(rejects(inside).values()) == {"a link: not followed. Put the file itself into the folder."}


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    put(tmp_path / "a" / "b.csv")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to("self")
    assert names(tmp_path) == ["a/b.csv", "[a/self]", "[a/up]"]


def test_pipes_sockets_and_devices_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")  # opening it would wait for ever
    monkeypatch.chdir(tmp_path)  # for the length of a socket's name
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        assert names(tmp_path) == ["[pipe]", "[socket]"]
    assert "no regular file" in rejects(tmp_path)["pipe"]


def test_a_name_with_line_breaks_or_in_no_encoding_can_be_printed(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path)
    for name in (b"two\nlines.csv", b"latin \xe9.csv", b"turned \xe2\x80\xae around.csv", b"\x1b[31mred"):
        with open(raw + b"/" + name, "wb") as file:  # noqa: PTH123 - the name is bytes
            file.write(b"content")
    found = [item for item in walk(tmp_path) if isinstance(item, Export)]
    assert [item.name for item in found] == [
        r"\x1b[31mred", r"latin \xe9.csv", r"turned \u202e around.csv", r"two\nlines.csv",
    ]  # fmt: skip
    assert all(item.bytes() == b"content" for item in found)
    assert all(item.name.isprintable() and item.name.encode() for item in found)


def test_what_may_not_be_opened_is_rejected_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.csv", "locked.csv", "shut/inside.csv", "z.csv"):
        put(tmp_path / name)
    opens, scans = Path.open, os.scandir

    def may_open(self: Path, mode: str) -> object:
        if self.name == "locked.csv":
            raise PermissionError(13, "Permission denied")
        return opens(self, mode)

    def may_scan(path: Path) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return scans(path)

    # Rights do not bind whoever runs the tests as root: so they are refused here.
    monkeypatch.setattr(Path, "open", may_open)
    monkeypatch.setattr(os, "scandir", may_scan)
    assert names(tmp_path) == ["a.csv", "[locked.csv]", "[shut]", "z.csv"]
    reason = "cannot be opened (Permission denied). Mend its rights and read again."
    assert rejects(tmp_path) == {"locked.csv": reason, "shut": reason}
    with pytest.raises(UserError, match=r"shut: cannot be opened"):
        list(walk(tmp_path / "shut"))


@pytest.fixture
def nested(tmp_path: Path) -> Iterator[Callable[[str, int], int]]:
    """Makes a folder of a name in itself, so many times, and gives the innermost one's descriptor."""
    made: list[int] = []

    def make(name: str, times: int) -> int:
        at = os.open(tmp_path, os.O_RDONLY)
        for _ in range(times):
            os.mkdir(name, dir_fd=at)
            deeper = os.open(name, os.O_RDONLY, dir_fd=at)
            os.close(at)
            at = deeper
        made.append(at)
        return at

    yield make
    for at in made:
        os.close(at)
    # Too deep for Python's own way to take a tree down.
    subprocess.run(["rm", "-rf", *tmp_path.iterdir()], check=True)


def test_folders_deeper_than_calls_may_nest_are_walked(tmp_path: Path, nested: Callable[[str, int], int]) -> None:
    at = nested("d", 1_200)
    os.close(os.open("deep.csv", os.O_CREAT | os.O_WRONLY, dir_fd=at))
    assert names(tmp_path) == ["d/" * 1_200 + "deep.csv"]


def test_folders_deeper_than_a_path_may_be_long_are_rejected(tmp_path: Path, nested: Callable[[str, int], int]) -> None:
    nested("d" * 250, 30)
    [reason] = rejects(tmp_path).values()
    assert "File name too long" in reason


def test_what_desktops_and_version_control_leave_is_passed_over(tmp_path: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", ".git/config", "__MACOSX/a.csv", "a.csv"):
        put(tmp_path / name)
    assert names(tmp_path) == ["a.csv"]
