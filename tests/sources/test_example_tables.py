"""The tables of the example firms and of other programs' connectors, where they are at hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from comity.sources import Export, Outcome, Reject, Row, Said, Settings, tabular
from comity.sources.folder import walk

LOCALES = {"oosterveld": "nl_NL", "pinebluff": "en_US"}


def tables_of(folder: Path, settings: Settings) -> dict[str, list[Outcome]]:
    """What every table below the folder gives, by its name; unknown ones give nothing."""
    found: dict[str, list[Outcome]] = {}
    for export in walk(folder, settings):
        if isinstance(export, Export) and export.name.lower().endswith((".csv", ".tsv", ".xlsx")):
            found[export.name] = [outcome for outcome in tabular.read(export) if not isinstance(outcome, Said)]
    return found


def counted(found: dict[str, list[Outcome]]) -> Counter[str]:
    """Rows by table, rejects, and the sum of hours."""
    count: Counter[str] = Counter()
    for outcomes in found.values():
        for outcome in outcomes:
            if isinstance(outcome, Row):
                count[outcome.table] += 1
                if outcome.table == "hours":
                    count["quarters"] += round(float(str(outcome.values["hours"])) * 4)
                if outcome.values.get("kind") == "credit":
                    count["credits"] += 1
            elif isinstance(outcome, Reject):
                count["rejects"] += 1
    return count


@pytest.mark.parametrize("firm", ["larkfield", "plumb", "meridian", "oosterveld", "pinebluff"])
def test_the_tables_of_an_example_firm_hold_what_its_key_says(shared: Path, firm: str) -> None:
    folder = shared / "examples" / firm
    key: dict[str, Any] = json.loads((folder / "key.json").read_text())["counts"]
    found = tables_of(folder / "exports", Settings(locale=LOCALES.get(firm)))
    count = counted(found)
    assert all(found.values()), [name for name, outcomes in found.items() if not outcomes]
    assert count["quarters"] == key["hours_total"] * 4
    if firm == "oosterveld":
        assert (count["invoices"], count["credits"]) == (key["invoices"], len(key["credit_notes"]))
    else:
        notes = key.get("credit_memos", key.get("credit_notes", 2))
        assert (count["invoices"], count["credits"]) == (key["invoices"] + notes, notes)
    if "payments" in key:
        assert count["payments"] == key["payments"]
    for table in ("placements", "job_orders", "submissions", "notes", "calls"):
        if table in key:
            assert count[table] == key[table]
    tabular_damage = [d for d in key.get("damaged", []) if str(d.get("file", "")).endswith((".tsv", ".csv"))]
    broken = key.get("broken_csv_rows", key.get("broken_rows", tabular_damage))
    assert count["rejects"] == len(broken)


@pytest.mark.parametrize("folder", ["export-headers", "crm-opportunities", "receivables"])
def test_tables_of_other_programs_are_read_listed_or_rejected_with_a_reason(shared: Path, folder: str) -> None:
    found = tables_of(shared / "data" / folder, Settings())
    assert found
    for outcomes in found.values():
        for outcome in outcomes:
            if isinstance(outcome, Reject):
                assert outcome.place
                assert outcome.reason
