"""Placements: people placed on contract or hired for good, as Bullhorn and lists like it give them."""

from __future__ import annotations

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
)
from comity.sources.values import Unreadable


def shape(found: Found, context: Context) -> Row:
    """One placement; without a key of its own it is known by person, firm and first day."""
    del context
    starts, ends = found["starts_on"], found.get("ends_on")
    if ends is not None and ends < starts:
        raise Unreadable(f"the last day ({ends}) is before the first ({starts})")
    placement_id = found.get("placement_id") or f"{found['candidate']}/{found.get('client') or ''}/{starts}"
    names = (
        "job_id", "candidate", "client", "title", "starts_on", "ends_on", "end_reason", "pay_rate", "bill_rate",
        "burden_share", "salary", "guarantee_days", "status",
    )  # fmt: skip
    share, fee = fee_of(found)
    values = {
        "placement_id": placement_id,
        "employment": employment_of(found),
        "fee_share": share,
        "fee": fee,
        **{name: found.get(name) for name in names},
    }
    return Row("placements", values, "", placement_id)


FORM = Form(
    name="placements",
    table="placements",
    means="people placed with clients",
    shape=shape,
    fields=(
        Field(
            "placement_id",
            "text",
            "placement id; placement no; placement number; assignment id; assignment no; contract id; "
            "vermittlungsnummer; einsatznummer; einsatz-nr; plaatsingsnummer; plaatsingsnr; numéro de mission",
            weak="id; number; no; nr",
        ),
        Field("job_id", "text", JOB_ID),
        Field(
            "candidate",
            "text",
            "candidate; candidate name; placed candidate; worker; contractor; consultant; associate; employee; temp; "
            "temp name; temporary worker; kandidat; bewerber; zeitarbeitnehmer; leiharbeitnehmer; kandidaat; "
            "uitzendkracht; flexwerker; candidat; intérimaire; talent",
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
            "eintritt; eintrittsdatum; einsatzbeginn; begindatum; ingangsdatum; date de début; début",
            weak="from; von; van; vanaf; ab; du",
            row=True,
        ),
        Field(
            "ends_on",
            "day",
            "end date; date end; ends on; end; date ended; scheduled end; placement end; estimated end date; "
            "enddatum; ende; austritt; einsatzende; einddatum; date de fin; fin",
            weak="to; until; bis; tot; au",
        ),
        Field(
            "end_reason",
            "text",
            "end reason; termination reason; reason for leaving; leaving reason; reason for ending; reason ended; "
            "reason; beendigungsgrund; endgrund; reden einde; beëindigingsreden; motif de fin",
        ),
        Field("pay_rate", "money", PAY),
        Field("bill_rate", "money", BILL),
        Field(
            "burden_share",
            "share",
            "burden %; burden; burden percent; burden rate; employer burden; lohnnebenkosten %; lohnnebenkosten; "
            "werkgeverslasten %; werkgeverslasten; charges patronales %; charges patronales",
        ),
        Field("salary", "money", SALARY),
        Field("fee_share", "share", FEE_SHARE),
        Field(
            "fee",
            "money",
            "placement fee; fee; fee amount; flat fee; total fee; honorar; vermittlungshonorar; provision; "
            "bemiddelingsfee; honorarium; honoraires",
        ),
        Field(
            "guarantee_days",
            "days",
            "guarantee days; days guaranteed; guarantee (days); guarantee period; guarantee; garantietage; "
            "garantiezeit; guarantee period (days); garantie (tage); garantiedagen; jours de garantie; daysguaranteed",
        ),
        Field("status", "text", "status; placement status; statut"),
        Field("deleted", "flag", "is deleted; deleted"),
    ),
    needs=(
        ("candidate",),
        ("starts_on",),
        ("client", "job_id"),
        ("pay_rate", "bill_rate", "salary", "fee_share", "fee", "guarantee_days", "employment"),
        ("candidate!", "fee!", "guarantee_days!", "bill_rate!"),
    ),
    hints="owner; recruiter; sales rep; overtime rate; markup %; cost center; report to; days prorated",
    never="date submitted; date interviewed; week ending; invoice number; hours; regular hours; direction; vendor; "
    "supplier; next of kin; w/e; deposit; tenant",
    least=5,
)
