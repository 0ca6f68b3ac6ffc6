"""“Not so”, To confirm and Corrections in the app: previewed, said, in force, taken back to the byte."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import unescape
from pathlib import Path

import pyarrow.compute as pc
import pytest
from django.test import Client
from django.utils.html import escape

from comity.book.corrections import digest
from comity.signals.ears import shipped_reader
from comity.web import sentences, sheets
from comity.web.jobs.worker import work_once
from comity.web.keys import key
from comity.web.models.corrections import Correction, Doubt
from comity.web.models.jobs import Job, State
from comity.web.models.privacy import PrivateMessage, PrivateThread
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.templatetags.corrections import label_words
from tests.invariants.test_corrections import ACCOUNT, THREAT, doubtful, hanging
from tests.web.conftest import SignIn

pytestmark = pytest.mark.usefixtures("own_home")
REF = "<hangs@willowandrye.example>"
OF = key("message", REF, THREAT)
PAGE = f"/clients/{ACCOUNT}/proof/{OF}/correct/"


def worked(kind: str, folder: Path | None = None) -> None:
    if folder:
        Job.objects.create(kind=kind, words={"folder": str(folder)})
    assert work_once("the tests")
    job = Job.objects.filter(kind=kind).latest("pk")
    assert job.state == State.DONE, job.error + job.log


def published() -> str:
    current = Verdict.objects.filter(refresh=Refresh.current()).order_by("account")
    return json.dumps([v.told for v in current], ensure_ascii=False)


def verdict(account: str = ACCOUNT) -> Verdict:
    return Verdict.objects.get(refresh=Refresh.current(), account=account)


def undo(client: Client, correction: Correction) -> None:
    assert client.post(f"/corrections/{correction.key}/undo/")["Location"] == "/corrections/"


def test_a_verdict_that_hangs_on_one_sentence_is_previewed_corrected_and_taken_back_to_the_byte(
    sign_in: SignIn, tmp_path: Path
) -> None:
    hanging(tmp_path / "more")
    worked("read", tmp_path / "more")
    before, ann = published(), sign_in("ann")
    assert verdict().standing == "coercive"
    assert "Not so?" in ann.get(f"/clients/{ACCOUNT}/proof/{OF}/").content.decode()
    assert "It is not a threat" in ann.get(PAGE).content.decode()
    say = "sentence|threat|holds not"
    preview = ann.get(PAGE, {"say": say}).content.decode()
    assert re.search(r"It would be.+one-sided.+instead of.+coercive", preview, re.S)
    assert not Correction.objects.exists()
    assert ann.post(PAGE, {"say": say, "why": "She was joking."})["Location"] == "/corrections/"
    kept = Correction.objects.get()
    assert (kept.changed["was"], kept.changed["now"]) == ("coercive", "one_sided")
    worked("refresh")
    assert verdict().standing == "one_sided"
    assert verdict().probability == pytest.approx(kept.changed["now_share"], abs=1e-6)
    threats = [r for r in verdict().told["reasons"] if r["measure"] == "threats_12m"]
    assert THREAT not in json.dumps([threats, verdict().told["possible"]])
    listed = ann.get("/corrections/").content.decode()
    assert all(str(escape(s)) in listed for s in ("She was joking.", THREAT[:80], "is not a threat", "Take it back"))
    undo(ann, kept)
    worked("refresh")
    assert published() == before
    assert "taken back by" in ann.get("/corrections/").content.decode()


def test_what_waits_to_be_confirmed_comes_one_by_one_and_an_answer_holds(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = sign_in("ann")
    monkeypatch.setattr(shipped_reader(), "thresholds", doubtful())
    Job.objects.create(kind="refresh")
    worked("refresh")
    first, second = Doubt.objects.all()[:2]
    page = ann.get("/confirm/").content.decode()
    assert f"{escape(verdict(first.account).name)}: is this" in page
    assert '<mark id="sentence">' in page
    told = {"answer": "no", "label": first.label, "n": "0"}
    count = Doubt.objects.count()
    assert ann.post(f"/clients/{first.account}/proof/{first.of}/answer/", told)["Location"] == "/confirm/?n=0"
    assert f"{count - 1} wait." in (page := ann.get("/confirm/").content.decode())
    assert f"/proof/{second.of}/answer/" in page
    either = ann.get(f"/clients/{second.account}/proof/{second.of}/foreseen/", {"label": second.label})
    assert either.content.decode().count("<dt>") == 2
    told = {"answer": "yes", "label": second.label}
    ann.post(f"/clients/{second.account}/proof/{second.of}/answer/", told)
    worked("refresh")
    assert not Doubt.objects.filter(of=first.of, label=first.label).exists()
    assert not Doubt.objects.filter(of=second.of, label=second.label).exists()
    assert {c.value for c in Correction.objects.all()} == {"holds", "holds not"}
    assert Job.objects.filter(kind="refresh", state=State.WAITING).count() == 0


def test_a_standing_of_ones_own_stands_beside_comitys_and_is_found_in_the_lists(sign_in: SignIn) -> None:
    cody = sign_in("cody")
    mine = Verdict.objects.filter(refresh=Refresh.current(), owner="Cody Wüst").exclude(standing="partner")[0]
    page = f"/clients/{mine.account}/correct/"
    said = {"what": "standing", "value": "partner", "why": ""}
    assert "Say why" in cody.get(page, said).content.decode()
    said["why"] = "They lent us a van."
    assert "Comity’s verdict stays as it is" in cody.get(page, said).content.decode()
    cody.post(page, said)
    assert verdict(mine.account).told == mine.told
    shown = cody.get(f"/clients/{mine.account}/").content.decode()
    assert "Cody Wüst sees it as partner" in shown
    assert "They lent us a van." in shown
    assert escape(mine.name) in cody.get("/corrections/?differ").content.decode()
    listed = cody.get("/clients/?differs=1", headers={"HX-Request": "true"}).content.decode()
    assert re.findall(r'href="/clients/([\w.-]+\.example)/"', listed) == [mine.account]
    assert "They lent us a van." not in sign_in("fay").get(f"/clients/{mine.account}/").content.decode()
    cody.post(page, {**said, "value": "good"})
    assert [c.value for c in Correction.objects.filter(undone_at=None)] == ["good"]


def test_two_clients_are_one_or_one_is_none_until_that_is_taken_back(sign_in: SignIn) -> None:
    ann, before = sign_in("ann"), published()
    one, other = "olentangyprint.example", "havertymills.example"
    shown = ann.get(f"/clients/{one}/correct/", {"what": "merge", "value": other}).content.decode()
    assert "the two are one client" in shown
    assert re.search("It would be|It stays", shown)
    ann.post(f"/clients/{one}/correct/", {"what": "merge", "value": other})
    ann.post("/clients/tamarackmutual.example/correct/", {"what": "no client", "why": "our insurer"})
    worked("refresh")
    left = set(Verdict.objects.filter(refresh=Refresh.current()).values_list("account", flat=True))
    assert not left & {other, "tamarackmutual.example"}
    for correction in Correction.objects.all():
        undo(ann, correction)
    worked("refresh")
    assert published() == before


def test_a_client_that_was_let_go_asks_nothing_more_of_us_and_stands_among_the_former_ones(
    sign_in: SignIn,
) -> None:
    ann, account = sign_in("ann"), "ferrandauto.example"
    before, link = published(), f'href="/clients/{account}/"'
    path = f"/clients/{account}/correct/"
    assert "it has no moves" in ann.get(path, {"what": "former"}).content.decode()
    for _ in range(2):  # said twice, it holds once
        said = ann.post(path, {"what": "former", "why": "the year is over"})
        assert said.headers["Location"] == f"/clients/{account}/"
    ann.get("/clients/")
    worked("refresh")
    assert link not in ann.get("/clients/").content.decode()
    assert link in ann.get("/clients/?changed=1").content.decode()
    exported = ann.get("/clients.csv?former=1").content.decode().splitlines()
    assert [line.rpartition(",")[2] for line in exported[1:]] == [f"{dt.datetime.now(dt.UTC):%Y-%m-%d}"]
    beth, fay = (sign_in(who).get(f"/clients/{account}/").content.decode() for who in ("beth", "fay"))
    assert ("the year is over" in beth, "the year is over" in fay) == (True, False)
    assert "A client no longer" in fay
    assert ann.get("/clients/?former=1").content.decode().count("<tr data-item>") == 1
    assert link in ann.get("/clients/?former=1").content.decode()
    assert link in ann.get("/clients/?q=Ferrand").content.decode()
    assert account not in ann.get("/week/").content.decode()
    page = ann.get(f"/clients/{account}/").content.decode()
    assert "A client no longer" in page
    assert "they are a client no longer" in page
    assert "It is a client no longer" not in ann.get(path).content.decode()
    undo(ann, Correction.objects.get(what="former"))
    worked("refresh")
    assert link in ann.get("/clients/").content.decode()
    assert published() == before


def test_only_who_may_see_the_words_of_a_client_sees_and_undoes_its_corrections(sign_in: SignIn) -> None:
    ann, tyrell = sign_in("ann"), sign_in("tyrell")
    doubt = Doubt.objects.filter(account="ferrandauto.example")[0]  # Beth's
    path = f"/clients/{doubt.account}/proof/{doubt.of}/answer/"
    said = {"answer": "no", "label": doubt.label}
    assert tyrell.post(path, said).status_code == 404
    assert sign_in("fay").post(path, said).status_code == 404
    assert "ferrandauto" not in tyrell.get("/confirm/?account=ferrandauto.example").content.decode()
    ann.post(path, said)
    kept = Correction.objects.get()
    assert tyrell.post(f"/corrections/{kept.key}/undo/").status_code == 404
    assert sign_in("fay").get("/corrections/").status_code == 404
    assert "Ferrand" in sign_in("beth").get("/corrections/").content.decode()
    exported = [c.get("/corrections.jsonl") for c in (ann, tyrell)]
    [line] = exported[0].content.decode().splitlines()
    told = json.loads(line)
    assert (told["sentence"], told["label"], told["value"]) == (doubt.sentence, doubt.label, "holds not")
    assert told["start"] < told["end"]
    assert "ferrand" not in line
    assert (exported[1].status_code, exported[1].content) == (200, b"")
    PrivateMessage.objects.create(thread=PrivateThread.objects.create(), ref=doubt.ref)
    assert "Ferrand" not in ann.get("/corrections/").content.decode()
    assert ann.get("/corrections.jsonl").content == b""
    assert ann.post(f"/corrections/{kept.key}/undo/").status_code == 404


def test_what_is_said_nowhere_in_the_sentence_cannot_be_taken_from_it(sign_in: SignIn) -> None:
    doubt = Doubt.objects.all()[0]
    page = f"/clients/{doubt.account}/proof/{doubt.of}/correct/"
    answer = sign_in("ann").post(page, {"say": "sentence|loyalty|holds"})
    assert answer.status_code == 200
    assert not Correction.objects.exists()
    assert digest("a  b") == digest("a b")


def test_a_whole_mail_names_each_sentence_that_something_is_read_out_of_and_nothing_only_where_none_is(
    sign_in: SignIn, home: Path
) -> None:
    ann, current = sign_in("ann"), Refresh.current()
    assert current is not None
    doubt = Doubt.objects.exclude(account=ACCOUNT).order_by("pk")[0]
    talk = sheets.rows(home, current.statements, "laid-talk", doubt.account)
    mails = sheets.rows(home, current.statements, "timeline", doubt.account).filter(pc.field("kind") == "mail")
    refs = [r for r in mails["ref"].to_pylist() if r not in set(talk["ref"].to_pylist())]
    at = f"/clients/{doubt.account}/proof"
    told = unescape(ann.get(f"{at}/{key('message', doubt.ref, '')}/correct/").content.decode())
    assert "Nothing is read" not in told
    line = next(li for li in told.split("<li>") if f"{at}/{doubt.of}/" in li)
    assert f"perhaps {label_words(doubt.label)}" in line
    assert 'id="sentence"' in ann.get(f"{at}/{doubt.of}/").content.decode()
    nothing = ann.get(f"{at}/{key('message', refs[0], '')}/correct/").content.decode()
    assert "Nothing is read out of any of its sentences" in nothing
    for heard in talk.filter(pc.field("kind") == "message").to_pylist():
        assert ann.get(f"{at}/{key('message', heard['ref'], heard['quote'])}/").status_code == 200
    PrivateMessage.objects.create(thread=PrivateThread.objects.create(), ref=doubt.ref)
    assert ann.get(f"{at}/{doubt.of}/").status_code == 404


def test_the_page_tells_what_was_learnt_from_corrections_and_what_could_not_be(sign_in: SignIn) -> None:
    ann, current = sign_in("ann"), Refresh.current()
    assert current is not None
    assert "learnt" not in ann.get("/corrections/").content.decode()
    current.lesson = {"learnt": ["feedback", "free_work"], "dropped": ["threat"]}
    current.save()
    page = ann.get("/corrections/").content.decode()
    assert "read otherwise now (feedback, an ask for free work)" in page
    assert "For a threat nothing could be learnt" in page
    assert "learnt" not in ann.get("/corrections/?differ").content.decode()


def test_who_reads_everything_and_sets_nothing_says_nothing_for_the_firm_and_takes_nothing_back(
    sign_in: SignIn,
) -> None:
    ann, rob, account = sign_in("ann"), sign_in("rob"), "ferrandauto.example"
    page, doubt = f"/clients/{account}/correct/", Doubt.objects.filter(account=account)[0]
    ann.post(page, {"what": "standing", "value": "partner", "why": "They lent us a van."})
    kept = Correction.objects.get()
    for said in ({"what": "no client"}, {"what": "former"}, {"what": "merge", "value": "olentangyprint.example"},
                 {"what": "standing", "value": "good", "why": "x"}):  # fmt: skip
        assert rob.post(page, said).status_code == 404
    proof = f"/clients/{account}/proof/{doubt.of}"
    assert rob.post(f"{proof}/answer/", {"answer": "no", "label": doubt.label}).status_code == 404
    rob.post(f"{proof}/correct/", {"say": f"sentence|{doubt.label}|holds not"})
    assert rob.post(f"/corrections/{kept.key}/undo/").status_code == 404
    assert rob.get("/confirm/").status_code == 404
    assert [(c.key, c.undone_at) for c in Correction.objects.all()] == [(kept.key, None)]
    assert "sets nothing" in rob.get(page).content.decode()
    pages = [rob.get(url).content.decode() for url in ("/corrections/", f"/clients/{account}/", f"{proof}/")]
    assert all("They lent us a van." in shown for shown in pages[:2])
    assert not [shown for shown in pages for way in ("/undo/", "/correct/", "/confirm/") if way in shown]


@pytest.mark.parametrize(
    "said", [{"what": "no client"}, {"what": "merge", "value": "havertymills.example"},
             {"what": "standing", "value": "good", "why": "They lent us a van."}],
    ids=lambda said: said["what"],
)  # fmt: skip
def test_the_same_thing_said_twice_holds_once_and_is_taken_back_by_one_undo(
    sign_in: SignIn, said: dict[str, str]
) -> None:
    ann, page = sign_in("ann"), "/clients/olentangyprint.example/correct/"
    ann.post(page, said)
    ann.post(page, said)
    if said["what"] == "merge":
        ann.post("/clients/havertymills.example/correct/", {**said, "value": "olentangyprint.example"})
    kept = Correction.objects.get()
    assert kept.user is not None
    undo(ann, kept)
    assert not Correction.objects.filter(undone_at=None).exists()
    ann.post(page, said)
    assert Correction.objects.filter(undone_at=None).count() == 1


def test_of_two_who_answer_one_doubt_at_once_one_is_heard(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    doubt, beth = Doubt.objects.filter(account="ferrandauto.example")[0], sign_in("beth")
    path = f"/clients/{doubt.account}/proof/{doubt.of}/answer/"

    def meanwhile(*_words: object) -> None:
        monkeypatch.undo()
        beth.post(path, {"answer": "yes", "label": doubt.label})

    monkeypatch.setattr(sentences, "foreseen", meanwhile)
    assert sign_in("ann").post(path, {"answer": "no", "label": doubt.label}).status_code == 302
    assert Correction.objects.get().value == "holds"
