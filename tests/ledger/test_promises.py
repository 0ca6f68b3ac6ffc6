"""By when something was promised, and what later words make of it."""

from __future__ import annotations

import datetime as dt

import pytest

from comity.ledger.promising.cues import words_of
from comity.ledger.promising.days import due_day
from comity.ledger.promising.deeds import AMISS, LACK, LATE, MISSING, RECEIVED
from comity.ledger.promising.naming import names_a_day
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
        ("From May the count comes to you on the second Thursday.", dt.date(2026, 5, 14)),
        ("You have the count on the first Monday.", dt.date(2026, 4, 6)),
        ("We met on the first Monday of February.", None),
        ("From now on the stock list comes on Tuesdays by noon.", dt.date(2026, 3, 10)),
        ("The stock list comes on Wednesdays from now on.", dt.date(2026, 3, 4)),
        ("From June we send the count on Mondays.", dt.date(2026, 6, 1)),
        ("Until June we send the count on Mondays.", dt.date(2026, 3, 9)),
        ("Ab April schicken wir die Liste montags.", dt.date(2026, 4, 6)),
        ("Ab Mai bekommen Sie die Liste am ersten Freitag.", dt.date(2026, 5, 1)),
        ("Wij sturen de lijst vanaf nu op maandagen.", dt.date(2026, 3, 9)),
        ("À partir de mai vous aurez la liste le premier lundi.", dt.date(2026, 5, 4)),
        ("Desde mayo le mando la lista el primer lunes.", dt.date(2026, 5, 4)),
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
        ("Ik stuur het voor half april.", dt.date(2026, 4, 15)),
        ("You have it by early April.", dt.date(2026, 4, 10)),
        ("Anfang April haben Sie es.", dt.date(2026, 4, 10)),
        ("Vous l'aurez début avril.", dt.date(2026, 4, 10)),
        ("Lo tiene a principios de abril.", dt.date(2026, 4, 10)),
        ("À partir du 1er avril le plan est en français.", dt.date(2026, 4, 1)),
        ("Ich überweise es bis 16. Feber 2027.", dt.date(2027, 2, 16)),
        ("Saldrá en la remesa del 28.", dt.date(2026, 3, 28)),
        ("It goes with the payment run of the 30th.", dt.date(2026, 3, 30)),
        ("Sie geht mit dem Lauf vom 30. April hinaus.", dt.date(2026, 4, 30)),
        ("El día 27 le llevo tres planos.", dt.date(2026, 3, 27)),
        ("You have it before the end of next week.", dt.date(2026, 3, 13)),
        ("Anfang nächster Woche haben Sie es.", dt.date(2026, 3, 13)),
        ("Coffee next Tues.", dt.date(2026, 3, 10)),
        ("They go out Weds.", dt.date(2026, 3, 4)),
        ("Bis Donnerstagabend steht die Halle.", dt.date(2026, 3, 5)),
        ("Vrijdagmiddag breng ik het plan.", dt.date(2026, 3, 6)),
        ("Seit Donnerstagabend steht die Halle.", None),
        ("You have it in a fortnight.", dt.date(2026, 3, 17)),
        ("You have it by month end.", dt.date(2026, 3, 31)),
        ("You have it by month's end.", dt.date(2026, 3, 31)),
        ("Wir zahlen noch in dieser Woche.", dt.date(2026, 3, 6)),
        ("Bis Ende dieser Woche.", dt.date(2026, 3, 6)),
        ("In diesem Monat haben Sie es.", dt.date(2026, 3, 31)),
        ("You have it by mid-May.", dt.date(2026, 5, 15)),
        ("You have it by early May.", dt.date(2026, 5, 10)),
        ("Half may be invoiced now and the other half in 2 steps.", None),
        ("We finish at the end of the 1st phase.", None),
        ("I'll do the second run of the 12 tests.", None),
        ("Ihren Lebenslauf vom 3. haben wir erhalten.", None),
        ("Your invoice dated 12/01/2026 is approved and we pay it.", None),
        ("We received your invoice on 04/01/2026 and check it now.", None),
        ("You have it by 11/04/2026.", dt.date(2026, 4, 11)),
        ("You have it by 04/11/2026.", dt.date(2026, 11, 4)),
        ("You have it by 02/04/2026.", dt.date(2026, 4, 2)),
        ("You have it by 05/02/2026.", dt.date(2026, 5, 2)),
        ("Le paso los planos el martes 24 y un café.", dt.date(2026, 3, 24)),
        ("El 20 te paso los planos.", dt.date(2026, 3, 20)),
        ("El 20 % te lo descuento.", None),
        ("Nous vous recevons le mardi 17 à 10 h.", dt.date(2026, 3, 17)),
        ("Le 19 nous venons tous les deux.", dt.date(2026, 3, 19)),
        ("Je passe la nuit du 24 chez vous.", dt.date(2026, 3, 24)),
        ("Vous les aurez la semaine du 16.", dt.date(2026, 3, 20)),
        ("Am Freitag, den 13., liefern wir.", dt.date(2026, 3, 13)),
        ("Bis zum 18. haben Sie den Plan.", dt.date(2026, 3, 18)),
        ("Vrijdag 13 komen wij.", dt.date(2026, 3, 13)),
        ("On Tuesday 12 crates leave.", dt.date(2026, 3, 10)),
        ("Dienstag 12 Uhr sind wir da.", dt.date(2026, 3, 10)),
        ("It rides with Thursday's truck.", dt.date(2026, 3, 5)),
        ("Thursday's load was short, we look into it.", None),
        ("Sorry for Monday's mess, you have it by Thursday.", dt.date(2026, 3, 5)),
        ("Friday's fine, I'll be there.", dt.date(2026, 3, 6)),
        ("It goes out in Friday's run.", dt.date(2026, 3, 6)),
        ("Ann takes it from Monday and I send you the days on Thursday.", dt.date(2026, 3, 5)),
        ("From Monday Ann takes it.", dt.date(2026, 3, 9)),
        ("Ab 9. April, jeden Samstag.", dt.date(2026, 4, 9)),
        ("You have it before the month is out.", dt.date(2026, 3, 31)),
        ("You have it before the month's out.", dt.date(2026, 3, 31)),
        ("A final de abril le presento los planos.", dt.date(2026, 4, 30)),
        ("Lo tienes antes de que acabe abril.", dt.date(2026, 4, 30)),
        ("U hebt het morgenvroeg.", dt.date(2026, 3, 4)),
        ("Nous les refaisons cette nuit.", TUESDAY),
        ("Te llamo esta mañana.", TUESDAY),
        ("El lunes por la mañana te llamo.", dt.date(2026, 3, 9)),
        ("You have it first thing in the new year.", dt.date(2027, 1, 21)),
        ("You have the 900 if the rate is 12.20.", None),
        ("You have it next week Friday.", dt.date(2026, 3, 13)),
        ("You have it next week, on Monday.", dt.date(2026, 3, 9)),
        ("You have it on Friday of next week.", dt.date(2026, 3, 13)),
        ("You have it this week Thursday.", dt.date(2026, 3, 5)),
        ("You have it next week, Friday the 20th.", dt.date(2026, 3, 20)),
        ("Nächste Woche Freitag liefern wir.", dt.date(2026, 3, 13)),
        ("Am Freitag der nächsten Woche liefern wir.", dt.date(2026, 3, 13)),
        ("Volgende week donderdag komen wij.", dt.date(2026, 3, 12)),
        ("Je vous l'envoie la semaine prochaine, vendredi.", dt.date(2026, 3, 13)),
        ("Se lo mando la semana que viene, el viernes.", dt.date(2026, 3, 13)),
        ("You have it two weeks from today.", dt.date(2026, 3, 17)),
        ("You have it three days from now.", dt.date(2026, 3, 6)),
        ("You have it a week from Monday.", dt.date(2026, 3, 16)),
        ("In two weeks from Friday you have it.", dt.date(2026, 3, 20)),
        ("Freitag in einer Woche haben Sie es.", dt.date(2026, 3, 13)),
        ("Vrijdag over twee weken komen wij.", dt.date(2026, 3, 20)),
        ("You have it by Apr. 2.", dt.date(2026, 4, 2)),
        ("You have it before Dec. 1st.", dt.date(2026, 12, 1)),
        ("Sie haben es bis Okt. 5.", dt.date(2026, 10, 5)),
        ("You have it by Apr. or May.", dt.date(2026, 4, 30)),
        ("We fill 3/4 of the shifts by Friday.", dt.date(2026, 3, 6)),
        ("We fill 3/4 of the shifts.", None),
        ("We fill 5/6 positions by Friday.", dt.date(2026, 3, 6)),
        ("Somebody is there 24/7 from next month, you have the rota on Friday.", dt.date(2026, 3, 6)),
        ("We fill all positions by 5/6 and call you on Friday.", dt.date(2026, 6, 5)),
        ("The weekend rota starts 1 April, you have it on the 25th.", dt.date(2026, 3, 25)),
        ("The new rate begins on 1 April and the letter goes out by 20 March.", dt.date(2026, 3, 20)),
        ("Sie haben die Liste am 20. März, der neue Plan beginnt am 1. April.", dt.date(2026, 3, 20)),
        ("The weekend rota starts 1 April.", dt.date(2026, 4, 1)),
        ("The ladders were to be here by the end of January, we wait for them.", None),
        ("Die Leitern waren bis Ende Februar versprochen.", None),
        ("You have the ladders in February of next year.", dt.date(2027, 2, 28)),
        ("Sie haben die Leitern im Februar nächsten Jahres.", dt.date(2027, 2, 28)),
        ("Je vous rends les échelles en février de l'année prochaine.", dt.date(2027, 2, 28)),
        ("You have the ladders by April.", dt.date(2026, 4, 30)),
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
        "The drawings have not arrived.",
        "Am Montag kam niemand.",
        "Wir haben heute den 14. und bis heute nichts gehört.",
        "Er is donderdag niemand geweest.",
        "We zouden het rapport maandag krijgen.",
        "Personne n’est venu mardi.",
        "La liste était attendue pour lundi.",
        "El martes no vino nadie.",
        "El informe era para el 3 de mayo y estamos a 20.",
        "Seguimos sin los planos.",
        "Quedasteis en llamarnos el lunes y nadie nos llamó.",
        "No one's called.",
        "You haven't rung.",
        "We never did see the survey.",
        "Third ask for the drawings.",
        "Ann, for the third time: the drawings.",
        "It's October and the roof is open.",
        "Ni plan ni liste à ce jour.",
        "Pasó el 28 y ni noticias.",
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
        "Wann kann ich Sie erreichen?",
        "Wir sollten im Mai darüber sprechen.",
        "Wanneer kan ik u bellen?",
        "Nous devrons en parler au comité.",
        "¿Cuándo lo quieres?",
        "Quedamos en vernos el lunes.",
        "Era para decirte que todo va bien.",
        "Es para el 3 de mayo.",
        "For the third time in a row you were first, well done.",
        "It's May Day soon.",
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
        "We forgot to send it.",
        "Das ist uns durchgerutscht.",
        "Den Termin haben wir nicht eingehalten.",
        "Het is erbij ingeschoten.",
        "Daar hadden wij aan moeten denken; we zijn het vergeten.",
        "C’est passé à la trappe.",
        "Nous n’avons pas tenu la date.",
        "Se nos ha pasado.",
        "El lunes no fuimos ni te avisamos.",
        "No tenemos excusa.",
        "I dropped it, October got away from me.",
        "We never made it.",
        "I never asked him.",
        "Joan, we're behind and it's on us.",
        "Kam leider nicht dran.",
        "Te quedé mal.",
        "Ni le llegué a comentar.",
    ],
)
def test_who_promised_owns_that_it_came_late_or_not_at_all(text: str) -> None:
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
