"""What went through a payment provider (the balance of Stripe): charges of customers, refunds, the fees."""

from __future__ import annotations

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.headings import key
from comity.sources.money.invoices import CUSTOMER, CUSTOMER_WEAK, SUPPLIERS
from comity.sources.money.kinds import PAYMENT
from comity.sources.money.other_lists import PURCHASES
from comity.sources.money.records import entry_row
from comity.sources.outcome import Row
from comity.sources.values import Unreadable, quoted

_CAME = "charge; payment"
_BACK = (
    "refund; partial capture reversal; payment refund; "
    "refund failure; payment failure refund; charge failure; dispute; dispute reversal; "
    "adjustment; payment reversal"
)
_OWN = (
    "payout; payout failure; payout cancel; payout reversal; payout minimum balance hold; fee; stripe fee; "
    "application fee; network cost; tax fee; topup; top up; transfer; transfer reversal; advance; advance funding; "
    "contribution; reserve transaction; reserved funds; risk reserved funds; other adjustment"
)
CAME, BACK, OWN = (frozenset(key(name) for name in names.split(";")) for names in (_CAME, _BACK, _OWN))


def shape(found: Found, context: Context) -> Row:
    """One charge, with the provider's fee, as the customer paid it. Raises Unreadable for all else."""
    category = found["category"]
    if key(category) in BACK or (key(category) in CAME and found["gross"] < 0):
        raise Unreadable(
            f"{quoted(category)}: a payment that went back, beside others: left out",
            "Take out the payment that it takes back as well, and read again.",
        )
    if key(category) not in CAME:
        raise Unreadable(f"{quoted(category)} is no payment of a customer: left out", "Nothing need be done.")
    paid = {**found, "type": None, "amount": found["gross"], "issued_on": found["paid_on"]}
    return entry_row(paid, context, PAYMENT)


FORM = Form(
    name="provider_payments",
    table="payments",
    means="what went through a payment provider",
    shape=shape,
    fields=(
        Field("category", "text", "reporting category", weak="type", row=True, known=CAME | BACK | OWN),
        Field("number", "text", "charge id; source id; source", weak="balance transaction id; id"),
        Field(
            "customer", "party", CUSTOMER + "; customer name (metadata)", weak=CUSTOMER_WEAK + "; customer description"
        ),
        Field("customer_id", "text", "customer id; customer"),
        # The day on which the customer paid, and not the one on which the provider did.
        Field(
            "paid_on", "day", "created; created (utc); created utc; charge created utc; created date (utc)", row=True
        ),
        Field("gross", "money", "gross; amount", row=True),
        Field("fee", "money", "fee; fees"),
        Field("available", "text", "available on; available on (utc); available on utc", tells=True),
        Field("currency", "currency", "currency"),
        Field("applied_to", "text", "invoice number; invoice no"),
        Field("memo", "text", "description; statement descriptor", many=True),
    ),
    needs=(
        ("category",),
        ("paid_on",),
        ("gross",),
        ("fee",),
        ("available",),
        ("customer", "customer_id"),
    ),
    hints="net; balance transaction id; automatic payout id; automatic payout effective at; "
    "automatic payout effective at utc; payout id; customer facing amount; customer facing currency; "
    "payment intent id; payment method type; card brand; transfer; transfer date (utc); transfer group; invoice id",
    never=SUPPLIERS + "; due date; tax; vat; candidate; hours; quantity",
    strangers=PURCHASES,
)
