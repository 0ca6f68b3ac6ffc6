"""Settings: the firm's own words and the policy; previewed, in force from the next refresh on, and taken back."""

from __future__ import annotations

import re
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import date

from comity.cli import main
from comity.home import create_book
from comity.standing.in_force import policy_in_force
from comity.standing.policy import default_policy, parse
from comity.web import laid, log, policies
from comity.web.backup.calls import BACKUP
from comity.web.jobs.worker import work_once
from comity.web.models.firm import Firm
from comity.web.models.jobs import Job, State
from comity.web.models.log import LogEntry
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.pages.firm.told import in_force
from tests.web.conftest import SignIn

PAGE = "/settings/policy/"
HEAD = '[[points]]\nmeasure = "praise_12m"\nfrom = 0\nto = 5\ngood = 1\n'


def standings() -> dict[str, tuple[str, str, str]]:
    rows = Verdict.objects.filter(refresh=Refresh.current())
    return {v.account: (v.standing, v.cause, v.advice) for v in rows}


def judged() -> None:
    assert work_once("the tests")
    job = Job.objects.latest("pk")
    assert job.state == State.DONE, job.error + job.log


def test_a_change_of_the_policy_is_previewed_used_and_gone_back_from(sign_in: SignIn, own_home: Path) -> None:
    ann, before = sign_in("ann"), standings()
    page = ann.get(PAGE).content.decode()
    assert "the program’s own policy is in force" in page.lower()
    assert "Nothing is changed yet" in page
    turn = {"unknown": "sooner", "open": "little", "grave": "much"}
    shown = ann.get(f"{PAGE}foreseen/", turn).content.decode()
    told = set(re.findall(r'href="/clients/([^/]+)/">[^<]+</a> from (.+?) to <b>(.+?)</b>', shown))
    assert told
    assert f"{len(told)} verdict" in shown
    assert ann.post(f"{PAGE}use/", turn)["Location"] == PAGE
    assert standings() == before
    judged()
    moved = {a for a, said in standings().items() if said[0] != before[a][0]}
    assert moved == {account for account, _was, _now in told}
    refresh = Refresh.current()
    assert refresh is not None
    assert refresh.policy == "ours/1"
    assert laid.frame(own_home, refresh).policy == policy_in_force(create_book(own_home)) != default_policy()
    page = ann.get(PAGE).content.decode()
    assert "Says “unknown”: sooner than usual" in page
    assert "Ann Whitlock" in page
    assert LogEntry.objects.filter(what="set the policy").exists()
    back = ann.get(PAGE, {"version": "default"}).content.decode()
    assert f"{len(moved)} verdict" in back
    ann.post(f"{PAGE}use/", {"version": "default"})
    judged()
    assert standings() == before


def test_the_whole_file_is_downloaded_checked_and_brought_back(sign_in: SignIn, own_home: Path) -> None:
    ann = sign_in("ann")
    text = ann.get(f"{PAGE}policy.toml").content.decode()
    assert parse(text, "it") == default_policy()
    mended = text.replace("praise_12m", "prase_12m")
    for upload, says in (
        (mended.encode(), "policy.toml: there is no measure prase_12m. Did you mean praise_12m?"),
        (b"enough == 3", "policy.toml: is no TOML"),
        (b"\xff\xfe\x00", "policy.toml: is no text in UTF-8"),
        (b'name = "x"', "holds no [[points]]"),
        (f"{HEAD}[counts]\npraise_12m = 99\n".encode(), "counts from 0 to 10 times"),
        (f'{HEAD}[[line]]\nmeasure = "contempt_12m"\n'.encode(), "[[line]] takes measure and at"),
    ):
        page = ann.post(PAGE, {"file": SimpleUploadedFile("policy.toml", upload)}).content.decode()
        assert says in page.replace("&#x27;", "'").replace("&quot;", '"'), page[:3000]
    given = re.sub(r"^good = .*", "good = 5", text, count=1, flags=re.M).replace(
        'name = "default/1"', 'name = "mine/3"'
    )
    page = ann.post(PAGE, {"file": SimpleUploadedFile("policy.toml", given.encode())}).content.decode()
    assert "The file you gave" in page
    assert re.search(r"\d+ verdicts? would move", page)
    ann.post(f"{PAGE}use/", {"text": given})
    assert policy_in_force(create_book(own_home)).name == "mine/3"
    assert "the rules of the file" in ann.get(PAGE).content.decode()
    turned = ann.get(f"{PAGE}foreseen/", {"who": "little"}).content.decode()
    assert "verdict" in turned
    assert policies.text_of(own_home) == given
    assert parse(policies.turned(given, {"who": "little"}), "it").prior["good"] == 5


def test_only_an_owner_reads_and_sets_them(sign_in: SignIn) -> None:
    for name in ("beth", "cody", "fay", "rob"):
        who = sign_in(name)
        for page in ("/settings/firm/", PAGE, f"{PAGE}policy.toml"):
            assert who.get(page).status_code == 404
        assert who.post(f"{PAGE}use/", {"version": "default"}).status_code == 404


def field(page: str, name: str) -> str:
    """A field of the form as the page shows it, with what is wrong about it."""
    return next(p for p in page.split('<p class="field">') if f'name="{name}"' in p).partition("</p>")[0]


def test_what_the_firm_says_of_itself_is_in_force_from_the_next_refresh_on(sign_in: SignIn, own_home: Path) -> None:
    ann = sign_in("ann")
    page = ann.get("/settings/firm/").content.decode()
    assert "larkfieldtalent.example" in page
    assert "contract staffing: IT and validation" in page
    quote = Verdict.objects.get(refresh=Refresh.current(), account="kesslerhydraulics.example")
    line = "We backdate no certificate for anybody"
    form = {"name": "Larkfield & Co", "domains": "larkfieldtalent.example", "currency": "USD", "hourly_cost": "60",
            "services": "direct hire search", "values": "We say what we know", "hard_lines": line,
            "rates": "EUR 1.08", "accounts": "kesslerhydraulics.example 0.85"}  # fmt: skip
    wrong = ann.post("/settings/firm/", {**form, "currency": "money", "rates": "EUR"}).content.decode()
    assert "“money” is no currency’s code, such as EUR." in field(wrong, "currency")
    for currency in ("POU", "POUNDS"):
        assert f"“{currency}” is no" in ann.post("/settings/firm/", {**form, "currency": currency}).content.decode()
    for locale in ("qq_QQ", "en_QQ", "Dutch"):
        wrong = ann.post("/settings/firm/", {**form, "locale": locale}).content.decode()
        assert f"“{locale}” is no language and country, such as nl_NL." in field(wrong, "locale")
        assert not in_force(create_book(own_home))["locale"]
    wrong = ann.post("/settings/firm/", {**form, "rates": "POU 1.08"}).content.decode()
    assert "“POU” is no currency’s code with a number above 0" in field(wrong, "rates")
    wrong = ann.post("/settings/firm/", {**form, "domains": "no domain", "rates": "EUR"}).content.decode()
    assert "is no name and number, such as EUR 1.08" in wrong
    assert "“no domain” is no mail domain, such as fenboats.example." in field(wrong, "domains")
    assert "firm.domains" not in wrong
    assert ann.post("/settings/firm/", form).status_code == 302
    refresh = Refresh.current()
    assert refresh is not None
    assert list(laid.frame(own_home, refresh).hard_lines) == [line]
    judged()
    again = ann.get("/settings/firm/").content.decode()
    for said in ("Larkfield &amp; Co", "60", "We say what we know", line, "EUR 1.08", "kesslerhydraulics.example 0.85"):
        assert said in again
    assert "What we do for no client · What an hour of ours costs · Name of the firm · Exchange rates" in again
    ours = Firm.ours()
    assert ours is not None
    assert ours.name == "Larkfield & Co"
    after = Verdict.objects.get(refresh=Refresh.current(), account="kesslerhydraulics.example")
    assert after.told["measures"]["margin_share_12m"] != quote.told["measures"]["margin_share_12m"]
    assert "Nothing was changed" in ann.post("/settings/firm/", form, follow=True).content.decode()


def test_the_firm_goes_back_to_an_earlier_version_or_to_what_the_exports_say_and_forth(
    sign_in: SignIn, own_home: Path
) -> None:
    ann, before = sign_in("ann"), in_force(create_book(own_home))
    form = {"name": "Larkfield & Co", "domains": "larkfieldtalent.example", "values": "We say what we know",
            "hard_lines": "We backdate nothing", "rates": "EUR 1.08"}  # fmt: skip
    ann.post("/settings/firm/", form)
    first = in_force(create_book(own_home))
    ann.post("/settings/firm/", {**form, "name": "Larkfield", "values": "", "rates": ""})
    back = re.findall(r'href="\?version=(\w+)"', ann.get("/settings/firm/").content.decode())
    assert back[1:] == ["file"]
    page = ann.get("/settings/firm/", {"version": back[0]}).content.decode()
    told = re.findall(r'<tr><td>(.+?)</td><td class="soft">.+?</span>(.*?)</td><td>.+?</span>(.*?)</td>', page)
    assert told == [("Name of the firm", "Larkfield", "Larkfield &amp; Co"),
                    ("What we stand for", "nothing said", "We say what we know"),
                    ("Exchange rates", "nothing said", "EUR 1.08")]  # fmt: skip
    ann.post("/settings/firm/use/", {"version": back[0]})
    assert in_force(create_book(own_home)) == first
    assert Firm.objects.get().name == "Larkfield & Co"
    assert "nothing would change" in ann.get("/settings/firm/", {"version": back[0]}).content.decode()
    ann.post("/settings/firm/use/", {"version": "file"})
    assert in_force(create_book(own_home)) == before
    assert Job.objects.filter(kind="refresh", state=State.WAITING).count() == 1
    assert LogEntry.objects.filter(what="changed the firm").count() == 4
    assert "no such version" in ann.post("/settings/firm/use/", {"version": "0"}, follow=True).content.decode()


def test_settings_tell_when_what_went_well_and_where_the_last_backup_lies(sign_in: SignIn, tmp_path: Path) -> None:
    ann = sign_in("ann")
    page = ann.get("/settings/").content.decode()
    assert "comity backup FILE" in page
    judged = Refresh.current()
    assert judged
    assert f'<td>Judging</td><td class="num">{date(judged.made_at, "j M Y, H:i")}</td>' in page
    log.put(None, BACKUP, says=str(tmp_path / "monday.zip"))
    for page in ("/settings/", "/settings/privacy/"):
        assert "monday.zip" in ann.get(page).content.decode()


def test_settings_follow_by_themselves_until_what_was_asked_for_is_done(sign_in: SignIn, own_home: Path) -> None:
    ann = sign_in("ann")
    assert own_home.exists()
    assert "hx-trigger" not in ann.get("/settings/").content.decode()
    asked = ann.post("/settings/refresh/", follow=True).content.decode()
    assert "being judged anew" in asked
    assert 'hx-get="/settings/" hx-trigger="load delay:2s"' in asked
    judged()
    done = ann.get("/settings/").content.decode()
    assert ("hx-trigger" in done, "being judged anew" in done) == (False, False)


def test_a_policy_with_nothing_changed_is_no_new_version(sign_in: SignIn, own_home: Path) -> None:
    ann, before = sign_in("ann"), Job.objects.count()
    ann.post("/settings/policy/use/", {"text": policies.text_of(own_home)})
    assert "Nothing is changed in it" in ann.get("/settings/policy/").content.decode()
    assert Job.objects.count() == before


def test_what_no_rate_is_known_of_is_told_above_the_rates(sign_in: SignIn, own_home: Path, tmp_path: Path) -> None:
    ann = sign_in("ann")
    assert "no rate is known" not in ann.get("/settings/firm/").content.decode()
    (tmp_path / "invoices.csv").write_text(
        "Invoice No,Customer,Date,Due Date,Amount,Currency\nX1,Fen Boats,2026-03-02,2026-04-02,90.00,AED\n", "utf-8"
    )
    assert main(["--home", str(own_home), "read", str(tmp_path)]) == 0
    assert "One invoice in AED counts for nothing: no rate is known" in ann.get("/settings/firm/").content.decode()


def test_a_part_for_a_client_that_is_not_there_is_told_above_the_form(sign_in: SignIn, own_home: Path) -> None:
    ann = sign_in("ann")
    form = {"name": "Larkfield", "accounts": "kesslerhydraulics.example 0.85\nKESSLER BOATS OF NOWHERE 0.5"}
    assert ann.post("/settings/firm/", form).status_code == 302
    assert "kessler boats of nowhere" in in_force(create_book(own_home))["accounts"]
    page = ann.get("/settings/firm/").content.decode()
    assert "“kessler boats of nowhere” is no client that is known" in page
    assert "“kesslerhydraulics.example” is no client" not in page
