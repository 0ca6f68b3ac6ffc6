"""A private thread and purged mail carry a word found nowhere else: nobody finds it, on no page and in no file."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import sys
import zipfile
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from comity.book.naming import Person
from comity.book.purge import AGEING, purge, would_go
from comity.book.store import DeltaBook
from comity.book.unread import Rule
from comity.home import create_book
from comity.web import scrub, tokens
from comity.web.jobs.worker import work_once
from comity.web.keys import person_key
from comity.web.models.grants import Grant
from comity.web.models.jobs import Job
from comity.web.models.lists import SavedView
from comity.web.models.log import LogEntry
from comity.web.models.notes import OwnNote
from comity.web.models.people import User
from comity.web.models.privacy import Keeping, PrivateMessage, Unread
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.private import hidden, shared_book
from comity.web.proofs import every, key
from tests.web.addresses import addresses, places_of
from tests.web.conftest import EXAMPLE, SignIn
from tests.web.firm import NAMES

pytestmark = pytest.mark.django_db
ACCOUNT = "ferrandauto.example"


def a_proof(home: Path) -> tuple[str, str, str]:
    """A message that the verdict of the account cites: its key in addresses, its ref, its quote."""
    verdict = Verdict.objects.get(refresh=Refresh.current(), account=ACCOUNT)
    proof = next(p for p in every(User.objects.get(role="owner"), verdict, home) if p.kind == "message" and p.quote)
    return key(proof.kind, proof.ref, proof.quote), proof.ref, proof.quote


@pytest.fixture
def home(own_home: Path) -> Path:
    """These tests write."""
    return own_home


@pytest.fixture
def took_part(home: Path) -> User:
    """Somebody of the firm who wrote or got that message, whoever the example has."""
    row = create_book(home).find("messages", "ref", [a_proof(home)[1]]).to_pylist()[0]
    ours = {row["sender"], *(p["address"] for p in row["recipients"] or ())}
    address = next(a for a in sorted(ours) if a.endswith("@larkfieldtalent.example"))
    user = User.objects.filter(email=address).first() or User.objects.get(name="Beth Sandoval")
    user.email = address
    user.save()
    Grant.objects.get_or_create(account=ACCOUNT, user=user)
    return user


WORD = "zanzibarine"


def planted(sender: str, to: str, ref: str = "last") -> bytes:
    """A mail with the word in its body, its subject, the name of its attachment and its sender's name."""
    mail = EmailMessage()
    mail["Message-ID"], mail["From"], mail["To"] = f"<{ref}@ferrandauto.example>", f"Zoe {WORD} <{sender}>", to
    day = Refresh.current().as_of  # pyright: ignore[reportOptionalMemberAccess]
    mail["Date"] = format_datetime(dt.datetime.combine(day, dt.time(10), dt.UTC))
    mail["Subject"] = f"{WORD} rates"
    mail.set_content(
        f"If you do not drop your {WORD} rate by Friday we will take all our business elsewhere.\n\n"
        f"I will send you the {WORD} plan by Monday. Next year we plan to open a {WORD} plant in Dayton.\n"
    )
    mail.add_attachment(b"a,b\n1,2\n", maintype="text", subtype="csv", filename=f"{WORD} list.csv")
    return mail.as_bytes()


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.slow
def test_a_private_thread_is_gone_for_all_others_at_once_and_after_the_refresh(
    took_part: User, home: Path, sign_in: SignIn
) -> None:
    of, ref, quote = a_proof(home)
    before = len(create_book(home).facts("messages"))
    others = [sign_in(n) for n in NAMES if n != "beth" and not took_part.email.startswith(n)]
    for someone in others:
        someone.post(f"/clients/{ACCOUNT}/proof/{of}/private/")
    assert not hidden()
    theirs = client_of(took_part)
    assert "Make this thread private" in theirs.get(f"/clients/{ACCOUNT}/proof/{of}/").content.decode()
    assert theirs.post(f"/clients/{ACCOUNT}/proof/{of}/private/").status_code == 302
    refs = hidden()
    assert ref in refs
    quotes = [quote[:50], ref]
    places = [p for account in (ACCOUNT, "kesslerhydraulics.example") for p in places_of(account, home)]
    urls = sorted({address.filled(place) for address in addresses() for place in places})
    for again in (False, True):
        if again:
            assert work_once("the tests")
            told = str([v.told for v in Verdict.objects.filter(refresh=Refresh.current())])
            assert not [r for r in refs if r in told]
            assert len(shared_book(home).facts("messages")) == before - len(refs)
        for someone in others:
            for url in urls:
                answer = someone.get(url, {"q": quote[:50]})
                text = b"".join(answer).decode("utf-8", "replace")  # whether it is streamed or not
                seen = text.replace(f'value="{quote[:50]}"', "")
                assert not [q for q in quotes if q in seen], url
        assert "None." in others[0].get("/private/").content.decode()
    page = theirs.get("/private/").content.decode()
    thread = PrivateMessage.objects.earliest("pk").thread.pk
    assert f"/private/{thread}/" in page
    assert others[0].get(f"/private/{thread}/").status_code == 404
    assert theirs.get(f"/private/{thread}/").status_code == 200
    assert others[0].post(f"/private/{thread}/open/").status_code == 404
    assert theirs.post(f"/private/{thread}/open/").status_code == 302
    assert not hidden()


def read_of(answer: HttpResponseBase) -> str:
    """Everything in an answer: its heads, its text streamed or not, and the parts of a packed file."""
    raw = b"".join(answer)  # pyright: ignore[reportArgumentType]
    heads = str(answer.headers).encode()
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            raw = b"".join(packed.read(n) for n in packed.namelist())
    return (heads + raw).decode("utf-8", "replace")


def unasked(answer: HttpResponseBase) -> str:
    """What an answer says beside the question that was put to it."""
    return read_of(answer).replace(f'value="{WORD}"', "").replace(f"q={WORD}", "").replace(f"q%3D{WORD}", "")


@pytest.mark.slow
def test_a_word_of_a_private_mail_is_found_by_nobody_else_on_any_page_export_or_file_name(
    home: Path, sign_in: SignIn, tmp_path: Path
) -> None:
    beth = User.objects.get(name="Beth Sandoval")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "one.eml").write_bytes(planted("zoe@ferrandauto.example", beth.email))
    job = Job.objects.create(kind="read", words={"folder": str(tmp_path / "more")})
    assert work_once("the tests")
    job.refresh_from_db()
    assert job.state == "done", job.error + job.log
    theirs, ref = client_of(beth), "last@ferrandauto.example"
    ref = next(r for r in create_book(home).facts("messages", ["ref"])["ref"].to_pylist() if ref in r)
    assert WORD in theirs.get(f"/clients/{ACCOUNT}/timeline/").content.decode()
    verdict = Verdict.objects.get(refresh=Refresh.current(), account=ACCOUNT)
    proof = next(p for p in every(beth, verdict, home) if p.ref == ref)
    of = key(proof.kind, proof.ref, proof.quote)
    named = person_key(f"Zoe {WORD}")
    assert theirs.post(f"/clients/{ACCOUNT}/proof/{of}/private/").status_code == 302
    others = [sign_in(n) for n in NAMES if n != "beth"]
    program = Client(headers={"Authorization": f"Bearer {tokens.make(User.objects.get(role='owner'), 'a program')}"})
    for again in (False, True):
        if again:
            assert work_once("the tests")
        places_of.cache_clear()
        places = [{**places_of(ACCOUNT, home)[0], "of": of}, *places_of(ACCOUNT, home)]
        urls = {address.filled({**p, "form": form}) for address in addresses() for p in places
                for form in ("csv", "xlsx")}  # fmt: skip
        asking = [(someone, {}) for someone in ([others[0]] if again else others)]
        searching = [(who, {"q": WORD}) for who in (others[0], program)]
        found = {url for url in urls for who, q in (*asking, *searching) if WORD in unasked(who.get(url, q))}
        found |= {url for url in ("/clients/", "/map/", "/corrections/") for who in others
                  if WORD in unasked(who.get(url, {"q": WORD}))}  # fmt: skip
        assert not found, again
        answer = others[0].get(f"/clients/{ACCOUNT}/people/{named}/")
        assert WORD not in read_of(answer)


def test_the_log_tells_who_opened_which_message_and_nothing_of_what_is_private(
    took_part: User, home: Path, sign_in: SignIn
) -> None:
    of, _ref, _quote = a_proof(home)
    ann, theirs = sign_in("ann"), client_of(took_part)
    theirs.get(f"/clients/{ACCOUNT}/proof/{of}/")
    entry = LogEntry.objects.latest("pk")
    assert (entry.who, entry.what, entry.account) == (took_part.email, "opened a message", ACCOUNT)
    assert "opened a message" in ann.get("/settings/log/").content.decode()
    theirs.post(f"/clients/{ACCOUNT}/proof/{of}/private/")
    page = ann.get("/settings/log/").content.decode()
    assert "opened a message" not in page
    assert "private" not in page


def test_whole_messages_can_be_for_those_who_took_part_while_the_quote_stands(
    took_part: User, home: Path, sign_in: SignIn
) -> None:
    of, _ref, quote = a_proof(home)
    Keeping.objects.create(whole_messages=False)
    page = sign_in("rob").get(f"/clients/{ACCOUNT}/proof/{of}/").content.decode()
    assert 'class="letter' not in page
    assert "open to those only who took part" in page
    assert quote[:20].split()[0] in page
    assert 'class="letter marked"' in client_of(took_part).get(f"/clients/{ACCOUNT}/proof/{of}/").content.decode()


def test_setting_a_rule_asks_for_a_purge_and_nonsense_is_told_in_one_line(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    page = ann.post("/settings/privacy/shut/", {"what": "person", "value": "nobody"}).content.decode()
    assert "whole mail address" in page
    typed = {"what": "domain", "value": "doctor.example"}
    asked = ann.post("/settings/privacy/shut/", typed)
    assert "Is it spelt as you meant?" in asked.content.decode()
    assert not Unread.objects.exists()
    assert not Job.objects.filter(kind="purge").exists()
    assert ann.post("/settings/privacy/shut/", {**typed, "sure": "yes"}).status_code == 302
    job = Job.objects.filter(kind="purge").latest("pk")
    assert job.words == {"rules": [["domain", "doctor.example"]]}
    rule = Unread.objects.get()
    assert "doctor.example" in ann.get("/settings/privacy/").content.decode()
    assert ann.post(f"/settings/privacy/shut/{rule.pk}/off/").status_code == 302
    job.delete()
    Job.objects.filter(kind="purge").delete()


def test_nobodys_data_is_erased_before_somebody_saw_how_much_would_go(sign_in: SignIn, home: Path) -> None:
    book = create_book(home)
    sender = book.find("messages", "ref", [a_proof(home)[1]]).to_pylist()[0]["sender"]
    going = would_go(book, [Rule("erased", sender)])
    assert going["messages"]
    ann, typed = sign_in("ann"), {"email": sender, "name": ""}
    page = ann.post("/settings/privacy/person/erase/", typed).content.decode()
    assert f'<td>mails</td><td class="num">{going["messages"]}</td>' in page
    assert ("Invoices and payments" in page) == bool(going["invoices"] + going["payments"])
    assert not Job.objects.filter(kind="purge").exists()
    assert ann.post("/settings/privacy/person/erase/", {**typed, "sure": "yes"}).status_code == 302
    job = Job.objects.get(kind="purge")
    assert job.words == {"rules": [["erased", sender]]}
    job.delete()
    assert sign_in("beth").post("/settings/privacy/person/erase/", typed).status_code == 404


def test_one_persons_data_is_exported_as_a_file(sign_in: SignIn, home: Path) -> None:
    sender = create_book(home).find("messages", "ref", [a_proof(home)[1]]).to_pylist()[0]["sender"]
    answer = sign_in("ann").post("/settings/privacy/person/export/", {"email": sender})
    assert answer["Content-Type"].startswith("application/json")
    assert sender in answer.content.decode()
    assert sign_in("beth").post("/settings/privacy/person/export/", {"email": sender}).status_code == 404


@pytest.mark.slow
def test_a_purge_that_was_cut_off_after_the_book_is_finished_by_the_next_try(home: Path, sign_in: SignIn) -> None:
    book, rule = create_book(home), ["domain", "ferrandauto.example"]
    assert sign_in("ann").get(f"/clients/{ACCOUNT}/").status_code == 200
    known = {ref for table in AGEING for ref in refs_of(book, table)}
    assert scrub.unborne(known) == set()
    gone = {ref for refs in purge(book, [Rule(*rule)]).refs.values() for ref in refs}
    first = str(list(Verdict.objects.values_list("told", flat=True)))
    assert [ref for ref in gone if ref in first]
    Job.objects.create(kind="purge", words={"rules": [rule]}, tries=1)
    assert work_once("the tests")
    left = str(list(Verdict.objects.values_list("told", flat=True)))
    assert not [ref for ref in gone if ref in left]
    assert scrub.unborne(known - gone) == set()


def refs_of(book: DeltaBook, table: str) -> list[str]:
    return book.facts(table, ["ref"])["ref"].to_pylist()


@pytest.mark.slow
def test_a_purged_client_stands_in_no_file_of_the_home(tmp_path: Path) -> None:
    exports, home = tmp_path / "exports", tmp_path / "home"
    shutil.copytree(EXAMPLE, exports)
    senders = re.findall(
        rb"^From: [^\n]*<([^\n]*@ferrandauto\.example)>", (exports / "mail" / "all.mbox").read_bytes(), re.M
    )
    (exports / "mail" / "last.eml").write_bytes(planted(senders[-1].decode(), "beth@larkfieldtalent.example"))
    (exports / "unknown.csv").write_text(f"Papier,Wer,Wieviel\n1,{WORD},3\n2,b,4\n")
    for words in ([], ["ferrandauto.example"]):
        shutil.rmtree(home, ignore_errors=True)
        call = [sys.executable, "-m", "tests.web.purging", str(home), str(exports), *words]
        done = subprocess.run(call, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        assert bool(_holding(home, WORD)) == (not words), _holding(home, WORD)


def _holding(home: Path, word: str) -> list[str]:
    found = []
    for file in sorted(p for p in home.rglob("*") if p.is_file()):
        texts = [file.read_bytes()]
        if file.suffix == ".parquet":
            texts.append(repr(pq.read_table(file).to_pylist()).encode())
        found += [str(file.relative_to(home)) for raw in texts if word.encode() in raw]
    return found


def test_an_erased_persons_name_is_looked_for_as_a_whole_and_what_leads_somewhere_is_left(
    home: Path, sign_in: SignIn
) -> None:
    ann, cody = sign_in("ann"), User.objects.get(name="Cody Wüst")
    about = OwnNote.objects.create(account=ACCOUNT, writer=cody, text="Met Lain  Moor of theirs, and Ann.")
    kept = OwnNote.objects.create(
        account=ACCOUNT, writer=cody, text="We plan the annual plain-text review with LAINE Moor."
    )
    Grant.objects.create(account="lain", user=cody)
    SavedView.objects.create(user=cody, name="Annual", query="q=annual")
    SavedView.objects.create(user=cody, name="Of Lain Moor", query="q=Lain")
    SavedView.objects.create(user=cody, name="Lain Moor", query="q=")
    failed = Job.objects.create(kind="purge", words={"rules": [["erased name", "Lain Moor"]]}, state="failed")
    ordered = Job.objects.create(kind="read", words={"folder": "/srv/Lain"})
    typed = {"email": "lain@nowhere.example", "name": "Lain Moor", "sure": "yes"}
    assert ann.post("/settings/privacy/person/erase/", typed).status_code == 302
    job = Job.objects.filter(kind="purge").latest("pk")
    assert job.words == {"rules": [["erased", "lain@nowhere.example"], ["erased name", "Lain Moor"]]}
    scrub.scrub(home, (), Person.of([value for _what, value in job.words["rules"]]))
    for row in (about, kept, failed, ordered, job):
        row.refresh_from_db()
    assert (about.text, about.account) == ("Met [erased] of theirs, and Ann.", ACCOUNT)
    assert kept.text.startswith("We plan the annual")
    assert list(Grant.objects.filter(user=cody, account="lain"))
    assert list(SavedView.objects.values_list("name", "query")) == [("Annual", "q=annual")]
    assert failed.words == {"rules": [["erased name", "[erased]"]]}
    assert ordered.words == {"folder": "/srv/Lain"}
    assert job.words["rules"], "a purge that is cut off is tried again"


@pytest.mark.parametrize(
    ("word", "text", "left"),
    [
        ("Ann Lee", "We planned the joann leeway review; Ann Leeds, Mary-Ann Lee.", None),
        ("Ann Lee", "-Ann Lee: ANN LEE’s words, (Ann\nLee)", "-[erased]: [erased]’s words, ([erased])"),
        ("Mark Down", "They will mark down our list, as Mark does. Down it goes.", None),
        ("mark down", "Größe: Mark Down of theirs asked.", "Größe: [erased] of theirs asked."),
        ("Zoë  Groß", "Łódź asked Zoe\nGross.", "Łódź asked [erased]."),
        ("Will", "Will they renew in May? They will; Will promised it.", None),
        ("Will", "Will", "[erased]"),
        ("ann@firm.co", "From Ann <Ann@firm.co>.", "From Ann <[erased]>."),
        ("ann@firm.co", "To joann@firm.co, x.ann@firm.co and ann@firm.co.uk", None),
        ("A. (Al) Smith+", "Asked A. (Al) Smith+ for it", "Asked [erased] for it"),
    ],
)
def test_a_full_name_or_an_address_is_taken_out_where_it_stands_by_itself_and_all_else_stays(
    home: Path, word: str, text: str, left: str | None
) -> None:
    note = OwnNote.objects.create(account=ACCOUNT, text=text)
    scrub.scrub(home, (), Person.of([word]))
    note.refresh_from_db()
    assert note.text == (text if left is None else left)


@pytest.mark.usefixtures("home")
def test_before_somebody_is_erased_the_page_counts_what_changes_and_where_the_name_stays(sign_in: SignIn) -> None:
    OwnNote.objects.create(account=ACCOUNT, text="Ottoline Frew rang; she is moving.")
    OwnNote.objects.create(account=ACCOUNT, text="ask ottoline frew")
    ann, typed = sign_in("ann"), {"email": "frew@nowhere.example", "name": "Ottoline Frew"}
    page = ann.post("/settings/privacy/person/erase/", typed).content.decode()
    assert '<td>notes written here</td><td class="num">1</td>' in page
    assert "still stands in 1 text " in page
    assert "Nothing that was read" not in page


def test_who_reads_everything_and_sets_nothing_makes_no_thread_private_and_opens_none(
    took_part: User, home: Path
) -> None:
    of, theirs = a_proof(home)[0], client_of(took_part)
    User.objects.filter(pk=took_part.pk).update(role="reader")
    page = f"/clients/{ACCOUNT}/proof/{of}/"
    assert "Make this thread private" not in theirs.get(page).content.decode()
    assert theirs.post(f"{page}private/").status_code == 404
    assert not hidden()
    User.objects.filter(pk=took_part.pk).update(role="member")
    assert theirs.post(f"{page}private/").status_code == 302
    User.objects.filter(pk=took_part.pk).update(role="reader")
    thread = PrivateMessage.objects.earliest("pk").thread.pk
    assert "Open it" not in theirs.get(f"/private/{thread}/").content.decode()
    assert theirs.post(f"/private/{thread}/open/").status_code == 404
    assert hidden()
