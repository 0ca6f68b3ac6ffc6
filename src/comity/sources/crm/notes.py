"""Notes of our own people: Bullhorn notes, HubSpot notes, calls and meetings, Salesforce tasks and events."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator

from comity.later import pattern
from comity.sources.directions import MISSED, OUT, direction_of, was_missed
from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.values import Unreadable

BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^>]{0,200}>", re.IGNORECASE)
TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
_CALL = re.compile(
    r"\b(?:(?:phone\s*|tele)?calls?|(?:tele)?phone\w*|telefon\w*|anruf\w*|appels?|llamadas?|bel(?:gesprek|len)?|chiamat[ae])\b",
    re.I,
)
_TO_DO = frozenset(
    ("to do", "todo", "no", "false", "0", "open", "offen", "nein", "te doen", "nee", "à faire", "non", "pendiente")
)
_NOT_BEGUN = pattern(
    r"not (?:yet )?started|planned|scheduled|upcoming|nicht (?:begonnen|gestartet)|geplant|niet (?:begonnen|gestart)|"
    r"gepland|non (?:commencée?|démarrée?)|planifiée?|no iniciad[ao]|sin (?:empezar|iniciar)|planificad[ao]|"
    r"programad[ao]",
    re.IGNORECASE,
)
MARKUP = re.compile(r"</?(?:p|div|br|span|li|ul|ol|b|i|a|strong|em|h[1-6]|table|td|tr)\b[^<>]{0,500}>", re.IGNORECASE)


def gather(found: Found, context: Context, whole: bool) -> None:
    """Learn the last day on which anything was done."""
    del whole
    if found.get("done") and "written_on" in found and not _is_ahead(found):
        context.memory["done"] = max(found["written_on"], context.memory.get("done", found["written_on"]))


def shape(found: Found, context: Context) -> Row:
    """One note; without a key of its own it is known by what it says."""
    if _is_planned(found, context):
        raise Unreadable("a task that is still to be done, no note: left out", "Nothing need be done.")
    body = visible(found["text"]) if found.get("text") else None
    subject = found.get("subject")
    if subject and body and subject.strip() in body:
        subject = None
    text = "\n".join(part for part in (subject, body) if part)
    if not text:
        raise Unreadable("the note has no text", "Nothing need be done.")
    when = found["written_on"]
    said = f"{when}\x1e{found.get('company')}\x1e{found.get('person')}\x1e{text}".encode("utf-8", "replace")
    note_id = found.get("engagement_id") or found.get("note_id") or hashlib.blake2b(said, digest_size=8).hexdigest()
    values = {
        "crm": context.system,
        "note_id": note_id,
        "written_on": when,
        "kind": found.get("kind"),
        "company": found.get("company"),
        "company_id": found.get("company_id"),
        "person": found.get("person"),
        "author": found.get("author"),
        "text": text,
    }
    return Row("notes", values, "", note_id, also=tuple(_call(found)))


def _is_ahead(found: Found) -> bool:
    """Whether a task is not marked as done."""
    done = (found.get("done") or "").strip()
    return done.lower() in _TO_DO or bool(_NOT_BEGUN.fullmatch(done))


def _is_planned(found: Found, context: Context) -> bool:
    """Whether a task lies ahead: called so, with nothing but a subject, or for a day after all that was done.

    Of others nobody took the trouble to mark them as done.
    """
    if not _is_ahead(found):
        return False
    last = context.memory.get("done")
    later = last is not None and found["written_on"] > last
    return later or not found.get("text") or bool(_NOT_BEGUN.fullmatch(found["done"].strip()))


def _call(found: Found) -> Iterator[Row]:
    """The telephone call that a note is about, where it tells how long they spoke: a fact as in a log of calls.

    Whoever logs a call without saying which way it went is taken to have made it.
    """
    kind, seconds = found.get("kind") or "", found.get("seconds") or round(3600 * (found.get("lasted") or 0))
    by_phone = "seconds" in found or _CALL.search(kind)
    if not by_phone or was_missed(found.get("result"), seconds) or _is_ahead(found):
        return
    try:
        direction = direction_of(found.get("direction") or kind, None, seconds)
    except Unreadable:
        direction = OUT
    company, person = found.get("company"), found.get("person")
    if direction != MISSED and (company or person):
        values = {
            "called_at": None, "called_on": found["written_on"], "direction": direction, "their_number": None,
            "our_number": None, "their_name": person or company, "their_company": company,
            "our_name": found.get("author"), "seconds": seconds, "recorded": None,
        }  # fmt: skip
        yield Row("calls", values, "")


def visible(text: str) -> str:
    """The text of a note that a CRM keeps as HTML; plain text stays as it is."""
    if not MARKUP.search(text):
        return text
    bare = html.unescape(TAG.sub("", BREAK.sub("\n", text)))
    return "\n".join(line for line in (" ".join(part.split()) for part in bare.split("\n")) if line)


FORM = Form(
    name="notes",
    table="notes",
    means="notes that our own people wrote about a firm",
    shape=shape,
    gather=gather,
    fields=(
        Field(
            "note_id",
            "text",
            "note id; entry id; comment external id; activity id; task id; event id; record id; notiz-id; notitie-id; "
            "datensatz-id; id de registro; id de la nota",
            weak="id; number; no; nr",
        ),
        Field("engagement_id", "text", "engagement id"),
        Field(
            "written_on",
            "day",
            "date added; insert timestamp; activity date; note date; call date; date written; created date; "
            "create date; timestamp; written on; due date only; add time; created time; meeting start time; "
            "call start time; datum der notiz; notitiedatum; notiedatum; gesprächsdatum; date de la note; "
            "date created; created at; created on; start time; start date time; createdate; aktivitätsdatum; "
            "erstellungsdatum; erstelldatum; erstellt am; aangemaakt op; aanmaakdatum; activiteitsdatum; "
            "date de création; date d'activité; fecha de creación; fecha de la nota; fecha de actividad; "
            "fecha de la actividad; erstellungszeit; hinzugefügt am; aanmaaktijd; toegevoegd op; heure de création; "
            "ajouté le; hora de creación; date d'ajout; heure d'ajout; datum toegevoegd; hinzugefügt um; "
            "fecha de adición; hora de adición; añadido el; añadida el; creado el",
            weak="date; datum; day; when; date time; due date; fecha",
            row=True,
        ),
        Field(
            "kind",
            "text",
            "action; activity type; call type; note type; engagement type; task subtype; task type; type of contact; "
            "aktivität; aktivitätstyp; kontaktart; actie; soort contact; contactsoort; type d'activité; "
            "tipo de actividad; type activiteit; activiteitstype",
            weak="type; kind; art; typ; soort; channel; category; tipo",
        ),
        Field(
            "company",
            "text",
            "client corporation; associated company; company name; account name; company; account; client; customer; "
            "organization; organisation; related to; regarding; company/account; linked organisation; "
            "linked organization; parent account; parent account name; parent name; parent record; parent id; kunde; "
            "firma; firmenname; klant; bedrijf; relatie; société; client name; customer name; entreprise; "
            "unternehmensname; zugeordnetes unternehmen; unternehmen; accountname; account-name; gekoppeld bedrijf; "
            "bedrijfsnaam; entreprise associée; nom de l'entreprise; empresa; empresa asociada; "
            "nombre de la empresa; cliente; nombre de la cuenta; party; party name; organización; cuenta; "
            "organisation - nom; organisation - naam; linked to; lié à; lié à (société); société liée; gekoppeld aan; "
            "relacionado con; "
            "verknüpft mit; zugeordnet zu; organisation - name; "
            "organization - name; organización - nombre; organisatie - naam",
        ),
        Field(
            "company_id",
            "text",
            "company id; company external id; account id; client corporation id; associated company id; "
            "associated company ids; organization id; relation no; customer id; what id; party id; parent id.id; "
            "kundennummer; klantnummer; relatienummer",
        ),
        Field(
            "person",
            "text",
            "person reference; associated contact; contact name; contact; person; about; client contact; "
            "contact person; linked contact; ansprechpartner; gesprächspartner; kontakt; contactpersoon; "
            "interlocuteur; name of contact; who id; associated contact ids; zugeordneter kontakt; kontaktname; "
            "gekoppeld contact; contact associé; nom du contact; contacto; contacto asociado; nombre del contacto; "
            "persona de contacto",
        ),
        Field(
            "author",
            "text",
            "commenting person; activity assigned to; assigned to; author; written by; created by; owner; user; "
            "note owner; call owner; owner user; assigned to user; assigned; our person; employee; verfasser; "
            "mitarbeiter; bearbeiter; auteur; medewerker; collaborateur; owner id; hubspot owner id; recruiter; "
            "consultant; zuständiger mitarbeiter; zugewiesen an; erstellt von; toegewezen aan; aangemaakt door; "
            "eigenaar; créé par; assigné à; propriétaire; autor; creado por; asignado a; actividad asignada a; "
            "propietario; propietario de nota; propietario de la nota; propriétaire de la note; notizbesitzer; "
            "eigenaar notitie; benutzer; gebruiker; utilisateur; usuario; autora; escrito por",
        ),
        Field(
            "text",
            "text",
            "comments; comment; comment content; note body; note content; content; body; body preview; call notes; "
            "note; notes; note text; meeting notes; meeting description; description; remarks; full comments; "
            "full description; call body; internal meeting notes; notiz; notizen; bemerkung; gesprächsnotiz; inhalt; "
            "notitie; notities; opmerking; opmerkingen; verslag; gespreksverslag; commentaire; commentaires; "
            "compte rendu; contenu; notiztext; notizinhalt; kommentar; kommentare; notitietekst; inhoud; "
            "corps de la note; contenu de la note; entry; entry text; nota; notas; texto de la nota; cuerpo de la "
            "nota; contenido; "
            "contenido de la nota; comentario; comentarios; observaciones; omschrijving; beschreibung; descripción; "
            "contenido de nota; contenu de note; text; tekst; texte; texto",
        ),
        Field(
            "subject",
            "text",
            "subject; title; note title; meeting name; call title; call purpose; betreff; onderwerp; objet; sujet; "
            "título de nota; título de la nota; titre de la note; notiztitel; notitietitel; asunto; título; titel",
        ),
        Field(
            "seconds",
            "seconds",
            "call duration; duration of call; call length; gesprächsdauer; anrufdauer; "
            "durée de l'appel; duración de la llamada; gespreksduur",
        ),
        Field("lasted", "hours", "activity duration"),
        Field("direction", "text", "call direction; direction of call; anrufrichtung"),
        Field("result", "text", "call outcome; call result; call status"),
        Field(
            "done",
            "text",
            "activity done; task status; activity status; aufgabenstatus; taakstatus",
            weak="status; statut; done; completed",
        ),
        Field("deleted", "flag", "is deleted; deleted; fivetran deleted; gelöscht; verwijderd; supprimé"),
    ),
    needs=(
        ("written_on",),
        ("text!",),
        ("company", "company_id", "person", "engagement_id"),
        ("author!", "kind!", "note_id", "person!", "engagement_id"),
        ("kind", "author", "note_id!", "engagement_id"),
    ),
    hints="activity due time",
    never="~ticket; ~reklam; ~queja; ~klacht; ~réclam; vorgang; priorität; prioridad; prioriteit; priorité; menge; "
    "cantidad; aantal; quantité; estado; score; nps; survey; satisfaction; response; completed at; section/column; "
    "hours; amount; invoice number; duration; from number; to number; caller; callee; extension; talk time; "
    "candidate id; ~vendor; ~supplier; requester; ticket; expense; complaint no; deal stage; stage name; "
    "property subject; email subject; salary; total; quantity; uren; stunden; hourly rate; expires; rating; "
    "ticket id; ticket category; ticket priority; hs ticket category; guid; campaign id; start date; end date; "
    "domain; website; url; phone; email; city; billable; open balance; due on; forecast category",
)
