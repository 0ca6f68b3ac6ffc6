"""Companies, contacts, deals and notes of several CRMs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from comity.sources.crm.notes import visible
from tests.sources.tables import kind_of, read_text


def test_hubspot_companies_are_read(tmp_path: Path) -> None:
    text = (
        "Record ID,Company name,Company Domain Name,Company owner,Industry,Lifecycle Stage,Create Date\n"
        "41,Fjord Opticians,www.Fjord.example,Ida Holm,Optics,customer,2021-06-02 11:30\n"
    )
    row = read_text(tmp_path, text).only
    assert row == {
        "crm": "hubspot",
        "company_id": "41",
        "name": "Fjord Opticians",
        "other_names": None,
        "domains": ["fjord.example"],
        "parent": None,
        "owner": "Ida Holm",
        "kind": "customer",
        "industry": "Optics",
        "phone": None,
        "remarks": None,
        "created_on": dt.date(2021, 6, 2),
    }


def test_who_is_written_to_stands_in_a_list_of_customers_and_is_a_contact_of_theirs(tmp_path: Path) -> None:
    text = (
        "Nombre;Nombre comercial;NIF;Email;Tipo\n"
        "TORNEADOS DEL ULLA SL;Tornería Ulla;B1;Elsa@ulla.example;Cliente\n"
        "Gráficas Arnoia SA;;B2;;Cliente\n"
    )
    one, two = read_text(tmp_path, text).rows
    assert one.values["other_names"] == ["Tornería Ulla"]
    assert [(row.table, row.values["emails"], row.values["company"]) for row in one.also] == [
        ("contacts", ["elsa@ulla.example"], "TORNEADOS DEL ULLA SL")
    ]
    assert not two.also


def test_salesforce_accounts_are_read_with_their_parents(tmp_path: Path) -> None:
    text = (
        "Account ID,Account Name,Website,Account Owner,Type,Parent Account,Created Date\n"
        "0018A,Fjord Nord,https://nord.fjord.example/,Ida Holm,Customer,Fjord Opticians,11/28/2023\n"
    )
    row = read_text(tmp_path, text).only
    assert (row["crm"], row["parent"], row["domains"]) == ("salesforce", "Fjord Opticians", ["nord.fjord.example"])


def test_a_plain_list_of_relations_is_one_of_companies(tmp_path: Path) -> None:
    text = (
        "Klantnummer;Bedrijfsnaam;Website;Plaats;Accountmanager;Klant sinds\n"
        "7;Bakkerij Vos;vos.example;Zwolle;Ida;13-06-1987\n"
    )
    row = read_text(tmp_path, text).only
    assert (row["crm"], row["company_id"], row["created_on"]) == ("crm", "7", dt.date(1987, 6, 13))


def test_a_firm_without_a_key_is_known_by_its_name(tmp_path: Path) -> None:
    row = read_text(tmp_path, "account,sector,employees,subsidiary_of\nFjord,optics,12,\n").only
    assert row["company_id"] == "Fjord"


def test_contacts_keep_all_their_addresses_and_numbers(tmp_path: Path) -> None:
    text = (
        "First name,Last name,E-mail,E-mail 2,Job title,Account name,Reports To,Phone,Mobile\n"
        "Ida,Holm,Ida@fjord.example,ida@home.example,Owner,Fjord,Per Lund,22 55 50 10,900 10 200\n"
    )
    row = read_text(tmp_path, text).only
    assert row["name"] == "Ida Holm"
    assert row["emails"] == ["ida@fjord.example", "ida@home.example"]
    assert row["phones"] == ["22 55 50 10", "900 10 200"]
    assert (row["title"], row["company"], row["reports_to"]) == ("Owner", "Fjord", "Per Lund")
    assert row["contact_id"] == "ida@fjord.example"


def test_bullhorn_contacts_and_firms_carry_the_same_system_and_key(tmp_path: Path) -> None:
    people = (
        "ID,First Name,Last Name,Client Corporation,Client Corporation ID,Title,Email,Phone,Reports To,"
        "Status,Date Added\n"
        "9,Ida,Holm,Fjord,55,Owner,ida@fjord.example,,,Active,01/15/2024\n"
    )
    firms = (
        "ID,Name,Status,URL,City,Phone,Owner,Date Added\n55,Fjord,Active Account,fjord.example,Oslo,,Per,01/15/2024\n"
    )
    person, firm = read_text(tmp_path, people).only, read_text(tmp_path, firms).only
    assert (person["crm"], person["company_id"]) == (firm["crm"], firm["company_id"]) == ("bullhorn", "55")


def test_german_and_french_address_lists_are_read(tmp_path: Path) -> None:
    german = (
        "Vorname;Nachname;E-Mail-Adresse;Firma;Funktion;Durchwahl\n"
        "Ida;Holm;ida@brandt.example;Optik Brandt;Inhaberin;-10\n"
    )
    assert read_text(tmp_path, german).only["company"] == "Optik Brandt"
    french = "Prénom;Nom de famille;Courriel;Société;Fonction\nIda;Holm;ida@lune.example;Lunetterie;Gérante\n"
    assert read_text(tmp_path, french).only["title"] == "Gérante"


def test_what_a_crm_marked_as_deleted_is_not_taken_for_a_record(tmp_path: Path) -> None:
    text = (
        "id,is_deleted,property_name,property_domain,property_industry,property_createdate\n"
        "1,true,Fjord,fjord.example,x,2021-01-01\n"
    )
    read = read_text(tmp_path, text)
    assert read.rows == []
    assert "marked as deleted" in read.rejects[0].reason


def test_deals_are_read_with_stage_amount_and_reason(tmp_path: Path) -> None:
    text = (
        "Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Deal owner,Associated Company,"
        "Closed Lost Reason,Deal Type\n"
        "3,Shop 2026,Closed Lost,48000.00,2026-05-29 12:00,2025-08-13 09:30,Ida,Fjord,went cheaper,newbusiness\n"
    )
    row = read_text(tmp_path, text).only
    assert (row["stage"], row["amount"], row["reason"]) == ("Closed Lost", Decimal("48000.00"), "went cheaper")
    assert (row["created_on"], row["closed_on"]) == (dt.date(2025, 8, 13), dt.date(2026, 5, 29))
    assert row["won_on"] is None


def test_stages_with_days_of_their_own_tell_when_a_deal_was_opened_and_won(tmp_path: Path) -> None:
    text = (
        "Deal no,Deal,Account name,Amount,Stage,Lead on,Offer on,Won on,Lost on\n"
        "1,Frames,Fjord,100,Won,2025-06-02,2025-06-05,2025-06-20,\n"
        "2,Lenses,Fjord,100,Lost,,2025-06-07,,2025-06-21\n"
    )
    won, lost = read_text(tmp_path, text).values
    assert (won["created_on"], won["won_on"], won["lost_on"]) == (dt.date(2025, 6, 2), dt.date(2025, 6, 20), None)
    assert (lost["created_on"], lost["lost_on"]) == (dt.date(2025, 6, 7), dt.date(2025, 6, 21))


def test_hubspot_says_when_a_deal_entered_its_last_stage(tmp_path: Path) -> None:
    text = (
        'Record ID,Deal Name,Deal Stage,Amount,"Date entered ""Closed Won (Sales Pipeline)""",Associated Company\n'
        "1,Frames,Closed Won,100,2025-06-20 10:00,Fjord\n"
    )
    assert read_text(tmp_path, text).only["won_on"] == dt.date(2025, 6, 20)


def test_a_pipeline_of_another_program_is_read_by_its_headings(tmp_path: Path) -> None:
    text = (
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
        "X1,Ida,Lens,Fjord,Won,10/20/2025,11/1/2025,54\n"
    )
    row = read_text(tmp_path, text).only
    assert (row["deal_id"], row["owner"], row["amount"]) == ("X1", "Ida", 54)
    assert row["created_on"] == dt.date(2025, 10, 20)


def test_notes_of_ours_are_read_with_whom_they_are_about(tmp_path: Path) -> None:
    text = (
        "ID,Date Added,Action,Person Reference,Client Corporation,Commenting Person,Comments\n"
        '7,06/13/2025 8:00 AM,Call,Per Lund,Fjord,Ida Holm,"Per said ""we open in Bergen"",\nnext spring."\n'
    )
    row = read_text(tmp_path, text).only
    assert (row["written_on"], row["kind"], row["author"]) == (dt.date(2025, 6, 13), "Call", "Ida Holm")
    assert row["text"] == 'Per said "we open in Bergen",\nnext spring.'


HUBSPOT_CALLS = (
    "Record ID,Call Title,Activity date,Call duration (HH:mm:ss),Call outcome,Call direction,Call notes,"
    "Activity assigned to,Associated Contact,Associated Company\n"
)


def test_a_call_that_a_crm_logged_with_its_length_is_a_call_too(tmp_path: Path) -> None:
    text = HUBSPOT_CALLS + "3,Cranes,2025-06-02 10:00,00:12:05,Connected,Inbound,Two cranes.,Ida Holm,Per Lund,Fjord\n"
    [row] = read_text(tmp_path, text).rows
    [call] = row.also
    assert (row.table, call.table) == ("notes", "calls")
    assert (call.values["called_on"], call.values["direction"], call.values["seconds"]) == (
        dt.date(2025, 6, 2), "in", 725,
    )  # fmt: skip
    assert (call.values["their_name"], call.values["their_company"]) == ("Per Lund", "Fjord")


@pytest.mark.parametrize(
    ("line", "calls"),
    [
        ("Call,Per,00:08,Done", [("out", 480)]),  # nobody says which way: who logs it made it
        ("Call,Per,00:08,To do", []),
        ("Call,Per,,Done", []),
        ("Meeting,Per,01:00,Done", []),
    ],
)
def test_an_activity_is_a_call_where_it_is_one_and_was_made(
    line: str, calls: list[tuple[str, int]], tmp_path: Path
) -> None:
    text = (
        "Activity - ID,Activity - Type,Activity - Contact person,Activity - Duration,Activity - Done,"
        f"Activity - Note,Activity - Due date,Activity - Organization\n7,{line},Two cranes.,2025-06-02,Fjord\n"
    )
    [row] = read_text(tmp_path, text).rows
    assert [(c.values["direction"], c.values["seconds"]) for c in row.also] == calls


@pytest.mark.parametrize("way", ["Inbound", "Outbound"])
def test_who_was_rung_in_vain_spoke_to_nobody(way: str, tmp_path: Path) -> None:
    text = HUBSPOT_CALLS + f"3,Cranes,2025-06-02 10:00,00:00:20,No answer,{way},Rang.,Ida Holm,Per Lund,Fjord\n"
    assert read_text(tmp_path, text).rows[0].also == ()


def test_notes_that_name_their_firm_as_the_parent_account_are_read(tmp_path: Path) -> None:
    text = (
        "Note ID,Parent Account,Title,Body,Created By,Created Date\n"
        "N1,Fjord AS,Harbour,Per wants two cranes in May.,Ida Holm,06/13/2025\n"
    )
    row = read_text(tmp_path, text).only
    assert (row["company"], row["author"]) == ("Fjord AS", "Ida Holm")
    assert row["text"] == "Harbour\nPer wants two cranes in May."


def test_a_note_that_is_kept_as_html_is_read_as_text(tmp_path: Path) -> None:
    text = (
        "engagement_id,type,property_hs_timestamp,property_hs_note_body\n"
        '5,NOTE,2025-06-02 10:00:00,"<div>Bergen &amp; Oslo<br>5 < 7</div><p>soon</p>"\n'
    )
    row = read_text(tmp_path, text).only
    assert (row["crm"], row["text"]) == ("hubspot", "Bergen & Oslo\n5 < 7\nsoon")


def test_signs_that_only_look_like_html_are_left_alone() -> None:
    assert visible("if x<y and y>z then <call> them") == "if x<y and y>z then <call> them"


def test_tasks_of_a_crm_tell_subject_and_text(tmp_path: Path) -> None:
    text = (
        "id,subject,description,activity_date,account_id,who_id,owner_id,type\n"
        "1,Call back,About Bergen,2025-06-02,A1,W1,O1,Call\n"
    )
    row = read_text(tmp_path, text).only
    assert (row["crm"], row["text"], row["company_id"]) == ("salesforce", "Call back\nAbout Bergen", "A1")


def test_a_history_of_changes_is_no_list_of_deals(tmp_path: Path) -> None:
    text = "_fivetran_start,id,name,stage_name,amount,close_date,account_id\n2025-01-01,1,Frames,Won,5,2025-06-01,A\n"
    assert kind_of(tmp_path, text) == ""


def test_support_tickets_are_no_deals(tmp_path: Path) -> None:
    text = (
        "Ticket ID,Ticket name,Pipeline stage,Create date,Close date,Company,Ticket category\n"
        "1,Broken,New,2025-01-01,,Fjord,x\n"
    )
    assert kind_of(tmp_path, text) == ""


def test_pipedrive_names_the_kind_of_record_in_every_heading(tmp_path: Path) -> None:
    text = (
        "Deal - ID,Deal - Title,Deal - Value,Deal - Stage,Deal - Organization,Deal - Won time,Deal - Lost reason\n"
        "4,Frames,100,Won,Fjord,2025-06-20 10:00:00,\n"
    )
    row = read_text(tmp_path, text).only
    assert (row["deal_id"], row["name"], row["company"], row["won_on"]) == (
        "4",
        "Frames",
        "Fjord",
        dt.date(2025, 6, 20),
    )


def test_what_books_call_a_contact_is_the_firm_of_the_person_beside_it(tmp_path: Path) -> None:
    text = "ContactName,AccountNumber,EmailAddress,FirstName,LastName\nFjord,7,ida@fjord.example,Ida,Holm\n"
    row = read_text(tmp_path, text).only
    assert (row["name"], row["company"], row["company_id"]) == ("Ida Holm", "Fjord", "7")


TASKS = "Subject,Company / Account,Contact,Date,Assigned,Status,Full Comments\n"
DONE = "Call,Fjord,Per Lund,2025-06-02,Ida Holm,Completed,Two cranes.\n"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Call,Fjord,Per Lund,2025-06-01,Ida Holm,Not Started,Ring about cranes\n", False),
        ("Call,Fjord,Per Lund,2025-12-18,Ida Holm,Open,Ring about cranes\n", False),  # after all that was done
        ("Call,Fjord,Per Lund,2025-06-01,Ida Holm,Open,\n", False),  # nothing but a subject
        ("Call,Fjord,Per Lund,2025-06-01,Ida Holm,Open,He wants two.\n", True),  # nobody marked it
        ("Call,Fjord,Per Lund,2025-06-03,Ida Holm,In Progress,He wants two.\n", True),
    ],
)
def test_a_task_that_lies_ahead_is_no_note_and_told(line: str, kept: bool, tmp_path: Path) -> None:
    read = read_text(tmp_path, TASKS + DONE + line)
    assert len(read.rows) == 1 + kept
    assert [r.reason for r in read.rejects] == [
        "a task that is still to be done, no note: left out. Nothing need be done."
    ] * (not kept)


ACCOUNTS = (
    '"Account Name","Billing Country","Type","Website","Phone"\n"Fjord AS","Norway","Customer","fjord.example",""\n'
)


@pytest.mark.parametrize("blank", ["", '""\n""\n'])
def test_the_sums_of_a_report_and_what_stands_below_them_are_no_firms(blank: str, tmp_path: Path) -> None:
    text = (
        f'{ACCOUNTS}"Fjord AS (1 record)",,,,\n"Optik Brandt","Germany","Customer","",""\n'
        f'"Grand Totals (2 records)",,,,\n{blank}"Accounts report"\n"Copyright (c) 2000-2025 salesforce.com, inc."\n'
        '"Generated By:  Ida Holm  18/01/2025 10:11"\n"Marten Studio"\n'
    )
    read = read_text(tmp_path, text)
    assert [row["name"] for row in read.values] == ["Fjord AS", "Optik Brandt"]
    assert not read.rejects


def test_the_sum_of_a_group_of_deals_is_no_deal(tmp_path: Path) -> None:
    text = (
        '"Account Name","Opportunity Name","Stage","Amount","Close Date"\n'
        '"Fjord","Cranes","Closed Won","GBP 12,000.00","18/01/2025"\n'
        '"Fjord (1 record)",,,"GBP 12,000.00",\n"Gesamtsummen (1 Datensatz)",,,"GBP 12,000.00",\n'
    )
    read = read_text(tmp_path, text)
    assert ([row["name"] for row in read.values], read.rejects) == (["Cranes"], [])


def test_a_firm_whose_name_ends_as_a_sum_does_is_a_firm(tmp_path: Path) -> None:
    text = ACCOUNTS + '"Vinyl Cave (45 records)","Norway","Customer","vinyl.example",""\n'
    assert [row["name"] for row in read_text(tmp_path, text).values] == ["Fjord AS", "Vinyl Cave (45 records)"]


def test_a_firm_of_which_a_list_of_customers_names_nobody_is_a_firm_all_the_same(tmp_path: Path) -> None:
    heads = "Klantnummer,Bedrijfsnaam,Voornaam,Achternaam,Telefoonnummer,E-mailadres\n"
    text = heads + "7,Fen Boats,Ada,Reed,,ada@fen.example\n"
    found = read_text(tmp_path, text + "8,Alnwick Mills,,,+31401110002,\n9,,,,,\n", "klanten.csv")
    assert [row.table for row in found.rows] == ["contacts", "companies"]
    assert {name: found.values[1][name] for name in ("company_id", "name", "phone")} == {
        "company_id": "8", "name": "Alnwick Mills", "phone": "+31401110002",
    }  # fmt: skip
    assert [reject.reason for reject in found.rejects] == ["neither a name nor an address. Fill one in and read again."]


@pytest.mark.parametrize(
    "heads",
    [
        "Title,Status,Value,Expected close,Client,Contact,Email",
        "Titel,Phase,Betrag,Erwarteter Abschluss,Kunde,Ansprechpartner,E-Mail",
        "Opportunité,Étape,Revenu espéré,Date de clôture prévue,Client,Nom du contact,E-mail",
        "Titel,Fase,Bedrag,Verwachte sluitdatum,Klant,Contactpersoon,E-mailadres",
        "Oportunidad,Etapa,Ingreso esperado,Cierre previsto,Cliente,Persona de contacto,Correo electrónico",
    ],
)
def test_a_pipeline_that_names_whom_to_write_to_is_no_list_of_people(tmp_path: Path, heads: str) -> None:
    line = "Oars,Won,4100.00,2026-05-28,Fen Boats,Ada Reed,ada@fen.example\n"
    row = read_text(tmp_path, f"{heads}\n{line}").only
    assert (row["name"], row["company"], row["amount"]) == ("Oars", "Fen Boats", Decimal(4100))
    assert row["closed_on"] == dt.date(2026, 5, 28)


@pytest.mark.parametrize(
    ("heads", "client", "supplier"),
    [
        ("Kunden-Nr.;Nachname;Vorname;Organisation;Kategorie;E-Mail", "Kunde", "Lieferant"),
        ("Customer ID;Last Name;First Name;Company;Customer type;Email", "Retail", "Supplier"),
        ("Klantnummer;Achternaam;Voornaam;Bedrijf;Relatietype;E-mailadres", "Klant", "Leverancier"),
        ("Code client;Nom de famille;Prénom;Société;Catégorie;Courriel", "Client", "Fournisseur"),
    ],
)
def test_a_list_of_contacts_tells_which_firms_are_suppliers(
    tmp_path: Path, heads: str, client: str, supplier: str
) -> None:
    lines = f"7;Reed;Ada;Fen Boats;{client};ada@fen.example\n8;;;Alnwick Mills;{supplier};orders@alnwick.example\n"
    rows = read_text(tmp_path, f"{heads}\n{lines}").rows
    told = [(row.table, [(firm.table, firm.values["name"], firm.values["kind"]) for firm in row.also]) for row in rows]
    assert told == [("contacts", []), ("contacts", [("companies", "Alnwick Mills", supplier)])]
