"""Whose words a note quotes: a client's are heard as theirs, ours and other people's are nobody's."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.book.own_side import OwnSide
from comity.book.whois import Account, Person, WhoIsWho
from comity.ledger.note_facts import Noted, quoted_in_notes

HARLOW = "harlow.example"
SAID = "we will pay the open bills by Friday"
WHOIS = WhoIsWho(
    OwnSide(frozenset(), "Northgate", {}),
    {HARLOW: Account(HARLOW, "Harlow Foods", (HARLOW,), ())}, {}, {}, {}, {},
    {"bob@harlow.example": Person("bob@harlow.example", HARLOW, "Bob Stone")},
)  # fmt: skip


def heard(*notes: str, person: str = "") -> list[str]:
    """What is heard of the client in notes about Harlow Foods, where Bob Stone is known; “…” stands for SAID."""
    written = [
        Noted(f"n{n}", HARLOW, f"n-{n}", dt.date(2025, 3, 3), "Ann Lee", person, note.replace("“…”", f"“{SAID}”"))
        for n, note in enumerate(notes)
    ]
    return [q.text for q in quoted_in_notes(written, WHOIS)]


@pytest.mark.parametrize(
    "note",
    [
        "Called Bob. I told him: “…”",
        "We wrote to Bob: “…”",
        "My mail to Bob said “…”",
        "Told him: “…”",
        "Said to her: “…”",
        "Rang Bob and told him “…”",
        "Wrote to Bob: “…”",
        "Told Bob “…” and left.",
        "I have just told them that “…”",
        "I promised “…”",
        "My answer: “…”",
        "Mail to Bob: “…”",
        "“…”, I told him.",
        "Ich habe ihm gestern gesagt: “…”",
        "Ich schrieb ihm: “…”",
        "Hab ihm gesagt: “…”",
        "Dann schrieb ich ihm: “…”",
        "Meine Mail an Bob sagte: “…”",
        "Je lui ai dit : “…”",
        "Nous avons écrit à Bob : “…”",
        "J'ai répondu : “…”",
        "Mon mail à Bob disait : “…”",
        "Ik heb hem gezegd: “…”",
        "Ik schreef hem: “…”",
        "Onze mail aan Bob: “…”",
        "Le dije: “…”",
        "Le he dicho: “…”",
        "Escribimos a Bob: “…”",
        "Nuestro correo a Bob decía: “…”",
        "Bob was quiet when I said “…”",
        "He had asked before, so we told him “…”",
        "Our recruiter told Bob: “…”",
        "Ann told Bob: “…”",
        "We answered “…”",
        "I've told him: “…”",
        "I'll tell him “…”",
        "We then sent him a mail that said “…”",
        "Our mail said “…”",
        "Our letter to Harlow reads “…”",
        "We wrote back: “…”",
        "Told the foreman “…”",
        "Replied to him: “…”",
        "Emailed Bob “…”",
        "Texted her: “…”",
        "I explained to Bob “…”",
        "Wir haben ihm geschrieben: “…”",
        "Wir schrieben an Bob: “…”",
        "Sagte ihm: “…”",
        "Ich habe Bob geantwortet: “…”",
        "Unsere Antwort: “…”",
        "Notre réponse : “…”",
        "Lui ai dit : “…”",
        "Nous lui avons répondu : “…”",
        "Hem gezegd: “…”",
        "We hebben Bob geschreven: “…”",
        "Zei hem: “…”",
        "Hemos dicho a Bob: “…”",
        "Mi respuesta: “…”",
        "I told Mr. Stone: “…”",
    ],
)
def test_what_we_told_them_is_not_heard_as_theirs(note: str) -> None:
    assert heard(note) == []


@pytest.mark.parametrize(
    "note",
    [
        "Their old supplier wrote to Bob: “…”",
        "The landlord said “…”",
        "Bob's landlord wrote: “…”",
        "Their landlord to Bob: “…”",
        "Jane from Brightway told them: “…”",
        "Their customer said “…”",
        "Ihr alter Lieferant schrieb an Bob: “…”",
        "Der Vermieter hat ihm gesagt: “…”",
        "Leur ancien fournisseur a écrit à Bob : “…”",
        "Hun oude leverancier schreef: “…”",
        "Su antiguo proveedor escribió a Bob: “…”",
        "“…”, wrote their old supplier.",
        "I spoke with their landlord, who said “…”",
        "Bob has a rival supplier now, and the rival wrote “…”",
        "Tom from our office wrote to him: “…”",
        "The competitor's mail says “…”",
        "A former supplier of theirs wrote “…”",
        "The bank wrote to them: “…”",
        "Bob was told by their landlord: “…”",
    ],
)
def test_what_somebody_else_said_is_heard_as_nobodys(note: str) -> None:
    assert heard(note) == []


@pytest.mark.parametrize(
    "note",
    [
        "“…”",
        "Bob: “…”",
        "Bob said “…”",
        "Bob Stone said to me: “…”",
        "Mr Stone wrote: “…”",
        "He told us “…”",
        "She said: “…”",
        "They wrote “…”",
        "Said: “…”",
        "Told me “…”",
        "I asked Bob about the bills: “…”",
        "I called Bob, he said “…”",
        "I told him about the fee and he said “…”",
        "When I asked him about the fee he wrote “…”",
        "I was told “…”",
        "Mail from Bob: “…”",
        "His mail said “…”",
        "Her mail said “…”",
        "Boyd took the tag off the forklift. Says Jim “…”",
        "Called again. Very short: “…”",
        "Ihre Antwort sagte “…”",
        "Bob's mail said “…”",
        "Their CFO wrote: “…”",
        "Their plant manager said “…”",
        "Bob's boss said “…”",
        "The client said “…”",
        "Harlow wrote “…”",
        "Bob, their buyer, said “…”",
        "I spoke with Bob, who said “…”",
        "“…”, he said.",
        "“…”, said Bob.",
        "On the phone: “…”",
        "Feedback: “…”",
        "Call with Bob about our fee: “…”",
        "Er hat mir gesagt: “…”",
        "Hat mir gesagt: “…”",
        "Dazu sagte Bob: “…”",
        "Der Kunde schrieb uns: “…”",
        "Il m'a dit : “…”",
        "Bob nous a dit : “…”",
        "Il nous a écrit : “…”",
        "On m'a dit : “…”",
        "Hij zei: “…”",
        "Hij heeft ons gezegd: “…”",
        "Me dijo: “…”",
        "Nos dijo: “…”",
        "Bob escribió: “…”",
        "They want “…”, I told them we cannot.",
        "The foreman Miller told us “…”",
        "The board on Monday said “…”",
        "Bob from the plant in Leeds wrote “…”",
        "I sent the list and Bob answered “…”",
        "Then he asked what I meant, and said “…”",
        "We offered two crews; Bob replied “…”",
        "Bob laughed and said “…”",
        "The customer's team said “…”",
        "Bob thinks that “…”",
        "She has written: “…”",
        "The office wrote back “…”",
        "On Monday Bob's boss said “…”",
        "Harlow's buyer told me “…”",
        "Their managing director, Jane Roe, wrote “…”",
        "The head of operations wrote “…”",
        "In the meeting she said “…”",
        "I heard “…”",
        "My impression of the day: “…”",
        "We heard “…” from Bob.",
        "Our man asked and Bob said “…”",
        "We talked with the site. “…”",
        "Asked about the bills he wrote “…”",
        "Asked him about the bills: “…”",
        "Our offer was on the table, his reply: “…”",
        "Reply from Bob: “…”",
        "Reply: “…”",
        "To us he said: “…”",
        "From Bob's mail: “…”",
        "Bob on our offer: “…”",
        "Die Chefin sagte: “…”",
        "La directrice a dit : “…”",
        "Ihr Einkäufer schrieb: “…”",
        "De klant zei “…”",
        "El jefe nos escribió: “…”",
        "Bob's words to our driver: “…”",
        "Bob's promise “…” was made at lunch.",
        "Then Bob, after we had sent him the list, wrote “…”",
        "I got a mail from Bob that said “…”",
        "I got his mail, it said “…”",
    ],
)
def test_what_one_of_theirs_said_or_nobody_is_named_for_is_heard_as_theirs(note: str) -> None:
    assert heard(note) == [SAID]


def test_each_quotation_has_its_own_speaker_and_one_that_goes_on_has_the_same() -> None:
    assert heard("I told him “we lower the fee a little”. He said: “…”") == [SAID]
    assert heard("I told him: “we lower the fee a little” and “…”") == []
    assert heard("He said: “we sign it on Monday” and “…”") == ["we sign it on Monday", SAID]
    assert heard("I asked him: “will you pay the open bills?” His answer: “…”") == [SAID]


def test_whom_a_note_is_about_is_one_of_theirs_by_name() -> None:
    assert heard("Jane said: “…”") == []
    assert heard("Jane said: “…”", person="Jane Roe") == [SAID]
