"""Hours of our own people: Harvest, Toggl, Clockify and time sheets of one's own."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from comity.sources.amounts import bounded
from comity.sources.days import Moment
from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.values import Unreadable


def shape(found: Found, context: Context) -> Row:
    """One entry: how long is told, or follows from when it began and ended."""
    begun: Moment = found["worked_on"]
    started = found.get("started_at")
    at = dt.datetime.combine(begun.day, started) if isinstance(started, dt.time) else begun.at
    hours = found.get("hours")
    if hours is None:
        hours = _between(at, found.get("ended_at"))
    named = " ".join(part for part in (found.get("first_name"), found.get("last_name")) if part)
    person = found.get("person") or named or context.group
    bill, cost = found.get("bill_rate"), found.get("cost_rate")
    values = {
        "worked_on": begun.day,
        "person": person or None,
        "client": found.get("client"),
        "project": found.get("project"),
        "task": found.get("task"),
        "memo": found.get("memo"),
        "hours": hours,
        "started_at": _instant(at),
        "billable": found.get("billable"),
        "bill_rate": bill if bill is not None else _rate(found.get("bill_amount"), hours),
        "cost_rate": cost if cost is not None else _rate(found.get("cost_amount"), hours),
        "currency": found.get("currency") or context.currency,
    }
    return Row("hours", values, "")


def _between(start: dt.datetime | None, end: dt.time | None) -> float:
    if start is None or end is None:
        raise Unreadable("how long it took is not told", "Fill it in and read again.")
    seconds = (dt.datetime.combine(start.date(), end) - start.replace(tzinfo=end.tzinfo)).total_seconds()
    return round((seconds if seconds >= 0 else seconds + 86_400) / 3600, 6)


def _instant(at: dt.datetime | None) -> dt.datetime | None:
    """The sheet's own clock, kept as if it were UTC where it names no zone."""
    return None if at is None else at if at.tzinfo else at.replace(tzinfo=dt.UTC)


def _rate(amount: Decimal | None, hours: float) -> Decimal | None:
    """What an hour of the entry came to; nothing follows from an amount of nought."""
    return bounded(amount / Decimal(str(hours)), str(amount)) if amount and hours else None


FORM = Form(
    name="hours",
    table="hours",
    means="hours of our own people",
    shape=shape,
    fields=(
        Field(
            "worked_on",
            "moment",
            "start date; work date; activity date; date worked; spent date; date of work; entry date; arbeitstag; tag; "
            "werkdatum; date de travail",
            weak="date; day; datum; start; started; started at; begin; beginn; jour; dag; von; startdatum; "
            "begindatum; start time",
            row=True,
        ),
        Field(
            "person",
            "text",
            "user; employee; person; member; team member; staff; staff member; consultant; recruiter; worker; who; "
            "user name; employee name; full name; mitarbeiter; mitarbeiterin; benutzer; bearbeiter; medewerker; "
            "werknemer; gebruiker; collaborateur; salarié; employé; utilisateur; intervenant; resource",
            weak="name; naam; nom",
        ),
        Field("first_name", "text", "first name; vorname; voornaam; prénom"),
        Field("last_name", "text", "last name; surname; nachname; achternaam; nom de famille"),
        Field(
            "client",
            "text",
            "client; customer; client name; customer name; account; account name; company; kunde; kundenname; "
            "auftraggeber; klant; klantnaam; opdrachtgever; relatie; nom du client; société",
        ),
        Field(
            "project",
            "text",
            "project; project name; job; projekt; auftrag; projectnaam; opdracht; projet; affaire; matter",
        ),
        Field(
            "task",
            "text",
            "task; activity; task name; service; work type; aufgabe; tätigkeit; leistung; taak; activiteit; "
            "werkzaamheden; tâche; activité; prestation; category",
        ),
        Field(
            "memo",
            "text",
            "notes; note; description; comment; comments; memo; details; beschreibung; bemerkung; notiz; "
            "omschrijving; opmerking; toelichting; notitie; commentaire; libellé; narrative",
        ),
        Field(
            "hours",
            "hours",
            "hours; duration; hours worked; time spent; duration (h); duration (decimal); hours (decimal); "
            "total hours; "
            "worked hours; quantity (hours); time (h); stunden; dauer; dauer (h); arbeitszeit; anzahl stunden; std; "
            "uren; aantal uren; "
            "gewerkte uren; duur; tijd; heures; durée; nombre d'heures; temps passé; minutes; seconds; hrs; "
            "duration (hours)",
            weak="time; quantity; anzahl; aantal; zeit; temps",
        ),
        Field(
            "started_at",
            "clock",
            "start time; time started; started; begin time; from time; startzeit; beginn; uhrzeit von; starttijd; "
            "begintijd; heure de début; début",
        ),
        Field(
            "ended_at",
            "clock",
            "end time; end; ended; finish; time ended; stop; stop time; endzeit; ende; uhrzeit bis; eindtijd; "
            "heure de fin; "
            "fin; bis; tot",
        ),
        Field(
            "billable",
            "flag",
            "billable; billable?; chargeable; is billable; abrechenbar; verrechenbar; fakturierbar; facturabel; "
            "declarabel; factureerbaar; facturable",
        ),
        Field(
            "bill_rate",
            "money",
            "billable rate; bill rate; hourly rate; billing rate; charge rate; billable rate (hourly); stundensatz; "
            "verrechnungssatz; uurtarief; tarief; taux horaire; tarif horaire; rate",
        ),
        Field(
            "cost_rate",
            "money",
            "cost rate; hourly cost; cost per hour; internal rate; cost rate (hourly); kostensatz; stundenkosten; "
            "kostentarief; kostprijs per uur; coût horaire",
        ),
        Field("bill_amount", "money", "billable amount; amount; billed amount; betrag; bedrag; montant; umsatz"),
        Field("cost_amount", "money", "cost amount; cost; kosten; coût"),
        Field("currency", "currency", "currency; currency code; währung; valuta; devise"),
    ),
    needs=(
        ("worked_on",),
        ("hours", "ended_at"),
        ("client", "project"),
        ("person", "first_name", "task", "memo", "billable", "project"),
        ("hours!", "ended_at!"),
        ("client!", "project!"),
    ),
    hints="email; tags; project code; invoiced?; approved?; roles; employee?; end date; external reference url; "
    "department; billable hours; team; location; tag; week; month; kostenstelle",
    never="week ending; week ending date; regular hours; overtime hours; candidate; pay rate; direction; "
    "call duration; "
    "from number; to number; caller; attendees; due date; invoice number; deal stage; vendor; supplier; "
    "room; playlist; song; weekending; opening hours; number; wochenende; weekeinde",
    group="person",
)
