"""What a client told and asked for, who answered it, and who stands above our contact, as pages show it."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from django.conf import settings

from comity.web import sheets
from comity.web.keys import key
from comity.web.letters import own_text
from comity.web.models.privacy import PrivateMessage, PrivateThread
from comity.web.models.verdicts import Refresh
from comity.web.private import shared_book
from comity.web.there import contacts_of
from tests.web.conftest import SignIn
from tests.web.test_a_client_in_depth import AT, ONE, text, verdict

pytestmark = pytest.mark.django_db


def test_plans_asks_worries_and_whom_they_named_each_open_in_their_thread(sign_in: SignIn, own_home: Path) -> None:
    refresh = Refresh.current()
    assert refresh is not None
    somebody = sheets.rows(own_home, refresh.statements, "said", ONE).slice(0, 1).to_pylist()[0]
    ours = {c: somebody[c] for c in ("account", "happened_on", "proof_kind", "ref", "person", "who")}
    further = {"title": "owner", "level": 6, "name": "Ada Quill"}
    quotes = {"worries": "I am worried about the berths.", "named": "Our owner, Ada Quill, decides."}
    for sheet, quote in quotes.items():
        schema = sheets.every(own_home, refresh.statements, sheet).schema
        row = {**ours, **further, "quote": quote, "key": key(ours["proof_kind"], ours["ref"], quote)}
        sheets.put(sheets.file(own_home, refresh.statements, sheet), pa.Table.from_pylist([row], schema=schema))
    ann = sign_in("ann")
    page = text(ann, f"{AT}/heard/")
    assert all(words in page for words in ("What they plan", "We granted", *quotes.values(), "Ada Quill</b>"))
    links = set(re.findall(rf'href="({AT}/proof/\w+/)"', page))
    assert len(links) > len(quotes)
    for proof in links:
        text(ann, proof)
    assert not [q for q in quotes.values() if q in text(sign_in("fay"), f"{AT}/heard/")]
    PrivateMessage.objects.create(thread=PrivateThread.objects.create(), ref=ours["ref"])
    assert not [q for q in quotes.values() if q in text(ann, f"{AT}/heard/")]


def test_an_answer_to_an_ask_is_quoted_and_called_no_refusal_as_nothing_tells_that_it_is_one(sign_in: SignIn) -> None:
    sheet = sheets.every(Path(settings.HOME), verdict().refresh.statements, "exceptions")
    answered = sheet.filter(pc.field("outcome") == "answered").to_pylist()
    assert answered
    for ask in answered[:3]:
        page = text(sign_in("ann"), f"/clients/{ask['account']}/heard/")
        [mail] = shared_book(Path(settings.HOME)).find("messages", "ref", [ask["answer_ref"]]).to_pylist()
        shown = page.split(ask["answer_key"])[1].split("</a>")[0]
        assert f"answered by {ask['answer_who']}" in shown
        assert own_text(mail)[:60] in shown
        assert "giving way" not in page


def test_where_nobody_above_was_named_the_page_says_whom_titles_tell_and_who_stands_at_the_top(
    sign_in: SignIn, own_home: Path
) -> None:
    name, ann = verdict().refresh.statements, sign_in("ann")
    sheets.put(sheets.file(own_home, name, "named"), sheets.every(own_home, name, "named").slice(0, 0))
    every = sheets.every(own_home, name, "people")
    main = next(c for c in contacts_of(verdict()) if c.main)
    for level, others, says in ((6, 1, f"our contact {main.name}"), (2, 5, "By their titles these stand above:")):
        rows = [{**r, "title": "Owner", "left_on": None, "level": level if r["person"] == main.key else others}
                for r in every.to_pylist() if r["account"] == ONE]  # fmt: skip
        sheets.put(sheets.file(own_home, name, "people"), pa.Table.from_pylist(rows, schema=every.schema))
        assert says in text(ann, f"{AT}/heard/")
