"""A conversation is shown as it was held: without the drafts that were written on the way."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from comity.book.store import DeltaBook
from comity.web.pages.proof import thread as shown
from comity.web.proofs import Proof
from tests.cli.firm import FEN, OURS, letter
from tests.invariants.books import read_into


def test_a_thread_shows_no_draft_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = "From: Ann"
    talk = letter(0, FEN, OURS, "Varnish", "Which varnish?")
    draft = letter(1, OURS, FEN, "Re: Varnish", "None of").replace(answers, f"X-Gmail-Labels: Drafts\n{answers}")
    sent = letter(1, OURS, FEN, "Re: Varnish", "None of yours.").replace(
        answers, f"In-Reply-To: <0@mail.example>\n{answers}"
    )
    (tmp_path / "mail.mbox").write_text(
        talk + draft.replace(answers, f"In-Reply-To: <0@mail.example>\n{answers}") + sent
    )
    book = DeltaBook(tmp_path / "book")
    read_into(book, tmp_path / "mail.mbox")
    monkeypatch.setattr(shown, "may_read_whole", lambda _user, _row: True)
    verdict: Any = SimpleNamespace(
        told={"domains": ["fenboats.example"]}, refresh=SimpleNamespace(own_domains=["reed.example"])
    )
    proof = Proof("message", "<0@mail.example>", dt.date(2024, 1, 8), "Tom Fen", "Which varnish?", "")
    found = shown.thread(book, verdict, proof, cast("Any", None))
    assert found.shut == 0
    assert ["".join(p.text for p in each.pieces) for each in found.letters] == ["Which varnish?", "None of yours."]
