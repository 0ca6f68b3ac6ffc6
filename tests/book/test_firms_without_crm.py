"""Who is who where no CRM names the clients: mail and books are laid together by what the firms are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.book.known import known_on
from comity.book.whois import WhoIsWho, who_is_who
from tests.invariants.books import TODAY, book_of

CORRESPONDENTS = {
    "Dana Orr <dana@alderquaymills.example>": 3,
    "Pat Lund <pat@tollgatehotel.example>": 3,
    "Kim Vale <kim@vsb-group.example>": 3,
}
INVOICED = (
    "Alder Quay Mills (2019) Ltd", "ALDER QUAY MILLS", "Tollgate Hotel Limited", "Vale School Board", "Nobody Wrote Ltd"
)  # fmt: skip


def mail(number: int, sender: str, to: str) -> str:
    return (
        f"From: {sender}\nTo: {to}\nSubject: Tuesday {number}\nDate: Mon, {1 + number % 28} Jun 2026 10:00:00 +0000\n"
        f"Message-ID: <m{number}@mail.example>\n\nThe crew was on time, thank you. {number}\n"
    )


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> WhoIsWho:
    folder = tmp_path_factory.mktemp("exports")
    number = 0
    for person, times in CORRESPONDENTS.items():
        for _ in range(times):
            for sender, to in ((person, "Us <us@ourfirm.example>"), ("Us <us@ourfirm.example>", person)):
                number += 1
                (folder / f"{number}.eml").write_text(mail(number, sender, to))
    rows = [f"{100 + i},{name},2026-06-0{1 + i},2026-07-01,500.00" for i, name in enumerate(INVOICED)]
    (folder / "invoices.csv").write_text("\n".join(["Invoice No,Customer,Invoice Date,Due Date,Total", *rows]) + "\n")
    return who_is_who(known_on(book_of(folder), TODAY))


@pytest.mark.parametrize("spelling", INVOICED[:2])
def test_a_name_in_the_books_that_spells_a_domain_we_write_to_is_that_account(known: WhoIsWho, spelling: str) -> None:
    assert known.by_name[spelling] == "alderquaymills.example"


def test_every_such_account_says_why_the_name_is_its(known: WhoIsWho) -> None:
    whys = {m.what: m.why for m in known.merges if m.account == "tollgatehotel.example"}
    assert "tollgatehotel" in whys["name “Tollgate Hotel Limited”"]
    assert "we write to each other" in whys["domain tollgatehotel.example"]


def test_what_a_domain_does_not_spell_stays_apart(known: WhoIsWho) -> None:
    assert known.by_name["Vale School Board"] != "vsb-group.example"
    assert known.by_name["Nobody Wrote Ltd"] == "nobody-wrote-ltd"


def test_spellings_of_a_firm_that_never_wrote_are_one_account(tmp_path: Path) -> None:
    names = ("Kestrel Vane Catering Ltd", "Kestrel Vane Catering", "KESTREL VANE CATERING LIMITED", "Marlpit Feeds")
    rows = [f"{100 + i},{name},2026-06-0{1 + i},2026-07-01,500.00" for i, name in enumerate(names)]
    (tmp_path / "invoices.csv").write_text("\n".join(["Invoice No,Customer,Invoice Date,Due Date,Total", *rows]) + "\n")
    found = who_is_who(known_on(book_of(tmp_path), TODAY))
    assert len({found.by_name[n] for n in names[:3]}) == 1
    assert found.by_name[names[3]] != found.by_name[names[0]]


def test_a_short_spelling_of_a_firm_that_never_wrote_is_joined_to_it(tmp_path: Path) -> None:
    one, other = "Marlpit Dental Group Ltd", "Marlpit Dental"
    rows = [f"{100 + i},{name},2026-06-0{1 + i},2026-07-01,500.00" for i, name in enumerate((one, other))]
    (tmp_path / "invoices.csv").write_text("\n".join(["Invoice No,Customer,Invoice Date,Due Date,Total", *rows]) + "\n")
    found = who_is_who(known_on(book_of(tmp_path), TODAY))
    assert found.by_name[one] == found.by_name[other]
