"""QuickBooks reports and lists whose lines have a transaction type: Customer Balance Detail, Transaction List by
Customer, A/R Aging Detail, Invoices and Received Payments, the list of sales transactions."""

from __future__ import annotations

from comity.sources.forms import TITLE, Context, Field, Form, Found
from comity.sources.money.invoices import CUSTOMER, DUE, MEMO
from comity.sources.money.other_lists import PURCHASES
from comity.sources.money.records import came_in, entry_row
from comity.sources.outcome import Row


def gather(found: Found, context: Context, whole: bool) -> None:
    """Learn how payments are written."""
    if whole:
        came_in(found, context, None)


def shape(found: Found, context: Context) -> Row:
    """One line by its transaction type; payments stand with a minus, groups name the customer.

    Below a customer's name "Balance" is what the customer owes by then, in a plain list what is open of the line.
    """
    if "open_balance" not in found and "balance" in found and not context.group:
        found = {**found, "open_balance": found["balance"]}
    return entry_row(found, context, None)


FORM = Form(
    name="quickbooks_reports",
    table="invoices",
    means="a QuickBooks report of invoices, credits and payments",
    shape=shape,
    fields=(
        Field(
            "type",
            "text",
            "transaction type; txn type; type of transaction; vorgangsart; transactietype; type de transaction",
            weak="type",
            row=True,
        ),
        Field("number", "text", "num; transaction number", weak="no; number; doc number; invoice number; invoice no"),
        Field("customer", "text", CUSTOMER, weak="name; contact; company"),
        Field("issued_on", "day", "date; transaction date; invoice date; txn date; datum", row=True),
        Field("due_on", "day", DUE),
        Field("posting", "text", "posting; posting (y/n); posting?"),
        Field("tax", "money", "tax; vat; tax amount; sales tax; total tax"),
        Field("net", "money", "net amount; amount before tax; total before sales tax; total before tax; net"),
        Field("total", "money", "total; total amount; amount (incl. tax); total after sales tax"),
        Field("amount", "money", "amount; foreign amount; betrag; bedrag; montant"),
        Field("currency", "currency", "currency; currency code"),
        Field("memo", "text", MEMO, many=True),
        Field("open_balance", "money", "open balance; foreign open balance; amount due; balance due; open amount"),
        Field("balance", "money", "balance; foreign balance"),
        Field("status", "text", "status; a/r paid; payment status", many=True),
        Field("customer_email", "addresses", "email; customer email; billing email", many=True),
        Field("applied_to", "text", "applied to; applied to invoice"),
    ),
    needs=(
        ("type",),
        ("issued_on",),
        ("number",),
        ("type!", "number!"),
        ("amount", "total"),
        ("open_balance!", "due_on!", "posting", "balance!", TITLE),
    ),
    hints="account; split; class; terms; past due; method; sales rep; location; class; p. o. number; aging",
    never="vendor; supplier; product/service; quantity; qty; sales price; unit price; debit; credit",
    strangers=PURCHASES,
    titles="received; customer",
    headed=True,
    group="customer",
    gather=gather,
)
