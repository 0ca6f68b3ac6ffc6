"""Job orders: what clients asked us to fill."""

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
)


def shape(found: Found, context: Context) -> Row:
    """One job order; without a key of its own it is known by firm, job and day."""
    del context
    client = found.get("client") or found.get("client_id") or ""
    job_id = found.get("job_id") or f"{client}/{found['title']}/{found.get('added_on') or ''}"
    names = (
        "title", "client", "client_id", "contact", "openings", "added_on", "closed_on", "salary", "fee_share",
        "pay_rate", "bill_rate", "status",
    )  # fmt: skip
    values = {"job_id": job_id, "employment": employment_of(found), **{name: found.get(name) for name in names}}
    return Row("job_orders", values, "", job_id)


FORM = Form(
    name="job_orders",
    table="job_orders",
    means="jobs that clients asked us to fill",
    shape=shape,
    fields=(
        Field("job_id", "text", JOB_ID, weak="id; number; no; nr"),
        Field("title", "text", TITLE, weak="name", row=True),
        Field("client", "text", CLIENT),
        Field(
            "client_id",
            "text",
            "client corporation id; client id; company id; customer id; account id; kundennummer; klantnummer",
        ),
        Field(
            "contact",
            "text",
            "client contact; contact; contact name; hiring manager; reporting to; ansprechpartner; contactpersoon; "
            "interlocuteur",
        ),
        Field("employment", "text", EMPLOYMENT, weak="type; typ; soort"),
        Field(
            "openings",
            "whole",
            "# openings; # of openings; openings; number of openings; number of positions; no of positions; "
            "num openings; positions; headcount; vacancies; anzahl stellen; offene stellen; aantal vacatures; "
            "aantal posities; aantal plaatsen; nombre de postes",
        ),
        Field(
            "added_on",
            "day",
            "date added; date in; datum binnen; opened; date opened; opened on; open date; received on; created date; "
            "date created; eingang; eröffnet am; angelegt am; geopend op; aangemaakt op; ouvert le; date d'ouverture",
            weak="date; datum; created; start",
        ),
        Field(
            "closed_on",
            "day",
            "date closed; closed on; closed date; closed; filled on; date filled; geschlossen am; besetzt am; "
            "gesloten op; vervuld op; fermé le; date de clôture",
        ),
        Field("salary", "money", SALARY),
        Field("fee_share", "share", FEE_SHARE),
        Field("pay_rate", "money", PAY),
        Field("bill_rate", "money", BILL),
        Field("status", "text", "status; job status; state; statut", weak="is open"),
        Field("deleted", "flag", "is deleted; deleted"),
    ),
    needs=(
        ("title",),
        ("client", "client_id"),
        ("openings!", "job_id!", "employment!"),
        ("openings", "added_on", "salary", "pay_rate", "bill_rate", "fee_share"),
    ),
    hints="owner; assigned users; start date; estimated end date; hours per week; description; location; source",
    never="candidate; candidate name; placed candidate; person; email; invoice number; hours; regular hours; vendor; "
    "due date; deal stage; first name",
    least=4,
)
