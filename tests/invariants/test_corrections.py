"""What people correct holds wherever the sentence stood, on every day, in any order, and is taken back to the byte."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from msgspec.structs import replace

from comity.book.corrections import HOLDS, HOLDS_NOT, say
from comity.book.store import MemoryBook
from comity.correcting.preview import Foreseen, Frame, foresee, laid, of_firm
from comity.correcting.saying import correction, undoing
from comity.errors import UserError
from comity.judge import BEFORE, Sight, see
from comity.ledger.statement import statement
from comity.review_json import as_json
from comity.reviewed import Review
from comity.reviews import review_sight
from comity.signals.ears import shipped_reader
from comity.signals.labels import GRAVE
from comity.signals.thresholds import SAID, Thresholds
from comity.standing.policy import Rule, default_policy
from comity.standing.verdict import Verdict
from comity.tables import TABLES
from tests.invariants.books import EXAMPLE, KEPT, TODAY, read_into

ACCOUNT = "willowandrye.example"
THREAT = "Drop the rate by Friday or we pull every order."
NOON = dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC)


def hanging(folder: Path) -> None:
    """Write two mails of a client who threatens: what was said before is grave too, and only with the last one is it a
    pattern.
    """
    folder.mkdir(exist_ok=True)
    for name, day, said in (("before", 8, "Sign by Friday or we tell everyone."), ("hangs", 28, THREAT)):
        (folder / f"{name}.eml").write_text(
            f"From: Bree Castellano <bree@{ACCOUNT}>\nTo: Beth Sandoval <beth@larkfieldtalent.example>\n"
            f"Subject: The rate\nDate: {day} Sep 2026 10:00:00 +0000\nMessage-ID: <{name}@{ACCOUNT}>\n\n"
            f"Hello Beth,\n\n{said}\n\nBree\n"
        )


@pytest.fixture(scope="module")
def hangs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one mail more than the bundled firm has."""
    folder = tmp_path_factory.mktemp("hangs")
    hanging(folder)
    return folder


@pytest.fixture(scope="module")
def firm(hangs: Path) -> MemoryBook:
    """The bundled firm with a verdict that hangs on one sentence; nobody writes into it."""
    book = MemoryBook()
    read_into(book, EXAMPLE)
    read_into(book, hangs)
    return book


@pytest.fixture
def book(firm: MemoryBook) -> MemoryBook:
    copy = MemoryBook()
    for name in TABLES:
        copy.append(name, firm.facts(name))
    return copy


def judged(book: MemoryBook) -> Review:
    return review_sight(see(book, None, today=TODAY, cache=KEPT))


def told(book: MemoryBook) -> str:
    return json.dumps(as_json(judged(book)), ensure_ascii=False)


def of(review: str | Review) -> dict[str, Any]:
    everything = json.loads(review) if isinstance(review, str) else as_json(review)
    return next(a for a in everything["accounts"] if a["id"] == ACCOUNT)


def published(review: Review) -> Verdict:
    return next(v for v in review.accounts if v.id == ACCOUNT)


def not_so(label: str = "threat", hour: int = 0, value: str = HOLDS_NOT) -> dict[str, Any]:
    return correction(
        "sentence", value, by="Ann", at=NOON + dt.timedelta(hours=hour), account=ACCOUNT,
        ref="<hangs@willowandrye.example>", sentence=THREAT, label=label,
    )  # fmt: skip


def strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)


def test_a_verdict_that_hangs_on_one_sentence_is_without_it_until_the_correction_is_taken_back(
    book: MemoryBook,
) -> None:
    before = told(book)
    assert of(before)["standing"] == "coercive"
    said = not_so()
    say(book, said)
    sight = see(book, None, today=TODAY, cache=KEPT)
    after = of(review_sight(sight))
    assert after["standing"] != "coercive"
    assert after["measures"]["threats_12m"] < of(before)["measures"]["threats_12m"]
    said_there = sight.engine.query("select label from talk where ref = '<hangs@willowandrye.example>'")
    assert "threat" not in said_there["label"].to_pylist()
    grave = [r for r in after["reasons"] if r["measure"] in ("threats_12m", "grave_12m", "grave_6m")]
    assert not [s for s in strings(grave) if THREAT in s]
    assert not [p for p in after["possible"] if p["label"] == "threat" and p["evidence"]["quote"] == THREAT]
    entries = [e for e in statement(sight.engine, ACCOUNT, sight.as_of) if e.evidence.quote == THREAT]
    assert "threat" not in {e.kind for e in entries}
    say(book, undoing(said, by="Bob", at=NOON + dt.timedelta(days=1)))
    assert told(book) == before


def foretold_as_it_comes(book: MemoryBook, sight: Sight, row: dict[str, Any], words: str = "") -> Foreseen:
    """What is foreseen of a correction, which is what the refresh after it says."""
    # Also where it weighs what others cost, which is told of an account by others.
    beside_others = Rule("hours_against_margin_12m", 0.2, 2.0, {"one_sided": 3.0})
    hard = replace(default_policy(), rules=(*default_policy().rules, beside_others))
    frame = Frame(sight.as_of, sight.as_of - BEFORE, hard, sight.ground.home.hard_lines, of_firm(sight.engine))
    tables = {name: rows.filter(pc.field("account") == ACCOUNT) for name, rows in laid(sight.engine).items()}
    same = foresee(tables, ACCOUNT, frame).verdict
    entries = Counter(statement(sight.engine, ACCOUNT, sight.as_of))
    assert same.score.probabilities == pytest.approx(dict(published(review_sight(sight, hard)).score.probabilities))
    foreseen = foresee(tables, ACCOUNT, frame, row, words)
    seen = foreseen.verdict
    say(book, row)
    then = see(book, None, today=TODAY, cache=KEPT)
    came = published(review_sight(then, hard))
    assert seen.score.probabilities == pytest.approx(dict(came.score.probabilities))
    assert (seen.standing, seen.cause, seen.advice, seen.trend) == (came.standing, came.cause, came.advice, came.trend)
    entries.subtract(foreseen.goes)
    entries.update(foreseen.comes)
    assert +entries == Counter(statement(then.engine, ACCOUNT, then.as_of))
    return foreseen


def test_the_preview_tells_what_the_next_refresh_will_say(book: MemoryBook) -> None:
    sight = see(book, None, today=TODAY, cache=KEPT)
    assert foretold_as_it_comes(book, sight, not_so()).goes


def test_the_preview_of_a_label_on_a_sentence_that_carries_none_tells_the_same(book: MemoryBook) -> None:
    sight = see(book, None, today=TODAY, cache=KEPT)
    labelled = set(sight.engine.rows("select distinct ref, quote from talk"))
    mails = (m for m in sight.ground.mails[::-1] if ACCOUNT in m.accounts and m.said_by == "client")
    said = ((m.ref, s.text) for m in mails for s in sight.ground.heard[m.key].sentences)
    ref, words = next(x for x in said if x not in labelled)
    row = correction("sentence", HOLDS, by="Ann", at=NOON, account=ACCOUNT, ref=ref, sentence=words, label="threat",
                     side="client")  # fmt: skip
    [threat] = foretold_as_it_comes(book, sight, row, words).comes
    assert (threat.kind, threat.evidence.quote) == ("threat", words)


def doubtful() -> Thresholds:
    """The reader's thresholds, but for grave labels, which decide nothing until a person has said so."""
    known = shipped_reader().thresholds
    return Thresholds({**known.holds, **dict.fromkeys(GRAVE, SAID)}, known.possibly)


def test_a_confirmed_possible_sentence_decides(book: MemoryBook) -> None:
    seen = review_sight(see(book, None, today=TODAY, cache=KEPT, thresholds=doubtful()))
    account, possible = next((v.id, p) for v in seen.accounts for p in v.possible)
    proof = possible.evidence
    say(book, correction("sentence", HOLDS, by="Ann", at=NOON, account=account, ref=proof.ref,
                         sentence=proof.quote, label=possible.label))  # fmt: skip
    sight = see(book, None, today=TODAY, cache=KEPT, thresholds=doubtful())
    after = next(v for v in review_sight(sight).accounts if v.id == account)
    assert not [p for p in after.possible if p.label == possible.label and p.evidence.quote == proof.quote]
    decided = sight.engine.query(f"select ref, quote from talk_as_of where label = '{possible.label}'").to_pylist()
    assert {"ref": proof.ref, "quote": proof.quote} in decided


def test_the_order_of_corrections_does_not_matter(book: MemoryBook) -> None:
    rows = [
        not_so(),
        not_so("contempt", 1, HOLDS),
        not_so("threat", 2, HOLDS),
        not_so("threat", 3),
        not_so("bypass", 4),
    ]
    rows.append(undoing(rows[1], by="Ann", at=NOON + dt.timedelta(hours=5)))
    other = MemoryBook()
    for name in TABLES:
        other.append(name, book.facts(name))
    for row in rows:
        say(book, row)
    say(other, rows[-1])
    other.append("corrections", pa.Table.from_pylist(rows[::-1], schema=TABLES["corrections"].schema))
    assert told(book) == told(other)
    assert of(told(book))["standing"] != "coercive"


def test_reading_the_exports_again_loses_no_correction(book: MemoryBook, hangs: Path) -> None:
    say(book, not_so())
    before = of(told(book))
    read_into(book, hangs)
    read_into(book, EXAMPLE)
    assert of(told(book)) == before


def test_a_promise_is_kept_broken_withdrawn_or_none_as_a_person_tells(book: MemoryBook) -> None:
    open_ones = see(book, None, today=TODAY, cache=KEPT).engine.query(
        "select distinct account, ref, quote from promises where done_on is null and broken_on is null order by all"
    ).to_pylist()[:4]  # fmt: skip
    values = ("kept", "broken", "withdrawn", "none")
    told_so = dict(zip(((p["ref"], p["quote"]) for p in open_ones), values, strict=True))
    for promise in open_ones:
        value = told_so[promise["ref"], promise["quote"]]
        say(book, correction("promise", value, by="Ann", at=NOON, account=promise["account"], ref=promise["ref"],
                             sentence=promise["quote"]))  # fmt: skip
    sight = see(book, None, today=TODAY, cache=KEPT)
    found = sight.engine.query(f"select * from promises_as_of where day = date '{sight.as_of}'").to_pylist()
    assert {(p["ref"], p["quote"]): p["outcome"] for p in found if (p["ref"], p["quote"]) in told_so} == {
        place: value for place, value in told_so.items() if value != "none"
    }


def test_a_persons_standing_changes_no_verdict(book: MemoryBook) -> None:
    before = told(book)
    say(book, correction("standing", "partner", by="Ann", at=NOON, account=ACCOUNT, why="We settled it by telephone."))
    assert told(book) == before


@pytest.mark.parametrize(
    ("what", "value", "more", "says"),
    [
        ("sentence", "maybe", {"label": "threat"}, "“maybe” can be said of no sentence"),
        ("sentence", HOLDS, {"label": "rude"}, "“rude” is nothing a sentence can say"),
        ("sentence", HOLDS, {"label": "discovery", "side": "client"}, "“discovery” can be said only of our sentences"),
        ("sentence", HOLDS_NOT, {"label": "loyalty", "side": "us"}, "“loyalty” can be said only of clients' sentences"),
        ("standing", "great", {"why": "x"}, "“great” can be said of no standing"),
        ("standing", "good", {}, "needs a reason"),
        ("mood", "good", {}, "Choose one of: sentence, promise, standing"),
    ],
)
def test_what_is_no_word_of_the_vocabulary_is_refused(what: str, value: str, more: dict[str, str], says: str) -> None:
    with pytest.raises(UserError, match=says):
        correction(what, value, by="Ann", at=NOON, account=ACCOUNT, **more)
