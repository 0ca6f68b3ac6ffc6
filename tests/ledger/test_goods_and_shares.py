"""What goods cost is counted once: as an invoice tells it, and of a share of it only what the share is more."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from comity.book.known import known_on
from comity.book.store import MemoryBook
from comity.engine.duck import DuckEngine
from comity.ledger.ground import Ears, Grounds
from comity.ledger.survey import survey
from comity.signals.ears import shipped_reader
from tests.cli.firm import COMPANIES, TOML
from tests.invariants.books import KEPT, read_into

DAY = dt.date(2024, 4, 30)


@pytest.mark.parametrize(
    ("share", "costs"),
    [
        (0.0, {"41": 800.0}),
        (0.6, {"41": 800.0, "42": 300.0}),
        (0.9, {"41": 900.0, "42": 450.0}),
    ],
)
def test_a_share_adds_to_the_goods_that_an_invoice_tells_only_what_it_is_more(
    share: float, costs: dict[str, float], tmp_path: Path
) -> None:
    firm(
        tmp_path, f"direct_cost_share = {share}\n",
        "Invoice no,Invoice date,Customer,Item,Quantity,Unit price,Amount,COGS\n"
        "41,05/02/2024,Fen Boats Ltd,Oars,10,100.00,1000.00,800.00\n"
        "42,20/02/2024,Fen Boats Ltd,Hire,1,500.00,500.00,\n",
    )  # fmt: skip
    assert costs_of(tmp_path) == pytest.approx(costs)


@pytest.mark.parametrize(
    ("settings", "costs"),
    [
        ("direct_cost_share = 0.8\n", {"Ann Sheets": 760.0}),
        ('[accounts."fenboats.example"]\ndirect_cost_share = 0.1\n', {"Ann Sheets": 760.0, "41": 100.0}),
        ('[accounts."Fen Boats Ltd"]\ndirect_cost_share = 0.1\n', {"Ann Sheets": 760.0, "41": 100.0}),
    ],
)
def test_what_holds_for_all_clients_does_not_hold_beside_time_sheets_that_tell_what_their_labour_cost(
    settings: str, costs: dict[str, float], tmp_path: Path
) -> None:
    firm(
        tmp_path, settings,
        "Invoice no,Invoice date,Customer,Amount\n"
        "41,05/02/2024,Fen Boats Ltd,1000.00\n"
        "42,20/02/2024,Fen Boats Ltd,0.00\n",
    )  # fmt: skip
    (tmp_path / "sheets.csv").write_text(
        "Worker,Client,Week ending,Regular hours,Pay rate,Bill rate\n"
        "Ann Sheets,Fen Boats Ltd,28/01/2024,40,16.6667,25.00\n"
    )
    assert costs_of(tmp_path) == pytest.approx(costs, abs=0.01)


def firm(folder: Path, settings: str, invoices: str) -> None:
    """The exports of a firm of two clients, with what comity.toml says beside the usual."""
    (folder / "comity.toml").write_text(f"{TOML}{settings}")
    (folder / "companies.csv").write_text(COMPANIES)
    (folder / "invoices.csv").write_text(invoices)


def costs_of(folder: Path) -> dict[str, float]:
    """What each invoice or worker cost, by number or name."""
    book = MemoryBook()
    read_into(book, folder)
    engine, reader = DuckEngine(), shipped_reader()
    Grounds(survey(known_on(book, DAY), KEPT), [DAY], Ears(reader, reader.thresholds, KEPT), engine).whole()
    told = engine.query("select ref, sum(amount) as cost from labour group by ref").to_pylist()
    return {row["ref"]: row["cost"] for row in told}
