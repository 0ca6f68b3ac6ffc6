"""Hours of our own people: Harvest, Toggl, Clockify and time sheets of one's own."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from comity.sources.amounts import bounded
from comity.sources.days import Moment
from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.time.other_lists import PLANNED
from comity.sources.values import Unreadable
from comity.sources.working_time import by_the_hour, hours_of

ROUNDED = 0.13  # of an hour: what is told in quarters of one


def gather(found: Found, context: Context, whole: bool) -> None:
    """Learn whether minutes say the same as the hours beside them, or what is more than whole hours; and whether what
    may be a sum of money is the hours once more."""
    if whole and found.get("bill_amount"):
        context.memory["of hours"] = _may_be_hours(found, context) and context.memory.get("of hours", True)
    hours, minutes = found.get("hours", 0.0), found.get("minutes", 0.0)
    if not float(hours).is_integer() or not 0 <= minutes < 1:
        context.memory["again"] = True


def shape(found: Found, context: Context) -> Row:
    """One entry: how long is told, or follows from when it began and ended."""
    begun: Moment = found["worked_on"]
    at = _begun_at(found)
    hours = _told(found, context)
    if context.memory.get("of hours") and "bill_amount" in found:
        told = float(found.pop("bill_amount"))
        hours = told if hours is None and "days" not in found else hours
    if hours is None and "days" in found:
        hours = hours_of(found["days"])
    if hours is None:
        hours = _between(at, found.get("ended_at"), found.get("pause", 0.0))
    names = [found[name] for name in ("first_name", "last_name") if name in found]
    # Who has both names beside it is a user by his sign-in name; "Nom" beside "Prénom" is a last name.
    if "last_name" not in found and names and names[0] not in found.get("person", names[0]):
        names.append(found["person"])
    person = " ".join(names) if len(names) > 1 else found.get("person") or " ".join(names) or context.group
    bill, cost = found.get("bill_rate", by_the_hour(found.get("day_rate"))), found.get("cost_rate")
    billable = found.get("billable", not found["unbillable"] if "unbillable" in found else None)
    values = {
        "worked_on": begun.day,
        "person": person or None,
        "client": found.get("client"),
        "project": found.get("project"),
        "task": found.get("task"),
        "memo": found.get("memo"),
        "hours": hours,
        "started_at": _instant(at),
        "billable": billable,
        "bill_rate": bill if bill is not None else _rate(found.get("bill_amount"), hours),
        "cost_rate": cost if cost is not None else _rate(found.get("cost_amount"), hours),
        "currency": found.get("currency") or context.currency,
    }
    return Row("hours", values, "")


def _begun_at(found: Found) -> dt.datetime | None:
    begun, started = found["worked_on"], found.get("started_at")
    return dt.datetime.combine(begun.day, started) if isinstance(started, dt.time) else begun.at


def _may_be_hours(found: Found, context: Context) -> bool:
    """Whether an amount without a currency is no more than the hours of its line: nobody works for less than one an
    hour, so that a column of nothing else ("Total" beside begin and end) tells how long it took."""
    if "currency" in found or context.currency or "worked_on" not in found:
        return False
    hours = _told(found, context)
    try:
        hours = _between(_begun_at(found), found.get("ended_at"), 0.0) if hours is None else hours
    except Unreadable:
        return False
    return 0 < found["bill_amount"] <= hours + ROUNDED


def _told(found: Found, context: Context) -> float | None:
    """The hours that are told, with the minutes that are more than those."""
    hours, minutes = found.get("hours", found.get("total")), found.get("minutes")
    if hours is None or minutes is None or context.memory.get("again"):
        return minutes if hours is None else hours
    return round(hours + minutes, 6)


def _between(start: dt.datetime | None, end: dt.time | None, pause: float) -> float:
    """The hours from begin to end without the break; an end before the begin is on the next day."""
    if start is None or end is None:
        raise Unreadable("how long it took is not told", "Fill it in and read again.")
    seconds = (dt.datetime.combine(start.date(), end) - start.replace(tzinfo=end.tzinfo)).total_seconds()
    hours = (seconds if seconds >= 0 else seconds + 86_400) / 3600 - pause
    if hours < 0:
        raise Unreadable("the break is longer than the work")
    return round(hours, 6)


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
    gather=gather,
    fields=(
        Field(
            "worked_on",
            "moment",
            "work date; worked on; date worked; start date; activity date; spent date; spent on; date of work; "
            "entry date; time date; time entry date; timesheet date; timecard date; log date; local date; visit date; "
            "date of visit; "
            "service date; date of service; job date; attendance date; arbeitstag; tag; werkdatum; "
            "gewerkt op; begonnen op; begonnen am; date de travail; date de début; fecha de trabajo; día de trabajo; "
            "fecha de inicio; fecha inicio",
            weak="week ending; week ended; week end date; date; day; datum; fecha; día; start; started; started at; "
            "begin; beginn; jour; dag; von; startdatum; "
            "begindatum; start time; when; wann; wanneer",
            row=True,
        ),
        Field(
            "person",
            "text",
            "full name; employee name; user name; staff name; resource name; team member; staff member; employee; "
            "user; person; member; staff; resource; consultant; engineer; technician; timekeeper; fee earner; "
            "recruiter; worker; who; username; user display name; mitarbeiter; mitarbeiterin; mitarbeiter/in; "
            "mitarbeiter*in; benutzer; bearbeiter; berater; beraterin; "
            "monteur; techniker; wer; medewerker; werknemer; gebruiker; wie; "
            "collaborateur; salarié; employé; utilisateur; intervenant; consultant/e; empleado; empleada; "
            "trabajador; usuario; consultor; técnico; persona",
            weak="name; naam; nom; worked by; done by",
        ),
        Field("first_name", "text", "first name; fname; vorname; voornaam; prénom; nombre"),
        Field(
            "last_name", "text", "last name; lname; surname; nachname; achternaam; nom de famille; apellidos; apellido"
        ),
        Field(
            "client",
            "text",
            "client name; customer name; customer full name; account customer; client company; client; customer; "
            "account name; account; organisation; organization; organisation name; organization name; company; "
            "company name; firm; kunde; kundenname; auftraggeber; mandant; firma; klant; klantnaam; opdrachtgever; "
            "relatie; organisatie; bedrijf; bedrijfsnaam; nom du client; société; entreprise; jobcode; jobcode 1; "
            "cliente; "
            "nombre del cliente",
            weak="contact; for; für; voor; pour; location name",
        ),
        Field(
            "project",
            "text",
            "project name; project title; project; job name; job; projekt; projektname; auftrag; projectnaam; "
            "opdracht; projet; affaire; mission; dossier; matter; charge to; engagement; case; workspace; area name; "
            "proyecto; "
            "nombre del proyecto; encargo; expediente; jobcode 2",
        ),
        Field(
            "task",
            "text",
            "task; task name; work done; work carried out; activity; activity name; activity type; activity category; "
            "service; service item; service name; product/service; work type; type of work; work code; labor code; "
            "task/general/issue; "
            "aufgabe; tätigkeit; leistung; leistungsart; taak; activiteit; dienst; werksoort; urensoort; "
            "werkzaamheden; tâche; activité; prestation; category; tarea; actividad; servicio",
        ),
        Field(
            "memo",
            "text",
            "notes; note; description; comment; comments; memo; memo/description; details; summary notes; "
            "work description; worklog description; issue summary; what; beschreibung; bemerkung; notiz; kommentar; "
            "omschrijving; opmerking; toelichting; notitie; beschrijving; commentaire; libellé; narrative; "
            "descripción; nota; notas; comentario; comentarios; observaciones",
            weak="title; summary; subject",
        ),
        Field(
            "hours",
            "hours",
            "actual hours; time time; hours worked; worked hours; input hours; worked time; hours; duration (decimal); "
            "duration; time spent; daily log hours; log hours; duration (h); hours (decimal); total hours; "
            "quantity (hours); time (h); time (hours); time in hours; time in minutes; time spent seconds; "
            "tracked time; tracked hours; logged hours; labour hours; labor hours; hours on site; on site hours; "
            "stunden; stundenzahl; dauer; dauer (h); arbeitszeit; anzahl stunden; std; zeitaufwand; uren; "
            "aantal uren; gewerkte uren; bestede tijd; duur; tijd; "
            "heures; durée; nombre d'heures; temps passé; seconds; hrs; duration (hours); horas; "
            "número de horas; horas trabajadas; horas totales; total horas; duración; tiempo",
            weak="time; quantity; anzahl; aantal; zeit; temps; units; qty",
        ),
        # A total is one of money, unless it is written as a length: "3:30".
        Field("total", "hours", "", weak="total"),
        Field("minutes", "hours", "minutes; mins; minuten; minutos"),
        Field(
            "days",
            "number",
            "days; days worked; worked days; number of days; man days; person days; time (days); duration (days); "
            "quantity (days); tage; anzahl tage; manntage; personentage; leistungstage; arbeitstage; dauer (tage); "
            "dagen; aantal dagen; gewerkte dagen; mandagen; jours; nombre de jours; nb jours; jours travaillés; "
            "jours homme; durée (jours); días; número de días; días trabajados; jornadas",
        ),
        Field(
            "pause",
            "pause",
            "break; break time; break duration; mealbreak; meal break; breaks; unpaid break; lunch break; pause; "
            "pausenzeit; pausendauer; "
            "pauze; pauzetijd; temps de pause",
        ),
        Field(
            "started_at",
            "clock",
            "start time; local start time; time started; time in; started; begin time; from time; arrive; arrived; "
            "arrival time; startzeit; beginn; uhrzeit von; starttijd; begintijd; heure de début; début; start; begin; "
            "von; van; from; hora de inicio; "
            "inicio; hora inicio",
        ),
        Field(
            "ended_at",
            "clock",
            "end time; local end time; end; ended; finish; finish time; time ended; time end; time out; stop; depart; "
            "departed; stop time; endzeit; ende; uhrzeit bis; eindtijd; einde; geëindigd op; heure de fin; fin; bis; "
            "tot; "
            "to time; hora de fin; hora fin; hora de finalización; hora final",
            weak="to",
        ),
        Field(
            "billable",
            "billed",
            "billable; chargeable; is billable; billing type; billable option; billing option; abrechenbar; "
            "verrechenbar; fakturierbar; facturabel; declarabel; factureerbaar; facturable; "
            "imputable",
            weak="billed; charged; chargeable?; berechnet; gefactureerd; facturé; facturado",
        ),
        Field(
            "unbillable",
            "flag",
            "non-billable; not billable; non chargeable; unbillable; nicht abrechenbar; no facturable",
        ),
        Field(
            "bill_rate",
            "money",
            "billable rate; bill rate; billing rate; hourly rate; hourly billing rate; charge rate; charge out rate; "
            "billable rate (hourly); stundensatz; verrechnungssatz; uurtarief; tarief; taux horaire; tarif horaire; "
            "rate; rates; tarifa; tarifa por hora; precio hora",
        ),
        Field(
            "day_rate",
            "money",
            "day rate; daily rate; bill rate (day); rate per day; tagessatz; tagsatz; dagtarief; tarif journalier; "
            "taux journalier; tjm; tarifa diaria; tarifa por día",
        ),
        Field(
            "cost_rate",
            "money",
            "cost rate; hourly cost; cost per hour; internal rate; cost rate (hourly); kostensatz; stundenkosten; "
            "kostentarief; kostprijs per uur; coût horaire; coste por hora; coste hora; tarifa de coste",
        ),
        Field(
            "bill_amount",
            "money",
            "billable amount; amount; billed amount; charge amount; betrag; bedrag; montant; umsatz; total; importe",
        ),
        Field("cost_amount", "money", "cost amount; cost; labor cost; labour cost; kosten; coût"),
        Field("currency", "currency", "currency; currency code; währung; valuta; devise; moneda; divisa"),
    ),
    needs=(
        ("worked_on",),
        ("hours", "minutes", "days", "ended_at"),
        ("client", "project"),
        ("person", "first_name", "task", "memo", "billable", "project"),
        ("hours!", "minutes!", "days!", "ended_at!", "billable!", "task!"),
        ("client!", "project!"),
    ),
    hints="email; tags; project code; invoiced?; approved?; roles; employee?; end date; external reference url; "
    "department; billable hours; billable time; team; location; tag; week; month; kostenstelle; approved; "
    "approval status; ticket number; ticket/project number; work role; role name; issue key; budget; agreement",
    never="~supplier; ~vendor; ~proveedor; turno; kilómetros; entrada; salida; número de teléfono; teléfono; origen; "
    "destino; horas previstas; gasto; ?week ending; ?week ending date; ?w/e; regular hours; overtime hours; candidate; "
    "pay rate; direction; call duration; call date; call type; from number; to number; caller; callee; talk time; "
    "in/out; in/uit; richting; richtung; sens; extension; nebenstelle; toestel; rufnummer; phone number; "
    "telephone number; telefoonnummer; telefonnummer; attendees; due date; invoice number; deal stage; room; "
    "playlist; song; ?weekending; opening hours; wochenende; weekeinde; expense category; merchant; receipt; miles; "
    "kilometers; kilometer; km; mileage; gross pay; schicht; shift; flight; departure; requester; "
    "tracking number; trainer; course; original estimate",
    vouched=("billable",),
    group="person",
    others=PLANNED,
    held=("client", "project", "person"),
)
