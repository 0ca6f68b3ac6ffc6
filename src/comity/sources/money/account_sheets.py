"""Account sheets of debtors (BMD, DATEV and others): each customer's entries below a line that names the account."""

from __future__ import annotations

from dataclasses import replace

from comity.sources.forms import Context, Field, Found
from comity.sources.money import debtors
from comity.sources.money.kinds import CREDIT, INVOICE, PAYMENT
from comity.sources.outcome import Row
from comity.sources.values import plain

# What bookkeepers' symbols say.
SYMBOLS = {
    **dict.fromkeys(("AR", "RE", "RG", "ER1", "FA", "INV"), INVOICE),
    **dict.fromkeys(("GS", "GU", "GSN", "CN"), CREDIT),
    **dict.fromkeys(("BK", "BA", "ZE", "ZA", "KA", "KB", "RA"), PAYMENT),
}  # fmt: skip


def shape(found: Found, context: Context) -> Row:
    """One entry of an account, by its symbol where that is known."""
    kind = SYMBOLS.get(plain(found.get("type") or "").upper())
    return debtors.shape({**found, "type": kind} if kind else found, context)


FORM = replace(
    debtors.FORM,
    name="account_sheets",
    means="the account sheets of debtors",
    shape=shape,
    fields=(
        *(field for field in debtors.FORM.fields if field.name not in ("type", "number", "customer", "customer_id")),
        Field("type", "text", "symbol; belegart; buchungssymbol; bu; type; soort; journal", weak="bs; art"),
        Field("number", "text", "belegnr; beleg-nr; belegnummer; beleg; belegfeld 1; document no; boekstuk; n° pièce"),
        Field("customer", "party", "konto name; account name"),
        Field("customer_id", "text", "konto; kontonummer; account"),
    ),
    needs=(("number",), ("customer",), ("customer_id",), ("issued_on",), ("debit!",), ("credit!",)),
    hints=f"{debtors.FORM.hints}; gegenkonto; fälligkeit; kostenstelle; steuercode; periode",
    never=debtors.FORM.never.replace("; gegenkonto", "").replace("; contra account", "").replace("; journal", ""),
)
