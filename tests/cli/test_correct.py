"""`comity correct`: what people say is not so, what it would change, and taking it back."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pyarrow as pa
import pytest

from comity.book.corrections import digest
from comity.book.store import DeltaBook
from comity.correcting.places import standing
from comity.signals.labels import NAMES
from comity.tables import TABLES
from tests.cli.conftest import Say
from tests.cli.firm import COMPANIES, FEN, OURS, TOML, letter

PRICE = "Your price is too high"
REF = ("--ref", "<3@mail.example>")


def test_a_sentence_is_corrected_with_a_preview_and_taken_back_to_the_byte(read: Say) -> None:
    before = read("review", "--json", "-").out
    words = ("correct", "sentence", "Kiln & Clay", PRICE, "not", "price_pressure", *REF)
    shown = read(*words, "--preview").out
    assert re.fullmatch(
        r"kilnclay\.example (would be|stays) .+\.\nIn the statement, no more: .+ they pushed our price\.\n", shown
    )
    assert read("correct").out == "Nothing was corrected yet.\n"
    said = read(*words, "--why", "A joke.")
    short = re.findall(r"Kept as (\w{8})\.", said.out)[0]
    assert read("review", "--json", "-").out != before
    [listed] = read("correct", "--json", "-").json["corrections"]
    assert (listed["value"], listed["label"], listed["why"]) == ("holds not", "price_pressure", "A joke.")
    assert f"sentence price pressure holds not   “{PRICE}," in read("correct", columns=300).out
    assert "(A joke.)" in read("correct", columns=300).out
    assert read("correct", "undo", short).code == 0
    assert read("review", "--json", "-").out == before
    assert "no correction that holds" in read("correct", "undo", short).refusal


def test_corrections_are_exported_as_digests_labels_and_places_and_no_word_of_any_mail(
    read: Say, home: Path, tmp_path: Path
) -> None:
    read("correct", "sentence", "Kiln & Clay", PRICE, "not", "price_pressure", *REF, "--why", "Ida was joking.")
    read("correct", "sentence", "Kiln & Clay", "What discount", "is", "free_work", "--ref", "<5@mail.example>")
    read("correct", "standing", "kilnclay.example", "partner", "--why", "They lent us a crane.")
    to = tmp_path / "corrections.jsonl"
    assert read("correct", "export", to).out.startswith("2 corrections: digests")
    assert read("correct", "export", "-").out == to.read_text()
    told = [json.loads(line) for line in to.read_text().splitlines()]
    assert [(t["what"], t["label"], t["value"], t["kind"]) for t in told] == [
        ("sentence", "price_pressure", "holds not", "message"),
        ("sentence", "free_work", "holds", "message"),
    ]
    mails = DeltaBook(home / "book").facts("messages").to_pylist()
    for t, ref, begins in zip(told, ("<3@mail.example>", "<5@mail.example>"), (PRICE, "What discount"), strict=True):
        [body] = [m["body"] for m in mails if m["ref"] == ref]
        assert body[t["start"] : t["end"]].startswith(begins)
        assert digest(body[t["start"] : t["end"]]) == t["sentence"]
    own = {*told[0], "corrections", "price", "pressure", "price_pressure", "free_work", "holds", "not", "message"}
    written = set(re.findall(r"[^\W\d]\w*", to.read_text())) - own
    words = {w for m in mails for value in m.values() for w in re.findall(r"[^\W\d]\w*", str(value))}
    assert {"discount", "price", "mail", "Ida", "kilnclay"} <= words
    assert written & words == set()


def test_where_a_corrected_sentence_of_a_note_stands_is_told_within_the_note(home: Path) -> None:
    book, quoted = DeltaBook(home / "book"), "We would rather have it on the usual terms"
    text = f'She said "{quoted}. Then we sign." and later “{quoted}” again.'
    book.append("notes", pa.Table.from_pylist([{"row_id": "1", "ref": "n-1", "text": text}], TABLES["notes"].schema))
    [found] = standing(book, {("n-1", digest(f"{quoted}."))}).values()
    assert (found.kind, text[found.start : found.end]) == ("note", f"{quoted}.")


def test_a_part_of_a_sentence_that_promises_twice_stands_where_it_was_written(home: Path) -> None:
    book, part = DeltaBook(home / "book"), "Ben will ring you on Friday."
    text = f'She said: "I will send the oars on Thursday, and {part}"'
    book.append("notes", pa.Table.from_pylist([{"row_id": "2", "ref": "n-2", "text": text}], TABLES["notes"].schema))
    [found] = standing(book, {("n-2", digest(part))}).values()
    assert text[found.start : found.end] == part


def test_a_standing_of_ones_own_is_listed_and_changes_no_verdict(read: Say) -> None:
    before, page = read("review", "--json", "-").out, read("review", columns=200).out
    words = ("correct", "standing", "kilnclay.example", "partner", "--why", "They lent us a crane.")
    foretold = "that you see it as partner stands beside it, and changes no verdict.\n"
    shown = read(*words, "--preview", columns=200).out
    assert shown.startswith("kilnclay.example stays ")
    assert shown.endswith(foretold)
    assert read("review", columns=200).out == page
    said = read(*words, columns=200).out
    assert said.endswith("It stands beside Comity's verdict from the next review on.\n")
    assert "partner" in read("correct", columns=200).out
    assert read("review", "--json", "-").out == before
    for _ in ("made", "kept"):
        assert "sees them as partner: They lent us a crane." in read("review", columns=200).out
    read("correct", "undo", re.findall(r"Kept as (\w{8})", said)[0])
    assert read("review", columns=200).out == page


@pytest.mark.parametrize(
    "label", [("price_pressure",), ("price pressure",), ("pushed our price",), ("Pushed", "our", "price")]
)
def test_a_label_is_said_by_its_name_or_in_the_words_of_the_statement(read: Say, label: tuple[str, ...]) -> None:
    read("correct", "sentence", "Kiln & Clay", PRICE, "not", *label, *REF)
    [listed] = read("correct", "--json", "-").json["corrections"]
    assert listed["label"] == "price_pressure"
    assert listed["sentence"].startswith(PRICE)


def test_who_says_a_label_that_is_none_is_told_all_there_are_by_name_and_words(read: Say) -> None:
    said = read("correct", "sentence", "kilnclay.example", PRICE, "is", "rude", *REF).refusal
    assert "free_work (asked for unpaid effort)" in said
    assert all(name in said for name in NAMES)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("sentence", "kilnclay.example"), "is said so: comity correct sentence ACCOUNT"),
        (("sentence", "kilnclay.example", "Nobody said", "not", "threat"), "no sentence begins with “Nobody said”"),
        (("sentence", "kilnclay.example", PRICE, "not", "threat"), "Name the message with --ref: <"),
        (("sentence", "kilnclay.example", PRICE, "maybe", "threat", *REF), "“maybe” says neither"),
        (("sentence", "kilnclay.example", PRICE, "is", "rude", *REF), "“rude” is nothing a sentence can say"),
        (("sentence", "kilnclay.example", PRICE, "is", "discovery", *REF), "“discovery” can be said only of our"),
        (("promise", "kilnclay.example", PRICE, "done", *REF), "“done” can be said of no promise"),
        (("standing", "kilnclay.example", "partner"), "needs a reason"),
        (("export",), "is said so: comity correct export FILE"),
        (("export", "/nowhere/at/all.jsonl"), "cannot be written"),
        (("undo", "abc"), "no correction that holds is called abc"),
    ],
)
def test_what_cannot_be_said_is_told_in_one_line(read: Say, words: tuple[str, ...], says: str) -> None:
    assert says in read("correct", *words).refusal


PROMISED = "I promised Tom the drawings of the hall by 19 January."
HALL = (
    (FEN, OURS, "The hall", "Good morning Ann, it rains here."),
    (OURS, FEN, "The mast", "We will go through the plan of the mast by 2 February."),
    (OURS, FEN, "The mast", "I will send you the plan of the mast by 9 February."),
    (FEN, OURS, "Winter", "See you in March\n\nSee you in March if the ice is gone."),
)
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//EN
BEGIN:VEVENT
UID:oars@reed.example
CREATED:20240115T090000Z
DTSTART:20240122T100000Z
DTEND:20240122T110000Z
SUMMARY:Oars
DESCRIPTION:We will bring you twelve oars.
ORGANIZER;CN=Ann Reed:mailto:ann@reed.example
ATTENDEE;CN=Tom Fen;PARTSTAT=ACCEPTED:mailto:tom@fenboats.example
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def promised(say: Say, tmp_path: Path) -> Say:
    """The program, once a firm was read that promised in mail, in a note and in an invitation."""
    folder = tmp_path / "promised"
    folder.mkdir()
    note = f'7,2024-01-09,Call,Tom Fen,Fen Boats Ltd,Ann Reed,"{PROMISED}"\n'
    heads = "ID,Date Added,Action,Person Reference,Client Corporation,Commenting Person,Comments\n"
    for name, text in (
        ("comity.toml", TOML), ("companies.csv", COMPANIES), ("notes.csv", heads + note),
        ("calendar.ics", ICS.replace("\n", "\r\n")),
        ("all.mbox", "".join(letter(n, *one) for n, one in enumerate(HALL))),
    ):  # fmt: skip
        (folder / name).write_text(text, "utf-8")
    assert say("read", folder).code == 0
    return say


def test_a_promise_is_corrected_by_any_sentence_of_it_wherever_that_stands(promised: Say) -> None:
    moved = promised("correct", "promise", "fenboats.example", "I will send you", "kept", columns=200).out
    assert "The promise would count as kept.\nIn the statement, new: 13 Jan 2024, we kept a promise.\n" in moved
    for words in ("We will bring you", PROMISED):
        assert promised("correct", "promise", "fenboats.example", words, "broken").code == 0
    found = promised("promises", "--json", "-").json["promises"]
    assert {(p["what"].split()[3], p["outcome"]) for p in found} == {
        ("through", "kept"), ("you", "broken"), ("the", "broken"),
    }  # fmt: skip


def test_what_only_moves_a_promise_and_is_none_leaves_it_due_as_before(promised: Say) -> None:
    words = ("correct", "promise", "fenboats.example", "I will send you", "none")
    assert "The promise would be due as before these words.\n" in promised(*words, columns=200).out
    [one] = [p for p in promised("promises", "--json", "-").json["promises"] if "mast" in p["what"]]
    assert (one["what"], one["due"]) == (HALL[1][3], "2024-02-02")


def test_a_sentence_that_is_the_beginning_of_another_can_be_named(promised: Say) -> None:
    words = ("correct", "sentence", "fenboats.example")
    assert "2 sentences begin with" in promised(*words, "See you", "is", "threat").refusal
    foretold = promised(*words, "See you in March", "is", "threat").out
    assert "In the statement, new: 23 Jan 2024, they threatened." in " ".join(foretold.split())
    assert [c["sentence"] for c in promised("correct", "--json", "-").json["corrections"]] == ["See you in March"]


def test_of_a_sentence_that_promises_nothing_no_outcome_can_be_told(promised: Say) -> None:
    said = promised("correct", "promise", "fenboats.example", "Good morning Ann", "kept").refusal
    assert "no promise begins with “Good morning Ann”" in said
    assert promised("correct").out == "Nothing was corrected yet.\n"


def test_a_client_that_was_let_go_is_judged_as_before_and_nothing_is_asked_of_us(read: Say) -> None:
    whole, page = read("review", "--json", "-"), read("review", columns=200).out
    said = read("accounts", "former", "kilnclay.example", "--why", "we let them go")
    [line] = [x for x in read("accounts").out.splitlines() if x.startswith("kilnclay.example ")]
    assert "(a client no longer)" in line
    short = re.findall(r"decision (\w{8})", said.out)[0]
    before, after = (
        {a["id"]: a for a in told["accounts"]}["kilnclay.example"]
        for told in (whole.json, read("review", "--json", "-").json)
    )
    assert (before["plays"], before["move"]["whose"]) != ([], "none")
    assert (after["plays"], after["move"]) == ([], {"whose": "none", "due": None})
    assert after.pop("former_on") == f"{dt.datetime.now(dt.UTC):%Y-%m-%d}"
    before["reasons"] = [r for r in before["reasons"] if r["points"]]  # the others are about moves alone
    assert {k: v for k, v in after.items() if k not in ("plays", "move")} == {
        k: v for k, v in before.items() if k not in ("plays", "move")
    }
    shown = read("review", columns=200).out
    assert shown.index("Clients no longer") < shown.index("Kiln")
    count = len(whole.json["accounts"])
    assert f": {count} clients." in page
    assert f": {count - 1} clients." in shown
    assert shown.splitlines()[0].endswith(". 1 client no longer.")
    assert sum(map(int, re.findall(r"(\d+) [a-z-]+[,.]", shown.splitlines()[0].split("clients.")[1]))) == count - 1
    earlier = read("review", "--as-of", "2026-03-31", "--json", "-").json["accounts"]
    assert "former_on" not in str(earlier)
    read("accounts", "undo", short)
    assert read("review", "--json", "-").out == whole.out


def test_what_is_no_client_is_no_longer_judged_until_that_is_taken_back(read: Say) -> None:
    before = read("review", "--json", "-").out
    said = read("accounts", "no-client", "kilnclay.example", "--why", "a supplier")
    short = re.findall(r"decision (\w{8})", said.out)[0]
    assert "kilnclay.example" not in [a["id"] for a in read("review", "--json", "-").json["accounts"]]
    read("accounts", "undo", short)
    assert read("review", "--json", "-").out == before
