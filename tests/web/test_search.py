"""Search: clients, people and sentences are found by the beginnings of words, and nothing private is."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.web import kept, searching, sheets
from comity.web.models.privacy import PrivateMessage, PrivateThread
from comity.web.models.verdicts import Refresh, Verdict
from tests.web.conftest import SignIn

FERRAND, KESSLER = "ferrandauto.example", "kesslerhydraulics.example"
pytestmark = pytest.mark.django_db


def current() -> Refresh:
    refresh = Refresh.current()
    assert refresh
    return refresh


def found(sign_in: SignIn, words: str, who: str = "ann", **asked: str) -> list[str]:
    page = sign_in(who).get("/clients/", {"q": words, **asked}).content.decode()
    return re.findall(r'<td><a href="/clients/([^/"]+)/">', page)


def index(home: Path, **names: str) -> None:
    """The index anew, with other names of clients."""
    rows = list(Verdict.objects.filter(refresh=current()))
    for row in rows:
        row.name = names.get(row.account.partition(".")[0], row.name)
    searching.write(home, current().statements, rows)
    kept.forget()


@pytest.mark.parametrize("words", ["Äßlinger", "äßlinger", "ÄSSLINGER"[:1], "aßlinger", "Überlandwerk äßl", "ÜBER"])
def test_letters_of_any_language_are_found_in_capitals_or_not_and_without_their_accents(
    words: str, sign_in: SignIn, own_home: Path
) -> None:
    index(own_home, ferrandauto="Äßlinger Überlandwerk")
    assert FERRAND in found(sign_in, words)


def test_each_word_is_found_by_its_beginning_and_all_words_must_stand_together(sign_in: SignIn) -> None:
    name = Verdict.objects.get(refresh=current(), account=FERRAND).name
    first, *_, last = name.split()
    assert found(sign_in, f"{last[:4]} {first[:4]}") == [FERRAND]
    assert found(sign_in, FERRAND) == [FERRAND]
    assert found(sign_in, f"{first} {KESSLER}") == []


@pytest.mark.parametrize(
    "words", ["&", '"', "-- ;", "* OR name:", "NEAR(", "^a", "{name} : x", "'", "a" * 200, "\\", "%"]
)
def test_no_sign_that_somebody_types_is_a_command(words: str, sign_in: SignIn) -> None:
    assert sign_in("ann").get("/clients/", {"q": words}).status_code == 200
    assert found(sign_in, "&") == []


def test_whom_only_private_mail_knows_is_found_no_more(sign_in: SignIn, home: Path) -> None:
    lines = sheets.every(home, current().statements, "timeline").to_pylist()
    known = {(r["account"], r["person"]): r for r in sheets.every(home, current().statements, "people").to_pylist()}
    refs = {}
    for r in lines:
        if (r["account"], r["person"]) in known:
            refs.setdefault((r["account"], r["person"]), []).append((r["proof_kind"], r["ref"]))
    (account, address), mails = next(
        (k, v) for k, v in refs.items() if known[k]["mails"] and {kind for kind, _ in v} == {"message"}
    )
    ann, who = sign_in("ann"), known[account, address]["who"]
    said = f'<span class="hit">{who}'
    assert said in unescape(ann.get("/clients/", {"q": address}).content.decode())
    thread = PrivateThread.objects.create()
    PrivateMessage.objects.bulk_create([PrivateMessage(thread=thread, ref=ref) for ref in {ref for _, ref in mails}])
    assert said not in unescape(ann.get("/clients/", {"q": address}).content.decode())
    assert account not in found(sign_in, address)


def test_while_there_is_no_index_clients_are_found_by_their_names(sign_in: SignIn, own_home: Path) -> None:
    name = Verdict.objects.get(refresh=current(), account=FERRAND).name
    searching.file(own_home, current().statements).unlink()
    assert found(sign_in, name.split()[0].upper()) == [FERRAND]
    assert found(sign_in, "&") == []


def test_a_search_costs_as_many_queries_whatever_it_finds_and_a_second_time_none_for_its_rows(sign_in: SignIn) -> None:
    for who in ("ann", "beth"):
        client, counted = sign_in(who), []
        client.get("/clients/")
        for words in ("e", "ferrand", "i", "e"):
            with CaptureQueriesContext(connection) as asked:
                client.get("/clients/", {"q": words})
            counted.append(len(asked))
        assert len(set(counted[:3])) == 1
        assert counted[0] <= 15
        again = [q for q in asked.captured_queries if 'FROM "web_verdict"' in q["sql"]]
        assert bool(again) == (who == "beth")
