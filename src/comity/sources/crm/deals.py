"""Deals: HubSpot deals, Salesforce opportunities, and pipelines whose stages have a date each."""

from __future__ import annotations

import re
from decimal import Decimal

from comity.sources.amounts import bounded
from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.values import Unreadable
from comity.sources.working_time import YEAR, span

# How a deal has ended, in a column beside its stage.
ENDED = re.compile(
    r"\b(?:won|lost|abandoned|cancell?ed|gewonnen|verloren|gewonnen|geaccepteerd|geweigerd|gagnée?|perdue?|"
    r"ganad[ao]|perdid[ao]|abandonad[ao])\b",
    re.IGNORECASE,
)


def shape(found: Found, context: Context) -> Row:
    """One deal; without a key of its own it is known by its firm and name."""
    name, company = found.get("name"), found.get("company")
    if not name and not found.get("deal_id"):
        raise Unreadable("neither a name nor a number", "Fill one in and read again.")
    deal_id = found.get("deal_id") or f"{company or ''}/{name}"
    # A deal that skipped its first stage was opened on the first day it has.
    stages = [*found.get("stage_days", []), *(found[f] for f in ("won_on", "lost_on") if f in found)]
    values = {
        "crm": context.system,
        "deal_id": deal_id,
        "name": name or found.get("product"),
        "company": company,
        "company_id": found.get("company_id"),
        "owner": found.get("owner"),
        "kind": found.get("kind"),
        "amount": _worth(found),
        "currency": found.get("currency") or context.currency,
        "created_on": found.get("created_on") or min(stages, default=None),
        "won_on": found.get("won_on"),
        "lost_on": found.get("lost_on"),
        "closed_on": found.get("closed_on") or found.get("expected_on"),
        "stage": _stage(found),
        "reason": "; ".join(dict.fromkeys(found.get("reason", []))) or None,
    }
    return Row("deals", values, "", deal_id)


def _worth(found: Found) -> Decimal | None:
    """What a deal is worth: in a year, where it is told what each month or week of it brings."""
    told, hours = found.get("amount", found.get("deal_value")), span(found.get("paid_for", ""))
    return told if told is None or not 1 < hours < YEAR else bounded(told * round(YEAR / hours), str(told))


def _stage(found: Found) -> str | None:
    """Where a deal stands: how it ended where that stands beside the stage it had reached."""
    outcome = found.get("outcome")
    return outcome if outcome and ENDED.search(outcome) else found.get("stage") or outcome


FORM = Form(
    name="deals",
    table="deals",
    means="deals, opportunities and offers of a CRM",
    shape=shape,
    fields=(
        Field(
            "deal_id",
            "text",
            "deal id; opportunity id; record id; record id - deal; deal no; deal number; opportunity number; offer no; "
            "copper id; quote number; angebotsnummer; angebotsnr; angebots-id; angebot-id; offertenummer; offertenr; "
            "numéro de devis; n° devis; verkaufschance nr; datensatz-id; datensatz-id - deal; deal-id; opportunity-id; "
            "record-id; id de fiche d'informations; id de registro; id del negocio; id del trato; "
            "número de presupuesto; nº de presupuesto",
            weak="id; number; no; nr",
        ),
        Field(
            "name",
            "text",
            "deal name; topic; dealname; opportunity name; opportunity; deal; deal title; deal - title; offer; "
            "verkaufschance; auftragsname; bezeichnung; projektname; dealnaam; verkoopkans; kans; offerte; affaire; "
            "nom de l'affaire; opportunité; nom de la transaction; deal-name; opportunity-name; opportunityname; "
            "naam deal; nom de l'opportunité; nombre del negocio; nombre de la oportunidad; oportunidad; negocio; "
            "trato; título del trato; nombre del trato; presupuesto",
            weak="name; title; subject; product; naam; titel; nom; titre; título; betreff; onderwerp; project",
        ),
        Field(
            "company",
            "text",
            "associated company; account name; company name; company; account; client corporation; organization; "
            "organisation; organization name; potential customer; linked organisation; linked organization; "
            "related company; accounts; customer; client; customer name; client name; deal - organization; kunde; "
            "firma; firmenname; unternehmen; klant; bedrijf; bedrijfsnaam; relatie; société; entreprise; "
            "unternehmensname; zugeordnetes unternehmen; accountname; account-name; gekoppeld bedrijf; "
            "entreprise associée; nom de l'entreprise; nom du compte; organisatie; empresa; empresa asociada; "
            "nombre de la empresa; nombre de la cuenta; cliente; organización",
            weak="lead name",
        ),
        Field(
            "company_id",
            "text",
            "company id; account id; associated company id; associated company ids; primary associated company id; "
            "client corporation id; organization id; relation no; customer id; kundennummer; klantnummer; "
            "relatienummer; code client; lead id",
        ),
        Field(
            "owner",
            "text",
            "deal owner; opportunity owner; owner; owner name; sales rep; sales agent; account manager; owned by; "
            "sales owner; responsible user; verantwortlicher; verantwortlich; verantwoordelijke; betreuer; "
            "verkäufer; eigenaar; accountmanager; verkoper; propriétaire; commercial; owner id; hubspot owner id; "
            "assigned to; salesperson; vertriebsmitarbeiter; vendeur; vendedor; zuständig; zuständiger mitarbeiter; "
            "zuständiger mitarbeiter für deal; "
            "für deal zuständiger mitarbeiter; opportunity-inhaber; besitzer; deal-eigenaar; dealeigenaar; "
            "propriétaire de la transaction; propriétaire de l'opportunité; propietario; propietario del negocio; "
            "propietario de la oportunidad; propietario del trato; comercial; responsable",
            weak="user name",
        ),
        Field(
            "kind",
            "text",
            "deal type; opportunity type; dealtype; type; kind; typ; art; soort; type d'affaire; record type",
        ),
        Field(
            "amount",
            "money",
            "amount; value; amount in company currency; close value; total value; contract value; actual revenue; "
            "potential value; wert; betrag; auftragswert; volumen; bedrag; waarde; orderwaarde; montant; valeur; "
            "importe; monto; valor; valor del negocio; deal-wert; valor del trato",
        ),
        Field("paid_for", "text", "value period; amount period; value per; amount per"),
        Field(
            "deal_value",
            "money",
            "deal value; deal amount; dealwaarde; deal - value; opportunity value; opportunity amount; bid amount; "
            "est. revenue; estimated revenue; expected value; angebotssumme; angebotswert; erwarteter umsatz; "
            "erwarteter ertrag; verwachte opbrengst; verwachte omzet; revenu espéré; revenu attendu; "
            "chiffre d'affaires attendu; ingreso esperado; ingresos esperados",
        ),
        Field(
            "currency",
            "currency",
            "currency; currency code; deal currency; amount currency; bid currency; currency of value; währung; "
            "valuta; munt; devise; moneda; divisa",
        ),
        Field(
            "created_on",
            "day",
            "create date; created date; createdate; created; created on; created at; date created; date added; "
            "created time; opened on; lead on; engage date; open date; deal - deal created; erstellt am; "
            "angelegt am; erstelldatum; aangemaakt op; aanmaakdatum; geopend op; date de création; ouvert le; "
            "erstellungsdatum; fecha de creación; affaire créée; affaire créée le; deal erstellt; deal aangemaakt; "
            "trato creado",
        ),
        Field(
            "won_on",
            "day",
            "won on; won date; date won; won time; gewonnen am; gewonnen op; gagné le; date de gain; "
            "fecha ganado; ganado el; fecha de ganancia; date entered closed won*; date entered closedwon*",
        ),
        Field(
            "lost_on",
            "day",
            "lost on; lost date; date lost; lost time; verloren am; verloren op; perdu le; date de perte; "
            "fecha perdido; perdido el; fecha de pérdida; date entered closed lost*; date entered closedlost*",
        ),
        Field(
            "stage_days",
            "day",
            "qualified on; proposal on; offer on; offered on; quote on; negotiation on; meeting on; angebot am; "
            "verhandlung am; offerte op; onderhandeling op; date entered*",
            many=True,
        ),
        Field(
            "closed_on",
            "day",
            "actual close date; close date; closed date; closedate; closed on; closing date; abschlussdatum; "
            "abschluss am; gesloten op; afgesloten op; sluitdatum; afsluitdatum; date de clôture; date de fermeture; "
            "schlusstermin; sluitingsdatum; fecha de cierre; trato cerrado",
        ),
        # Only of what is not won yet somebody expects an end.
        Field(
            "expected_on",
            "day",
            "expected close date; expected close; est. close date; estimated close date; forecast close date; "
            "expected closing; expected closing date; expected decision date; erwarteter abschluss; "
            "erwartetes abschlussdatum; geplanter abschluss; voraussichtlicher abschluss; "
            "verwachte sluitdatum; verwachte sluitingsdatum; verwachte afsluitdatum; verwachte afsluiting; "
            "date de clôture prévue; "
            "clôture prévue; date de signature prévue; fecha de cierre prevista; fecha prevista de cierre; "
            "cierre previsto; cierre esperado; fecha de cierre estimada; voraussichtliches abschlussdatum",
        ),
        Field(
            "stage",
            "text",
            "deal stage; stage name; dealstage; opportunity stage; sales stage; pipeline stage; "
            "deal pipeline stage id; deal - stage; milestone; verkaufsphase; dealphase; verkoopfase; dealfase; "
            "étape; phase de vente; étape de la transaction; deal-phase; fase; phase de la transaction; étape du deal; "
            "etapa del negocio; etapa de la oportunidad; etapa; status label",
            weak="stage; status; phase; statut; estado",
        ),
        Field(
            "outcome",
            "text",
            "deal status; opportunity state; opportunity status; deal - status; status reason; estado del trato; "
            "estado de la oportunidad; status type",
            weak="status; state; statut; estado",
        ),
        Field(
            "reason",
            "text",
            "closed lost reason; closed won reason; loss reason; lost reason; reason lost; win reason; reason; "
            "deal - lost reason; reason for loss; loss reason; verlustgrund; grund; reden; reden verlies; "
            "verliesreden; raison; motif; raison de la perte; grund für verlust; grund für verlorenen deal; "
            "motivo de pérdida; motivo; reden van verlies; motif de perte; raison de perte; cause de la perte; "
            "razón de pérdida; motivo perdido",
            many=True,
        ),
        Field("deleted", "flag", "is deleted; deleted; fivetran deleted; gelöscht; verwijderd; supprimé"),
    ),
    needs=(
        ("stage", "won_on!", "outcome!"),
        ("name", "deal_id"),
        ("company", "company_id", "amount", "deal_value", "closed_on", "expected_on"),
        ("stage!", "deal_id!", "name!", "won_on!", "reason!", "deal_value!", "expected_on!"),
        ("amount", "deal_value", "closed_on", "expected_on", "created_on", "won_on"),
    ),
    hints="pipeline; probability; forecast category; lead source; next step; deal pipeline id; expected revenue; "
    "wahrscheinlichkeit; kans %; waarschijnlijkheid; probabilité; probabilidad; embudo; product; forecast; "
    "campaign id; is won; is closed",
    never="invoice number; due date; candidate; hours; vendor; supplier; cost rate; job order id; order number; "
    "ticket id; ticket category; ticket priority; openings; # openings; ~vendor; ~supplier; order date; budget hours; "
    "renewal date; plan; lease start; time spent",
)
