"""What a record's page calls its lines, in the words of whoever reads an invoice and not of whoever reads a table."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.tables.notes import ON_CALL

# By column; where a table means another thing by the same name, by `table.column`, which goes before. A column that is
# named here in neither way is a key of a machine or is shown elsewhere on the page.
LABELS: Mapping[str, str | Promise] = {
    "number": _("Number"), "kind": _("Kind"), "customer": _("Customer"), "customer_email": _("Customer’s mail address"),
    "issued_on": _("Date"), "due_on": _("Due"), "net": _("Net"), "total": _("Total with tax"),
    "currency": _("Currency"), "goods_cost": _("What the goods cost us"), "memo": _("Text"), "paid_on": _("Paid on"),
    "paid_amount": _("Paid so far"), "open_balance": _("Still open"), "status": _("Status"),
    "amount": _("Amount"), "applied_to": _("For invoice"),
    "worked_on": _("Date"), "person": _("Person"), "client": _("Client"), "project": _("Project"), "task": _("Task"),
    "hours": _("Hours"), "started_at": _("Begun at"), "billable": _("Charged to the client"),
    "bill_rate": _("Charged an hour"), "cost_rate": _("Costs us an hour"),
    "called_at": _("Time"), "called_on": _("Date"), "direction": _("Call"), "their_number": _("Their number"),
    "our_number": _("Our number"), "their_name": _("Their name"), "their_company": _("Their firm"),
    "our_name": _("Our person"), "seconds": _("Seconds spoken"), "recorded": _("Recorded"),
    "name": _("Name"), "company": _("Firm"), "owner": _("Our person"), "created_on": _("Opened on"),
    "won_on": _("Won on"), "lost_on": _("Lost on"), "closed_on": _("Closed, or expected to close"),
    "stage": _("Stage"), "reason": _("Reason"),
    "candidate": _("Who was placed"), "title": _("Title"), "employment": _("Employment"), "starts_on": _("First day"),
    "ends_on": _("Last day"), "end_reason": _("Why it ended"), "pay_rate": _("Pay an hour"),
    "burden_share": _("Employer’s cost on top of pay"), "salary": _("Salary a year"),
    "fee_share": _("Fee, of the salary"), "fee": _("Fee"), "guarantee_days": _("Days of guarantee"),
    "dated_on": _("Dated"), "page_count": _("Number of pages"),
    "written_on": _("Written on"), "author": _("Written by"),
    "starts_at": _("Begins"), "ends_at": _("Ends"), "all_day": _("All day"), "summary": _("Subject"),
    "organizer": _("Invited by"), "attendees": _("Invited"), "cancelled": _("Called off"),
    "cancelled_on": _("Called off on"), "cancelled_by": _("Called off by"),
    "payments.paid_on": _("Came on"), "notes.person": _("About"), "meetings.starts_on": _("Date"),
    "meetings.created_on": _("Entered on"), "placements.title": _("Placed as"),
}  # fmt: skip
# Words that stand in a table for a machine, by `table.column`; all others stand as they were written.
WORDS: Mapping[str, Mapping[str, str | Promise]] = {
    "invoices.kind": {"invoice": _("invoice"), "credit": _("credit note")},
    "invoices.status": {
        "paid": _("paid"), "open": _("open"), "void": _("void"), "disputed": _("disputed"), "draft": _("draft"),
    },
    "notes.kind": {ON_CALL: _("beside a call in its log")},
    "calls.direction": {"in": _("they called us"), "out": _("we called them"), "missed": _("they rang in vain")},
    "placements.employment": {"contract": _("temporary"), "hire": _("permanent")},
}  # fmt: skip


def label(table: str, column: str) -> str:
    """What a column is called; '' for one that tells a reader nothing."""
    return str(LABELS.get(f"{table}.{column}") or LABELS.get(column, ""))


def word(table: str, column: str, said: str) -> str:
    """What stands in it, as people say it."""
    return str(WORDS.get(f"{table}.{column}", {}).get(said, said))
