"""`comity signals label`: sentences in, the same with their labels out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from comity.signals.labels import GRAVE, NAMES
from tests.cli.conftest import Say

ASKED: list[dict[str, Any]] = [
    {"text": "Your price is too high, give us ten percent off or we leave.", "by": "client", "note": "kept as it is"},
    {"text": "Which boats matter most to you next year?", "by": "us", "before": "Good to hear.", "subject": "Plans"},
    {"text": "", "by": "client", "before": None},
    {"text": "Ça va, merci \U0001f6a3 \x00 " + "a" * 20_000, "by": "client", "answers": "Wie geht es?"},
]
BROKEN = (
    ("no json", 'needs "text" and "by"'),
    ("[" * 200_000, 'needs "text" and "by"'),
    ("[1]", 'needs "text" and "by"'),
    ('{"text": "Hello", "by": "them"}', 'needs "text" and "by"'),
    ('{"text": 5, "by": "us"}', 'needs "text" and "by"'),
    ('{"text": "Hello", "by": "us", "before": 5}', '"before" is no text'),
)


def put(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_every_line_comes_back_with_all_labels_those_that_hold_and_those_that_may(say: Say, tmp_path: Path) -> None:
    given = put(tmp_path / "in.jsonl", *map(json.dumps, ASKED))
    said = say("signals", "label", given, tmp_path / "out.jsonl")
    assert (said.code, said.out, said.err) == (0, "", "")
    told = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [{k: row[k] for k in asked} for row, asked in zip(told, ASKED, strict=True)] == ASKED
    for row in told:
        assert list(row["all"]) == list(NAMES)
        assert all(row["all"][name] == p for name, p in {**row["predicted"], **row["possible"]}.items())
        assert row["possible"].keys() <= GRAVE
        assert not row["possible"].keys() & row["predicted"].keys()
    assert "price_pressure" in told[0]["predicted"]
    assert told[1]["all"]["price_pressure"] == 0


def test_half_a_character_is_no_obstacle(say: Say, tmp_path: Path) -> None:
    given = put(tmp_path / "in.jsonl", r'{"text": "\ud800 Thanks", "by": "client"}')
    assert say("signals", "label", given, tmp_path / "out.jsonl").code == 0
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["text"] == "\ud800 Thanks"


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_a_sign_that_some_take_for_the_end_of_a_line_is_none_here(say: Say, tmp_path: Path, sign: str) -> None:
    given = tmp_path / "in.jsonl"
    given.write_bytes(f'\ufeff{{"text": "Your price{sign}is too high", "by": "client"}}\r\n'.encode())
    assert say("signals", "label", given, tmp_path / "out.jsonl").code == 0
    [line] = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["text"] == f"Your price{sign}is too high"


def test_empty_lines_are_passed_over(say: Say, tmp_path: Path) -> None:
    given = put(tmp_path / "in.jsonl", "", json.dumps(ASKED[0]), "   ", "")
    assert say("signals", "label", given, tmp_path / "out.jsonl").code == 0
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 1


@pytest.mark.parametrize(("line", "told"), BROKEN, ids=range(len(BROKEN)))
def test_a_line_that_is_none_is_told_with_its_number(say: Say, tmp_path: Path, line: str, told: str) -> None:
    given = put(tmp_path / "in.jsonl", json.dumps(ASKED[0]), line)
    assert say("signals", "label", given, tmp_path / "out.jsonl").refusal.startswith(f"{given}, line 2: {told}")
    assert not (tmp_path / "out.jsonl").exists()


def test_files_that_cannot_be_read_or_written_are_told(say: Say, tmp_path: Path) -> None:
    given = put(tmp_path / "in.jsonl", json.dumps(ASKED[0]))
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for name, why in (("nowhere", "No such file"), ("", "Is a directory"), ("binary", "it is not in UTF-8")):
        refusal = say("signals", "label", tmp_path / name, tmp_path / "out.jsonl").refusal
        assert f"cannot be read ({why}" in refusal
    assert "cannot be written" in say("signals", "label", given, tmp_path / "nowhere" / "out.jsonl").refusal
