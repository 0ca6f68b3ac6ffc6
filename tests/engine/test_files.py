"""The engine answers SQL over what it was given, and reads nothing else."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from comity.engine.duck import DuckEngine


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Two Parquet files."""
    found = {name: tmp_path / f"the {name}'s.parquet" for name in ("mail", "pay")}
    for name, file in found.items():
        pq.write_table(pa.table({"told": [name]}), file)
    return found


def test_a_file_is_known_as_a_table_and_can_be_derived_from(files: dict[str, Path]) -> None:
    engine = DuckEngine(files)
    engine.derive("told_of_both", "select told from mail union all select told from pay")
    assert sorted(engine.query("select told from told_of_both")["told"].to_pylist()) == ["mail", "pay"]


def test_no_file_is_read_but_those_it_was_given(files: dict[str, Path]) -> None:
    engine = DuckEngine({"mail": files["mail"]})
    other = str(files["pay"]).replace("'", "''")
    with pytest.raises(duckdb.PermissionException):
        engine.query(f"select * from read_parquet('{other}')")
