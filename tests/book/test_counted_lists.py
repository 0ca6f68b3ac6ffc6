"""Lists that merely count their lines: what stands in the third line of one is not what stands in another's third."""

from __future__ import annotations

from pathlib import Path

from comity.book.known import Facts, known_on
from comity.book.store import Book, MemoryBook
from comity.book.whois import who_is_who
from tests.book.test_versions import TODAY, WORKED, put, read

DEALS = "Id,Deal Name,Account Name,Amount,Stage,Create Date\n"
BOATS = ["Hull,Fen Boats,900,Won,2026-01-05", "Mast,Fen Boats,400,Lost,2026-01-06", "Oars,Low Mill,70,Won,2026-01-07"]
SHEDS = ["Roof,Low Mill,800,Open,2026-02-05", "Slip,Marsh Yard,350,Won,2026-02-06"]
FIRMS = "Id,Company Name,Website,Phone,Type\n"


def counted(heads: str, *lines: str, first: int = 1) -> str:
    return heads + "".join(f"{n},{line}\n" for n, line in enumerate(lines, first))


def names(book: Book, table: str = "deals") -> list[str]:
    return sorted(known(book)[table]["name"].to_pylist())


def known(book: Book) -> Facts:
    return known_on(book, TODAY)


def test_the_lines_of_two_lists_that_are_counted_from_1_stay_apart(tmp_path: Path) -> None:
    book = MemoryBook()
    read(book, put(tmp_path, boats__csv=counted(DEALS, *BOATS), sheds__csv=counted(DEALS, *SHEDS), work__csv=WORKED))
    assert names(book) == ["Hull", "Mast", "Oars", "Roof", "Slip"]
    read(book, tmp_path)
    assert names(book) == ["Hull", "Mast", "Oars", "Roof", "Slip"]


def test_a_list_that_was_exported_again_under_another_name_is_the_same_list(tmp_path: Path) -> None:
    book = MemoryBook()
    read(book, put(tmp_path / "a", may__csv=counted(DEALS, *BOATS), work__csv=WORKED))
    later = [line.replace("Lost", "Won").replace("Oars", "Sculls") for line in (*BOATS, SHEDS[0])]
    read(book, put(tmp_path / "b", june__csv=counted(DEALS, *later), work__csv=WORKED.replace("05-05", "05-28")))
    assert names(book) == ["Hull", "Mast", "Roof", "Sculls"]


def test_a_part_of_a_list_belongs_to_it_where_another_is_counted_too(tmp_path: Path) -> None:
    book = MemoryBook()
    lists = {"boats__csv": counted(DEALS, *BOATS), "sheds__csv": counted(DEALS, *SHEDS)}
    read(book, put(tmp_path / "a", **lists, work__csv=WORKED))
    part = counted(DEALS, BOATS[1].replace("Lost", "Won"), BOATS[2], first=2)
    read(book, put(tmp_path / "b", rest__csv=part, work__csv=WORKED.replace("05-05", "05-28")))
    assert names(book) == ["Hull", "Mast", "Oars", "Roof", "Slip"]
    stages = dict(zip(known(book)["deals"]["name"].to_pylist(), known(book)["deals"]["stage"].to_pylist(), strict=True))
    assert stages["Mast"] == "Won"


def test_firms_of_two_counted_lists_stay_apart_and_a_number_that_both_have_tells_of_neither(tmp_path: Path) -> None:
    book = MemoryBook()
    one = counted(FIRMS, "Fen Boats,fenboats.example,,Customer", "Low Mill,lowmill.example,,Customer")
    two = counted(FIRMS, "Marsh Yard,marshyard.example,,Customer")
    people = "Id,First Name,Last Name,Email,Company Id,Title\n1,Bea,Roe,bea@roe.example,1,Buyer\n"
    read(book, put(tmp_path, one__csv=one, two__csv=two, people__csv=people, work__csv=WORKED))
    assert names(book, "companies") == ["Fen Boats", "Low Mill", "Marsh Yard"]
    whois = who_is_who(known(book))
    assert {a.name for a in whois.accounts.values()} >= {"Fen Boats", "Low Mill", "Marsh Yard"}
    assert not [key for key in whois.by_company if key[1] == "1"]
    assert [key[1] for key in whois.by_company] == ["2"]
