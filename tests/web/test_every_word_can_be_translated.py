"""No word of a page stands outside of `translate`, and none that the app says of itself outside of gettext."""

from __future__ import annotations

import ast
import io
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from django.test import Client
from django.utils import translation
from pytest_django import Settings

import comity.web
from comity.errors import UserError
from comity.plays import playbook
from comity.web.languages import language
from tests.web.conftest import SignIn
from tools import catalogue

WEB = Path(comity.web.__file__).parent
TEMPLATES = sorted(p for p in WEB.rglob("*.html") if p.name != "500.html")  # shown where nothing works any more
# The command line speaks English, as the library does; `private.py` refuses what no page can ask for.
TERMINAL = {"languages.py", "backup", "doctor", "management", "migrations", "boot.py", "serving.py", "private.py"}
MODULES = sorted(p for p in WEB.rglob("*.py") if not TERMINAL & set(p.relative_to(WEB).parts))
SAME_EVERYWHERE = {
    "Comity",
    "/srv/exports",
    "CSV",
    "XLSX",
    "JSON",
    "Enter",
    "Esc",
    "j",
    "k",
    "d",
    "l",
    "y",
    "n",
    "https://",
}
SPOKEN = {"aria-label", "title", "placeholder", "alt", "aria-description"}
# Calls whose first word, and arguments whose value, somebody reads.
SAYING = {"UserError", "Http404", "ValidationError", "success", "info", "warning", "error"}
SAID_BY_NAME = {"label", "help_text", "verbose_name", "empty_label", "error_messages"}
_DONE = re.compile(
    r"<pre.*?</pre>|<code.*?</code>|{%\s*comment.*?{%\s*endcomment\s*%}|{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{%.*?%}|{{.*?}}|{#.*?#}",
    re.DOTALL,
)


PLACES = re.compile(r"%\(\w+\)s|%%")


def gettext_in(code: str, sentence: str) -> str:
    with translation.override(code):
        return translation.gettext(sentence)


class _Words(HTMLParser):
    """What stands in a template after everything that Django puts there was taken out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as it is called
        self.found += [value or "" for name, value in attrs if name in SPOKEN]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def test_no_word_of_a_template_stands_outside_of_translate() -> None:
    bare: list[str] = []
    for path in TEMPLATES:
        reading = _Words()
        reading.feed(_DONE.sub("\N{OBJECT REPLACEMENT CHARACTER}", path.read_text()))
        for text in reading.found:
            words = {w.strip(" \n.,:;·()“”–×%\N{OBJECT REPLACEMENT CHARACTER}") for w in text.split()}
            if left := {w for w in words if re.search(r"[A-Za-z]", w)} - SAME_EVERYWHERE:
                bare.append(f"{path.relative_to(WEB)}: {' '.join(sorted(left))}")
    assert bare == []


def _plain(node: ast.expr) -> bool:
    """Whether a value is words as they stand, or words put together before they could be translated."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(re.search(r"[A-Za-z]{2}", node.value))
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.BinOp) and _plain(node.left))


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_a_page_is_told_in_one_language(client: Client, db: None) -> None:  # noqa: ARG001 - needs the database
    page = client.get("/sign-in/", headers={"Accept-Language": "de"}).content.decode()
    assert '<html lang="en">' in page
    assert "Passwort" not in page


def test_what_the_app_says_goes_through_gettext() -> None:
    bare: list[str] = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            logged = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") in {"log", "logger"}
            words = [] if logged or _name(node) not in SAYING else node.args[:2]
            words += [k.value for k in node.keywords if k.arg in SAID_BY_NAME]
            if any(map(_plain, words)):
                bare.append(f"{path.relative_to(WEB)}:{node.lineno}: {ast.unparse(node)[:90]}")
    assert bare == []


def test_gettext_is_given_whole_sentences_that_a_catalogue_can_hold() -> None:
    """A sentence that was filled in before it is looked up is in no catalogue."""
    bare: list[str] = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and _name(node) in {"_", "gettext", "gettext_lazy", "ngettext"}:
                given = node.args[:2] if _name(node) == "ngettext" else node.args[:1]
                if not all(isinstance(a, ast.Constant) for a in given):
                    bare.append(f"{path.relative_to(WEB)}:{node.lineno}: {ast.unparse(node)[:90]}")
    assert bare == []


def test_the_catalogues_hold_what_is_said_now() -> None:
    everything = catalogue.template()
    assert (catalogue.LOCALE / "django.pot").read_bytes() == catalogue.written(everything), "run `make words`"
    for code in catalogue.languages():
        file, theirs = catalogue.path_of(code), catalogue.of_language(code, everything)
        assert file.read_bytes() == catalogue.written(theirs), f"{code}: run `make words`"
        made = [io.BytesIO(b) for b in (file.with_suffix(".mo").read_bytes(), catalogue.compiled(theirs))]
        read = [{str(m.id): m.string for m in read_mo(one) if m.id} for one in made]
        assert read[0] == read[1], f"{code}: run `make words`"


@pytest.mark.parametrize("code", catalogue.languages())
def test_a_catalogue_is_complete_and_fills_in_what_the_sentence_does(code: str) -> None:
    for ids, forms in catalogue.sentences(catalogue.of_language(code, catalogue.template())):
        assert all(forms), ids
        assert len(ids) <= len(forms)
        named = [set(PLACES.findall(text)) for text in ids]
        for form in forms:
            assert set(PLACES.findall(form)) in named, form


def test_a_firm_chooses_its_language_and_a_word_of_none_is_one_line() -> None:
    assert (language(""), language("de")) == ("en", "de")
    with pytest.raises(UserError, match=r"COMITY_LANGUAGE=xx.*Choose one of: de, en"):
        language("xx")


def test_pages_figures_and_moves_are_told_in_the_chosen_language(sign_in: SignIn, settings: Settings) -> None:
    settings.LANGUAGE_CODE, settings.LANGUAGES = "de", [("de", "de")]
    ann = sign_in("ann")
    with translation.override("de"):
        week, client = (unescape(ann.get(page).content.decode()) for page in ("/", "/clients/ferrandauto.example/"))
    assert '<html lang="de">' in week
    assert re.search(r"Unser Zug</b><br>bis", week)
    assert any(f"<b>{gettext_in('de', play.title)}.</b>" in week for play in playbook().values())
    assert "arbeiteten" in client
    assert re.search(r"\d\.\d{3} USD", client)


@pytest.mark.parametrize("address", ["/map/", "/", "/clients/", "/clients/ferrandauto.example/"])
def test_places_in_a_drawing_have_no_decimal_comma_in_any_language(
    address: str, sign_in: SignIn, settings: Settings
) -> None:
    settings.LANGUAGE_CODE, settings.LANGUAGES = "de", [("de", "de")]
    ann = sign_in("ann")
    with translation.override("de"):
        page = ann.get(address).content.decode()
    drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    places = re.findall(r' (?:[xyrd]|c[xy]|d[xy]|width|height|viewBox)="([^"]*)"', " ".join(drawings))
    assert [p for p in places if "," in p] == []
    assert address != "/map/" or any("." in p for p in places)
