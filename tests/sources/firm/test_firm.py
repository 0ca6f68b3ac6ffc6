"""What comity.toml tells, and how it says what is wrong in it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

from comity.sources import Settings, Source
from comity.sources import firm as package
from comity.sources.firm import settings
from tests.patience import within
from tests.sources.exports import Read, export_of, read

FIRM = cast(Source, package)

WHOLE = """
[firm]
name = "Fen Boats"
domains = ["FenBoats.example", "https://www.fen-rivers.example/", "info@fenhire.example"]
currency = "eur"
locale = "nl-nl"
hourly_cost = 48.5
services = ["hire", "repair"]
values = ["we say what we saw"]
hard_lines = ["no boat without a life vest"]
direct_cost_share = 0.25

[accounts."AlderLake.example"]
direct_cost_share = 0.0

[rates]
USD = 0.92
gbp = 1.17

[columns."crm/*.csv"]
"Naam" = "companies.name"

[reader]
url = "http://127.0.0.1:11434/v1"
model = "small"
"""


def taken(folder: Path, content: str | bytes, name: str = "comity.toml") -> Read:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert FIRM.detect(export_of(path))
    return read(FIRM, path)


def passed_over(folder: Path, content: str, name: str) -> bool:
    path = folder / name
    path.write_text(content)
    return not FIRM.detect(export_of(path))


def test_all_that_a_firm_says_of_itself_is_one_row(tmp_path: Path) -> None:
    found = taken(tmp_path, WHOLE)
    assert found.only == {
        "name": "Fen Boats",
        "domains": ["fenboats.example", "fen-rivers.example", "fenhire.example"],
        "currency": "EUR",
        "locale": "nl_NL",
        "hourly_cost": Decimal("48.5"),
        "services": ["hire", "repair"],
        "values": ["we say what we saw"],
        "hard_lines": ["no boat without a life vest"],
        "direct_cost_share": 0.25,
        "accounts": json.dumps({"alderlake.example": {"direct_cost_share": 0.0}}),
        "rates": json.dumps({"GBP": 1.17, "USD": 0.92}),
        "reader": json.dumps({"model": "small", "url": "http://127.0.0.1:11434/v1"}),
    }
    assert found.said == []


def test_a_firm_that_says_little_leaves_the_rest_open(tmp_path: Path) -> None:
    values = taken(tmp_path, '[firm]\nname = "Fen Boats"\n').only
    assert values["name"] == "Fen Boats"
    assert (values["hourly_cost"], values["rates"], values["accounts"], values["domains"]) == (None, None, None, [])


def test_the_table_tells_the_file_and_the_name_is_a_hint(tmp_path: Path) -> None:
    assert taken(tmp_path, WHOLE, "our firm.txt").only["name"] == "Fen Boats"
    assert taken(tmp_path, "[firm]\nname = Fen\n", "firm.toml").rejects
    assert passed_over(tmp_path, '[project]\nname = "x"\n', "pyproject.toml")
    assert passed_over(tmp_path, "Dear all,\n[firm]\nis what we are.\n", "letter.txt")
    assert passed_over(tmp_path, "firm,fee\nFen,3\n", "firm.csv")


def test_what_an_editor_saved_otherwise_is_read(tmp_path: Path) -> None:
    text = '[firm]\r\nname = "Käsehof"\r\n'
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        assert taken(tmp_path, text.encode(encoding)).only["name"] == "Käsehof"


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("[firm]\nname = Fen Boats\n", "line 2", '"name = Fen Boats" cannot be read'),
        ('[firm]\nname = "Fen\n', "line 2", "cannot be read"),
        ('[firm\nname = "Fen"\n', "line 1", "cannot be read"),
        ('[firm]\nname = "a"\nname = "b"\n', "line 3", "cannot be read"),
        ("firm\n", "line 1", "cannot be read"),
        ('name = "Fen"\n', "file", "[firm] is missing"),
        ('[[firm]]\nname = "Fen"\n', "file", "[firm] is missing"),
        ("", "file", "[firm] is missing"),
        ("[firm]\nname = " + "[" * 50_000 + "\n", "file", "lists within lists"),
        ("[firm]\n" + "a." * 30_000 + "b = 1\n", "line 2", "more parts"),
        ("#" * 300_000, "file", "larger than 256 KB"),
    ],
)
def test_a_broken_file_is_one_reject_that_says_where_and_what(tmp_path: Path, text: str, place: str, word: str) -> None:
    with within():
        found = taken(tmp_path, text)
    assert found.rows == []
    assert [reject.place for reject in found.rejects] == [place]
    assert word in found.rejects[0].reason
    assert "\n" not in found.rejects[0].reason


def test_a_file_that_tells_of_columns_alone_is_used_and_says_that_it_names_no_firm(tmp_path: Path) -> None:
    found = taken(tmp_path, '[columns."bank.csv"]\n"Payer" = "payments.payer"\n')
    assert (found.rows, found.rejects) == ([], [])
    assert found.said == ["it says nothing of the firm itself, only what the columns of files mean"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('hourly_cost = "48"', "firm.hourly_cost must be a number, such as 48.50"),
        ("hourly_cost = nan", "firm.hourly_cost must be a number, such as 48.50"),
        ("hourly_cost = -1", "firm.hourly_cost must be a number, such as 48.50"),
        ("hourly_cost = 1e400", "firm.hourly_cost must be a number, such as 48.50"),
        ("direct_cost_share = 85", "firm.direct_cost_share must be a fraction from 0 to 1, such as 0.85"),
        ('domains = "fen.example"', 'firm.domains must be mail domains, such as ["fenboats.example"]'),
        ('domains = ["fen"]', 'firm.domains must be names such as "fenboats.example"; "fen" is none'),
        ('currency = "euros"', 'firm.currency must be a currency\'s code, such as "EUR"'),
        ('currency = "pou"', 'firm.currency must be a currency\'s code, such as "EUR"; "pou" is none'),
        ('locale = "Dutch, please"', 'firm.locale must be a language and a country, such as "nl_NL"'),
        ('locale = "xy_NL"', 'firm.locale must be a language and a country, such as "nl_NL"; "xy_NL" is none'),
        ('locale = "nl-QQ"', 'firm.locale must be a language and a country, such as "nl_NL"; "nl-QQ" is none'),
        ("services = [1, 2]", 'firm.services must be a list of texts, such as ["first", "second"]'),
        ("values = true", 'firm.values must be a list of texts, such as ["first", "second"]'),
    ],
)
def test_a_key_that_holds_something_else_is_told_with_its_line_and_costs_nothing_but_itself(
    tmp_path: Path, line: str, reason: str
) -> None:
    found = taken(tmp_path, f'[firm]\nname = "Fen Boats"\n\n{line}  # as we like it\n')
    assert [(r.place, r.reason, r.raw.decode()) for r in found.rejects] == [
        ("line 4", reason, f"{line}  # as we like it")
    ]
    assert found.values[0]["name"] == "Fen Boats"


def test_the_other_tables_are_looked_at_as_closely(tmp_path: Path) -> None:
    text = """
[firm]
name = "Fen Boats"
[rates]
EURO = 1.0
USD = -1
[accounts]
"alder.example" = 3
[accounts."reed.example"]
direct_cost_share = "half"
[columns."a.csv"]
Naam = 7
Nummer = "invoices.number"
"""
    found = taken(tmp_path, text)
    assert {r.place: r.reason.split(" must be ")[0] for r in found.rejects} == {
        "line 5": "rates.EURO",
        "line 6": "rates.USD",
        "line 8": "accounts.alder.example",
        "line 10": "accounts.reed.example.direct_cost_share",
        "line 12": "columns.a.csv.Naam",
    }
    assert settings(text).columns == {"a.csv": {"Nummer": "invoices.number"}}


@pytest.mark.parametrize(
    "url",
    ["http://chat.example/v1", "ftp://chat.example", "https://me:pass@chat.example/v1", "https://chat.example/v1?key=1",
     "http://localhost.example/v1", "http://127.0.0.1@chat.example/v1", "chat.example", "", "https://"],
)  # fmt: skip
def test_a_reader_that_would_be_asked_in_the_open_or_with_a_password_in_its_address_is_none(
    tmp_path: Path, url: str
) -> None:
    found = taken(tmp_path, f'[firm]\nname = "Fen"\n[reader]\nmodel = "m"\nurl = "{url}"\n')
    assert found.values[0]["reader"] is None
    assert [(r.place, "https://" in r.reason) for r in found.rejects] == [("line 5", True)]


def test_a_key_itself_is_never_taken_from_the_file(tmp_path: Path) -> None:
    text = '[firm]\nname = "Fen"\n[reader]\nmodel = "m"\nurl = "https://chat.example/v1"\nkey_env = "sk-12345"\n'
    found = taken(tmp_path, text)
    assert json.loads(str(found.values[0]["reader"])) == {"model": "m", "url": "https://chat.example/v1"}
    assert "environment variable" in found.rejects[0].reason


def test_a_reader_without_server_or_model_is_none(tmp_path: Path) -> None:
    found = taken(tmp_path, '[firm]\nname = "Fen"\n[reader]\nmodel = "m"\n')
    assert found.values[0]["reader"] is None
    assert "url is missing" in found.rejects[0].reason


def test_keys_that_nobody_knows_are_told(tmp_path: Path) -> None:
    found = taken(tmp_path, WHOLE + '[colours]\nboat = "red"\n[firm.crew]\nsize = 3\n')
    assert found.said == ['keys that nobody knows, passed over: "colours", "firm.crew"']


@pytest.mark.parametrize(
    ("said", "kept"), [("fil-ph", "fil_PH"), ("en_UK", "en_GB"), ("de", "de"), ("en_NL", "en_NL"), ("qq_QQ", None)]
)
def test_a_locale_is_a_language_and_a_country_that_there_are(tmp_path: Path, said: str, kept: str | None) -> None:
    text = f'[firm]\nname = "Fen Boats"\nlocale = "{said}"\n'
    assert taken(tmp_path, text).values[0]["locale"] == settings(text).locale == kept


def test_reading_depends_on_locale_columns_and_currency(tmp_path: Path) -> None:
    expected = Settings(locale="nl_NL", columns={"crm/*.csv": {"Naam": "companies.name"}}, currency="EUR")
    path = tmp_path / "comity.toml"
    path.write_text(WHOLE)
    assert settings(WHOLE) == settings(path) == expected


def test_settings_of_nothing_and_of_something_broken_are_none(tmp_path: Path) -> None:
    assert settings(tmp_path / "missing.toml") == settings("[firm") == settings("") == Settings()


def test_the_firms_at_hand_are_read_whole(shared: Path) -> None:
    paths = sorted((shared / "examples").glob("*/exports/comity.toml"))
    assert paths
    for path in paths:
        found = read(FIRM, path)
        assert found.only["name"]
        assert found.said == []
