"""Pages tell in the chosen language what the library and the log keep in words of their own."""

from __future__ import annotations

import ast
import inspect
import re
from html import unescape
from pathlib import Path

import pytest
from django.urls import URLPattern
from django.utils import translation
from pytest_django import Settings

import comity.web
from comity.measures import measures
from comity.sources import sources
from comity.web.backup.calls import BACKUP
from comity.web.languages import translated
from comity.web.models.log import LogEntry
from comity.web.pages.log.words import WORDS, said
from comity.web.pages.read.gathering import taken_for
from comity.web.urls import urlpatterns
from tests.web.conftest import SignIn

WEB = Path(comity.web.__file__).parent
SAME_IN_GERMAN = {"mail"}


@pytest.fixture
def in_german(settings: Settings) -> None:
    settings.LANGUAGE_CODE, settings.LANGUAGES = "de", [("de", "de")]


def kept_in_the_log() -> set[str]:
    """What views put down in their own words, and the names of addresses at which something can be changed."""
    found = {BACKUP, "opened a message"}
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "log.told" and len(node.args) > 1:
                found.add(ast.literal_eval(node.args[1]))
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        if "POST" in inspect.getsource(inspect.unwrap(pattern.callback)):
            found.add(str(pattern.name))
    return found


def test_every_line_of_the_log_has_words_and_each_is_another_in_german() -> None:
    assert kept_in_the_log() - WORDS.keys() == set()
    english = {what: said(what) for what in WORDS}
    with translation.override("de"):
        assert [what for what in WORDS if said(what) == english[what]] == []


@pytest.mark.usefixtures("in_german")
def test_the_log_is_told_in_german_and_found_by_german_words(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    ann.post("/settings/teams/", {"name": "Dayton"})
    ann.get("/clients.csv")
    assert set(LogEntry.objects.values_list("what", flat=True)) >= {"people-team", "exported the list of clients"}
    with translation.override("de"):
        every, found = (ann.get(url).content.decode() for url in ("/settings/log/", "/settings/log/?q=kundenliste"))
    assert "legte ein Team an" in every
    assert "exportierte die Kundenliste" in found
    assert "legte ein Team an" not in found
    assert not {"people-team", "exported the list of clients"} & set(re.findall(r"<td>(.*?)</td>", every + found))


def test_every_kind_of_file_is_told_in_german() -> None:
    kinds = {source.KIND for source in sources()} | {"unknown"}
    english = {kind: taken_for(kind) for kind in kinds}
    with translation.override("de"):
        german = {kind: taken_for(kind) for kind in kinds}
    assert {kind for kind in kinds if german[kind].lower() == english[kind]} == SAME_IN_GERMAN
    assert german["money"] == "Geld"


@pytest.mark.usefixtures("in_german")
def test_what_a_rule_looks_at_is_told_in_german(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    with translation.override("de"):
        page = unescape(ann.get("/settings/policy/").content.decode())
        german = {m.brief: translated(m.brief) for m in measures().values()}
    assert [english for english, told in german.items() if told == english] == []
    assert [english for english in german if f"<td>{english}" in page] == []
    assert any(f"<td>{told}" in page for told in german.values())
