"""A client's pages beside the verdict: statement, people, promises, line of time, effort, notes, and every proof."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from comity.ledger.timeline import KINDS
from comity.tables import TABLES
from comity.web import sheets
from comity.web.clock import OwnClock
from comity.web.keys import key, person_key
from comity.web.models.notes import OwnNote
from comity.web.models.privacy import PrivateMessage, PrivateThread
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.owed import by_quarter
from comity.web.pages.proof.labels import LABELS, WORDS, label
from comity.web.pages.proof.record import TABLE
from comity.web.private import shared_book
from comity.web.templatetags.comity import called
from tests.web.conftest import SignIn

ONE = "ferrandauto.example"
AT = f"/clients/{ONE}"
pytestmark = pytest.mark.django_db
MONEY = {"invoice", "payment", "hours", "deal", "placement"}


def say(who: Client, **words: object) -> int:
    return who.post(f"{AT}/notes/change/", words).status_code


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def verdict() -> Verdict:
    return Verdict.objects.get(refresh=Refresh.current(), account=ONE)


def test_a_quarter_opens_to_its_entries_and_each_unit_stands_as_what_it_is(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    page = text(ann, f"{AT}/statement/?quarter=2026-1")
    assert "worked" in page
    assert re.search(r"48\s+hours", page)
    assert re.search(r"63,865\s+USD", page)
    days = {dt.date.fromisoformat(d) for d in re.findall(r'<time datetime="([\d-]+)"', page)}
    assert days
    assert all(dt.date(2026, 1, 1) <= d <= dt.date(2026, 3, 31) for d in days)


def test_money_past_its_terms_is_told_by_the_sum_and_by_what_is_open_of_each_invoice(sign_in: SignIn) -> None:
    at, ann = "/clients/ashcombecapital.example", sign_in("ann")
    move = text(ann, f"{at}/").split("Secure what is owed")[1].split("</ol>")[0]
    assert re.search(r"[\d,]+ USD of what fell due in the last year are open past their terms", move)
    assert re.search(r"Invoice \d+ *</a> <small>due \d+ \w+ 2026 · [\d,.]+ USD open", move)
    stated = text(ann, f"{at}/statement/?quarter=all")
    assert re.search(r"have not paid <b class=.num.>[^<]+</b>, [\d,.]+ USD open", stated)
    assert re.search(r"Invoice \d+</a><small> · [\d,.]+ USD open", stated)


def test_what_is_open_of_a_quarter_is_the_sum_of_its_entries_and_not_of_what_fell_due_a_day_ago() -> None:
    due = [dt.date(2026, 10, 28), dt.date(2026, 11, 27)]
    lie_open = {(str(n), str(day)): {"due_on": day, "rest": 180.0} for n, day in enumerate(due)}
    entries = pa.table({"kind": ["payment_open", "payment_late"], "ref": ["0", "1"], "on": due})
    assert by_quarter(lie_open, entries) == {"2026-4": 180.0}


@pytest.mark.usefixtures("own_home")
def test_what_no_time_sheet_told_is_no_zero_and_a_head_without_currency_ends_in_no_comma(sign_in: SignIn) -> None:
    at = verdict()
    at.told["channels"]["hours"] = False
    at.save()
    Refresh.objects.update(currency="")
    table = text(sign_in("ann"), f"{AT}/effort/").split("<table")[1].split("</table>")[0]
    assert not re.search(r",\s*</th>", table)
    heads = re.findall(r"<th[^>]*>([^<]+)</th>", table.split("</thead>")[0])
    rows = [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in table.split("<tr>")[2:]]
    for name in ("Our hours", "of them unbilled", "Cost of hours", "Left"):
        assert {row[heads.index(name) - 1] for row in rows} == {"?"}


def test_where_nothing_was_invoiced_a_dash_stands_and_no_mark_of_something_missing(
    sign_in: SignIn, own_home: Path
) -> None:
    name = verdict().refresh.statements
    every = sheets.every(own_home, name, "effort")
    rows = [{**r, "invoiced": 0.0, "credited": 0.0} for r in every.to_pylist() if r["account"] == ONE]
    sheets.put(sheets.file(own_home, name, "effort"), pa.Table.from_pylist(rows, schema=every.schema))
    table = text(sign_in("ann"), f"{AT}/effort/").split("<tbody>")[1].split("</table>")[0]
    assert {re.findall(r"<td[^>]*>([^<]*)</td>", row)[-2] for row in table.split("<tr>")[1:]} == {"–"}


def test_proofs_that_are_not_shown_are_told_by_how_many_they_are(sign_in: SignIn) -> None:
    at = "/clients/graystonehealth.example/"
    said = next(r for r in Verdict.objects.get(refresh=Refresh.current(), account=at.split("/")[2]).told["reasons"]
                if r["measure"] == "free_work_12m")  # fmt: skip
    shown = [e for e in said["evidence"] if not e.get("earlier")]
    assert len(shown) + said["more"] == said["value"]
    assert f"{said['more']} more count: they stand on the timeline" in text(sign_in("ann"), at)


def test_people_stand_in_order_of_seniority_and_each_opens(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    page = text(ann, f"{AT}/people/")
    assert page.index("Rick Tolland</a>") < page.index("Gene Ferrand</a>")
    for address in re.findall(rf'href="({AT}/people/\w+/)"', page):
        person = text(ann, address)
        assert "What matters to them" in person
        assert "Where they worked" in person
        for proof in re.findall(rf'href="({AT}/proof/\w+/)"', person)[:3]:
            text(ann, proof)


def test_the_line_of_time_is_narrowed_by_kind_and_year(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    everything = text(ann, f"{AT}/timeline/")
    kinds = re.findall(r'\?kind=(\w+)"[^>]*>[^<]+<span class="soft">(\d+)', everything)
    assert {"mail", "meeting", "invoice", "payment", "hours"} <= {k for k, _ in kinds} <= set(KINDS)
    for kind, n in kinds:
        shown = text(ann, f"{AT}/timeline/?kind={kind}")
        assert shown.count("data-item") == min(int(n), 50)
    only = text(ann, f"{AT}/timeline/?year=2025")
    assert set(re.findall(r'datetime="(\d{4})', only)) == {"2025"}


def test_days_of_work_that_nothing_stands_between_are_one_row_of_the_line_and_are_found_behind_it(
    sign_in: SignIn, own_home: Path
) -> None:
    ann = sign_in("ann")
    of = verdict()
    every = sheets.every(own_home, of.refresh.statements, "timeline")
    ours = pc.field("account") == ONE
    mail, hours = (every.filter(ours & (pc.field("kind") == kind)).to_pylist()[0] for kind in ("mail", "hours"))
    day = dt.date(2026, 3, 2)
    days = [
        {**hours, "happened_on": day + dt.timedelta(days=n), "amount": 2.0, "who": "Ida", "key": f"h{n}"}
        for n in range(9)
    ]
    between = [{**mail, "happened_on": day + dt.timedelta(days=n)} for n in (1, 4)]
    line = [*days[:4:-1], between[1], *days[3:1:-1], between[0], {**days[0], "amount": 1.0}]
    few = pa.concat_tables([every.filter(~ours), pa.Table.from_pylist(line, every.schema)])
    sheets.put(sheets.file(own_home, "few", "timeline"), few.sort_by("account"))
    Refresh.objects.filter(pk=of.refresh.pk).update(statements="few")
    shown = text(ann, f"{AT}/timeline/")
    assert shown.count("data-item") == 5
    assert re.findall(r'<b class="num">([^<]+)</b>', shown) == ["8 hours", "4 hours", "1 hour"]
    assert "4 days since 7 Mar 2026" in shown
    assert "2 days since 4 Mar 2026" in shown
    assert f"{AT}/proof/h0/" in shown
    [behind, _] = re.findall(r'href="(\?kind=hours)"[^>]*><span class="soft">Hours', shown)
    assert text(ann, f"{AT}/timeline/{behind}").count("data-item") == 7


def test_every_kind_of_thing_on_the_line_opens_as_a_proof(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    home_rows = sheets.rows(Path(settings.HOME), verdict().refresh.statements, "timeline", ONE).to_pylist()
    for kind in sorted({r["kind"] for r in home_rows}):
        key = next(r["key"] for r in home_rows if r["kind"] == kind)
        page = text(ann, f"{AT}/proof/{key}/")
        assert "it is shown as it was counted" not in page, kind
        assert "no longer in the book" not in page, kind


def test_finance_sees_money_on_the_line_and_no_words_on_any_page(sign_in: SignIn) -> None:
    fay = sign_in("fay")
    line = text(fay, f"{AT}/timeline/")
    assert {k for k, _ in re.findall(r'\?kind=(\w+)"[^>]*>[^<]+<span class="soft">(\d+)', line)} <= MONEY
    for tab in ("people", "promises", "notes"):
        assert "Rick" not in text(fay, f"{AT}/{tab}/")


def test_back_from_a_proof_leads_to_the_page_and_the_place_one_came_from(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    key = sheets.rows(Path(settings.HOME), verdict().refresh.statements, "timeline", ONE)["key"].to_pylist()[3]
    address = f"{AT}/proof/{key}/"
    came = {"Referer": f"http://testserver{AT}/timeline/?kind=mail&page=2"}
    assert f'href="{AT}/timeline/?kind=mail&page=2#{key}" data-back' in unescape(
        ann.get(address, headers=came).content.decode()
    )
    for foreign in (
        "https://elsewhere.example/clients/",
        f"http://testserver{AT}/proof/x/",
        "http://testserver/nowhere/",
    ):
        assert f'href="{AT}/" data-back' in ann.get(address, headers={"Referer": foreign}).content.decode()


def records() -> dict[str, str]:
    """The key of a proof of each kind that is a record of the firm's own programs."""
    told = sheets.every(Path(settings.HOME), verdict().refresh.statements, "timeline").to_pylist()
    found = {r["proof_kind"]: f"/clients/{r['account']}/proof/{r['key']}/" for r in told}
    return {kind: address for kind, address in found.items() if kind != "message"}


def test_letters_of_a_thread_stand_in_order_by_our_own_clock_and_the_page_says_so(sign_in: SignIn) -> None:
    told = verdict().told["reasons"]
    proof = next(e for r in told for e in r["evidence"] if "call it a new account under Holt" in e["quote"])
    page = text(sign_in("ann"), f"{AT}/proof/{key('message', proof['ref'], proof['quote'])}/")
    assert "All times are those of our own clock" in page
    times = [dt.datetime.strptime(t, "%d %b %Y, %H:%M") for t in re.findall(r"\d+ \w{3} \d{4}, \d\d:\d\d", page)]
    assert len(times) > 1
    assert times == sorted(times)


def test_a_meeting_is_told_by_our_own_clock_as_its_mail_is(sign_in: SignIn) -> None:
    ann, current, book = sign_in("ann"), Refresh.current(), shared_book(Path(settings.HOME))
    assert current is not None
    at = next(r for r in book.facts("meetings").to_pylist()
              if f'/proof/{key("meeting", r["ref"], "")}/' in records()["meeting"])  # fmt: skip
    page = text(ann, records()["meeting"])
    ours = OwnClock(book, current.own_domains, [at["starts_at"]])
    told = ours.told(at["starts_at"])
    assert told != at["starts_at"].replace(tzinfo=None)
    assert f"<dt>Begins</dt><dd>{told.day} {told:%b %Y, %H:%M}</dd>" in page
    assert "All times are those of our own clock." in page


def test_a_record_leads_back_to_its_client_and_on_to_the_statement(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    assert {"invoice", "payment", "hours", "meeting"} <= records().keys()
    for address in records().values():
        page, client = text(ann, address), address.partition("proof/")[0]
        assert f'href="{client}" data-back' in page
        for way in (client, f"{client}statement/", f"{client}timeline/?kind="):
            assert f'class="button quiet" href="{way}' in page, address
    for place in ("/begin/", f"{AT}/heard/"):
        came = {"Referer": f"http://testserver{place}"}
        assert f'href="{place}#' in unescape(ann.get(records()["invoice"], headers=came).content.decode())


def test_no_page_shows_a_machine_s_key_and_hours_are_told_by_who_worked_when(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    stated, line = text(ann, f"{AT}/statement/?quarter=all"), text(ann, f"{AT}/timeline/?kind=hours")
    for page in (stated, line, text(ann, f"{AT}/promises/"), text(ann, f"{AT}/")):
        assert not re.search(r">[^<]*\d{4}-\d\d-\d\d/[^<]*<", page)
    assert re.search(r"worked <span class=.num.>[\d,]+ hours</span> <small>in \w{3} \d{4}</small>", stated)
    entry = {"side": "we", "flow": "gave", "kind": "hours", "on": dt.date(2026, 5, 1), "amount": 9.0, "unit": "hours",
             "proof": "hours", "ref": "2026-05-04/Ida Lund/ab12cd34", "quote": "", "key": "k"}  # fmt: skip
    told = render_to_string("entry.html", {"e": entry, "verdict": verdict()})
    assert ("The longest: Ida Lund, 4 May 2026" in told, "ab12" in told) == (True, False)
    assert [called(*o) for o in (("4c/17", "meeting"), ("call/98ab", "call"), ("2041", "payment"))] == ["", "", "2041"]


def test_hours_stand_among_those_of_their_month_which_what_they_prove_was_summed_from(sign_in: SignIn) -> None:
    page = text(sign_in("ann"), records()["hours"])
    month = page.split("That month besides")[1].split("</table>")[0]
    days = re.findall(r"<td>\d+ (\w+ \d{4}) ", month)
    assert days
    assert len(set(days)) == 1


def test_a_record_speaks_in_no_word_of_the_tables(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    for kind, address in records().items():
        page = text(ann, address)
        assert "<dt>" in page, kind
        assert not [c.means for c in TABLES[TABLE[kind]].columns if f"<dt>{c.means}</dt>" in page]
    assert "<dt>Kind</dt><dd>invoice</dd>" in text(ann, records()["invoice"])


def test_every_column_of_a_record_has_a_plain_name_or_is_a_key_that_nobody_reads() -> None:
    keys = {
        "uid",
        "occurrence",
        "deal_id",
        "note_id",
        "company_id",
        "crm",
        "placement_id",
        "job_id",
        "customer_id",
        "nth",
    }
    keys |= {"pages", "text", "description"}  # a text stands below its lines
    for name in TABLE.values():
        assert {c.name for c in TABLES[name].columns if not label(name, c.name)} <= keys
    known = {c.name for name in TABLE.values() for c in TABLES[name].columns}
    assert {name.rpartition(".")[2] for name in (*LABELS, *WORDS)} <= known


def test_what_a_private_thread_bears_out_is_on_no_page_of_the_client(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    rows = sheets.rows(Path(settings.HOME), verdict().refresh.statements, "said", ONE).to_pylist()
    row = next(r for r in rows if r["proof_kind"] == "message" and len(r["quote"]) > 30)
    page = f"{AT}/people/{person_key(row['person'])}/"
    assert row["quote"] in text(ann, page)
    PrivateMessage.objects.create(thread=PrivateThread.objects.create(), ref=row["ref"])
    for address in (page, f"{AT}/timeline/", f"{AT}/promises/?outcome=all", f"{AT}/statement/?quarter=all", f"{AT}/"):
        answer = unescape(ann.get(address).content.decode())
        assert row["quote"] not in answer
        assert row["key"] not in answer
    assert ann.get(f"{AT}/proof/{row['key']}/").status_code == 404


def test_proof_older_than_a_year_stands_apart_opens_and_goes_alone_where_it_is_private(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    reason, old = next(
        (r, e) for r in verdict().told["reasons"] for e in r["evidence"] if e.get("earlier") and e["kind"] == "message"
    )
    said = text(ann, f"{AT}/")
    assert "older than a year, not counted" in said
    assert old["quote"] in said.split("older than a year, not counted")[1]
    opened = text(ann, f"{AT}/proof/{key(old['kind'], old['ref'], old['quote'])}/")
    assert f"Older than a year, so it does not count in: {reason['sentence']}" in opened
    PrivateMessage.objects.create(thread=PrivateThread.objects.create(), ref=old["ref"])
    said = text(ann, f"{AT}/")
    assert reason["sentence"] in said
    assert old["quote"] not in said


@pytest.mark.parametrize(
    ("sheet", "day", "asked", "rows", "queries"),
    [("timeline", "happened_on", "kind=mail&page=20", 50, 8), ("statement", "on", "quarter=all&page=200", 40, 7)],
)
def test_twenty_thousand_entries_cost_as_many_queries_as_two_hundred_and_only_their_own_rows(
    sheet: str, day: str, asked: str, rows: int, queries: int,
    sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries, own_home: Path,
) -> None:  # fmt: skip
    ann = sign_in("ann")
    of = verdict()
    few = sheets.rows(own_home, of.refresh.statements, sheet, ONE)
    others = sheets.every(own_home, of.refresh.statements, sheet).filter(pc.field("account") != ONE)
    many = pa.concat_tables([few] * (20_000 // few.num_rows + 1))
    big = pa.concat_tables([others, many]).sort_by([("account", "ascending"), (day, "descending")])
    ann.get(f"{AT}/{sheet}/")
    with django_assert_num_queries(queries):
        ann.get(f"{AT}/{sheet}/?page=2")
    sheets.put(sheets.file(own_home, "big", sheet), big)
    Refresh.objects.filter(pk=of.refresh.pk).update(statements="big")
    with django_assert_num_queries(queries):
        page = text(ann, f"{AT}/{sheet}/?{asked}")
    assert page.count('<div class="entry"') == rows
    there = many.filter(pc.field("kind") == "mail") if sheet == "timeline" else many
    assert f"of {there.num_rows}" in page


def test_a_statement_is_told_anew_once_a_proof_of_it_was_made_private(sign_in: SignIn, home: Path) -> None:
    ann, address = sign_in("ann"), f"{AT}/statement/?quarter=all"
    before = text(ann, address)
    row = next(
        r
        for r in sheets.rows(home, verdict().refresh.statements, "statement", ONE).to_pylist()
        if r["proof"] == "message" and r["key"] in before
    )
    PrivateMessage.objects.create(thread=PrivateThread.objects.create(), ref=row["ref"])
    assert row["key"] not in text(ann, address)


def test_a_note_is_added_edited_by_its_writer_alone_deleted_and_brought_back(sign_in: SignIn) -> None:
    beth, ann = sign_in("beth"), sign_in("ann")
    assert say(beth, what="add", text="They like <b>short</b> mails.") == 302
    note = OwnNote.objects.get()
    assert "They like &lt;b&gt;short" in ann.get(f"{AT}/notes/").content.decode()
    assert say(ann, what="edit", note=note.pk, text="no") == 404
    assert say(beth, what="edit", note=note.pk, text="They like calls.") == 302
    assert "They like calls." in text(beth, f"{AT}/notes/")
    say(beth, what="delete", note=note.pk)
    assert "They like calls." not in text(ann, f"{AT}/notes/")
    assert "You deleted a note." in text(beth, f"{AT}/notes/")
    say(beth, what="restore", note=note.pk)
    assert "They like calls." in text(ann, f"{AT}/notes/")
    assert say(sign_in("rob"), what="add", text="x") == 404
    assert say(beth, what="add", text=" ") == 302
    assert OwnNote.objects.count() == 1
