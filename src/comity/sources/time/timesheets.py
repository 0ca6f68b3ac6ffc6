"""Weekly time sheets of people we placed and pay: regular and overtime hours with pay and bill rate."""

from __future__ import annotations

import datetime as dt

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.values import Unreadable


def shape(found: Found, context: Context) -> Row:
    """One worker's week at a client."""
    del context
    ends = found.get("week_ends_on")
    if ends is None and "week_starts_on" in found:
        ends = found["week_starts_on"] + dt.timedelta(days=6)
    if ends is None:
        raise Unreadable("the week is missing", "Fill it in and read again.")
    worker = found.get("worker") or " ".join(p for p in (found.get("first_name"), found.get("last_name")) if p)
    if not worker:
        raise Unreadable("who worked is missing", "Fill it in and read again.")
    values = {
        "worker": worker,
        "client": found.get("client"),
        "week_ends_on": ends,
        "regular_hours": found["regular_hours"],
        "overtime_hours": found.get("overtime_hours"),
        "pay_rate": found.get("pay_rate"),
        "bill_rate": found.get("bill_rate"),
    }
    return Row("timesheets", values, "")


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
            "mitarbeiter; uitzendkracht; flexwerker; medewerker; intérimaire; travailleur",
            weak="name; person; naam; nom",
        ),
        Field("first_name", "text", "first name; vorname; voornaam; prénom"),
        Field("last_name", "text", "last name; surname; nachname; achternaam; nom de famille"),
        Field(
            "client",
            "text",
            "client; client corporation; client name; customer; customer name; company; account; entleiher; "
            "einsatzbetrieb; kunde; inlener; klant; opdrachtgever; entreprise utilisatrice; société",
            row=True,
        ),
        Field(
            "week_ends_on",
            "day",
            "week ending; week ending date; weekending; week end; week end date; period end; period ending; "
            "pay period end; period end date; week ended; woche bis; wochenende am; wochenende; week tot; weekeinde; "
            "einddatum week; semaine se terminant le; fin de semaine",
        ),
        Field(
            "week_starts_on",
            "day",
            "week starting; week beginning; week start; week start date; week commencing; week of; period start; "
            "pay period start; woche ab; woche vom; wochenbeginn; week vanaf; begin week; semaine du; "
            "début de semaine",
        ),
        Field(
            "regular_hours",
            "hours",
            "regular hours; reg hours; hours; standard hours; normal hours; total hours; st hours; basic hours; "
            "regular hrs; reg hrs; normalstunden; regelstunden; stunden; normale uren; reguliere uren; uren; "
            "heures normales; heures",
            row=True,
        ),
        Field(
            "overtime_hours",
            "hours",
            "overtime hours; ot hours; overtime; ot; ot hrs; overtime hrs; überstunden; mehrarbeit; overuren; "
            "heures supplémentaires",
        ),
        Field(
            "pay_rate",
            "money",
            "pay rate; pay; hourly pay; wage; lohn; stundenlohn; lohnsatz; uurloon; loon; brutto uurloon; "
            "taux de paie; salaire horaire",
        ),
        Field(
            "bill_rate",
            "money",
            "bill rate; client bill rate; billing rate; charge rate; verrechnungssatz; stundensatz; tarief; uurtarief; "
            "taux de facturation",
        ),
    ),
    needs=(
        ("worker", "first_name"),
        ("client",),
        ("week_ends_on", "week_starts_on"),
        ("regular_hours",),
        ("pay_rate", "bill_rate", "overtime_hours"),
    ),
    hints="double time hours; dt hours; job title; placement id; approved; status; approved by; per diem; job order id",
    never="invoice number; salary; direction; deal stage; vendor; supplier",
    least=4,
)
