"""Hours as Teamwork lists them: from when to when, and beside them the invoice that an entry was billed with."""

from __future__ import annotations

from comity.sources.forms import Field, Form
from comity.sources.time.hours import gather, shape

FORM = Form(
    name="teamwork",
    table="hours",
    means="hours of our own people as Teamwork lists them",
    shape=shape,
    gather=gather,
    fields=(
        Field("worked_on", "moment", "date", row=True),
        Field("started_at", "clock", "date/time"),
        Field("ended_at", "clock", "end date/time"),
        Field("person", "text", "who"),
        Field("client", "text", "company"),
        Field("project", "text", "project"),
        Field("task", "text", "task"),
        Field("memo", "text", "description"),
        Field("hours", "hours", "hours; decimal hours"),
        Field("minutes", "hours", "minutes"),
        Field("billable", "billed", "is it billable"),
    ),
    needs=(("worked_on",), ("ended_at",), ("person",), ("project",), ("hours",), ("billable",)),
    hints="id; task list; is sub-task; parent task; invoice number; tags; task tags; first name; last name; user id; "
    "project category; estimated hours",
    least=8,
)
