"""Invoices and credit notes as our books show them.

A number that comes again to the same customer is another invoice's where one file tells both, or where they are more
than a quarter apart: some count anew each year. Else the day of one invoice was corrected, and the newest one holds.
"""

from comity.tables.base import DAY, MONEY, TEXT, Column, Table

# What people call one beside its number, in five languages, as part of an expression.
CALLED = r"inv(?:oice)?s?|bill|rechnung(?:en)?|rg|re|factuur|facturen|fact|facture|fac|facturas?"

TABLE = Table(
    name="invoices",
    means="one invoice or credit note",
    key=("kind", "number", "customer"),
    again_after=90,
    known_on="issued_on",
    corrected=("number", "customer", "issued_on", "kind", "net", "total", "currency"),
    telling=("customer", "kind", "number", "total", "currency"),
    columns=(
        Column("number", TEXT, "its own number"),
        Column("kind", TEXT, "'invoice' or 'credit'"),
        Column("customer", TEXT, "the customer's name as written"),
        Column("customer_id", TEXT, "the books' key of that customer"),
        Column("customer_email", TEXT, "an address the books hold for it, lower case"),
        Column("issued_on", DAY, "the day it is dated"),
        Column("due_on", DAY, "the day it is due"),
        Column("net", MONEY, "without tax; credits are positive here too"),
        Column("total", MONEY, "with tax"),
        Column("currency", TEXT, "three letters, where told"),
        Column("goods_cost", MONEY, "what the goods in it cost us"),
        Column("memo", TEXT, "description, reference or comment"),
        Column("paid_on", DAY, "the day it was paid in full, where the invoice itself tells"),
        Column("paid_amount", MONEY, "what was paid by then", state=True),
        Column("open_balance", MONEY, "what is still open", state=True),
        Column("status", TEXT, "'open', 'paid', 'void', 'disputed', 'draft' or as written", state=True),
    ),
)
