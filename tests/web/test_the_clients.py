"""The list of clients and its map: what is found, kept, taken along, and how many questions that takes."""

from __future__ import annotations

import csv
import io
import re

import pytest
import python_calamine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from playwright.sync_api import FloatRect

from comity.sources.mended import harmless
from comity.web import kept
from comity.web.models.grants import Grant
from comity.web.models.lists import Looked, SavedView
from comity.web.models.people import User
from comity.web.models.privacy import PrivateMessage, PrivateThread
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.publishing import _since
from tests.web.browsing import show
from tests.web.conftest import SignIn
from tools.chromium import chromium

FERRAND, KESSLER = "ferrandauto.example", "kesslerhydraulics.example"


def current() -> Refresh:
    refresh = Refresh.current()
    assert refresh
    return refresh


def user(name: str) -> User:
    return User.objects.get(email=f"{name}@larkfieldtalent.example")


def accounts(page: str) -> list[str]:
    """The clients of a page's list, in its order."""
    return re.findall(r'<td><a href="/clients/([^/"]+)/">', page)


def listed(sign_in: SignIn, name: str, **asked: str) -> list[str]:
    return accounts(sign_in(name).get("/clients/", asked).content.decode())


@pytest.fixture
def said(db: None) -> tuple[str, str]:  # noqa: ARG001 - needs the database
    """A client and a sentence of its people that stands in the proof of a reason."""
    verdict = Verdict.objects.get(refresh=current(), account=FERRAND)
    quotes = [e["quote"] for r in verdict.told["reasons"] for e in r["evidence"] if e["by"] == "client" and e["quote"]]
    return FERRAND, max(quotes, key=len)


@pytest.mark.usefixtures("db")
def test_words_are_searched_in_what_people_said_and_open_its_proof(sign_in: SignIn, said: tuple[str, str]) -> None:
    account, quote = said
    words = " ".join(re.findall(r"[A-Za-z]{4,}", quote)[:4])
    ann = sign_in("ann")
    page = ann.get("/clients/", {"q": words}).content.decode()
    assert account in accounts(page)
    proof = re.findall(rf'href="(/clients/{account}/proof/\w+/)"', page)[0]
    assert ann.get(proof).status_code == 200


def test_people_are_found_by_name_and_told_with_their_title(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    verdict = Verdict.objects.get(refresh=current(), account=FERRAND)
    who = next(e["who"] for r in verdict.told["reasons"] for e in r["evidence"] if e["by"] == "client" and e["who"])
    page = ann.get("/clients/", {"q": who}).content.decode()
    assert FERRAND in accounts(page)
    assert str(escape(who)) in page


@pytest.mark.usefixtures("db")
def test_search_finds_nobody_elses_clients_and_finance_searches_no_words(
    sign_in: SignIn, said: tuple[str, str]
) -> None:
    words = " ".join(re.findall(r"[A-Za-z]{4,}", said[1])[:4])
    assert listed(sign_in, "tyrell", q=words) == []
    assert listed(sign_in, "fay", q=words) == []


@pytest.mark.usefixtures("db")
def test_a_sentence_made_private_is_found_no_more_before_any_refresh(sign_in: SignIn) -> None:
    verdict = Verdict.objects.get(refresh=current(), account=FERRAND)
    strongest = verdict.reason
    reason = next(r for r in verdict.told["reasons"] if r["sentence"] == strongest)
    ann = sign_in("ann")
    assert str(escape(strongest)) in ann.get("/clients/").content.decode()
    thread = PrivateThread.objects.create(made_by=user("ann"))
    proof = reason["evidence"][0]
    PrivateMessage.objects.create(thread=thread, ref=proof["ref"])
    for address in ("/clients/", "/map/", "/clients.csv"):
        told = ann.get(address).content.decode()
        if proof["kind"] == "message":
            assert strongest not in told
            assert str(escape(strongest)) not in told
    quoted = next(e for r in verdict.told["reasons"] for e in r["evidence"] if e["kind"] == "message" and e["quote"])
    PrivateMessage.objects.get_or_create(ref=quoted["ref"], defaults={"thread": thread})
    words = " ".join(re.findall(r"[A-Za-z]{4,}", quoted["quote"])[:5])
    assert str(escape(quoted["quote"][:60])) not in ann.get("/clients/", {"q": words}).content.decode()


def test_what_changed_is_told_from_the_refresh_one_saw_before(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    old = current()
    assert listed(sign_in, "ann", changed="1") == []
    new = Refresh.objects.create(**{f.attname: getattr(old, f.attname) for f in Refresh._meta.fields if f.name != "id"})
    rows = list(Verdict.objects.filter(refresh=old))
    for row in rows:
        row.pk, row.refresh = None, new
        if row.account == KESSLER:
            row.standing, row.rank = "easy", 3
    _since(new, rows)
    Verdict.objects.bulk_create(rows)
    page = ann.get("/clients/", {"changed": "1"}).content.decode()
    assert accounts(page) == [KESSLER]
    assert "was partner" in page
    assert listed(sign_in, "ann", changed="1") == [KESSLER], "looking again at the same refresh takes nothing away"
    looked = Looked.objects.get(user=user("ann"))
    assert (looked.before, looked.now) == (old, new)


@pytest.mark.usefixtures("db")
def test_an_account_is_found_under_whoever_owns_it_by_the_crm_or_by_a_person(sign_in: SignIn) -> None:
    Grant.objects.update_or_create(account=FERRAND, user=user("cody"), defaults={"source": "person"})
    assert FERRAND in listed(sign_in, "ann", owner="Cody Wüst")
    assert "Cody Wüst" in sign_in("ann").get("/clients/", {"q": "ferrand"}).content.decode()


@pytest.mark.usefixtures("db")
def test_a_view_is_kept_shown_to_its_owner_only_and_forgotten(sign_in: SignIn) -> None:
    ann, rob = sign_in("ann"), sign_in("rob")
    ann.post("/views/", {"name": "  My  hard ones ", "query": "standing=coercive&page=3&evil=1"})
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("My hard ones", "standing=coercive")
    assert "My hard ones" in ann.get("/clients/").content.decode()
    assert "My hard ones" not in rob.get("/clients/").content.decode()
    assert rob.post(f"/views/{view.pk}/").status_code == 404
    assert ann.post(f"/views/{view.pk}/").status_code == 302
    assert not SavedView.objects.exists()


@pytest.mark.usefixtures("db")
def test_a_view_without_a_name_or_without_a_filter_is_not_kept(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    for typed in ({"name": "", "query": "standing=easy"}, {"name": "All", "query": "page=2"}):
        assert "needs a name" in ann.post("/views/", typed, follow=True).content.decode()
    assert not SavedView.objects.exists()


def test_the_file_holds_what_the_list_holds_and_no_more(sign_in: SignIn) -> None:
    for name in ("ann", "tyrell"):
        client = sign_in(name)
        shown = accounts(client.get("/clients/", {"move": "us"}).content.decode())
        text = client.get("/clients.csv", {"move": "us"}).content.decode("utf-8-sig")
        assert [row["Domain"] for row in csv.DictReader(io.StringIO(text))] == shown
        book = python_calamine.load_workbook(io.BytesIO(client.get("/clients.xlsx", {"move": "us"}).content))
        assert [row[1] for row in book.get_sheet_by_index(0).to_python()[1:]] == shown
    assert sign_in("ann").get("/clients.pdf").status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\r=1", "\n=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert str(harmless(text)).startswith("'")
    assert harmless(-3) == -3
    assert harmless("Orr & Sons = friends") == "Orr & Sons = friends"


@pytest.mark.usefixtures("db")
def test_a_clients_name_cannot_be_a_formula_in_the_file(sign_in: SignIn) -> None:
    Verdict.objects.filter(refresh=current(), account=KESSLER).update(name='=HYPERLINK("http://evil.example")')
    assert "'=HYPERLINK" in sign_in("ann").get("/clients.csv").content.decode()


def test_the_map_shows_each_client_once_with_its_place_and_a_table_behind(sign_in: SignIn) -> None:
    page = sign_in("ann").get("/map/").content.decode()
    drawing, table = page.split("</svg>")[-2], page.split("<table")[1]
    for verdict in Verdict.objects.filter(refresh=current()):
        assert drawing.count(f'href="/clients/{verdict.account}/"') == 1
        assert table.count(f'href="/clients/{verdict.account}/"') == 1
        assert str(escape(verdict.reason)) in drawing
    assert "style=" not in page


@pytest.mark.usefixtures("db")
def test_the_map_puts_who_gives_less_than_we_do_below_the_comity_line(sign_in: SignIn) -> None:
    page = sign_in("ann").get("/map/", {"q": "graystone"}).content.decode()
    line = [float(n) for n in re.findall(r'class="comity" d="M(\S+) (\S+)L(\S+) (\S+)"', page)[0]]
    x, y = (float(n) for n in re.findall(r'class="hand" cx="(\S+)" cy="(\S+)"', page)[0])
    on_line = line[1] + (x - line[0]) * (line[3] - line[1]) / (line[2] - line[0])
    assert y > on_line


def many(number: int) -> None:
    """So many further clients in the current refresh."""
    pattern = Verdict.objects.get(refresh=current(), account=KESSLER)
    rows = []
    for n in range(number):
        row = Verdict(**{f.attname: getattr(pattern, f.attname) for f in Verdict._meta.fields if f.name != "id"})
        row.account, row.name, row.told = f"c{n:05}.example", f"Client {n:05}", {}
        row.we, row.they, row.rank = n % 23, n % 41 - 10, n % 7
        rows.append(row)
    Verdict.objects.bulk_create(rows, batch_size=500)


def test_many_clients_take_no_more_questions_than_few_and_are_gathered_on_the_map(sign_in: SignIn) -> None:
    ann, counted = sign_in("ann"), []
    for further in (0, 1_100):
        many(further)
        kept.forget()  # they come into what was published behind its back
        ann.get("/clients/")
        for address in ("/clients/?page=1", "/clients/?q=e&move=us", "/map/"):
            with CaptureQueriesContext(connection) as asked:
                page = ann.get(address).content.decode()
            counted.append(len(asked))
    assert counted[:2] == counted[3:5]
    assert max(counted) <= 16
    marks = re.findall(r'href="(/clients/\?standing=[^"]+)"', page)
    assert 7 < len(set(marks)) < 400
    one = ann.get(marks[0].replace("&amp;", "&")).content.decode()
    assert accounts(one)


def test_a_page_that_is_none_shows_the_last_one(sign_in: SignIn) -> None:
    for page in ("99", "-1", "x", "9" * 30):
        assert sign_in("ann").get("/clients/", {"page": page}).status_code == 200
    for asked in ({"we": "x..y"}, {"we": "1"}, {"they": "9" * 50 + "..1"}, {"standing": "no"}, {"changed": "no"}):
        assert sign_in("ann").get("/clients/", asked).status_code == 200


def overlap(one: FloatRect, other: FloatRect) -> bool:
    """Whether two boxes share more than their edges."""
    return all(
        one[at] + 1 < other[at] + other[size] and other[at] + 1 < one[at] + one[size]
        for at, size in (("x", "width"), ("y", "height"))
    )


@pytest.mark.usefixtures("db")
def test_no_mark_of_the_map_lies_under_another_nor_a_name_on_a_mark_or_a_name(sign_in: SignIn) -> None:
    one = Verdict.objects.get(refresh=current(), account="ashcombecapital.example")
    Verdict.objects.filter(refresh=current(), account="willowandrye.example").update(
        we=one.we, they=one.they, name="WILLOW & RYE, ALL OF IT", balance=one.balance
    )
    html = sign_in("ann").get("/map/").content.decode()
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        show(page, html)
        boxes = {
            kind: [box for at in page.locator(f".chart {kind}").all() if (box := at.bounding_box())]
            for kind in (".mark", ".name")
        }
    marks, names = boxes[".mark"], boxes[".name"]
    assert len(names) > len(marks) / 2
    for some, others in ((marks, marks), (names, names), (names, marks)):
        assert not [(a, b) for a in some for b in others if a is not b and overlap(a, b)]


@pytest.mark.usefixtures("db")
def test_the_client_at_the_end_of_the_comity_line_lies_not_under_the_line_s_name_and_has_its_own(
    sign_in: SignIn,
) -> None:
    best = Verdict.objects.get(refresh=current(), account="ashcombecapital.example")
    most = max(n for v in Verdict.objects.filter(refresh=current()) for at in v.balance["course"] for n in at) + 1
    best.name, best.we, best.they = "Quillbridge", most, most
    best.balance = {**best.balance, "course": [[most, most]]}
    best.save()
    html = sign_in("ann").get("/map/").content.decode()
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        show(page, html)
        line = page.locator(".chart .says:visible", has_text="comity line").bounding_box()
        marks = [box for at in page.locator(".chart .mark").all() if (box := at.bounding_box())]
    assert line
    assert not [box for box in marks if overlap(box, line)]
    assert ">Quillbridge</text>" in html


@pytest.mark.usefixtures("db")
def test_on_a_phone_the_name_of_the_comity_line_lies_on_no_mark_and_no_number(sign_in: SignIn) -> None:
    # One beside the line's end, as far from it as its name is wide in a wide window.
    for verdict, at in zip(Verdict.objects.filter(refresh=current()), ((100, 0), (90, 108)), strict=False):
        verdict.we, verdict.they = at
        verdict.balance = {**verdict.balance, "course": [at]}
        verdict.save()
    html = sign_in("ann").get("/map/").content.decode()
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        show(page, html)
        line = page.locator(".chart .says:visible", has_text="comity line").bounding_box()
        under = [box for at in page.locator(".chart .mark, .chart .figure").all() if (box := at.bounding_box())]
    assert line
    assert not [box for box in under if overlap(box, line)]


def test_the_whole_map_stands_on_a_phone_and_a_list_below_names_its_marks(sign_in: SignIn) -> None:
    html = sign_in("ann").get("/map/").content.decode()
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        show(page, html)
        marks = page.locator(".chart .mark")
        places = [marks.nth(n).bounding_box() for n in range(marks.count())]
        assert places
        assert all(p and p["x"] >= 0 and p["x"] + p["width"] <= 390 and p["width"] > 6 for p in places)
        assert page.locator(".map .wide").evaluate("(box) => box.scrollWidth - box.clientWidth") <= 1
        named = page.locator(".listed li a").all_inner_texts()
        for figure in page.locator(".chart .figure").all():
            spot = figure.locator("xpath=..")
            assert figure.is_visible()
            assert spot.locator(".who").text_content() or ""
            assert (spot.locator(".who").text_content() or "").startswith(named[int(figure.text_content() or 0) - 1])
