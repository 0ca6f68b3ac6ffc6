"""Telephone logs of VoIP systems and exchanges: when, which way, with which number, how long."""

from __future__ import annotations

import datetime as dt
import re

from comity.sources.days import Moment
from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.values import Unreadable, quoted

IN, OUT, MISSED = "in", "out", "missed"
OUT_WORDS = re.compile(
    r"\b(?:out|outbound|outgoing|out-?going|dialled|dialed|placed|made|ausgehend\w*|abgehend\w*|gewählt\w*|"
    r"uitgaand\w*|uit|gebeld|sortant\w*|émis\w*|o)\b",
    re.IGNORECASE,
)
MISSED_WORDS = re.compile(
    r"\b(?:missed|unanswered|not answered|no answer|abandoned|voicemail|voice mail|rejected|declined|busy|"
    r"verpasst\w*|entgangen\w*|abwesenheit|nicht angenommen|mailbox|gemist\w*|onbeantwoord|niet opgenomen|"
    r"manqué\w*|sans réponse|messagerie|m)\b",
    re.IGNORECASE,
)
IN_WORDS = re.compile(
    r"\b(?:in|inbound|incoming|in-?coming|received|answered|eingehend\w*|ankommend\w*|angenommen\w*|inkomend\w*|"
    r"binnenkomend\w*|ontvangen|entrant\w*|reçu\w*|i)\b",
    re.IGNORECASE,
)


def shape(found: Found, context: Context) -> Row:
    """One call. Who rang and nobody answered was missed, said so or told by a length of nought."""
    del context
    day, at = _when(found)
    direction = direction_of(found["direction"], found.get("result"), found.get("seconds"))
    from_them = direction != OUT
    their, our = ("from", "to") if from_them else ("to", "from")
    values = {
        "called_at": at,
        "called_on": day,
        "direction": direction,
        "their_number": found.get(f"{their}_number") or found.get("number"),
        "our_number": found.get(f"{our}_number") or found.get("our_number"),
        "their_name": found.get(f"{their}_name") or found.get("name"),
        "our_name": found.get("our_name") or found.get(f"{our}_name"),
        "seconds": found.get("seconds"),
        "recorded": found.get("recorded"),
    }
    if not values["their_number"] and not values["their_name"]:
        raise Unreadable("neither a number nor a name", "Fill one in and read again.")
    return Row("calls", values, "")


def direction_of(word: str, result: str | None, seconds: int | None) -> str:
    """'in', 'out' or 'missed', by the words of the log and the call's length. Raises Unreadable."""
    if OUT_WORDS.search(word):
        return OUT
    if MISSED_WORDS.search(word):
        return MISSED
    if not IN_WORDS.search(word):
        raise Unreadable(f"{quoted(word)} is neither in nor out nor missed")
    return MISSED if seconds == 0 or (result and MISSED_WORDS.search(result)) else IN


def _when(found: Found) -> tuple[dt.date, dt.datetime | None]:
    """The day on the log's calendar, and the moment; a clock that names no zone is kept as if it were UTC."""
    moment: Moment = found["called_at"]
    at, clock = moment.at, found.get("time")
    if isinstance(clock, dt.time) and (at is None or at.time() == dt.time()):
        at = dt.datetime.combine(moment.day, clock)
    if at is not None and at.tzinfo is None:
        at = at.replace(tzinfo=dt.UTC)
    return moment.day, at


FORM = Form(
    name="log",
    table="calls",
    means="a telephone log",
    shape=shape,
    fields=(
        Field(
            "called_at",
            "moment",
            "start time; call time; call start; start; started; call date; date/time; date and time; start date; "
            "call start time; "
            "date time; timestamp; datum/uhrzeit; datum/zeit; datum und uhrzeit; beginn; anrufzeit; datum/tijd; "
            "datum en tijd; "
            "date et heure; date/heure; date de l'appel; called at",
            weak="date; datum; day; tag; dag; jour; time",
            row=True,
        ),
        Field(
            "time",
            "clock",
            "time; time of day; call time of day; uhrzeit; zeit; tijd; tijdstip; heure",
        ),
        Field(
            "direction",
            "text",
            "direction; call direction; call type; in/out; richtung; anrufart; anruftyp; richting; gesprekstype; "
            "soort gesprek; sens; type d'appel; direction de l'appel",
            weak="type; typ; art; soort",
            row=True,
        ),
        Field(
            "result",
            "text",
            "result; call result; action result; status; call status; action result; disposition; outcome; ergebnis; "
            "resultaat; "
            "statut; résultat; answered",
        ),
        Field(
            "from_number",
            "text",
            "from; from number; caller; caller number; caller id; calling number; source; source number; src; anrufer; "
            "von; rufnummer anrufer; beller; van; van nummer; appelant; de; numéro appelant",
        ),
        Field(
            "to_number",
            "text",
            "to; to number; called; callee; called number; destination; destination number; dialed number; dst; "
            "angerufener; nach; an; zielnummer; naar; naar nummer; gebelde; appelé; à; vers; numéro appelé",
        ),
        Field(
            "number",
            "text",
            "number; phone number; phone; telephone number; other party; external number; customer number; "
            "remote number; rufnummer; telefonnummer; nummer; telefoonnummer; numéro; téléphone; numéro de téléphone",
        ),
        Field(
            "our_number",
            "text",
            "extension; our number; line; own number; internal number; eigene rufnummer; nebenstelle; durchwahl; "
            "toestel; "
            "eigen nummer; poste; ligne",
        ),
        Field("from_name", "text", "from name; caller name; name anrufer; nom appelant; naam beller"),
        Field("to_name", "text", "to name; callee name; called name; destination name; nom appelé"),
        Field(
            "name",
            "text",
            "name; contact; contact name; customer; client; company; kontakt; naam; contactpersoon; nom; party name; "
            "kunde; klant",
        ),
        Field(
            "our_name",
            "text",
            "user; agent; employee; extension name; answered by; handled by; staff; recruiter; mitarbeiter; "
            "benutzer; medewerker; gebruiker; collaborateur; utilisateur",
        ),
        Field(
            "seconds",
            "seconds",
            "duration; call duration; talk time; length; call length; billsec; seconds; duration (seconds); "
            "duration (s); duration in seconds; dauer; gesprächsdauer; dauer (s); duur; gespreksduur; durée; "
            "durée de l'appel; durée (s); minutes; duration (min)",
        ),
        Field(
            "recorded",
            "flag",
            "recording; recorded; recording available; has recording; aufnahme; aufgezeichnet; opname; opgenomen; "
            "enregistrement; enregistré",
        ),
    ),
    needs=(
        ("called_at",),
        ("direction",),
        ("number", "from_number", "to_number"),
        ("direction!", "seconds!"),
        ("seconds", "result!", "time"),
        ("direction!", "from_number", "number!"),
    ),
    hints="cost; queue; department; trunk; call id; uniqueid; ring time; wait time; notes; site; kosten; wachttijd",
    never="invoice number; amount; hours; account code; subject; attendees; candidate; iban; debit; credit; balance; "
    "vendor; quantity; deal stage; email subject; departure; arrival; platform; gate; warehouse; price; shipment; "
    "carrier; tracking number",
    least=4,
)
