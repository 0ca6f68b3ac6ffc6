"""A second domain of a client and a contact who went to work elsewhere: both write with a known name from an unknown
domain, and only one of them is still the client's.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from comity.book.known import known_on
from comity.book.store import MemoryBook
from comity.book.whois import who_is_who
from tests.cli.firm import TOML
from tests.invariants.books import TODAY, read_into

OURS, JANE, TOM = "Ida <ida@reed.example>", "Jane Hale <jane@northgateboats.com>", "Tom Reed <tom@northgateboats.com>"
NEW_JANE, NEW_TOM = "Jane Hale <jane@brightwater.com>", "Tom Reed <tom@brightwater.com>"
Sent = tuple[str, str, str, str]  # who, to whom, with whom in copy, on which day of 2026


def domains(folder: Path, *mails: Sent) -> dict[str, set[str]]:
    """The domains of each account by name, of a firm with one client on its list and this mail."""
    folder.joinpath("comity.toml").write_text(TOML)
    folder.joinpath("companies.csv").write_text(
        "Record ID,Company name,Company Domain Name,Lifecycle Stage\n1,Northgate Boats,northgateboats.com,customer\n"
    )
    for number, (who, to, copy, day) in enumerate(mails):
        date = dt.date.fromisoformat(f"2026-{day}").strftime("%a, %d %b %Y")
        beside = f"Cc: {copy}\n" if copy else ""
        (folder / f"{number}.eml").write_text(
            f"From: {who}\nTo: {to}\n{beside}Date: {date} 09:00:00 +0000\nMessage-ID: <{number}@x>\n"
            f"Subject: Hulls {number}\n\nThe hull number {number} is due on site.\n"
        )
    book = MemoryBook()
    read_into(book, folder)
    return {a.name: set(a.domains) for a in who_is_who(known_on(book, TODAY)).accounts.values()}


BEFORE: tuple[Sent, ...] = (
    (JANE, OURS, "", "01-05"), (OURS, JANE, "", "01-06"), (TOM, OURS, "", "01-12"), (OURS, TOM, "", "01-13"),
)  # fmt: skip
AFTER: tuple[Sent, ...] = (
    (NEW_JANE, OURS, TOM, "03-02"), (OURS, NEW_JANE, "", "03-03"), (NEW_JANE, OURS, "", "03-09"),
    (OURS, NEW_JANE, "", "03-10"),
)  # fmt: skip


def test_who_went_to_work_elsewhere_takes_no_client_along_for_one_old_colleague_in_copy(tmp_path: Path) -> None:
    found = domains(tmp_path, *BEFORE, *AFTER, (TOM, OURS, "", "04-20"), (OURS, TOM, "", "04-21"))
    assert found["Northgate Boats"] == {"northgateboats.com"}


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(((JANE, OURS, "", "04-20"), (TOM, OURS, "", "04-21")), id="she writes from both"),
        pytest.param(((NEW_TOM, OURS, NEW_JANE, "04-20"), (TOM, OURS, "", "04-21")), id="others write from there too"),
        pytest.param((), id="nobody stayed where they were"),
    ],
)
def test_a_second_domain_of_a_client_is_the_clients(tmp_path: Path, later: tuple[Sent, ...]) -> None:
    found = domains(tmp_path, *BEFORE, *AFTER, *later)
    assert found["Northgate Boats"] == {"northgateboats.com", "brightwater.com"}


def test_a_domain_that_begins_with_the_clients_own_word_is_the_clients_whoever_went_there_first(tmp_path: Path) -> None:
    there = "Jane Hale <jane@northgate.de>"
    after = ((there, OURS, TOM, "03-02"), (OURS, there, "", "03-03"), (there, OURS, "", "03-09"))
    found = domains(tmp_path, *BEFORE, *after, (OURS, there, "", "03-10"), (TOM, OURS, "", "04-20"))
    assert found["Northgate Boats"] == {"northgateboats.com", "northgate.de"}
