"""Contacts: people at client firms, as HubSpot, Salesforce, Bullhorn and address lists give them."""

from __future__ import annotations

import re

from comity.later import pattern
from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.values import Unreadable

SALUTATION = pattern(
    r"(?:mr|mrs|ms|miss|mx|dr|prof|m|mme|mlle|monsieur|madame|mademoiselle|herr|frau|dhr|de heer|mevr|mevrouw|mw|"
    r"sr|sra|srta|señora?|señorita|don|doña)\.?(?: (?:dr|prof)\.?)*",
    re.IGNORECASE,
)

# Said of a firm in a list of contacts that holds suppliers too; of a person it would tell nothing of their firm.
SUPPLIER = pattern(
    r"(?:vendor|supplier|lieferant|zulieferer|kreditor|leverancier|crediteur|fournisseur|proveedor|acreedor)"
    r"(?:s|es|en|er|e)?",
    re.IGNORECASE,
)


def shape(found: Found, context: Context) -> Row:
    """One person; without a key of its own it is known by its address, else by name and firm."""
    parts = (found.get("first_name"), found.get("middle_name"), found.get("last_name"))
    name = " ".join(part for part in parts if part) or found.get("name")
    emails = found.get("emails")
    company = found.get("company")
    if not name and not emails:
        return _firm(found, company, context)
    if company is None and any(parts) and found.get("name") not in (None, name):
        company = found["name"]  # books call the firm the contact, and name the person beside it
    contact_id = found.get("contact_id") or (emails[0] if emails else f"{name}/{company or ''}")
    values = {
        "crm": context.system,
        "contact_id": contact_id,
        "name": name,
        "emails": emails,
        "phones": found.get("phones"),
        "title": _title(found.get("title")),
        "company": company,
        "company_id": found.get("company_id"),
        "reports_to": found.get("reports_to"),
        "owner": found.get("owner"),
        "status": found.get("status"),
        "created_on": found.get("created_on"),
    }
    also = (_firm(found, company, context),) if company and _of_supplier(found) else ()
    return Row("contacts", values, "", contact_id, also=also)


def _of_supplier(found: Found) -> bool:
    """Whether the list says of a contact that its firm is no client."""
    return bool(SUPPLIER.fullmatch((found.get("kind") or "").strip()))


def _firm(found: Found, company: str | None, context: Context) -> Row:
    """A firm of which a list of customers names nobody. Raises Unreadable where it names none either."""
    if not company:
        raise Unreadable("neither a name nor an address", "Fill one in and read again.")
    company_id = found.get("company_id") or company
    values = {
        "crm": context.system,
        "company_id": company_id,
        "name": company,
        "owner": found.get("owner"),
        "kind": found.get("kind"),
        "phone": next(iter(found.get("phones") or ()), None),
        "created_on": found.get("created_on"),
    }
    return Row("companies", values, "", company_id)


def _title(told: str | None) -> str | None:
    """What somebody does; where a program calls "Mrs" a title, nothing."""
    return None if told and SALUTATION.fullmatch(told.strip()) else told


FORM = Form(
    name="contacts",
    table="contacts",
    means="people as a CRM lists them",
    shape=shape,
    fields=(
        Field(
            "contact_id",
            "text",
            "contact id; contact external id; record id; record id - contact; person id; kontakt-id; contactnummer; "
            "id contact; datensatz-id; datensatz-id - kontakt; record-id; id de fiche d'informations; id de registro; "
            "id de contacto",
            weak="id; number; no; nr; code",
        ),
        Field(
            "first_name",
            "text",
            "first name; firstname; fname; given name; forename; vorname; voornaam; roepnaam; prénom; nombre",
        ),
        Field(
            "middle_name",
            "text",
            "middle name; tussenvoegsel; tussenvoegsels; namenszusatz; infix; "
            "weitere vornamen; middelste naam; deuxième prénom; segundo nombre",
        ),
        Field(
            "last_name",
            "text",
            "last name; lastname; lname; surname; family name; nachname; achternaam; nom de famille; apellidos; "
            "apellido",
            weak="nom",
        ),
        Field(
            "name",
            "text",
            "full name; contact name; contact person; contact full name; person - name; ansprechpartner; "
            "kontaktperson; contactpersoon; nom du contact; nom complet; kontaktname; nombre completo; "
            "nombre del contacto; naam contactpersoon; persona de contacto",
            weak="name; contact; person; naam; kontakt; nom; customer full name",
        ),
        Field(
            "emails",
            "addresses",
            "email; emails; e-mail; email address; email address 1; email address 2; e-mail address; mail; email 1; "
            "email 2; email 3; e-mail 2; e-mail 3; work email; business email; other email; secondary email; "
            "personal email; additional email addresses; alternate email; email addresses; e-mail 1 - value; "
            "e-mail 2 - value; primary email; e-mail-adresse; mailadresse; e-mail privat; e-mailadres; mailadres; "
            "emailadres; adresse e-mail; courriel; adresse mail; email - work; email - home; email - other; "
            "email-adresse; e-mail 2: adresse; e-mail 3: adresse; e-mailadres 2; e-mailadres 3; adresse de messagerie; "
            "adresse de messagerie 2; adresse de messagerie 3; e-mail (büro); correo electrónico; correo; "
            "dirección de correo; "
            "dirección de correo electrónico; dirección de correo electrónico 2; dirección de correo electrónico 3; "
            "dirección del correo electrónico; dirección del correo electrónico 2; dirección del correo electrónico 3; "
            "e-mail-adresse (arbeit); e-mail - arbeit; e-mail - privat; "
            "e-mail - andere; e-mail - werk; e-mail - thuis; e-mail - travail; e-mail - autre; "
            "correo electrónico - trabajo; correo electrónico - personal; correo electrónico - otro",
            many=True,
        ),
        Field(
            "phones",
            "phones",
            "phone; phones; phone number; telephone; tel; phone work; phone mobile; work; mobile; mobile phone; "
            "mobile phone number; mobile number; cell; cell phone; work phone; direct phone; direct line; "
            "business phone; other phone; home phone; primary phone; phone numbers; telefon; telefonnummer; mobil; "
            "mobiltelefon; telefon geschäftlich; telefon geschäftlich 2; telefoon op werk; telefoon op werk 2; "
            "teléfono del trabajo; teléfono del trabajo 2; handy; durchwahl; telefoon; telefoonnummer; mobiel; gsm; "
            "doorkiesnummer; téléphone; "
            "portable; tél; mobile number 2; phone 2; phone - work; phone - mobile; phone 1 - value; "
            "phone 2 - value; teléfono; número de teléfono; móvil; teléfono móvil; numéro de téléphone; "
            "mobiele telefoon; handynummer; telefon - arbeit; telefon - mobil; telefon - privat; telefoon - werk; "
            "telefoon - mobiel; téléphone - travail; téléphone - mobile; teléfono - trabajo; teléfono - móvil",
            many=True,
        ),
        Field(
            "title",
            "text",
            "job title; jobtitle; organization title; title; position; role; function; occupation; funktion; stelle; "
            "berufsbezeichnung; jobtitel; rolle; functie; functietitel; fonction; poste; titre; jobbezeichnung; "
            "stellenbezeichnung; intitulé de poste; intitulé du poste; cargo; puesto; puesto de trabajo; función; "
            "functienaam",
            weak="titel",
        ),
        Field(
            "company",
            "text",
            "associated company; company name; account name; client corporation; company; account; organization; "
            "organisation; organization name; organisation name; accounts; account names; firm; employer; customer; "
            "client; customer name; client name; primary associated company; parent customer; firma; firmenname; "
            "unternehmen; kunde; bedrijf; bedrijfsnaam; organisatie; klant; relatie; société; entreprise; "
            "person - organization; unternehmensname; zugeordnetes unternehmen; zugehöriges unternehmen; "
            "primäres zugeordnetes unternehmen; accountname; account-name; gekoppeld bedrijf; "
            "primair gekoppeld bedrijf; entreprise associée; nom de l'entreprise; nom du compte; empresa; "
            "empresa asociada; nombre de la empresa; nombre de la cuenta; cliente; organización",
        ),
        Field(
            "company_id",
            "text",
            "company id; account id; account number; client corporation id; associated company id; "
            "associated company ids; primary associated company id; organization id; relation no; relation number; "
            "customer id; customer no; kundennummer; kunden-nr; klantnummer; relatienummer; numéro client; "
            "code client; associatedcompanyid",
        ),
        Field(
            "reports_to",
            "text",
            "reports to; reports to name; manager; manager name; supervisor; report to person; reports to id; "
            "vorgesetzter; berichtet an; leidinggevende; rapporteert aan; supérieur; responsable hiérarchique; "
            "berichtet an (name); superior; reporta a; depende de; responsable directo",
        ),
        Field(
            "owner",
            "text",
            "contact owner; owner; owner name; account manager; betreuer; verantwortlicher; accountmanager; "
            "beheerder; responsable; owned by; sales owner; verantwortlich; verantwoordelijke; owner id; "
            "hubspot owner id; zuständiger mitarbeiter; zuständiger mitarbeiter für kontakt; "
            "für kontakt zuständiger mitarbeiter; kontaktinhaber; eigenaar; contacteigenaar; propriétaire; "
            "propriétaire du contact; propietario; propietario del contacto; besitzer",
        ),
        Field(
            "status",
            "text",
            "status; contact status; lead status; state of contact; statut; estado",
            weak="lifecycle stage; active",
        ),
        Field(
            "kind",
            "text",
            "",
            weak="customer type; contact type; relation type; category; kategorie; kontaktart; kontakttyp; kundentyp; "
            "categorie; relatietype; soort relatie; catégorie; type de contact; type de client; type de tiers; "
            "categoría; tipo de contacto; tipo de cliente; type; typ; tipo",
        ),
        Field(
            "created_on",
            "since",
            "create date; created date; created; created on; created at; createdate; date added; date created; "
            "erstellt am; angelegt am; aangemaakt op; aanmaakdatum; date de création; erstellungsdatum; "
            "erstelldatum; fecha de creación",
        ),
        Field("deleted", "flag", "is deleted; deleted; fivetran deleted; gelöscht; verwijderd; supprimé"),
    ),
    needs=(
        ("first_name", "last_name", "name"),
        ("emails!", "phones!"),
        ("company", "company_id"),
        ("emails!", "title!", "company!", "contact_id!"),
    ),
    hints="buying role; department; salutation; anrede; aanhef; aanspreektitel; tratamiento; suffix; suffixe; sufijo; "
    "achtervoegsel; service; type de messagerie; e-mail-typ; e-mailtype; tipo de correo electrónico; abteilung; "
    "afdeling; city; country; linkedin; "
    "mailing city; mailing country; lead source; lifecycle stage; last activity date; birthday",
    vouched=("company",),
    never="~supplier; ~vendor; ~lieferant; ~leverancier; ~fournisseur; ~kreditor; ~proveedor; ~acreedor; ~bewerb; "
    "~sollicit; ~einwillig; ~toestemming; ~consent; ~suscri; ~inscri; ~inschrijf; ~anmelded; candidato; "
    "id de candidato; empleado; condiciones de pago; optin time; optin ip; opt-in; opt-in date; opt-in source; "
    "opted in; double opt-in; credit limit; ?newsletter; subscribed on; subscription date; consent date; consent "
    "given; "
    "member rating; membership type; score; nps score; respondent; check-in; leid; ticket type; attendee; "
    "attendee status; candidate; candidate id; vendor; supplier; lieferant; leverancier; fournisseur; vendor 1099; "
    "desired locations; date available; date of birth; ssn; resume; skills; skill set; primary skills; salary; "
    "current salary; username; display name; fully qualified name; parent customer id; user type; user role id; "
    "profile id; deal name; opportunity; opportunité; oportunidad; verkaufschance; verkoopkans; expected close date; "
    "expected close; expected closing; erwarteter abschluss; verwachte sluitdatum; date de clôture prévue; "
    "fecha de cierre prevista; fecha prevista de cierre; cierre previsto; hours; invoice number; amount; cost rate; "
    "due date; duration; start date; duur; dauer",
)
