"""Deals: HubSpot deals, Salesforce opportunities, and pipelines whose stages have a date each."""

from __future__ import annotations

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.values import Unreadable


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
        "amount": found.get("amount"),
        "currency": found.get("currency") or context.currency,
        "created_on": found.get("created_on") or min(stages, default=None),
        "won_on": found.get("won_on"),
        "lost_on": found.get("lost_on"),
        "closed_on": found.get("closed_on"),
        "stage": found.get("stage"),
        "reason": "; ".join(dict.fromkeys(found.get("reason", []))) or None,
    }
    return Row("deals", values, "", deal_id)


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
            "quote number; angebotsnummer; angebotsnr; offertenummer; offertenr; numéro de devis; n° devis; "
            "verkaufschance nr",
            weak="id; number; no; nr",
        ),
        Field(
            "name",
            "text",
            "deal name; dealname; opportunity name; opportunity; deal; deal title; deal - title; offer; "
            "verkaufschance; "
            "auftragsname; projektname; dealnaam; verkoopkans; kans; offerte; affaire; nom de l'affaire; opportunité; "
            "nom de la transaction",
            weak="name; title; subject; product; naam; titel; nom; betreff; onderwerp; project",
        ),
        Field(
            "company",
            "text",
            "associated company; account name; company name; company; account; client corporation; organization; "
            "organisation; organization name; customer; client; customer name; client name; deal - organization; "
            "kunde; firma; firmenname; unternehmen; klant; bedrijf; bedrijfsnaam; relatie; société; entreprise",
        ),
        Field(
            "company_id",
            "text",
            "company id; account id; associated company id; associated company ids; primary associated company id; "
            "client corporation id; organization id; relation no; customer id; kundennummer; klantnummer; "
            "relatienummer; code client",
        ),
        Field(
            "owner",
            "text",
            "deal owner; opportunity owner; owner; owner name; sales rep; sales agent; account manager; "
            "verantwortlicher; betreuer; verkäufer; eigenaar; accountmanager; verkoper; propriétaire; commercial; "
            "owner id; hubspot owner id; assigned to",
        ),
        Field(
            "kind",
            "text",
            "deal type; opportunity type; dealtype; type; kind; typ; art; soort; type d'affaire; record type",
        ),
        Field(
            "amount",
            "money",
            "amount; deal amount; deal value; value; amount in company currency; close value; opportunity amount; "
            "total value; contract value; deal - value; wert; betrag; auftragswert; volumen; bedrag; waarde; "
            "dealwaarde; orderwaarde; montant; valeur",
        ),
        Field("currency", "currency", "currency; currency code; deal currency; währung; valuta; devise"),
        Field(
            "created_on",
            "day",
            "create date; created date; createdate; created; created on; created at; date created; date added; "
            "opened on; lead on; engage date; open date; deal - deal created; erstellt am; angelegt am; "
            "erstelldatum; aangemaakt op; aanmaakdatum; geopend op; date de création; ouvert le",
        ),
        Field(
            "won_on",
            "day",
            "won on; won date; date won; won time; gewonnen am; gewonnen op; gagné le; date de gain; "
            "date entered closed won*; date entered closedwon*",
        ),
        Field(
            "lost_on",
            "day",
            "lost on; lost date; date lost; lost time; verloren am; verloren op; perdu le; date de perte; "
            "date entered closed lost*; date entered closedlost*",
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
            "close date; closed date; closedate; closed on; expected close date; expected closing; closing date; "
            "abschlussdatum; abschluss am; erwarteter abschluss; sluitdatum; afsluitdatum; verwachte sluitdatum; "
            "date de clôture; date de fermeture",
        ),
        Field(
            "stage",
            "text",
            "deal stage; stage name; dealstage; opportunity stage; sales stage; pipeline stage; "
            "deal pipeline stage id; deal - stage; verkaufsphase; dealphase; verkoopfase; dealfase; étape; "
            "phase de vente; étape de la transaction",
            weak="stage; status; phase; fase; statut",
        ),
        Field(
            "reason",
            "text",
            "closed lost reason; closed won reason; loss reason; lost reason; reason lost; win reason; reason; "
            "deal - lost reason; verlustgrund; grund; reden; reden verlies; verliesreden; raison; motif; "
            "raison de la perte",
            many=True,
        ),
        Field("deleted", "flag", "is deleted; deleted; fivetran deleted; gelöscht; verwijderd; supprimé"),
    ),
    needs=(
        ("stage", "won_on!"),
        ("name", "deal_id"),
        ("company", "company_id", "amount", "closed_on"),
        ("stage!", "deal_id!", "name!", "won_on!"),
        ("amount", "closed_on", "created_on", "won_on"),
    ),
    hints="pipeline; probability; forecast category; lead source; next step; deal pipeline id; expected revenue; "
    "wahrscheinlichkeit; kans %; waarschijnlijkheid; probabilité; product; forecast; campaign id; is won; is closed",
    never="invoice number; due date; candidate; hours; vendor; supplier; cost rate; job order id; order number; "
    "ticket id; ticket category; ticket priority; openings; # openings",
)
