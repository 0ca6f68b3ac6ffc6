"""Calendars as Outlook writes them into a table: a line an appointment, a series' occurrences one by one."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

from comity.sources.calendar.rows import ADDRESS, CALLED_OFF, LONGEST_TEXT, LONGEST_TITLE
from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.tables.meetings import LISTED

_APART = re.compile(r"\s*[;\n]\s*")
# What people note beside an appointment that was not held.
_NOT_HELD = re.compile(
    r"\b(?:no[- ]?show|did(?:n['’]t| not) (?:happen|show|take place)|cancell?ed|declined|called off|not rebooked"
    r"|abgesagt|ausgefallen|fiel aus|entfallen|nicht erschienen|geannuleerd|afgezegd|niet doorgegaan|annulée?"
    r"|cancelad[ao])\b",
    re.IGNORECASE,
)
_NOTED = 60  # letters of such a note: a longer text is an agenda
_MOST = 1_000  # people of one appointment: no meeting has more


def shape(found: Found, context: Context) -> Row:
    """One appointment; what it is known by is made of what it says, for the table has no ids."""
    del context
    summary = (found.get("summary") or "")[:LONGEST_TITLE] or None
    organizer = (found.get("organizer") or "").strip()
    organizer_address = _address(organizer)
    starts_on = found["starts_on"]
    all_day = bool(found.get("all_day"))
    starts_at = _moment(starts_on, None if all_day else found.get("start_time"))
    ends_on = found.get("ends_on")
    ends_at = _moment(ends_on, None if all_day else found.get("end_time")) if ends_on else None
    described = found.get("description") or ""
    noted = described.strip()
    # Outlook writes a cancellation into the title when the organizer sends it; a note may be of anybody's doing.
    titled = bool(summary and CALLED_OFF.match(summary))
    called_off = titled or (len(noted) <= _NOTED and bool(_NOT_HELD.search(noted)))
    said = "\x1e".join((starts_at.isoformat(), CALLED_OFF.sub("", summary or "").strip(), organizer))
    uid = f"{LISTED}{hashlib.blake2b(said.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"
    values = {
        "uid": uid,
        "occurrence": "",
        "starts_at": starts_at,
        "ends_at": ends_at if ends_at and ends_at >= starts_at else None,
        "starts_on": starts_on,
        "all_day": all_day,
        "summary": summary,
        "description": described[:LONGEST_TEXT] or None,
        "organizer": organizer_address,
        "attendees": _people([organizer, found.get("required"), found.get("optional")]),
        "created_on": None,
        "cancelled": called_off,
        "cancelled_on": starts_on if called_off else None,
        "cancelled_by": organizer_address if titled else None,
    }
    return Row("meetings", values, "", uid)


def _moment(day: dt.date, clock: object) -> dt.datetime:
    """A clock that names no zone is kept as if it were UTC."""
    return dt.datetime.combine(day, clock if isinstance(clock, dt.time) else dt.time()).replace(tzinfo=dt.UTC)


def _address(told: str) -> str | None:
    match = ADDRESS.search(told)
    return match[0].lower() if match else None


def _people(columns: list[str | None]) -> list[dict[str, str | None]]:
    """Whoever is named, each once: by an address, by a name, or by both ("Ann Hale (ann@hale.example)")."""
    told = dict.fromkeys(one for column in columns if column for one in _APART.split(column.strip()) if one)
    found: dict[str, dict[str, str | None]] = {}
    for one in list(told)[:_MOST]:
        address = _address(one.replace("(", " ").replace(")", " "))
        name = ADDRESS.sub("", one).strip(" ()<>'\"") or None
        found.setdefault(address or one.lower(), {"name": name, "address": address, "answer": "none"})
    return list(found.values())


FORM = Form(
    name="outlook_list",
    table="meetings",
    means="a calendar, an appointment a line",
    shape=shape,
    fields=(
        Field("summary", "text", "subject; betreff; onderwerp; objet; asunto; title; titel; titre; título"),
        Field(
            "starts_on",
            "day",
            "start date; beginnt am; begindatum; startdatum; début le; date de début; commence le; fecha de comienzo; "
            "fecha de inicio; comienza el dia; comienza el; début",
            row=True,
        ),
        Field(
            "start_time",
            "clock",
            "start time; beginnt um; begintijd; starttijd; startzeit; débute à; heure de début; hora de comienzo; "
            "hora de inicio; comienzo; début",
        ),
        Field(
            "ends_on",
            "day",
            "end date; endet am; einddatum; enddatum; fin le; date de fin; finit le; fecha de finalización; "
            "fecha de fin; fin",
        ),
        Field(
            "end_time",
            "clock",
            "end time; endet um; eindtijd; endzeit; finit à; heure de fin; hora de finalización; hora de fin; "
            "finalización; fin",
        ),
        Field(
            "all_day",
            "flag",
            "all day event; all-day event; ganztägiges ereignis; gebeurtenis, duurt hele dag; duurt hele dag; "
            "journée entière; événement d'une journée; todo el día; evento de todo el día",
        ),
        Field(
            "organizer",
            "text",
            "meeting organizer; organizer; besprechungsplanung; organisator; organisator van vergadering; "
            "organisateur d'une réunion; organisateur; organizador de la reunión; organizador",
        ),
        Field(
            "required",
            "text",
            "required attendees; erforderliche teilnehmer; verplichte deelnemers; participants obligatoires; "
            "asistentes necesarios; asistentes obligatorios; asistentes requeridos; vereiste genodigden; "
            "vereiste deelnemers",
        ),
        Field(
            "optional",
            "text",
            "optional attendees; optionale teilnehmer; optionele deelnemers; participants facultatifs; "
            "asistentes opcionales; optionele genodigden",
        ),
        Field("description", "text", "description; beschreibung; beschrijving; descripción; notes; notizen"),
    ),
    needs=(("summary!",), ("starts_on!",), ("start_time!", "all_day!"), ("organizer!", "required!")),
    hints="reminder on/off; reminder date; reminder time; meeting resources; billing information; categories; "
    "location; mileage; priority; private; sensitivity; show time as; erinnerung ein/aus; erinnerung am; "
    "erinnerung um; besprechungsressourcen; abrechnungsinformationen; kategorien; ort; reisekilometer; priorität; "
    "privat; vertraulichkeit; zeitspanne zeigen als; herinneringen aan/uit; herinneringsdatum; herinneringstijd; "
    "vergaderbronnen; factuurgegevens; categorieën; locatie; reisafstand; prioriteit; privé; gevoeligheid; "
    "tijd weergeven als; rappel actif/inactif; date du rappel; heure du rappel; ressources de la réunion; "
    "informations de facturation; catégories; emplacement; kilométrage; priorité; privé; critère de diffusion; "
    "disponibilité; afficher la disponibilité; date de rappel; informations facturation; vergadervoorzieningen; "
    "factuurinformatie; recordatorio activado/desactivado; fecha del recordatorio; hora del recordatorio; "
    "recursos de la reunión; categorías; ubicación; kilometraje; prioridad; privado; confidencialidad",
    never="hours; amount; status; rate; company; client; account; job title; candidate",
    least=4,
)
