"""Submissions: candidates put forward for a job, and what the client made of them."""

from __future__ import annotations

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.placements.terms import CLIENT, JOB_ID, TITLE


def shape(found: Found, context: Context) -> Row:
    """One candidate for one job; without a key of its own it is known by both and the day."""
    del context
    job = found.get("job_id") or found.get("title") or ""
    submission_id = found.get("submission_id") or f"{found['candidate']}/{job}/{found['submitted_on']}"
    names = (
        "job_id", "candidate", "client", "title", "sender", "submitted_on", "interviewed_on", "decided_on",
        "comment", "status",
    )  # fmt: skip
    values = {"submission_id": submission_id, **{name: found.get(name) for name in names}}
    return Row("submissions", values, "", submission_id)


FORM = Form(
    name="submissions",
    table="submissions",
    means="candidates put forward for a job",
    shape=shape,
    fields=(
        Field(
            "submission_id",
            "text",
            "submission id; submission no; submittal id; job submission id; sendout id; einreichungsnummer",
            weak="id; number; no; nr",
        ),
        Field("job_id", "text", JOB_ID),
        Field(
            "candidate",
            "text",
            "candidate; candidate name; applicant; kandidat; bewerber; kandidaat; candidat; candidate id",
            row=True,
        ),
        Field("client", "text", CLIENT),
        Field("title", "text", TITLE),
        Field(
            "sender",
            "text",
            "sending user; submitted by; sent by; recruiter; owner; consultant; presented by; eingereicht von; "
            "vorgestellt von; ingediend door; voorgesteld door; soumis par",
        ),
        Field(
            "submitted_on",
            "day",
            "date submitted; submitted on; cv sent; cv sent on; profile sent; profile sent on; profil versendet am; "
            "application date; applied on; submission date; submitted; submittal date; sent on; date sent; "
            "date presented; presented on; eingereicht am; vorgestellt am; ingediend op; voorgesteld op; soumis le; "
            "présenté le",
            weak="date added; date; datum",
            row=True,
        ),
        Field(
            "interviewed_on",
            "day",
            "date interviewed; interviewed on; interview date; interview; first interview; vorstellungsgespräch am; "
            "interview am; gesprek op; interview op; entretien le; date d'entretien",
        ),
        Field(
            "decided_on",
            "day",
            "date decided; decided on; decision date; date of decision; outcome date; entschieden am; "
            "entscheidung am; besloten op; beslissing op; décidé le; date de décision",
        ),
        Field(
            "comment", "text", "comments; comment; notes; feedback; bemerkung; opmerking; commentaire; client feedback"
        ),
        Field("status", "text", "status; submission status; outcome; result; ergebnis; resultaat; statut; résultat"),
        Field("deleted", "flag", "is deleted; deleted"),
    ),
    needs=(
        ("candidate",),
        ("job_id", "title", "client"),
        ("submitted_on",),
        ("submitted_on!", "submission_id!", "sender!", "interviewed_on!"),
        ("status", "sender", "job_id", "client"),
    ),
    hints="source; pay rate; bill rate; salary",
    never="start date; date begin; week ending; hours; invoice number; email; resume; vendor; direction",
    least=4,
)
