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
SIGNED = {
    "Ada Noll <ada@qft.example>": "Ada Noll\nBuyer\nQuayside Feeds & Trading",
    "Ben Rast <ben@qft.example>": "Ben Rast | Stores | Quayside Feeds & Trading | 021 555 0140",
    "Cy Marsh <cy@marshlight.example>": "Cy Marsh\nMarshlight Studios",
    "Di Wolde <di@wolde.example>": "Di Wolde\nPlumb & Sons",
    "Ed Wolde <ed@wolde.example>": "Ed Wolde\nMoor Street Garage",
    "Fay Lunt <fay@flash.net>": "Fay Lunt\nLunt Roofing Ltd",
    "Gil Moss <gil@flash.net>": "Gil Moss\nMoss Bakery",
}


def mail(number: int, sender: str, to: str, signature: str = "") -> str:
    return (
        f"From: {sender}\nTo: {to}\nSubject: Tuesday {number}\nDate: Mon, {1 + number % 28} Jun 2026 10:00:00 +0000\n"
        f"Message-ID: <m{number}@mail.example>\n\nThe crew was on time, thank you. {number}\n\n{signature}\n"
    )


def both_ways(folder: Path, people: dict[str, int], signed: dict[str, str]) -> None:
    pairs = [(person, times) for person, times in people.items() for _ in range(times)]
    for number, (person, _) in enumerate(pairs):
        (folder / f"{number:03}-in.eml").write_text(
            mail(2 * number, person, "Us <us@ourfirm.example>", signed.get(person, ""))
        )
        (folder / f"{number:03}-out.eml").write_text(mail(2 * number + 1, "Us <us@ourfirm.example>", person))


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> WhoIsWho:
    folder = tmp_path_factory.mktemp("exports")
    both_ways(folder, CORRESPONDENTS, {})
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


@pytest.fixture(scope="module")
def signing(tmp_path_factory: pytest.TempPathFactory) -> WhoIsWho:
    folder = tmp_path_factory.mktemp("exports")
    both_ways(folder, dict.fromkeys(SIGNED, 3), SIGNED)
    return who_is_who(known_on(book_of(folder), TODAY))


def test_an_account_known_only_by_mail_is_called_what_several_people_there_sign_for(signing: WhoIsWho) -> None:
    assert signing.accounts["qft.example"].name == "Quayside Feeds & Trading"


@pytest.mark.parametrize("domain", ["marshlight.example", "wolde.example"])
def test_where_one_person_tells_the_firm_or_each_another_the_domain_is_the_name(signing: WhoIsWho, domain: str) -> None:
    assert signing.accounts[domain].name == domain


def test_people_who_get_their_mail_from_one_provider_are_no_account(signing: WhoIsWho) -> None:
    assert "flash.net" not in signing.accounts
    assert signing.passed_over["flash.net"] == "a private address of somebody we do not know"


CONTACTS = (
    "First Name,Last Name,Email,Company,Title\n"
    "Dana,Orr,dana@alderquaymills.example,Alder Quay Mills Inc,Mill Manager\n"
    "Sam,Wick,sam@alderquaymills.example,Alder Quay Mills Inc,Director\n"
    "Pat,Lund,pat@tollgatehotel.example,Tollgate Hotel,Owner\n"
    "Lea,Lund,lea@tollgatehotel.example,Lund Catering,Owner\n"
    "Kim,Vale,kim@vsb-group.example,Vale School Board,Clerk\n"
    "Ned,Ray,ned@gmail.com,Ray Bakery,Owner\n"
)


@pytest.fixture(scope="module")
def with_contacts(tmp_path_factory: pytest.TempPathFactory) -> WhoIsWho:
    folder = tmp_path_factory.mktemp("exports")
    both_ways(folder, CORRESPONDENTS, {})
    (folder / "contacts.csv").write_text(CONTACTS)
    (folder / "invoices.csv").write_text(
        "Invoice No,Customer,Invoice Date,Due Date,Total\n100,Vale School Board,2026-06-01,2026-07-01,500.00\n"
    )
    return who_is_who(known_on(book_of(folder), TODAY))


def test_an_account_known_by_mail_is_called_what_the_contacts_with_addresses_there_call_their_firm(
    with_contacts: WhoIsWho,
) -> None:
    assert with_contacts.accounts["alderquaymills.example"].name == "Alder Quay Mills Inc"
    assert with_contacts.by_name["Alder Quay Mills Inc"] == "alderquaymills.example"
    assert with_contacts.people["dana@alderquaymills.example"].title == "Mill Manager"
    whys = {m.what: m.why for m in with_contacts.merges if m.account == "alderquaymills.example"}
    assert whys["name “Alder Quay Mills Inc”"] == "the CRM's Dana Orr has an address at alderquaymills.example"


def test_a_domain_that_contacts_of_several_firms_write_from_is_called_after_none_of_them(
    with_contacts: WhoIsWho,
) -> None:
    assert with_contacts.accounts["tollgatehotel.example"].name == "tollgatehotel.example"


def test_a_firm_of_the_books_has_the_domain_from_which_the_contacts_that_name_it_write(with_contacts: WhoIsWho) -> None:
    assert with_contacts.by_name["Vale School Board"] == "vsb-group.example"
    assert "gmail.com" not in with_contacts.accounts


def test_a_name_in_the_books_is_the_account_whose_people_sign_for_it(tmp_path: Path) -> None:
    both_ways(tmp_path, dict.fromkeys(SIGNED, 3), SIGNED)
    row = "100,Quayside Feeds and Trading Ltd,2026-06-01,2026-07-01,500.00"
    (tmp_path / "invoices.csv").write_text(f"Invoice No,Customer,Invoice Date,Due Date,Total\n{row}\n")
    known = who_is_who(known_on(book_of(tmp_path), TODAY))
    assert known.by_name["Quayside Feeds and Trading Ltd"] == "qft.example"
    whys = {m.what: m.why for m in known.merges if m.account == "qft.example"}
    assert "people sign for “Quayside Feeds & Trading”" in whys["domain qft.example"]


def test_a_name_that_is_one_domain_to_the_letter_is_that_domains_whoever_else_is_called_alike(tmp_path: Path) -> None:
    people = {"Kay Rood <kay@lanternkey.example>": 3, "Lee Fenn <lee@lanternkeytap.example>": 3}
    both_ways(tmp_path, people, {})
    row = "100,Lantern Key,2026-06-01,2026-07-01,500.00"
    (tmp_path / "invoices.csv").write_text(f"Invoice No,Customer,Invoice Date,Due Date,Total\n{row}\n")
    assert who_is_who(known_on(book_of(tmp_path), TODAY)).by_name["Lantern Key"] == "lanternkey.example"


def test_a_code_of_the_books_means_the_customer_whom_a_list_has_it_of(tmp_path: Path) -> None:
    both_ways(tmp_path, CORRESPONDENTS, {})
    (tmp_path / "Customer List.csv").write_text(
        "A/C,Company Name,Contact Name,Telephone,Email,Terms,Credit Limit,Balance\n"
        "ALDER001,Alder Quay Mills Ltd,Dana Orr,0191 4960071,dana@alderquaymills.example,30 days,,10.00\n"
        "TOLLG001,Tollgate Hotel,Pat Lund,0191 4960072,pat@tollgatehotel.example,30 days,,0.00\n"
    )
    (tmp_path / "Day Book.csv").write_text(
        "Tran No.,Type,Date,A/C Ref,N/C,Inv Ref,Dept,Details,Net Amount,Tax Amount,T/C,Gross Amount\n"
        '1,SI,13/06/2026,ALDER001,4000,201,1,Cleaning,"9,800.00","1,960.00",T1,"11,760.00"\n'
        "2,SI,14/06/2026,TOLLG001,4000,202,1,Cleaning,100.00,20.00,T1,120.00\n"
    )
    found = who_is_who(known_on(book_of(tmp_path), TODAY))
    assert found.by_name["ALDER001"] == "alderquaymills.example"
    assert found.by_name["TOLLG001"] == "tollgatehotel.example"


def test_hours_of_a_name_that_nobody_knows_found_no_client_where_invoices_were_read(tmp_path: Path) -> None:
    both_ways(tmp_path, CORRESPONDENTS, {})
    (tmp_path / "time.csv").write_text(
        "Date,Employee,Client,Hours\n2026-06-02,Ida Ruck,Station Road Site,4\n2026-06-03,Ida Ruck,Alder Quay Mills,2\n"
    )
    hours = who_is_who(known_on(book_of(tmp_path), TODAY))
    assert {"alderquaymills.example", "station-road-site"} <= hours.accounts.keys()
    (tmp_path / "invoices.csv").write_text(
        "Invoice No,Customer,Invoice Date,Due Date,Total\n7,Tollgate Hotel,2026-06-01,2026-07-01,500.00\n"
    )
    both = who_is_who(known_on(book_of(tmp_path), TODAY))
    assert "station-road-site" not in both.accounts
    assert both.by_name["Alder Quay Mills"] == "alderquaymills.example"
    assert any("Station Road Site" in question for question in both.questions)


SELLERS = {
    "inkwellpress.example": (
        "Ready on Monday at the gate. Our invoice will follow with the pallets, and be sent to your office.",
        "Our invoice IP-204 is attached, payable within 14 days.",
        "Two pallets of the same are no trouble.",
    ),
    "papierhaus.example": (
        "Anbei erhalten Sie unsere Rechnung 77.", "Die Rechnung vom 3. ist zahlbar innerhalb von 10 Tagen.",
        "Das Papier ist wieder da.",
    ),
    "ferrybuyers.example": (
        "Your invoice 311 arrived, our books show another sum.", "Please send our invoice to the new address.",
        "Is the invoice payable to the old account?",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def selling(tmp_path_factory: pytest.TempPathFactory) -> WhoIsWho:
    folder = tmp_path_factory.mktemp("exports")
    both_ways(folder, {f"Jo Penn <jo@{domain}>": 3 for domain in SELLERS}, {})
    for number, text in enumerate(text for texts in SELLERS.values() for text in texts):
        file = folder / f"{number:03}-in.eml"
        file.write_text(file.read_text().replace("The crew was on time, thank you.", text))
    return who_is_who(known_on(book_of(folder), TODAY))


@pytest.mark.parametrize("domain", list(SELLERS)[:2])
def test_who_sends_us_invoices_and_is_on_no_list_of_ours_is_passed_over_as_a_supplier(
    selling: WhoIsWho, domain: str
) -> None:
    assert domain not in selling.accounts
    assert selling.passed_over[domain] == "writes as a supplier, an applicant or a list"


def test_who_writes_of_the_invoices_that_we_sent_is_a_client(selling: WhoIsWho) -> None:
    assert "ferrybuyers.example" in selling.accounts
