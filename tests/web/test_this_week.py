"""This week: few moves, ours first; what was done or put off does not come back until its facts change."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comity.standing.policy import PRESSING
from comity.web import days, kept, moves, sheets
from comity.web.models.corrections import Doubt
from comity.web.models.firm import Firm
from comity.web.models.grants import Grant
from comity.web.models.moves import MoveAnswer
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def shown(client: Client) -> list[tuple[str, str]]:
    """Each move that waits: its client and what it is."""
    page = client.get("/").content.decode()
    return list(
        dict.fromkeys(re.findall(r'hx-post="/clients/([^/]+)/move/".*?name="what" value="([^"]+)"', page, re.DOTALL))
    )


def answer(client: Client, move: tuple[str, str], **words: str) -> int:
    return client.post(f"/clients/{move[0]}/move/", {"what": move[1], **words}, headers=HTMX).status_code


def more_clients(number: int, *, like: str, who: str) -> None:
    """So many further clients in the current refresh, which are theirs, with a move and something grave in each."""
    pattern, user = (
        Verdict.objects.get(refresh=Refresh.current(), account=like),
        User.objects.get(name__istartswith=who),
    )
    told = {f.attname: getattr(pattern, f.attname) for f in Verdict._meta.fields if f.name != "id"}
    names = [f"c{n:05}.example" for n in range(number)]
    Verdict.objects.bulk_create([Verdict(**{**told, "account": name, "name": name}) for name in names], batch_size=500)
    Grant.objects.bulk_create([Grant(account=name, user=user, source="person") for name in names])
    Doubt.objects.bulk_create(
        [Doubt(account=name, of=f"{n:032}", ref=name, sentence=name, label="threat", probability=0.5)
         for n, name in enumerate(names)]
    )  # fmt: skip


def with_a_next_move(client: Client) -> tuple[tuple[str, str], list[str]]:
    """A move that waits, of a client with several, and what all of them are in their order."""
    refresh = Refresh.current()
    assert refresh is not None
    plays = {v.account: [p["play"] for p in v.told["plays"]] for v in Verdict.objects.filter(refresh=refresh)}
    return next((m, plays[m[0]]) for m in shown(client) if len(plays[m[0]]) > 1)


def test_a_move_that_was_done_is_gone_and_its_clients_next_one_comes_up(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    (account, what), every = with_a_next_move(ann)
    for n, play in enumerate(every):
        assert [w for a, w in shown(ann) if a == account] == [play]
        told = ann.post(f"/clients/{account}/move/", {"what": play, "outcome": "done"}, headers=HTMX).content.decode()
        assert re.findall(r'name="what" value="([^"]+)"', told)[:1] == every[n + 1 : n + 2]
    assert what == every[0]
    assert account not in [a for a, _ in shown(ann)]
    assert "done in the last seven days" in ann.get("/").content.decode()


def test_a_move_that_was_answered_twice_waits_again_after_one_undo(sign_in: SignIn) -> None:
    ann, cody = sign_in("ann"), sign_in("cody")
    move = shown(cody)[0]
    for said in ({"outcome": "done"}, {"outcome": "later", "reason": "their budget is not out", "days": "14"}):
        assert [answer(ann, move, **said) for _ in range(2)] == [200, 200]
        given = MoveAnswer.objects.get()
        assert move not in shown(cody)
        ann.post(f"/clients/{move[0]}/move/undo/", {"answer": given.pk})
        assert move in shown(cody)
    answer(ann, move, outcome="done")
    answer(cody, move, outcome="done")
    assert MoveAnswer.objects.count() == 2, "each person's own word"


def test_a_move_is_told_with_what_it_is_about(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    at = Verdict.objects.get(refresh=Refresh.current(), account="ashcombecapital.example")
    of_money = next(m for m in moves.moves_of(User.objects.get(name="Ann Whitlock"), at) if "owed" in m.what)
    assert "are open past their terms" in of_money.reason
    answer(ann, (at.account, "name-the-line"), outcome="done")
    assert of_money.reason in ann.get("/").content.decode()


@pytest.mark.parametrize("at", ["/", "/clients/ashcombecapital.example/"])
def test_who_hears_the_page_read_hears_which_move_a_button_answers(sign_in: SignIn, at: str) -> None:
    page = unescape(sign_in("ann").get(at).content.decode())
    named = re.findall(r'<div class="answer" role="group" aria-label="([^"]+)">', page)
    assert len(named) == page.count('name="outcome" value="done"') > 0
    assert all(page.count(title) > 1 for title in named)


def test_a_move_answered_on_its_clients_page_brings_no_other_one_there(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    (account, what), _every = with_a_next_move(ann)
    words = {"what": what, "outcome": "done", "back": "client"}
    told = ann.post(f"/clients/{account}/move/", words, headers=HTMX).content.decode()
    assert 'name="what"' not in told


def test_a_move_that_was_put_off_comes_back_on_its_day_and_not_before(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = sign_in("ann")
    first = shown(ann)[0]
    assert answer(ann, first, outcome="later", reason="their budget is not out", days="14") == 200
    assert first not in shown(ann)
    for ahead, back in ((1, False), (13, False), (14, True)):
        day = days.today() + dt.timedelta(ahead)
        with monkeypatch.context() as patch:
            patch.setattr(moves, "today", lambda day=day: day)
            assert (first in shown(ann)) == back


def test_later_needs_a_reason_which_the_lead_and_the_owner_read(sign_in: SignIn) -> None:
    cody = sign_in("cody")
    first = shown(cody)[0]
    assert answer(cody, first, outcome="later", reason=" ", days="7") == 302
    assert first in shown(cody)
    assert answer(cody, first, outcome="later", reason="waits for the new plant", days="7") == 200
    for name, reads in (("ann", True), ("beth", True), ("cody", True), ("tyrell", False), ("fay", False)):
        assert ("waits for the new plant" in sign_in(name).get("/").content.decode()) == reads


def test_another_standing_makes_it_a_new_move(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    first = shown(ann)[0]
    answer(ann, first, outcome="later", reason="not now", days="90")
    assert first not in shown(ann)
    verdict = Verdict.objects.get(refresh=Refresh.current(), account=first[0])
    verdict.told = {**verdict.told, "cause": "both"}
    verdict.save()
    kept.forget()  # it was changed behind the back of what was published
    assert first in shown(ann)


def test_what_was_said_of_a_move_can_be_taken_back(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    first = shown(ann)[0]
    answer(ann, first, outcome="done")
    said = MoveAnswer.objects.get()
    ann.post(f"/clients/{first[0]}/move/undo/", {"answer": said.pk})
    assert first in shown(ann)


def test_what_somebody_said_of_a_move_is_taken_back_by_them_their_lead_and_an_owner_alone(sign_in: SignIn) -> None:
    ann, cody = sign_in("ann"), sign_in("cody")
    first = shown(cody)[0]
    answer(ann, first, outcome="later", reason="not now", days="90")
    said = MoveAnswer.objects.get()
    page = cody.get("/").content.decode()
    assert "not now" in page
    assert "move/undo" not in page
    assert cody.post(f"/clients/{first[0]}/move/undo/", {"answer": said.pk}).status_code == 404
    assert ann.post(f"/clients/{first[0]}/move/undo/", {"answer": said.pk}).status_code == 302
    answer(cody, first, outcome="later", reason="not now", days="90")
    assert "move/undo" in cody.get("/").content.decode()
    undone = {"answer": MoveAnswer.objects.get().pk}
    assert sign_in("beth").post(f"/clients/{first[0]}/move/undo/", undone).status_code == 302  # a lead of Cody's team
    assert not MoveAnswer.objects.exists()


def test_a_move_can_be_answered_on_its_clients_page_and_stands_there_as_answered(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    account, what = shown(ann)[0]
    page = ann.get(f"/clients/{account}/").content.decode()
    assert f'name="what" value="{what}"' in page
    words = {"what": what, "outcome": "later", "reason": "after their fair", "days": "30", "back": "client"}
    assert ann.post(f"/clients/{account}/move/", words)["Location"] == f"/clients/{account}/"
    page = ann.get(f"/clients/{account}/").content.decode()
    assert "after their fair" in page
    assert f'name="what" value="{what}"' not in page
    said = MoveAnswer.objects.get()
    undone = ann.post(f"/clients/{account}/move/undo/", {"answer": said.pk, "back": "client"})
    assert undone["Location"] == f"/clients/{account}/"
    assert f'name="what" value="{what}"' in ann.get(f"/clients/{account}/").content.decode()


@pytest.mark.parametrize("name", ["rob", "fay"])
def test_who_may_not_act_is_offered_no_answer_on_a_clients_page(name: str, sign_in: SignIn) -> None:
    account, _ = shown(sign_in("ann"))[0]
    assert "move/" not in sign_in(name).get(f"/clients/{account}/").content.decode()


def test_what_was_read_long_ago_is_told_to_be_old(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh = Refresh.current()
    assert refresh is not None
    ann = sign_in("ann")
    Firm.objects.update(invented=False)
    for after, told in ((20, False), (56, True)):
        monkeypatch.setattr("comity.web.pages.week.views.today", lambda a=after: refresh.as_of + dt.timedelta(days=a))
        assert ("What was read ends 8 weeks ago" in ann.get("/").content.decode()) is told
    Firm.objects.update(invented=True)
    assert "What was read ends" not in ann.get("/").content.decode()


def test_who_may_not_act_is_offered_nothing_and_refused(sign_in: SignIn) -> None:
    first = shown(sign_in("ann"))[0]
    for name in ("rob", "fay"):
        assert shown(sign_in(name)) == []
        assert answer(sign_in(name), first, outcome="done") == 404
    assert answer(sign_in("ann"), (first[0], "no-such-play"), outcome="done") == 404


def test_promises_that_are_due_are_told_ours_first_and_go_when_settled(sign_in: SignIn, own_home: Path) -> None:
    refresh = Refresh.current()
    assert refresh is not None
    rows = sheets.every(own_home, refresh.statements, "promises").to_pylist()
    chosen = [next(r for r in rows if r["side"] == side) for side in ("client", "us")]
    for row in chosen:
        row["due_on"] = refresh.as_of
    due = sheets.every(own_home, refresh.statements, "due")
    aside = sheets.file(own_home, refresh.statements, "due")
    before = aside.read_bytes()
    try:
        sheets.put(aside, due.from_pylist(sorted(chosen, key=lambda r: r["account"]), schema=due.schema))
        ann = sign_in("ann")
        page = unescape(ann.get("/").content.decode())
        assert page.index(chosen[1]["quote"][:40]) < page.index(chosen[0]["quote"][:40])
        ours = chosen[1]
        assert answer(ann, (ours["account"], f"promise:{ours['key']}"), outcome="done") == 200
        waiting = unescape(ann.get("/").content.decode()).split("done in the last seven days")[0]
        assert ours["quote"][:40] not in waiting
    finally:
        aside.write_bytes(before)


@pytest.mark.parametrize("who", ["ann", "beth"])
def test_the_week_asks_the_database_no_oftener_for_many_clients(who: str, sign_in: SignIn) -> None:
    client = sign_in(who)
    client.get("/")
    few = shown(client)
    asked = []
    for further in (0, 1_500):
        more_clients(further, like=few[0][0], who=who)
        kept.forget()  # they come into what was published behind its back
        with CaptureQueriesContext(connection) as first:
            client.get("/")
        with CaptureQueriesContext(connection) as again:
            assert len(shown(client)) >= len(few)
        asked.append((len(first), len(again)))
    assert asked[0] == asked[1]
    # Beside the moves themselves: who asks, the refresh, what is private, answers, names of what is due, the door.
    assert max(asked[0]) <= 14


def test_a_form_of_a_move_that_is_kept_bears_the_token_of_whoever_looks(sign_in: SignIn) -> None:
    tokens = set()
    for name in ("ann", "tyrell", "ann"):
        page = sign_in(name).get("/").content.decode()
        assert kept.TOKEN not in page
        found = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page))
        assert found
        assert not found & tokens
        tokens |= found


def test_many_grave_sentences_are_not_counted_to_the_last(sign_in: SignIn) -> None:
    more_clients(120, like=shown(sign_in("ann"))[0][0], who="ann")
    assert "More than 100 sentences may be threats" in sign_in("ann").get("/").content.decode()


def verdicts_of_ours() -> list[Verdict]:
    return list(Verdict.objects.filter(refresh=Refresh.current(), move="us", former_on=None))


def test_what_is_counted_is_what_the_linked_page_lists(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    verdict = Verdict.objects.filter(refresh=Refresh.current(), move="us").latest("rank")
    verdict.former_on = days.today()
    verdict.save()
    kept.forget()  # it was changed behind the back of what was published
    page = ann.get("/").content.decode()
    pattern = r"The move is ours with (\d+) of (\d+) clients, and presses with (\d+). Begin with these (\d+)."
    told = re.search(pattern, page)
    assert told
    us, every, press, listed = map(int, told.groups())
    ours = verdicts_of_ours()
    assert (us, press) == (len(ours), sum(v.standing in PRESSING or v.trend == "down" for v in ours))
    assert 0 < press < us
    assert page.count("<b>Our move</b>") == listed
    assert f"All {us} clients" in page
    assert f"{us} clients found" in ann.get("/clients/?move=us").content.decode()
    assert f"<h1>{every} clients</h1>" in ann.get("/begin/").content.decode()


def test_the_first_page_begins_with_the_weeks_own_moves(sign_in: SignIn) -> None:
    ann = sign_in("ann")
    for _ in range(2):
        week = list(dict.fromkeys(account for account, _ in shown(ann)))
        first = ann.get("/begin/").content.decode().partition("Where to begin this week")[2]
        listed = re.findall(r'<h3 class="tight"><a href="/clients/([^/]+)/"', first)
        assert listed == week[: len(listed)]
        assert listed
        for move in [m for m in shown(ann) if m[0] == listed[0]]:
            answer(ann, move, outcome="later", reason="not now", days="90")
