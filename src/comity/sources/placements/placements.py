"""Placements: people placed on contract or hired for good, as Bullhorn and lists like it give them."""

from __future__ import annotations

import datetime as dt

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.placements.terms import (
    BILL,
    CLIENT,
    EMPLOYMENT,
    FEE_SHARE,
    JOB_ID,
    PAY,
    SALARY,
    TITLE,
    employment_of,
    fee_of,
    settled,
)
from comity.sources.values import Unreadable


def shape(found: Found, context: Context) -> Row:
    """One placement; without a key of its own it is known by person, firm and first day."""
    found = settled(found)
    starts, ends = found["starts_on"], found.get("ends_on")
    if ends is not None and ends < starts:
        raise Unreadable(f"the last day ({ends}) is before the first ({starts})")
    placement_id = found.get("placement_id") or f"{found['candidate']}/{found.get('client') or ''}/{starts}"
    names = (
        "pay_rate", "bill_rate", "job_id", "candidate", "client", "title", "starts_on", "ends_on", "end_reason",
        "burden_share", "salary", "guarantee_days", "status",
    )  # fmt: skip
    share, fee = fee_of(found)
    values = {
        "placement_id": placement_id,
        "employment": employment_of(found),
        "fee_share": share,
        "fee": fee,
        **{name: found.get(name) for name in names},
        "guarantee_days": _guaranteed(found, starts),
        "currency": found.get("currency") or context.currency,
    }
    return Row("placements", values, "", placement_id)


def _guaranteed(found: Found, starts: dt.date) -> int | None:
    """Days of guarantee: as told, else until the last day of it that is told."""
    told, until = found.get("guarantee_days"), found.get("guarantee_until")
    return told if told is not None or until is None or until < starts else (until - starts).days


FORM = Form(
    name="placements",
    table="placements",
    means="people placed with clients",
    shape=shape,
    fields=(
        Field(
            "placement_id",
            "text",
            "placement id; placement external id; placement no; placement number; assignment id; assignment no; "
            "contract id; vermittlungsnummer; einsatznummer; einsatz-nr; plaatsingsnummer; plaatsingsnr; "
            "numéro de mission",
            weak="id; number; no; nr",
        ),
        Field("job_id", "text", JOB_ID),
        Field(
            "candidate",
            "text",
            "candidate; candidate name; placed candidate; kandidat; kandidaat; candidat; candidato; candidata; "
            "bewerber; worker; contractor; temp; temp name; temporary worker; zeitarbeitnehmer; leiharbeitnehmer; "
            "uitzendkracht; flexwerker; intérimaire; talent; associate; employee; consultant",
            weak="person; name; naam",
            row=True,
        ),
        Field("client", "text", CLIENT),
        Field("title", "text", TITLE),
        Field("employment", "text", EMPLOYMENT, weak="type; typ; soort"),
        Field(
            "starts_on",
            "day",
            "start date; date begin; starts on; start; begin date; date started; placement start; startdatum; beginn; "
            "eintritt; eintrittsdatum; einsatzbeginn; begindatum; ingangsdatum; date de début; début; "
            "date de démarrage; démarrage; date d'entrée; date de prise de poste; prise de poste; date d'embauche; "
            "fecha de inicio; fecha de alta; fecha de incorporación; datum in dienst",
            weak="from; von; van; vanaf; ab; du",
            row=True,
        ),
        Field(
            "ends_on",
            "day",
            "end date; date end; ends on; end; date ended; scheduled end; placement end; estimated end date; "
            "enddatum; ende; austritt; einsatzende; einddatum; date de fin; fin; date de départ; "
            "date de sortie; austrittsdatum; datum uit dienst; fecha de fin; fecha de baja; fecha de salida",
            weak="to; until; bis; tot; au",
        ),
        Field(
            "end_reason",
            "text",
            "end reason; termination reason; reason for leaving; leaving reason; reason for ending; reason ended; "
            "reason; beendigungsgrund; endgrund; reden einde; beëindigingsreden; motif de fin; "
            "motif de départ; motif; austrittsgrund; motivo de baja; motivo",
        ),
        Field("pay_rate", "rate", PAY),
        Field("bill_rate", "rate", BILL),
        Field("salary_or_rate", "rate", "salary/rate; rate/salary; salary or rate; rate or salary; gehalt/satz"),
        Field("currency", "currency", "currency; currency code; währung; valuta; devise; moneda; divisa"),
        Field(
            "rate_for",
            "text",
            "rate type; rate unit; rate period; rate per; pay unit; pay rate unit; pay period; placement rate type; "
            "satz je; satz pro; abrechnungseinheit; tarief per; tariefeenheid; unité de taux; unidad de tarifa",
        ),
        Field(
            "burden_share",
            "share",
            "burden %; burden; burden percent; burden rate; employer burden; lohnnebenkosten %; lohnnebenkosten; "
            "werkgeverslasten %; werkgeverslasten; charges patronales %; charges patronales",
        ),
        Field("salary", "rate", SALARY),
        Field("fee_share", "share", FEE_SHARE),
        Field(
            "fee",
            "fee",
            "placement fee; fee; fee amount; flat fee; total fee; honorar; vermittlungshonorar; provision; "
            "bemiddelingsfee; honorarium; honoraires; honoraires ht; honoraires h.t.; honorar netto; honorarios",
        ),
        Field(
            "guarantee_days",
            "days",
            "guarantee days; days guaranteed; guarantee (days); guarantee period; guarantee; garantietage; "
            "garantiezeit; guarantee period (days); garantie (tage); garantiedagen; jours de garantie; "
            "daysguaranteed; garantie (jours); días de garantía",
        ),
        Field(
            "guarantee_until",
            "day",
            "guarantee end; guarantee end date; guarantee until; guaranteed until; guarantee ends; garantie bis; "
            "garantieende; garantie tot; einde garantie; fin de garantie; fin de la garantie; garantie jusqu'au; "
            "fin de garantía",
        ),
        Field("status", "text", "status; placement status; statut"),
        Field("deleted", "flag", "is deleted; deleted"),
    ),
    needs=(
        ("candidate",),
        ("starts_on",),
        ("client", "job_id"),
        (
            "pay_rate",
            "bill_rate",
            "salary",
            "salary_or_rate",
            "fee_share",
            "fee",
            "guarantee_days",
            "guarantee_until",
            "employment",
        ),
        ("candidate!", "fee!", "guarantee_days!", "guarantee_until!", "bill_rate!"),
    ),
    hints="owner; recruiter; sales rep; overtime rate; markup %; cost center; report to; days prorated",
    never="date submitted; date interviewed; week ending; invoice number; hours; regular hours; direction; vendor; "
    "supplier; next of kin; w/e; deposit; tenant",
    least=5,
)
