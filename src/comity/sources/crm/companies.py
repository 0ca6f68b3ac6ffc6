"""Companies: HubSpot companies, Salesforce accounts, Bullhorn client corporations, lists of relations or customers."""

from __future__ import annotations

from collections.abc import Mapping

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row


def shape(found: Found, context: Context) -> Row:
    """One firm; without a key of its own it is known by its name."""
    company_id = found.get("company_id") or found["name"]
    values = {
        "crm": context.system,
        "company_id": company_id,
        "name": found["name"],
        "other_names": found.get("other_names"),
        "domains": found.get("domains"),
        "parent": found.get("parent"),
        "owner": found.get("owner"),
        "kind": "; ".join(dict.fromkeys(found.get("kind", []))) or None,
        "industry": found.get("industry"),
        "phone": found.get("phone"),
        "remarks": "\n".join(dict.fromkeys(found.get("remarks", []))) or None,
        "created_on": found.get("created_on") or found.get("made_on"),
    }
    return Row("companies", values, "", company_id, also=_written_to(found, values))


def _written_to(found: Found, firm: Mapping[str, object]) -> tuple[Row, ...]:
    """Who is written to at a firm of which books hold one address: whose it is must not be taken for the firm's own, as
    an accountant's may stand beside several.
    """
    emails = found.get("emails")
    if not emails:
        return ()
    contact_id = f"{emails[0]}/{firm['company_id']}"
    values = {
        "crm": firm["crm"], "contact_id": contact_id, "emails": emails, "company": firm["name"],
        "company_id": firm["company_id"],
    }  # fmt: skip
    return (Row("contacts", values, "", contact_id),)


FORM = Form(
    name="companies",
    table="companies",
    means="firms as a CRM lists them",
    shape=shape,
    fields=(
        Field(
            "company_id",
            "text",
            "company id; a/c; a/c ref; account ref; account reference; customer code; client code; company external "
            "id; account id; record id; copper id; record id - company; "
            "client corporation id; relation no; relation number; customer id; customer no; customer number; "
            "client id; client no; account number; organization id; organisation id; kundennummer; kunden-nr; "
            "debitorennummer; debitor nr; firmennummer; klantnummer; klantnr; relatienummer; relatiecode; "
            "debiteurnummer; numéro client; code client; n° client; datensatz-id; record-id; "
            "id de fiche d'informations; id de registro; id de la empresa; número de cliente; código de cliente; "
            "account-id; id de la organización; id de la cuenta",
            weak="id; number; no; nr; code; key",
        ),
        Field(
            "name",
            "text",
            "company name; account name; client corporation; client name; customer name; organization name; "
            "organisation name; organization; organisation; firm name; firmenname; firma; unternehmen; kundenname; "
            "bedrijfsnaam; bedrijf; klantnaam; relatienaam; organisatie; raison sociale; société; entreprise; "
            "nom du client; nom de la société; unternehmensname; name des unternehmens; accountname; account-name; "
            "nom de l'entreprise; nombre de la empresa; nombre de la cuenta; empresa; razón social; cliente; "
            "nom du compte; naam bedrijf; organisationsname; nombre de la organización; nom de l'organisation; "
            "organisatienaam",
            weak="name; nombre; display name; company; account; customer; client; firm; relation; naam; kunde; klant; "
            "relatie; debiteur; nom",
            row=True,
        ),
        Field(
            "other_names",
            "text",
            "trade name; trading name; trading as; dba; doing business as; handelsname; handelsnaam; nom commercial; "
            "enseigne; nombre comercial",
            many=True,
        ),
        Field(
            "emails",
            "addresses",
            "",
            weak="email; emails; e-mail; email address; e-mail address; e-mail-adresse; e-mailadres; adresse e-mail; "
            "correo electrónico; correo",
            many=True,
        ),
        Field(
            "domains",
            "domains",
            "company domain name; domain; domains; domain name; website; website url; web site; web; url; "
            "company url; company website; homepage; additional domains; email domain; webseite; internetseite; "
            "website-url; internet; site web; site internet; web url; domain-name des unternehmens; "
            "unternehmens-domain; domainname; bedrijfsdomeinnaam; domeinnaam; domeinnaam van bedrijf; "
            "nom de domaine; nom de domaine de l'entreprise; nombre de dominio de la empresa; dominio; sitio web; "
            "página web",
            many=True,
        ),
        Field(
            "parent",
            "text",
            "parent company; parent account; parent account name; parent; parent organization; group; subsidiary of; "
            "holding; parent client corporation; parent customer; muttergesellschaft; konzern; konzernmutter; "
            "moederbedrijf; moedermaatschappij; société mère; groupe; parent id; parent customer id; "
            "übergeordneter account; übergeordnetes unternehmen; hoofdaccount; entreprise mère; compte principal; "
            "empresa matriz; cuenta principal",
        ),
        Field(
            "owner",
            "text",
            "company owner; account owner; account manager; owner; owner name; relationship manager; sales rep; "
            "responsible; owned by; sales owner; account lead; responsible user; betreuer; kundenbetreuer; "
            "verantwortlicher; verantwortlich; zuständig; accountmanager; relatiebeheerder; verantwoordelijke; "
            "beheerder; responsable; chargé de compte; commercial; owner id; hubspot owner id; owners; "
            "zuständiger mitarbeiter; zuständiger mitarbeiter für unternehmen; "
            "für unternehmen zuständiger mitarbeiter; accountinhaber; bedrijfseigenaar; accounteigenaar; "
            "propriétaire de l'entreprise; propriétaire du compte; propietario de la empresa; "
            "propietario de la cuenta; responsable de cuenta; propietario de la organización",
            weak="lead; manager; eigenaar; propietario; propriétaire; besitzer",
        ),
        Field(
            "kind",
            "text",
            "type; account type; company type; lifecycle stage; status; client status; account status; "
            "customer type; relation type; category; typ; kundentyp; kundenstatus; relatietype; soort relatie; "
            "type de client; statut; tipo; tipo de cliente; tipo de contacto; etiqueta; etapa del ciclo de vida",
            many=True,
        ),
        Field(
            "industry",
            "text",
            "industry; industry type; sector; trade; branche; bedrijfstak; branch; secteur; secteur d'activité; "
            "sector de actividad; actividad; industria",
        ),
        Field(
            "phone",
            "text",
            "phone number; phone; telephone; tel; main phone; company phone; telefon; telefonnummer; telefoon; "
            "telefoonnummer; téléphone; teléfono; número de teléfono",
        ),
        Field(
            "remarks",
            "text",
            "remarks; description; notes; comments; about us; bemerkung; bemerkungen; notiz; anmerkungen; opmerking; "
            "opmerkingen; remarques; commentaire; commentaires; company description; observaciones; notas; "
            "comentarios; descripción",
            many=True,
        ),
        Field(
            "created_on",
            "since",
            "create date; created date; created; created on; created at; createdate; date created; date added; "
            "customer since; client since; kunde seit; angelegt am; erstellt am; klant sinds; aangemaakt op; "
            "aanmaakdatum; client depuis; date de création; erstellungsdatum; erstelldatum; fecha de creación; "
            "cliente desde",
        ),
        Field(
            "made_on",
            "since",
            "organization created; organisation created; organisation erstellt; organisation créée; "
            "organisatie aangemaakt; organización creada",
        ),
        Field("deleted", "flag", "is deleted; deleted; fivetran deleted; gelöscht; verwijderd; supprimé; eliminado"),
    ),
    needs=(
        ("name",),
        ("domains!", "industry!", "parent!", "company_id!", "kind!", "owner!", "created_on!", "made_on!"),
        ("domains!", "industry!", "name!", "other_names!", "made_on!"),
        ("company_id", "name!", "other_names!", "industry", "kind", "parent", "phone"),  # a list of domains has none
    ),
    hints="credit limit; terms; payment terms; balance; contact name; employees; number of employees; annual revenue; "
    "revenue; city; country; state; street; postal code; zip; "
    "address; billing city; billing country; mitarbeiter; umsatz; ort; land; plz; straße; plaats; postcode; adres; "
    "ville; pays; code postal; adresse; población; provincia; ciudad; país; código postal; dirección; nif; cif; "
    "personas; tratos abiertos; year established; vat number; ust-idnr; btw-nummer; office location; linkedin",
    never="~supplier; ~vendor; ~lieferant; ~leverancier; ~fournisseur; ~kreditor; ~proveedor; ~acreedor; ~ticket; "
    "priorität; prioridad; prioriteit; priorité; vorgang; asunto; condiciones de pago; onderwerp; first name; "
    "last name; vorname; nachname; voornaam; achternaam; prénom; requester; subject; "
    "order date; sku; opt-in; survey; purchase date; serial number; quantity; debit; credit; milestone; "
    "deal value; opportunity value; candidate; invoice number; deal name; opportunity name; due date; hours; "
    "username; tax registration number; start date; end date; salary; deal stage; stage name",
)
