"""The tables that programs export, as they come: what each is, and what its rows say.

Beside the samples in `programs/` lie their expectations by kind (`money.toml`, `time.toml` and so on), written by hand;
what is in `programs/none/` no source may take for its own.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

from comity.sources import source_of, tabular
from tests.sources.exports import export_of
from tests.sources.tables import read_file

PROGRAMS = Path(__file__).parent / "programs"
KINDS = ("calendar", "calls", "crm", "money", "placements", "time")
LOCALE = "en_GB"  # what comity.toml of a firm says; none of the samples may need another


def expected() -> dict[str, tuple[str, dict[str, Any]]]:
    """By file, its kind and what is expected of it."""
    return {
        name: (kind, told)
        for kind in KINDS
        for name, told in tomllib.loads((PROGRAMS / f"{kind}.toml").read_text(encoding="utf-8")).items()
    }


EXPECTED = expected()
STRANGERS = sorted(path.name for path in (PROGRAMS / "none").iterdir())


@pytest.mark.parametrize("name", EXPECTED)
def test_a_programs_table_is_known_and_says_what_it_says(name: str) -> None:
    kind, told = EXPECTED[name]
    export = export_of(PROGRAMS / name)
    assert tabular.kind_of(export) == kind
    assert [table.fit.form.name for table in tabular.look(export).tables] == [told["form"]]
    read = read_file(PROGRAMS / name, locale=LOCALE)
    assert len(read.rejects) == told.get("rejects", 0), [reject.reason for reject in read.rejects]
    assert len(read.rows) == len(told["rows"])
    for values, wanted in zip(read.values, told["rows"], strict=True):
        assert {name: shown(values.get(name), text) for name, text in wanted.items()} == wanted


def shown(value: object, wanted: str) -> str:
    """A value as the expectations write it: numbers by their worth, lists by what is in them, nothing as ''."""
    if isinstance(value, Decimal | float | int) and not isinstance(value, bool):
        try:
            return wanted if Decimal(wanted) == Decimal(str(value)) else str(value)
        except InvalidOperation:
            return str(value)
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


@pytest.mark.parametrize("name", STRANGERS)
def test_a_table_that_is_none_of_ours_is_not_claimed(name: str) -> None:
    source = source_of(export_of(PROGRAMS / "none" / name))
    assert source is None or not read_file(PROGRAMS / "none" / name, locale=LOCALE).rows, source


def test_every_sample_has_its_expectation() -> None:
    samples = {path.name for path in PROGRAMS.iterdir() if path.is_file() and path.suffix not in (".toml", ".py")}
    assert samples == EXPECTED.keys()
