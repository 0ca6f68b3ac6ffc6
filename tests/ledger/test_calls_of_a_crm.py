"""Telephone calls that stand in a CRM: at their account, and once where a log of telephones tells of them too."""

from __future__ import annotations

from pathlib import Path

from comity.book.store import MemoryBook
from tests.cli.firm import COMPANIES, TOML
from tests.invariants.books import accounts, judged, read_into

CONTACTS = (
    "Record ID,First Name,Last Name,Email,Phone,Associated Company\n"
    "1,Tom,Fen,tom@fenboats.example,+441904555011,Fen Boats Ltd\n"
)
CRM = (
    "Record ID,Call Title,Activity date,Call duration (HH:mm:ss),Call outcome,Call direction,Call notes,"
    "Activity assigned to,Associated Contact,Associated Company\n"
    "1,Hall,2024-02-05 10:00,00:12:05,Connected,Outbound,The hall.,Ann Reed,Tom Fen,Fen Boats Ltd\n"
    "2,Hall,2024-02-06 10:00,00:02:05,Connected,Outbound,The gate.,Ann Reed,Somebody New,Fen Boats Ltd\n"
)
LOG = (
    "Call Time,Caller ID,Destination,Direction,Status,Talking\n"
    "2024-02-05 10:00:00,100,+441904555011,Outbound,answered,00:12:01\n"
    "2024-02-07 10:00:00,+441904555011,100,Inbound,answered,00:03:01\n"
)


def calls(folder: Path, **files: str) -> float | None:
    """Calls of a year with Fen Boats."""
    folder.joinpath("comity.toml").write_text(TOML)
    folder.joinpath("companies.csv").write_text(COMPANIES)
    folder.joinpath("contacts.csv").write_text(CONTACTS)
    for name, text in files.items():
        folder.joinpath(f"{name}.csv").write_text(text)
    book = MemoryBook()
    read_into(book, folder)
    return accounts(judged(book))["fenboats.example"]["measures"]["calls_12m"]


def test_calls_of_a_crm_count_though_nobody_knows_the_person(tmp_path: Path) -> None:
    assert calls(tmp_path, crm=CRM) == 2


def test_a_call_that_the_log_of_telephones_tells_of_counts_once(tmp_path: Path) -> None:
    assert calls(tmp_path, crm=CRM, log=LOG) == 3
