"""Calling the program as a user does, in this process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from comity.cli import main
from tests.cli.firm import write


@dataclass(frozen=True)
class Said:
    """What a call came to: its exit code, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """What it wrote to standard output, which must be JSON and nothing else."""
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one line that a call which cannot be done gives; there must be nothing else."""
        assert self.code == 2, (self.out, self.err)
        assert self.out == ""
        [line] = self.err.splitlines()
        assert line.startswith("comity: ")
        return line.removeprefix("comity: ")


Say = Callable[..., Said]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of all calls of a test."""
    monkeypatch.setenv("COMITY_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def say(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:  # noqa: ARG001
    """Call the program with these words on a page of 80 columns, or as many as are told."""

    def call(*words: object, columns: int = 80) -> Said:
        monkeypatch.setenv("COLUMNS", str(columns))
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
        wrote = capsys.readouterr()
        return Said(code, wrote.out, wrote.err)

    return call


@pytest.fixture(scope="session")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exports of the small firm."""
    return write(tmp_path_factory.mktemp("reed") / "exports")


@pytest.fixture(scope="session")
def filled(exports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which the exports were read; nobody works on it."""
    home = tmp_path_factory.mktemp("filled") / "home"
    assert main(["read", str(exports), "--home", str(home)]) == 0
    return home


@pytest.fixture
def read(say: Say, home: Path, filled: Path) -> Say:
    """The program, once the exports were read."""
    shutil.copytree(filled, home)
    return say
