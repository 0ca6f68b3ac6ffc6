"""Telephone logs of VoIP systems and exchanges: when, which way, with which number, how long; and what our person noted
of a call with a firm that the log names, which is a note of ours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from comity.identity import row_id
from comity.sources.calls.parties import party
from comity.sources.days import Moment
from comity.sources.directions import MISSED, OUT, direction_of, in_vain, is_talk, way_of
from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.values import Unreadable
from comity.tables import TABLES
from comity.tables.notes import ON_CALL, note_of_call


def shape(found: Found, context: Context) -> Row:
    """One call. Who rang and nobody answered was missed, said so or told by a length of nought."""
    del context
    words, result = found["direction"], found.get("result")
    if not is_talk(result, *words):
        raise Unreadable("a fax or message, no call: left out", "Nothing need be done.")
    vain = any(way_of(word) == MISSED for word in words)
    return call_row(found, direction_of(words, result, found.get("seconds")), vain=vain)


def call_row(found: Found, direction: str, *, vain: bool = False) -> Row:
    """The row of a call that went this way. Raises Unreadable where the other side is not told.

    What rang, or was spoken to a machine, is no time in which they spoke: `vain` says that the log calls it so.
    """
    seconds = found.get("seconds")
    if seconds and (vain or direction == MISSED or in_vain(found.get("result"), seconds)):
        seconds = 0
    day, at = _when(found)
    theirs, ours = ("from", "to") if direction != OUT else ("to", "from")
    number, name = party(found.get(f"{theirs}_number"))
    our_number, our_name = party(found.get(f"{ours}_number"))
    line, answerer = party(found.get("our_number"))
    company = found.get("company")
    values = {
        "called_at": at,
        "called_on": day,
        "direction": direction,
        "their_number": number or found.get("number"),
        "our_number": (our_number if "our_number" not in found else None) or line or our_number,
        "their_name": found.get(f"{theirs}_name") or found.get("name") or name or company,
        "their_company": company,
        "our_name": found.get("our_name") or found.get(f"{ours}_name") or answerer or our_name,
        "seconds": seconds,
        "recorded": found.get("recorded"),
    }
    if not values["their_number"] and not values["their_name"]:
        raise Unreadable("neither a number nor a name", "Fill one in and read again.")
    digest = row_id(TABLES["calls"], values, "")
    return Row("calls", values, "", also=_noted(found, values, digest), digest=digest)


def _noted(found: Found, call: Mapping[str, object], digest: str) -> tuple[Row, ...]:
    """What was noted of a call, known by the call, so that a later export of it counts; only where the log names the
    firm: whose a note is must not be guessed from a number or a name.
    """
    text = found.get("note")
    if not text or not call["their_company"]:
        return ()
    note_id = note_of_call(digest)
    values = {
        "crm": "", "note_id": note_id, "written_on": call["called_on"], "kind": ON_CALL,
        "company": call["their_company"], "company_id": None, "person": call["their_name"],
        "author": call["our_name"], "text": text,
    }  # fmt: skip
    return (Row("notes", values, "", note_id),)


def _when(found: Found) -> tuple[dt.date, dt.datetime | None]:
    """The day on the log's calendar, and the moment; a clock that names no zone is kept as if it were UTC."""
    moment: Moment = found["called_at"]
    at, clock = moment.at, found.get("time")
    if isinstance(clock, dt.time) and (at is None or at.time() == dt.time()):
        at = dt.datetime.combine(moment.day, clock)
    if at is not None and at.tzinfo is None:
        at = at.replace(tzinfo=dt.UTC)
    return moment.day, at


CALLED_AT = Field(
    "called_at",
    "moment",
    "start time; date (TZ offset incl.); call start time; call time; call date/time; call start; start; started; "
    "started at; date started; call date; date/time; date and time; start date; date time; timestamp; datum/uhrzeit; "
    "datum/zeit; datum und uhrzeit; zeitpunkt; beginn; anrufzeit; datum/tijd; datum en tijd; date et heure; "
    "date/heure; date de l'appel; called at; heure d'appel; heure de l'appel; beltijd; gesprek gestart; fecha y hora; "
    "fecha/hora; fecha de la llamada; "
    "hora de la llamada; hora de llamada; inicio de la llamada; hora de inicio",
    weak="date; datum; day; tag; dag; jour; fecha; día; time; when; wann; wanneer; created at; date created; "
    "activity date",
    row=True,
)
TIME = Field(
    "time",
    "clock",
    "time; time of day; call time of day; uhrzeit; zeit; tijd; tijdstip; heure; hora; call time; start time; start; "
    "started; beginn; call start",
)
FROM = (
    "from; from number; caller; caller number; caller id; calling number; calling party; source; source number; src; "
    "anrufer; von; rufnummer anrufer; beller; van; van nummer; appelant; de; numéro appelant; desde; "
    "llamante; origen; número de origen; número llamante; número que llama"
)
TO = (
    "to; to number; called; callee; callee number; called number; called party; destination number; destination; "
    "dialed number; dialled number; number dialled; number dialed; dst; angerufener; nach; an; zielnummer; "
    "zielrufnummer; naar; naar nummer; gebelde; gebeld nummer; appelé; à; vers; numéro appelé; hacia; destino; "
    "número de destino; destinatario; número llamado"
)
FROM_NAME = Field(
    "from_name",
    "text",
    "from name; caller name; calling name; name anrufer; nom appelant; naam beller; nombre del llamante",
)
TO_NAME = Field("to_name", "text", "to name; callee name; called name; destination name; nom appelé")
OUR_NUMBER = (
    "extension; internal number; our number; line; own number; eigene rufnummer; nebenstelle; durchwahl; toestel; "
    "toestelnummer; eigen nummer; poste; ligne; extensión; anexo; línea; número interno"
)
OUR_NAME = (
    "user; agent; agent name; user name; user display name; employee; extension name; answered by; taken by; made by; "
    "handled by; our person; staff; staff member; recruiter; mitarbeiter; mitarbeiterin; benutzer; medewerker; "
    "gebruiker; collaborateur; utilisateur; usuario; agente; empleado; empleada; atendida por; contestada por; "
    "activity assigned to"
)
SECONDS = Field(
    "seconds",
    "seconds",
    "talk time; talking time; talking; talk duration; talked; duration (in call); billsec; durée en conversation; "
    "durée de conversation; call duration; duration; "
    "duration (total); length; call length; seconds; duration (seconds); duration (s); duration in seconds; "
    "duration seconds; gesprächsdauer; sprechzeit; dauer; dauer (s); dauer (min); dauer in minuten; duur (min); "
    "gespreksduur; duur; durée de l'appel; durée; durée (s); minutes; minuten; mins; duration (min); "
    "durée de communication; duración; duración (s); duración (min); duración de la llamada; tiempo de conversación; "
    "tiempo hablado; hablando; sprechen; gesprächszeit; conversation; temps de conversation; in gesprek; "
    "gesprekstijd; segundos; minutos; total duration; total call time; gesamtdauer; totale duur; durée totale; "
    "duración total",
)
RESULT = Field(
    "result",
    "text",
    "result; call result; action result; answered; call status; disposition; last leg disposition; outcome; "
    "call outcome; missed call reason; status; ergebnis; resultaat; statut; résultat; beantwortet; "
    "beantwoord; resultado; estado; estado de la llamada; disposición",
)
RECORDED = Field(
    "recorded",
    "flag",
    "recording; recorded; recording available; has recording; aufnahme; aufgezeichnet; opname; opgenomen; "
    "enregistrement; enregistré; grabación; grabada",
)
DIRECTION = Field(
    "direction",
    "text",
    "direction; call direction; call type; in/out; in/uit; inbound/outbound; ein/aus; richtung; anrufart; "
    "anruftyp; richting; gesprekstype; soort gesprek; sens; type d'appel; direction de l'appel; dirección; sentido; "
    "dirección de la llamada; tipo de llamada",
    weak="type; typ; art; soort; tipo",
    many=True,
    row=True,
)
NAME = Field(
    "name",
    "text",
    "contact name; remote name; name; contact; contact person; party name; person; who; kontakt; "
    "ansprechpartner; gesprächspartner; naam; contactpersoon; nom; interlocuteur; nombre; contacto; interlocutor; "
    "persona; persona de contacto; nombre del contacto; associated contact",
)
COMPANY = Field(
    "company",
    "text",
    "contact company; company; company name; organisation; organization; firm; account; account name; "
    "customer; customer name; client; client name; firma; kunde; unternehmen; klant; bedrijf; relatie; "
    "organisatie; société; entreprise; empresa; cliente; organización; compañía; associated company",
)
NOTE = Field(
    "note",
    "text",
    "call notes; call note; notes; note; comments; comment; remarks; remark; notiz; notizen; gesprächsnotiz; "
    "bemerkung; bemerkungen; notitie; notities; opmerking; opmerkingen; commentaire; commentaires; remarque; "
    "remarques; nota; notas; comentario; comentarios; observaciones",
)
HINTS = (
    "cost; queue; department; trunk; call id; call sid; uniqueid; ring time; ringing; ring duration; wait time; "
    "waiting time; answer; answer time; end time; amaflags; channel; context; dcontext; site; kosten; wachttijd; "
    "klingeln; klingelzeit; sonnerie; overgaan; timbrando; tiempo de timbre; tiempo de espera; cola; coste; motivo; "
    "phone number id; number type; via; voicemail"
)
NEVER = (
    "invoice number; amount; hours; account code; subject; attendees; candidate; iban; debit; credit; balance; "
    "~vendor; ~supplier; quantity; deal stage; email subject; departure; arrival; platform; gate; warehouse; "
    "shipment; tracking number; message; message body; segments; flight; miles; km; kilometers; driver; sku; "
    "protocol; bytes; shift; purpose; task; project"
)

FORM = Form(
    name="log",
    table="calls",
    means="a telephone log",
    shape=shape,
    fields=(
        CALLED_AT,
        TIME,
        DIRECTION,
        RESULT,
        Field("from_number", "text", FROM),
        Field("to_number", "text", TO),
        Field(
            "number",
            "text",
            "external number; remote number; their number; phone number; number; phone; telephone number; telephone; "
            "tel; other party; customer number; contact number; rufnummer; telefonnummer; telefon; nummer; "
            "telefoonnummer; telefoon; numéro; téléphone; numéro de téléphone; teléfono; número; número de teléfono; "
            "número externo",
        ),
        Field("our_number", "text", OUR_NUMBER),
        FROM_NAME,
        TO_NAME,
        NAME,
        COMPANY,
        Field("our_name", "text", OUR_NAME),
        SECONDS,
        RECORDED,
        NOTE,
    ),
    needs=(
        ("called_at",),
        ("direction",),
        ("number", "from_number", "to_number"),
        ("direction!", "seconds!"),
        ("seconds", "result!", "time"),
        ("direction!", "from_number", "number!"),
    ),
    hints=HINTS,
    never=NEVER,
    least=4,
)
