"""Hours as ClickUp lists them: a client is a folder there, and a project a list in it."""

from __future__ import annotations

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.time.hours import shape as hours_shape

NO_FOLDER = "hidden"  # what it calls the folder of a list that lies in none


def shape(found: Found, context: Context) -> Row:
    """One entry."""
    if str(found.get("client", "")).casefold() == NO_FOLDER:
        found = {name: value for name, value in found.items() if name != "client"}
    return hours_shape(found, context)


FORM = Form(
    name="clickup",
    table="hours",
    means="hours of our own people as ClickUp lists them",
    shape=shape,
    fields=(
        Field("worked_on", "moment", "start", row=True),
        Field("person", "text", "username"),
        Field("client", "text", "folder name"),
        Field("project", "text", "list name"),
        Field("task", "text", "task name"),
        Field("memo", "text", "description"),
        Field("hours", "hours", "time tracked text", row=True),
        Field("billable", "billed", "billable"),
    ),
    needs=(("worked_on",), ("person",), ("project",), ("hours",), ("task",)),
    hints="user id; time entry id; time labels; start text; stop; stop text; time tracked; space id; space name; "
    "folder id; list id; task id; task status; tags",
    least=8,
)
