"""Weekly time sheets of people we placed and pay: regular and overtime hours with pay and bill rate."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from comity.sources.amounts import bounded
from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.time.other_lists import PLANNED
from comity.sources.values import Unreadable, quoted
from comity.sources.working_time import by_the_hour, hours_of

WEEK = re.compile(r"(?P<year>\d{4})\s*[-/. ]?\s*(?:w|kw|wk|s|sem)?\.?\s*(?P<week>\d{1,2})", re.IGNORECASE)
WEEK_FIRST = re.compile(
    r"(?:w|kw|wk|week|woche|s|sem|semaine|semana)?\.?\s*(?P<week>\d{1,2})\s*[-/. ]\s*(?P<year>\d{4}|\d{2})",
    re.IGNORECASE,
)
WEEK_ALONE = re.compile(r"(?:w|kw|wk|week|woche|s|sem|semaine|semana)?\.?\s*(?P<week>\d{1,2})", re.IGNORECASE)


def shape(found: Found, context: Context) -> Row:
    """One worker's week at a client."""
    del context
    ends = found.get("week_ends_on")
    if ends is None and "week_starts_on" in found:
        ends = found["week_starts_on"] + dt.timedelta(days=6)
    if ends is None and "week" in found:
        ends = _end_of_week(found["week"], found.get("year"))
    if ends is None:
        raise Unreadable("the week is missing", "Fill it in and read again.")
    first, last, worker = found.get("first_name"), found.get("last_name"), found.get("worker")
    if worker is None or (first and not last and first not in worker):  # "Nom" beside "Prénom" is a last name
        worker = " ".join(part for part in (first, last or worker) if part)
    if not worker:
        raise Unreadable("who worked is missing", "Fill it in and read again.")
    by_day = "regular_hours" not in found and "days" in found
    paid, billed = (_rate(found, name, by_day=by_day) for name in ("pay_rate", "bill_rate"))
    values = {
        "worker": worker,
        "client": found.get("client"),
        "week_ends_on": ends,
        "regular_hours": _regular(found),
        "overtime_hours": round(sum(found["overtime_hours"]), 6) if "overtime_hours" in found else None,
        "pay_rate": paid,
        "bill_rate": billed if billed is not None else _times(paid, found.get("coefficient")),
    }
    return Row("timesheets", values, "")


def _end_of_week(written: str, year: int | None) -> dt.date:
    """The Sunday of a week by its number: "10" of a year told beside it, "2026-W10", "KW 10/2026", "202610"."""
    digits = written.strip()
    found = WEEK.fullmatch(digits) or WEEK_FIRST.fullmatch(digits) or WEEK_ALONE.fullmatch(digits)
    if found is None:
        raise Unreadable(f"{quoted(written)} is no week of a year")
    told = found.groupdict()
    whole = int(told["year"]) if told.get("year") else year
    if not whole:
        raise Unreadable(f"the year of week {quoted(written)} is missing", "Add a column for it and read again.")
    try:
        return dt.date.fromisocalendar(whole + (2000 if whole < 100 else 0), int(told["week"]), 7)
    except ValueError:
        raise Unreadable(f"{quoted(written)} is no week of a year") from None


def _regular(found: Found) -> float:
    if "regular_hours" in found:
        return found["regular_hours"]
    if "days" in found:
        return hours_of(found["days"])
    if "day_hours" not in found:
        raise Unreadable("the hours are missing", "Fill them in and read again.")
    return round(sum(found["day_hours"]), 6)


def _rate(found: Found, name: str, *, by_day: bool) -> Decimal | None:
    """What an hour is paid: who counts days tells what a day is paid, and says so or not."""
    told, a_day = found.get(name), found.get(f"{name}_a_day")
    return by_the_hour(told if a_day is None else a_day) if by_day or told is None else told


def _times(paid: Decimal | None, coefficient: float | None) -> Decimal | None:
    """What an hour is billed where that is told as so many times what it is paid."""
    return None if paid is None or not coefficient else bounded(paid * Decimal(str(coefficient)), str(paid))


FORM = Form(
    name="timesheets",
    table="timesheets",
    means="weekly hours of people placed with clients",
    shape=shape,
    fields=(
        Field(
            "worker",
            "text",
            "candidate; candidate name; worker; worker name; temp; temp name; temporary worker; contractor; employee; "
            "employee name; associate; associate name; placed worker; leiharbeitnehmer; zeitarbeitnehmer; "
            "mitarbeiter; uitzendkracht; flexwerker; medewerker; intérimaire; travailleur; trabajador; trabajadora; "
            "empleado; empleada; operario; nombre del trabajador",
            weak="name; person; naam; nom",
        ),
        Field("first_name", "text", "first name; vorname; voornaam; prénom; nombre"),
        Field("last_name", "text", "last name; surname; nachname; achternaam; nom de famille; apellidos"),
        Field(
            "client",
            "text",
            "client; client corporation; client name; customer; customer name; company name; company; account; "
            "account name; organisation; organization; hirer; entleiher; einsatzbetrieb; kunde; inlener; klant; "
            "opdrachtgever; entreprise utilisatrice; société; empresa usuaria; empresa cliente; cliente; empresa",
            row=True,
        ),
        Field(
            "week_ends_on",
            "day",
            "week ending; week ending date; w/e; wk ending; weekending; week end; week end date; period end; "
            "period ending; pay period end; period end date; week ended; woche bis; wochenende am; wochenende; "
            "week tot; weekeinde; einddatum week; semaine se terminant le; fin de semaine; "
            "semana hasta; fin de semana; fin de la semana; semana que termina",
        ),
        Field(
            "week_starts_on",
            "day",
            "week starting; week beginning; week start; week start date; week commencing; week of; period start; "
            "pay period start; woche ab; woche vom; wochenbeginn; week vanaf; begin week; semaine du; "
            "début de semaine; semana del; semana desde; inicio de semana; inicio de la semana",
        ),
        Field(
            "regular_hours",
            "hours",
            "regular hours; reg hours; standard hours; normal hours; basic hours; st hours; hours; total hours; "
            "total; regular hrs; reg hrs; std hrs; hrs; normalstunden; regelstunden; stunden; normale uren; "
            "reguliere uren; uren; heures normales; hn; h. normales; heures; horas; "
            "horas normales; horas ordinarias; total horas",
        ),
        Field(
            "day_hours",
            "hours",
            "mon; tue; wed; thu; fri; sat; sun; monday; tuesday; wednesday; thursday; friday; saturday; sunday; mo; "
            "di; mi; do; fr; sa; so; montag; dienstag; mittwoch; donnerstag; freitag; samstag; sonntag; ma; wo; vr; "
            "za; zo; maandag; dinsdag; woensdag; donderdag; vrijdag; zaterdag; zondag; lunes; martes; miércoles; "
            "jueves; viernes; sábado; domingo",
            many=True,
        ),
        Field(
            "days",
            "number",
            "days; days worked; total days; number of days; tage; arbeitstage; einsatztage; anzahl tage; dagen; "
            "gewerkte dagen; aantal dagen; jours; jours travaillés; nombre de jours; nb jours; días; "
            "días trabajados; número de días",
        ),
        Field(
            "week",
            "text",
            "week; week no; week number; kw; kalenderwoche; woche; weeknummer; weeknr; semaine; semana; nº semana",
        ),
        Field("year", "whole", "year; jahr; jaar; année; año"),
        Field(
            "overtime_hours",
            "hours",
            "overtime hours; ot hours; overtime; ot; ot hrs; overtime hrs; double time hours; double time; doubletime; "
            "dt hours; dt hrs; double time hrs; überstunden; mehrarbeit; overuren; "
            "heures supplémentaires; heures sup; hs; hs 25 %; hs 50 %; heures supplémentaires 25 %; "
            "heures supplémentaires 50 %; horas extra; horas extras; horas extraordinarias",
            many=True,
        ),
        Field(
            "pay_rate",
            "money",
            "pay rate; pay; hourly pay; wage; lohn; stundenlohn; lohnsatz; uurloon; loon; brutto uurloon; "
            "taux de paie; salaire horaire; taux horaire brut; salaire horaire brut; taux brut; "
            "coste hora; coste por hora; salario hora; precio coste",
        ),
        Field(
            "bill_rate",
            "money",
            "bill rate; client bill rate; billing rate; charge rate; charge out rate; charge; verrechnungssatz; "
            "stundensatz; inleentarief; tarief; uurtarief; taux de facturation; tarifa hora; tarifa por hora; "
            "tarifa; precio hora; precio venta; tarifa cliente",
        ),
        Field(
            "coefficient",
            "number",
            "coef; coef.; coefficient; coefficient de facturation; coefficient de vente; omrekenfactor; factor; "
            "verrechnungsfaktor; coeficiente",
        ),
        Field(
            "pay_rate_a_day",
            "money",
            "pay rate (day); daily pay rate; pay rate per day; day pay; tageslohn; dagloon; salaire journalier; "
            "salario diario",
        ),
        Field(
            "bill_rate_a_day",
            "money",
            "charge rate (day); bill rate (day); day rate; daily rate; daily charge rate; charge rate per day; "
            "bill rate per day; tagessatz; dagtarief; tarif journalier; taux journalier; tjm; tarifa diaria",
        ),
    ),
    needs=(
        ("worker", "first_name"),
        ("client",),
        ("week_ends_on", "week_starts_on", "week"),
        ("regular_hours", "day_hours", "days"),
        ("pay_rate", "bill_rate", "pay_rate_a_day", "bill_rate_a_day", "overtime_hours"),
    ),
    hints="job title; placement id; approved; status; approved by; per diem; job order id",
    never="invoice number; salary; direction; deal stage; vendor; supplier",
    least=4,
    above=("week_ends_on", "week_starts_on", "client", "worker"),
    others=PLANNED,
    held=("client", "worker"),
)
