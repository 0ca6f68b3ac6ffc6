"""What came of a promise: told by the first thing that tells it, known on no earlier day, whatever comes later."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest

from comity.ledger.promising.story import Story, Word
from comity.ledger.promising.workdays import Workdays
from tests.ledger.promised import DRAWINGS, MADE, paying, promise, told, word

LINES = (
    "Thanks for the drawings, received this morning.",
    "Still no drawings of the hall, you said Friday.",
    "The drawings are attached.",
    "So sorry, the drawings slipped.",
    "How was the weekend in the mountains?",
    "No need for the drawings any more, never mind.",
)


@pytest.mark.parametrize(
    ("mail", "outcome"),
    [
        (word(3, "us", "The drawings are attached."), "kept"),
        (word(4, "us", "As you asked.", files=1), "kept"),
        (word(5, "client", "Thanks for the drawings."), "kept"),
        (word(8, "client", "Still no drawings, it's the 10th."), "broken"),
        (word(8, "client", "No drawings of the hall have come, and the fair is over."), "broken"),
        (word(8, "client", "We never did see those drawings of the hall."), "broken"),
        (word(8, "client", "The drawings of the hall did not materialise."), "broken"),
        (word(2, "client", "Don't."), "withdrawn"),
        (word(2, "client", "Pencils down please, the money moved."), "withdrawn"),
        (word(2, "client", "Don't worry."), ""),
        (word(9, "us", "So sorry, the drawings slipped."), "broken"),
        (word(9, "client", "We have not received the drawings of the hall.", thread="other"), "broken"),
        (word(2, "client", "No need any more for the drawings."), "withdrawn"),
        (word(2, "client", "Thank you!"), ""),
        (word(9, "client", "How was the fair?", thread="other"), ""),
        (word(4, "us", "Drawings attached.", thread="other"), "kept"),
        (word(30, "us", "Drawings attached.", thread="other"), ""),
        (word(4, "us", "Both sheets, with the roof on the second.", thread="<4us>"), "kept"),
        (word(4, "us", "The drawings of the hall will be with you soon.", thread="<4us>"), ""),
        (word(4, "us", "Both sheets, with the roof on the second.", thread="other"), ""),
        (word(4, "us", "We need until Wednesday.", thread="<4us>"), ""),
        (word(4, "us", "Our plotter broke down, new day is Monday.", thread="<4us>"), ""),
        (word(4, "us", "Wir brauchen leider zwei Tage mehr.", thread="<4us>"), ""),
        (word(3, "us", "Which scale do you want?", thread="<3us>"), ""),
        (word(2, "us", "Wie versprochen schicken wir die Zeichnungen am Freitag."), ""),
        (word(2, "us", "Zoals beloofd bel ik u morgen even."), ""),
        (word(7, "us", "Sorry, I forgot the key of the hall yesterday.", thread="other"), ""),
        (word(7, "client", "The drawings of the hall have not arrived, nobody was here."), "broken"),
        (word(5, "client", "Die Zeichnungen haben wir nicht bekommen."), "broken"),
        (word(4, "client", "Die Zeichnungen haben wir nicht bekommen."), ""),
        (word(3, "client", "Bitte diesmal pünktlich!"), ""),
        (word(80, "client", "The drawings of the hall never came.", thread="other"), "broken"),
        (word(3, "us", "The drawings will be attached on Friday."), ""),
    ],
)
def test_later_words_tell_what_came_of_it(mail: Word, outcome: str) -> None:
    assert told(promise(), mail) == (outcome, mail.said_on if outcome else None)


def test_silence_is_no_breach() -> None:
    assert told(promise(), word(50, "client", "How was the fair?")) == ("", None)


def test_less_than_was_promised_is_a_breach() -> None:
    made = promise("You'll have 40 pickers on the floor by Friday.")
    assert told(made, word(4, "client", "23 of 40 came."))[0] == "broken"
    assert told(promise("You'll have 40 pickers by Friday."), word(4, "client", "40 of 40 came."))[0] == "kept"


def test_a_reminder_is_the_same_promise_and_a_new_day_moves_it() -> None:
    story = Story(Workdays())
    first = promise()
    story.open.append(first)
    assert story.again(promise("As promised, the drawings of the hall come Friday.", day=1)) is first
    assert story.again(promise("I'll send the price list by Friday.", day=1)) is None
    assert story.again(promise(day=1, side="client")) is None


def test_what_is_overdue_is_promised_anew() -> None:
    story = Story(Workdays())
    story.open.append(promise())
    assert story.again(promise(due=dt.date(2026, 3, 20), day=10)) is None


@pytest.mark.parametrize("seed", range(30))
def test_the_first_proof_stands_whatever_is_said_later(seed: int) -> None:
    random = Random(seed)
    days = sorted(random.sample(range(1, 60), 8))
    words = [word(d, random.choice(("us", "client")), random.choice(LINES)) for d in days]
    known: tuple[str, dt.date | None] = ("", None)
    for size in range(len(words) + 1):
        now = told(promise(), *words[:size])
        assert known in (("", None), now)
        assert now[1] is None or now[1] <= (words[size - 1].said_on if size else MADE)
        known = now


@pytest.mark.parametrize("side", ["us", "client"])
@pytest.mark.parametrize(
    "text",
    [
        "The extension is off, so no drawings needed.",
        "We won't be needing the drawings after all.",
        "Please hold off on the drawings.",
        "I'm calling Friday off.",
        "Das mit den Zeichnungen hat sich leider erledigt.",
        "Die Zeichnungen brauchen wir jetzt doch nicht mehr.",
        "Laissez tomber pour les plans.",
        "De tekeningen zijn niet meer nodig.",
        "Ya no hacen falta los planos.",
        "Dont bother with the drawings, Tom had some.",
        "Please park the drawings until spring.",
        "I take that offer back.",
        "We shan't need the drawings.",
        "Hold the drawings, the hall is off.",
        "Die Zeichnungen lassen wir, es geht auch so.",
        "Laat die tekeningen maar zitten.",
        "You don't need to send the drawings any more.",
        "Die tekeningen hoef je niet meer te sturen.",
        "No hace falta que me mandes los planos.",
        "Ya no necesitamos los planos.",
        "Pas besoin de nous envoyer les plans.",
    ],
)
def test_what_either_side_calls_off_before_its_day_is_withdrawn(text: str, side: str) -> None:
    assert told(promise(), word(2, side, text)) == ("withdrawn", MADE + dt.timedelta(days=2))


@pytest.mark.parametrize(
    "text",
    [
        "No need to reply to this.",
        "No action needed on your part.",
        "Shall we leave it for now?",
        "I'll be off on Thursday.",
        "We won't need it until Friday.",
        "I take the bus back on Friday.",
        "Let the men go in by the yard.",
        "Please hold the line.",
        "Please don't forget the drawings.",
        "Vergessen Sie die Zeichnungen bitte nicht.",
        "Vergeet de tekeningen niet.",
        "No olvide los planos.",
        "You don't need to worry any more.",
        "Daar hoef je niet op te antwoorden, je hoeft niet te antwoorden.",
        "No hace falta que respondas.",
        "Pas besoin de répondre.",
    ],
)
def test_what_calls_nothing_off_withdraws_nothing(text: str) -> None:
    assert told(promise(), word(2, "client", text)) == ("", None)


def test_of_several_promises_in_one_conversation_the_one_that_is_named_is_called_off() -> None:
    drawings, samples = promise(), promise("I'll bring the paint samples on Friday.", day=1)
    story = Story(Workdays())
    story.open += [drawings, samples]
    story.hear(word(2, "client", "No paint samples needed, the wall comes down."))
    assert (drawings.outcome, samples.outcome) == ("", "withdrawn")


def test_what_is_called_off_after_its_day_was_broken_or_kept_before() -> None:
    assert told(promise(), word(9, "client", "Please hold off on the drawings."))[0] != "withdrawn"


@pytest.mark.parametrize(
    "mail",
    [
        word(4, "us", "The hall, all three sheets, with the roof on the second."),
        word(3, "us", "Three sheets, roof on the second."),
        word(4, "us", "The drawings lie at your gate.", thread="<4us>"),
        word(1, "us", "Attached are the drawings: three sheets of the roof, two of the floor, and some 900 not spent."),
        word(6, "client", "Hung up in the yard. Perfect."),
        word(12, "client", "Your drawings hang in the yard.", thread="other"),
    ],
)
def test_what_comes_on_its_day_or_is_used_after_it_was_kept(mail: Word) -> None:
    assert told(promise(), mail) == ("kept", mail.said_on)


@pytest.mark.parametrize(
    "mail",
    [
        word(1, "us", "Three sheets, roof on the second."),
        word(4, "us", "Which of the sheets first?"),
        word(4, "us", "You get them on Wednesday."),
        word(4, "us", "Three sheets, later than said.", labels=["apology"]),
        word(3, "client", "Hung up in the yard. Perfect."),
        word(12, "client", "Hung up in the yard. Perfect."),
        word(12, "client", "Your drawings hang nowhere yet, as nobody has hooks.", thread="other"),
        word(6, "client", "Your drawings look like last year's.", labels=["feedback"]),
        word(40, "client", "Your drawings hang in the yard.", thread="other"),
    ],
)
def test_what_asks_puts_off_or_finds_fault_is_no_proof_that_it_was_kept(mail: Word) -> None:
    assert told(promise(), mail)[0] != "kept"


def test_what_a_client_promised_is_not_kept_by_any_mail_of_its_day() -> None:
    mail = word(4, "client", "The hall, all three sheets.")
    assert told(promise(side="client"), mail) == ("", None)


def test_of_several_promises_the_one_that_the_client_writes_of_is_kept() -> None:
    drawings, samples = promise(), promise("I'll bring the paint samples on Friday.", day=1)
    story = Story(Workdays())
    story.open += [drawings, samples]
    story.hear(word(6, "client", "The samples hang in the yard."))
    assert (drawings.outcome, samples.outcome) == ("", "kept")


def test_a_day_that_is_over_is_missed_in_its_conversation_though_it_is_named_as_the_date_alone() -> None:
    words = "A week past the date and no paper."
    assert told(promise(), word(11, "client", words, labels=["appreciation"]))[0] == "broken"
    assert told(promise(), word(11, "client", words, thread="other", labels=["appreciation"]))[0] == ""


def test_a_file_pays_nothing() -> None:
    assert told(paying(), word(4, "client", "The text is attached.", files=1))[0] == ""
    assert told(paying(), word(4, "client", "We paid invoice 4711 this morning, it is done."))[0] == "kept"


def test_what_is_called_off_elsewhere_needs_more_of_its_words_while_the_day_is_far() -> None:
    far = dt.date(2026, 5, 29)
    said = word(2, "client", "No drawings needed.", thread="other")
    more = word(2, "client", "Never mind the drawings of the hall.", thread="other")
    assert told(promise(), said)[0] == "withdrawn"
    assert told(promise(due=far), said)[0] == ""
    assert told(promise(due=far), more)[0] == "withdrawn"


def test_what_is_called_off_is_the_one_promise_of_its_conversation_whose_day_has_not_come() -> None:
    past, pending = (
        promise("The van is there on Tuesday.", dt.date(2026, 3, 3)),
        promise("I'll take pictures on Friday."),
    )
    story = Story(Workdays())
    story.open += [past, pending]
    story.hear(word(2, "client", "She looked herself, so forget the photos."))
    assert pending.outcome == "withdrawn"


@pytest.mark.parametrize(
    "mail",
    [
        word(4, "client", "A word on the parking passes for the visitors of the fair."),
        word(4, "client", "The gate opens at six."),
        word(4, "client", "Thanks, talk to you on Monday."),
        word(4, "client", "The board waits for the drawings of the hall."),
        word(5, "client", "Just checking on the drawings of the hall."),
        word(5, "client", "I'd love to see the drawings."),
        word(5, "client", "My boss asked about the drawings."),
        word(4, "client", "We hang the drawings on Monday."),
        word(4, "client", "Nothing of the drawings, lovely as you all are.", labels=["appreciation"]),
        word(5, "client", "Il nous manque les drawings."),
        word(4, "client", "Great, the drawings will help us with the board."),
        word(3, "client", "Lovely, a great idea of yours.", labels=["appreciation"]),
        word(4, "client", "Lovely people, and we look forward to the drawings.", labels=["appreciation"]),
        word(2, "client", "We have received the minutes and are looking forward to the drawings."),
    ],
)
def test_who_waits_for_it_or_writes_of_something_else_does_not_have_it(mail: Word) -> None:
    assert told(promise(), mail) == ("", None)


def test_who_takes_note_once_its_day_has_come_has_it() -> None:
    assert told(promise(), word(4, "client", "Perfect, thank you."))[0] == "kept"
    assert told(promise(), word(4, "client", "Lovely, a great help.", labels=["appreciation"]))[0] == "kept"


def test_what_is_told_of_another_invoice_is_no_proof() -> None:
    assert told(paying(), word(3, "client", "Invoice 4710 was paid yesterday.")) == ("", None)
    assert told(paying(), word(3, "client", "Invoice 4710 was paid yesterday, 4711 was paid today."))[0] == "kept"
    both = word(3, "client", "Invoice 4710 was paid yesterday.", "Invoice 4711 was paid today.")
    assert told(paying(), both)[0] == "kept"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ich komme am Freitag zu Ihnen.", "Danke für das offene Gespräch gestern."),
        ("I will visit you on Friday.", "Thank you for your visit yesterday."),
        ("Wij komen vrijdag op bezoek.", "Bedankt voor het prettige gesprek gisteren."),
        ("Nous viendrons, visite vendredi.", "Merci pour votre visite d’hier."),
        ("I will call you on Friday.", "Thanks for the call yesterday."),
        ("I will visit you on Friday.", "Good talk yesterday."),
        ("Ich komme am Freitag zu Ihnen.", "Gutes Gespräch gestern."),
        ("Wij komen vrijdag op bezoek.", "Prettig bezoek gisteren."),
    ],
)
def test_who_gives_thanks_for_the_visit_or_the_call_had_it_whatever_else_they_miss(text: str, said: str) -> None:
    made = promise(text)
    assert told(made, word(5, "client", said, "The heating is still not working."))[0] == "kept"
    assert made.proof
    assert made.proof.quote == said


def test_thanks_for_a_call_tell_of_no_visit() -> None:
    told_so = told(promise("I will visit you on Friday."), word(8, "client", "Thanks for the call.", "Nobody came."))
    assert told_so[0] == "broken"


@pytest.mark.parametrize(
    "text",
    [
        "Apology accepted, we'll forget it.",
        "Let's share the cost and forget about it.",
        "Schwamm drüber, vergessen wir das.",
        "Geeft niet, vergeet het.",
        "Olvidémoslo.",
    ],
)
def test_who_forgives_calls_nothing_off(text: str) -> None:
    assert told(promise(), word(2, "client", text)) == ("", None)


def test_who_wants_it_no_longer_calls_it_off() -> None:
    assert told(promise(), word(2, "client", "Please forget it, we found another."))[0] == "withdrawn"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Somebody is at the gate by Friday noon.", "Here at eleven. Ta."),
        (DRAWINGS, "Came this morning, all good."),
        ("Ben macht das Tor am Freitag mit.", "Tor läuft wieder, tausend Dank!"),
        ("Ben brengt de pomp vrijdag.", "Pomp draait weer, bedankt."),
        ("Je vous envoie le plan vendredi.", "Bien reçu, merci."),
        ("I will ring Ruth on Friday.", "Ruth says you called on Friday."),
    ],
)
def test_a_word_of_thanks_or_that_it_is_here_keeps_the_one_promise_of_its_conversation(text: str, said: str) -> None:
    assert told(promise(text), word(5, "client", *said.split(". ")))[0] == "kept"


@pytest.mark.parametrize(
    "said", ["Here at the yard all are busy.", "Jetzt geht das wieder los.", "The pump is not up and running."]
)
def test_what_only_sounds_as_if_something_came_keeps_nothing(said: str) -> None:
    assert told(promise(), word(5, "client", said))[0] != "kept"


def test_a_word_that_can_be_of_either_of_two_promises_keeps_the_one_that_it_names_or_none() -> None:
    for said, kept in (("Here at eleven. Ta.", ""), ("Plan came, here at eleven. Ta.", "kept")):
        visit, plan = (
            promise("Somebody is at the gate by Friday noon."),
            promise("You have the plan on Friday.", day=-1),
        )
        story = Story(Workdays())
        story.open += [visit, plan]
        story.hear(word(5, "client", *said.split(". ")))
        assert (visit.outcome, plan.outcome) == ("", kept)


def test_what_stands_under_its_subject_is_brought_by_who_says_here_you_have_it() -> None:
    made = promise("La tendrás el viernes.", side="client")
    assert told(made, word(3, "client", "Aquí tienes el alzado, en papel y en limpio."))[0] == "kept"
