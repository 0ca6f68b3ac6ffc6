"""What every source must keep to, tried on its golden samples: whole, cut off anywhere, and with bytes gone wrong."""

from __future__ import annotations

import datetime as dt
import math
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from comity.identity import row_id
from comity.sources import Export, Outcome, Reject, Row, Said, Source, source_of, sources
from comity.sources.outcome import RAW_KEPT
from comity.tables import TABLES
from comity.tables.base import PROVENANCE
from tests.patience import Late, within
from tests.sources.golden import FOLDER, Sample, folder_of, samples, stray, told

SAMPLES = samples()
CUTS = 20
MUTATIONS = 200  # of each sample, by `make test-slow`
FEW = 40  # of each sample, by `make test`
APART = {".pdf": 10}  # what is read in a process of its own costs a quarter of a second each time
OURS = {column.name for column in PROVENANCE}

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)


def outcomes(source: Source, export: Export) -> list[Outcome]:
    """All that reading gives, each outcome looked at."""
    with within():
        found = list(source.read(export))
    rows: defaultdict[str, list[Mapping[str, object]]] = defaultdict(list)
    for outcome in found:
        if isinstance(outcome, Row):
            check_row(outcome, rows)
        elif isinstance(outcome, Reject):
            check_line(outcome.place, "place")
            check_line(outcome.reason, "reason")
            assert isinstance(outcome.raw, bytes)
            assert len(outcome.raw) <= RAW_KEPT
        else:
            assert isinstance(outcome, Said), f"a source gave {outcome!r}"
            check_line(outcome.text, "text")
    for table, values in rows.items():
        assert pa.Table.from_pylist([dict(v) for v in values], schema=TABLES[table].schema).num_rows == len(values)
    return found


def check_row(row: Row, rows: dict[str, list[Mapping[str, object]]]) -> None:
    """A row names a table, fills its own columns and no other, and can be told apart from others."""
    table = TABLES[row.table]
    known = {column.name for column in table.columns}
    assert set(row.values) <= known, f"{row.table} has no column {set(row.values) - known}"
    assert not OURS & set(row.values)
    assert all(math.isfinite(v) for v in row.values.values() if isinstance(v, float)), row.values
    assert all(v.tzinfo for v in row.values.values() if isinstance(v, dt.datetime)), row.values
    check_line(row.place, "place")
    assert isinstance(row.ref, str)
    assert row.done >= 0
    assert row_id(table, row.values, row.ref)
    rows.setdefault(row.table, []).append(row.values)
    for further in row.also:
        check_row(further, rows)


def check_line(text: str, what: str) -> None:
    assert text.strip(), f"an empty {what}"
    assert len(text.splitlines()) == 1, f"more than one line: {text!r}"
    assert "Traceback" not in text


def damaged(sample: Sample, mutations: int) -> Iterator[bytes]:
    """The sample cut off at many places, and with bytes changed, lost, or doubled; the same each time."""
    whole = sample.path.read_bytes()
    for cut in range(CUTS):
        yield whole[: len(whole) * cut // CUTS]
    chance = random.Random(sample.name)
    for _ in range(mutations):
        content = bytearray(whole)
        for _ in range(chance.choice((1, 1, 2, 8, 40))):
            at = chance.randrange(max(len(content), 1))
            match chance.randrange(4):
                case 0:
                    content[at : at + 1] = bytes([chance.randrange(256)])
                case 1:
                    content[at : at + chance.choice((1, 1, 4, 64))] = b""
                case 2:
                    content[at:at] = content[at : at + chance.choice((1, 16, 256))]
                case _:
                    content[at:at] = chance.choice(
                        (b"\x00", b"\xff\xfe", b'"', b"\r", b"\n", b";", b"9" * 400, b"\x1a", b"-")
                    )
        yield bytes(content)


@pytest.mark.parametrize("source", sources(), ids=folder_of)
def test_a_source_has_a_kind_and_says_what_it_reads(source: Source) -> None:
    assert source.KIND.strip().lower() == source.KIND
    assert source.__doc__


@pytest.mark.parametrize("source", sources(), ids=folder_of)
def test_a_source_has_a_golden_sample(source: Source) -> None:
    assert [s for s in SAMPLES if s.source is source], f"no sample in tests/sources/golden/{folder_of(source)}"


def test_golden_samples_belong_to_a_source_and_expected_outcomes_to_a_sample() -> None:
    folders = {p.name for p in FOLDER.iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert folders <= {folder_of(source) for source in sources()}
    assert stray() == []


@each_sample
def test_exactly_one_source_knows_a_sample(sample: Sample) -> None:
    export = sample.export()
    assert [folder_of(s) for s in sources() if s.detect(export)] == [folder_of(sample.source)]
    assert source_of(export) is sample.source


@each_sample
def test_a_sample_gives_what_is_expected(sample: Sample) -> None:
    assert sample.expected.exists(), "run: python -m tests.sources.golden"
    found = told(outcomes(sample.source, sample.export()))
    assert found == sample.expected.read_text(encoding="utf-8"), "if meant, run: python -m tests.sources.golden"


@each_sample
def test_reading_again_gives_the_same(sample: Sample) -> None:
    export = sample.export()
    assert outcomes(sample.source, export) == outcomes(sample.source, export)


@each_sample
def test_a_record_tells_how_much_of_the_file_lies_behind_it(sample: Sample) -> None:
    export = sample.export()
    found = [o.done for o in outcomes(sample.source, export) if not isinstance(o, Said)]
    assert all(0 <= done <= export.size for done in found)


@each_sample
def test_a_damaged_sample_is_read_or_rejected_and_never_more(sample: Sample) -> None:
    check_damaged(sample, APART.get(sample.path.suffix, FEW))


@pytest.mark.slow
@each_sample
def test_a_sample_damaged_hundreds_of_times_is_read_or_rejected_and_never_more(sample: Sample) -> None:
    check_damaged(sample, MUTATIONS)


def check_damaged(sample: Sample, mutations: int) -> None:
    """Read what is left of the sample each time; the assertion names the damage that brought it down."""
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(damaged(sample, mutations)):
            export = sample.export(content, Path(folder))
            try:
                with within():
                    knows = sample.source.detect(export)
                if knows:
                    outcomes(sample.source, export)
            except (Exception, Late) as error:
                raise AssertionError(f"{sample.name}, damage {number}: {content[:2_000]!r}") from error


@each_sample
def test_a_cut_sample_asks_every_source_in_vain(sample: Sample) -> None:
    whole = sample.path.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        for cut in (0, 1, 2, 7, 100, len(whole) // 2):
            export = sample.export(whole[:cut], Path(folder))
            with within():
                found = [s for s in sources() if s.detect(export)]
            for source in found:
                outcomes(source, export)
            assert len(found) <= 1, [folder_of(s) for s in found]
