"""By when something was promised, which sentence promises, and what later words make of it."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.ledger.promising.cues import words_of
from comity.ledger.promising.days import due_day, names_a_day
from comity.ledger.promising.deeds import AMISS, LACK, LATE, MISSING, RECEIVED
from comity.ledger.promising.saying import Said, promises
from comity.ledger.promising.workdays import Workdays, country_of
from tests.invariants.books import Kept

TUESDAY = dt.date(2026, 3, 3)
THURSDAY = dt.date(2026, 4, 2)  # the day before Good Friday


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("You have the drawings by Friday.", dt.date(2026, 3, 6)),
        ("I send it on Tuesday.", dt.date(2026, 3, 10)),
        ("The list comes tomorrow.", dt.date(2026, 3, 4)),
        ("You get it today.", TUESDAY),
        ("It is with you by the end of the week.", dt.date(2026, 3, 6)),
        ("We start next week.", dt.date(2026, 3, 13)),
        ("We start next Friday.", dt.date(2026, 3, 13)),
        ("We will look into it.", None),
        ("The half on 20 March and the rest by 30 April.", dt.date(2026, 4, 30)),
        ("Since your mail of 20 February I will have it on the 9th.", dt.date(2026, 3, 9)),
        ("I may send a plan.", None),
        ("Nobody has sent it since last Friday.", None),
        ("As of Monday you have two more people.", dt.date(2026, 3, 9)),
        ("You have it by noon of Friday.", dt.date(2026, 3, 6)),
        ("U krijgt het aan het eind van vrijdag.", dt.date(2026, 3, 6)),
        ("Wir zahlen am letzten Freitag des Monats.", dt.date(2026, 3, 27)),
        ("You have it Tuesday the week of the 9th.", dt.date(2026, 3, 10)),
        ("You have it on Monday of the week of 16 March.", dt.date(2026, 3, 16)),
        ("We ship the week of the 2nd.", dt.date(2026, 3, 6)),
        ("You have it in the first week of next month.", dt.date(2026, 4, 7)),
        ("As agreed in the first week of February you have the plan by Friday.", dt.date(2026, 3, 6)),
        ("After our talk on the last Friday of February I send it tomorrow.", dt.date(2026, 3, 4)),
        ("The la\u017ft week in March was busy, you have it on Fr\u0131day.", dt.date(2026, 3, 6)),
        ("Two of them join you the week of the 9th.", dt.date(2026, 3, 13)),
        ("From this weekend there is a second man.", dt.date(2026, 3, 8)),
        ("Wir sind am Wochenende da.", dt.date(2026, 3, 8)),
        ("We share what is left before mid-April.", dt.date(2026, 4, 15)),
        ("Bis Mitte Mai haben Sie es.", dt.date(2026, 5, 15)),
        ("I put you on the list for the second half of the year.", dt.date(2026, 12, 31)),
        ("Sie bekommen es im ersten Halbjahr.", dt.date(2026, 6, 30)),
        ("The second half of the fee is yours.", None),
        ("We pay the first half now.", None),
        ("Our first half-hour is free in the hall.", None),
        ("Hope you had a good weekend, I send the drawings.", None),
        ("Vor dem Wochenende haben Sie es.", dt.date(2026, 3, 6)),
        ("You have it before the weekend.", dt.date(2026, 3, 6)),
        ("We come next weekend.", dt.date(2026, 3, 15)),
        ("We share it by mid-May 2027.", dt.date(2027, 5, 15)),
        ("Sie bekommen es im ersten Halbjahr 2027.", dt.date(2027, 6, 30)),
        ("Das erste Halbjahr war gut.", None),
        ("We start the week commencing 16 March.", dt.date(2026, 3, 20)),
        ("Wir beginnen in der Woche vom 16. März.", dt.date(2026, 3, 20)),
        ("You have the minutes by close of Friday.", dt.date(2026, 3, 6)),
        ("We pay on the last Friday.", dt.date(2026, 3, 27)),
        ("The figures come in the first week of July.", dt.date(2026, 7, 7)),
        ("It goes with the run on the third Tuesday of each month.", dt.date(2026, 3, 17)),
        ("We met in the last week of February.", None),
        ("Sie bekommen es in der zweiten Woche im Juni.", dt.date(2026, 6, 14)),
        ("Wij betalen op de laatste vrijdag van de maand.", dt.date(2026, 3, 27)),
        ("Vous l'aurez la première semaine de juillet.", dt.date(2026, 7, 7)),
        ("In three working days.", dt.date(2026, 3, 6)),
        ("You have it within two weeks.", dt.date(2026, 3, 17)),
        ("It goes with the run in June.", dt.date(2026, 6, 30)),
        ("We come back to it in autumn.", dt.date(2026, 11, 30)),
        ("You have my list by New Year's.", dt.date(2026, 12, 31)),
        ("Die Liste bekommen Sie bis Freitag.", dt.date(2026, 3, 6)),
        ("Wir liefern bis zum 17. April.", dt.date(2026, 4, 17)),
        ("Ich schicke es morgen.", dt.date(2026, 3, 4)),
        ("Vous l'aurez d'ici vendredi.", dt.date(2026, 3, 6)),
        ("Nous paierons avant le 20 mai.", dt.date(2026, 5, 20)),
        ("Je stuurt het vrijdag.", dt.date(2026, 3, 6)),
        ("Wij betalen binnen twee weken.", dt.date(2026, 3, 17)),
        ("Lo enviaré antes del 20 de mayo.", dt.date(2026, 5, 20)),
        ("Le mando la lista mañana.", dt.date(2026, 3, 4)),
    ],
)
def test_a_promise_is_due_on_the_day_it_names(words: str, due: dt.date | None) -> None:
    assert names_a_day(words, words_of(words)) or due is None
    assert due_day(words, TUESDAY) == due


def test_working_days_know_the_holidays_of_the_firms_country() -> None:
    german, unknown = Workdays(country_of("de_DE", "")), Workdays(country_of("", "EUR"))
    assert german.after(THURSDAY, 1) == dt.date(2026, 4, 7)  # over Good Friday, a weekend and Easter Monday
    assert unknown.after(THURSDAY, 1) == dt.date(2026, 4, 3)
    assert due_day("By the end of the week.", THURSDAY, german) == THURSDAY


def test_a_country_is_told_by_locale_or_currency_and_never_guessed() -> None:
    assert [country_of("nl_NL", "EUR"), country_of("", "NZD"), country_of("", "EUR")] == ["NL", "NZ", ""]


def test_a_country_that_nobody_knows_has_its_weekends_alone() -> None:
    assert Workdays(country_of("xx_QQ", "")).after(THURSDAY, 2) == dt.date(2026, 4, 6)


def test_holidays_are_looked_up_once_and_are_the_same_from_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Kept()
    first = Workdays("DE", cache)
    told = [first.works(THURSDAY + dt.timedelta(days=n)) for n in range(300)]
    first.save()
    monkeypatch.setattr("holidays.country_holidays", None)
    again = Workdays("DE", cache)
    assert [again.works(THURSDAY + dt.timedelta(days=n)) for n in range(300)] == told
    with pytest.raises(TypeError):
        again.works(THURSDAY + dt.timedelta(days=1000))


@pytest.mark.parametrize(
    "text",
    [
        "You said Friday.",
        "The 27th has been and gone.",
        "My mail of Monday went unanswered.",
        "The deadline came and went.",
        "My boss asked me where the survey of the roof is.",
        "Did we miss your list of the pumps?",
        "Both bills of spring remain unpaid.",
        "It's five weeks now.",
        "Der Plan der Halle fehlt noch.",
        "Die Frist ist ohne ein Wort verstrichen.",
        "Der 3. April ist vorbei.",
        "Sie wollten nach Ostern den Plan schicken.",
        "Wir haben nichts davon bekommen, die Pläne haben wir nicht bekommen.",
        "De tekening ontbreekt nog.",
        "We hebben de tekeningen niet gekregen.",
    ],
)
def test_the_other_side_misses_what_was_promised(text: str) -> None:
    assert LACK.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "The press is six months old.",
        "No question of ours was left unanswered.",
        "We hang them in the hall where the old machines were.",
        "It's two weeks until the fair, all good.",
        "Op de factuur ontbreekt ons bestelnummer.",
        "Die Messe ist vorbei, jetzt haben wir Zeit.",
        "Meine Kollegen sind begeistert, sie wollten gleich bestellen.",
        "The hall remains open over Easter.",
        "Did I miss anything on Friday?",
        "The buyers came and went all day.",
    ],
)
def test_who_speaks_of_other_things_misses_nothing(text: str) -> None:
    assert not LACK.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "She came, with the drawings under her arm.",
        "The fitters were there at six.",
        "Die Muster kamen gestern, alle neun.",
        "Die Pläne sind am Montag eingegangen.",
        "Die Form ist schon da.",
        "Die Lieferung war pünktlich.",
        "De monteur was er al om zeven uur.",
        "Nous avons bien reçu les plans.",
        "Han llegado los planos.",
    ],
)
def test_the_other_side_tells_that_it_came(text: str) -> None:
    assert RECEIVED.search(text)
    assert not AMISS.search(text)
    assert not LACK.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Zeichnungen haben wir nicht bekommen.",
        "Der Monteur kam am Freitag nicht.",
        "De tekeningen zijn niet aangekomen.",
        "Nous n'avons jamais reçu les plans.",
        "Los planos no llegaron.",
        "Nobody was there on Friday.",
        "I was there at eight and no fitter.",
        "All came broken.",
        "Wann bekommen wir die Zeichnungen?",
        "Bitte diesmal pünktlich!",
        "Ich bin Montag nicht im Haus.",
        "Am Montag sind wir alle da.",
        "Der Eingang ist um die Ecke.",
        "Il me faut un reçu.",
        "Zijn er al tekeningen?",
    ],
)
def test_what_did_not_come_or_is_asked_for_has_not_come(text: str) -> None:
    assert not RECEIVED.search(text) or AMISS.search(text)


@pytest.mark.parametrize("text", ["It came on Monday as you said.", "Like you promised, all twelve arrived."])
def test_who_says_that_it_came_as_promised_misses_nothing(text: str) -> None:
    assert RECEIVED.search(text)
    assert not LACK.search(text)
    assert not MISSING.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sorry for the wait, both drawings are attached.",
        "Apologies for the long delay.",
        "Entschuldigen Sie die Verspätung.",
        "Excuses voor de vertraging.",
        "Veuillez excuser le retard.",
        "Perdón por la demora.",
    ],
)
def test_who_promised_owns_that_it_came_late(text: str) -> None:
    assert LATE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Geen vertraging: de tekeningen zijn bijgevoegd.",
        "Anbei die Zeichnungen, ohne Verzögerung wie besprochen.",
        "Ci-joint le plan; le retard vient de votre transporteur.",
        "Bei Verzögerung rufen wir Sie an.",
        "Sin demora, aquí está el plano.",
    ],
)
def test_a_delay_that_nobody_asks_pardon_for_owns_nothing(text: str) -> None:
    assert not LATE.search(text)


SUSPECTED, DOUBTED, SURE = 0.3, 0.9, 1.6


def said(
    text: str, side: str = "us", share: float = DOUBTED, *, pays: float = 0.0, threat: bool = False, gives: bool = False
) -> bool:
    due = due_day(text, TUESDAY)
    return promises(Said(text, words_of(text), side, due is not None, share, pays, threat, gives))


@pytest.mark.parametrize(
    "text",
    [
        "I'll send you the drawings by Friday.",
        "The drawings will follow by 20 March.",
        "You'll have the numbers tomorrow.",
        "Wir schicken Ihnen die Liste bis Freitag.",
        "Nous vous enverrons le devis demain.",
        "Wij sturen de offerte vrijdag.",
        "Le enviaremos la oferta el viernes.",
    ],
)
def test_what_the_reader_doubts_is_promised_where_its_words_look_ahead(text: str) -> None:
    assert said(text)
    assert said(text, "client")
    assert said(text, share=SUSPECTED)
    assert not said(text, "client", SUSPECTED)
    assert not said(text, share=0.05)


@pytest.mark.parametrize(
    "text",
    [
        "Drawings of both halls, Friday.",
        "Die Pläne liegen am Freitag auf Ihrem Tisch.",
        "De kraan staat er vrijdag.",
        "The proofs are with you on 15 May.",
        "Die Kollegen sind am Freitag hier.",
        "We zijn er vrijdag, want dan is de hal vrij.",
        "Los planos, el viernes a las once.",
    ],
)
def test_what_we_may_have_said_is_promised_where_it_names_a_day_ahead(text: str) -> None:
    assert said(text, share=SUSPECTED)
    assert not said(text, share=0.1)
    assert not said(text, "client", SUSPECTED)


@pytest.mark.parametrize("text", ["Drawings of both halls, soon.", "Die Pläne liegen bald auf Ihrem Tisch."])
def test_what_we_may_have_said_without_a_day_is_promised_where_its_words_look_ahead_alone(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Her team was in the hall until Friday.",
        "If the steel is here we start on Friday.",
        "We could start on Friday.",
        "I suggest Friday at ten.",
        "Thursday or Friday, as it suits you.",
        "Please have the keys ready for Friday.",
        "Am Freitag könnten wir beginnen.",
        "Als het staal er is, beginnen we vrijdag.",
        "Mits het staal er is, leveren we vrijdag.",
        "Vorausgesetzt der Stahl ist da, liefern wir am Freitag.",
        "Si l'acier est là, nous commençons vendredi.",
        "Si llega el acero, empezamos el viernes.",
        "Vielleicht sind wir am Freitag da.",
        "We need the sizes by Friday.",
        "Das Angebot gilt bis Freitag.",
    ],
)
def test_what_happened_or_hangs_on_something_is_promised_where_the_reader_is_sure_alone(text: str) -> None:
    assert said(text, share=SURE)
    assert not said(text, share=0.7)


def test_what_we_grant_is_an_exception_and_a_promise_where_it_names_a_day_or_the_reader_hears_one() -> None:
    text = "We will bear the freight this once."
    assert said(text, share=SUSPECTED)
    assert not said(text, share=SUSPECTED, gives=True)
    assert said(text, gives=True)
    assert said("We will bear the freight of Friday's load.", share=SUSPECTED, gives=True)


@pytest.mark.parametrize("text", ["Could you send the drawings by Friday?", "Will we have them by Friday?"])
def test_a_question_is_no_promise(text: str) -> None:
    assert not said(text, share=SURE)


@pytest.mark.parametrize(
    "text",
    [
        "I can send the drawings on Friday if you'd like them.",
        "We'll bring a second crew on Friday if you prefer.",
        "Falls Sie das möchten, schicken wir die Liste bis Freitag.",
        "Als je dat wilt, sturen wij de offerte vrijdag.",
        "Si vous le souhaitez, nous vous enverrons le devis demain.",
    ],
)
def test_what_is_offered_is_not_promised_yet(text: str) -> None:
    assert not said(text, share=SURE)


def test_what_may_be_a_threat_of_the_clients_is_no_promise_unless_the_reader_is_sure() -> None:
    text = "I'll tell every yard on the coast by Friday."
    assert not said(text, "client", threat=True)
    assert said(text, "client", SURE, threat=True)
    assert said(text, "us", threat=True)


@pytest.mark.parametrize(
    "text",
    [
        "I will not be sending anything by Friday.",
        "We won't send it before Friday.",
        "Wir schicken Ihnen bis Freitag nichts, das werden wir nicht tun.",
        "Wij sturen de offerte niet voor vrijdag.",
        "Nous ne ferons pas ce devis demain.",
    ],
)
def test_what_is_denied_is_no_promise_where_the_reader_doubts(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    ("text", "side", "as_good_as_promised"),
    [
        ("The invoice goes with the run on Friday.", "client", True),
        ("It goes with Friday's run, nothing was in the last one.", "client", True),
        ("The invoice goes with one of the next runs.", "client", False),
        ("The invoice was paid on 20 February, you see it by Friday.", "client", False),
        ("Your refund goes with the run on Friday.", "us", False),
    ],
)
def test_a_client_that_says_on_which_day_money_comes_promises_it(
    text: str, side: str, as_good_as_promised: bool
) -> None:
    assert said(text, side, 0.0, pays=1.0) == as_good_as_promised
