"""What went through a payment provider is what customers paid, and no turnover."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from tests.sources.tables import read_text

PAYOUTS = (
    "automatic_payout_id,balance_transaction_id,created_utc,created,available_on,currency,gross,fee,net,"
    "reporting_category,source_id,description,customer_id,customer_name,invoice_id,invoice_number\n"
)
BALANCE = (
    "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description,Transfer,"
    "customer_name (metadata)\n"
)


def test_a_charge_is_what_the_customer_paid_on_its_day_with_the_providers_fee(tmp_path: Path) -> None:
    line = "po_7,txn_4,2026-04-02 23:30,2026-04-03 01:30,2026-04-10,chf,640.00,9.60,630.40,charge,ch_4,Deck,cus_2,"
    row = read_text(tmp_path, PAYOUTS + line + "Aalto Boats,in_44,T-44\n").only
    assert (row["customer"], row["amount"], row["currency"]) == ("Aalto Boats", Decimal("640.00"), "CHF")
    assert (row["paid_on"], row["applied_to"], row["number"]) == (dt.date(2026, 4, 3), "T-44", "ch_4")


def test_refunds_payouts_and_fees_are_told_as_not_read(tmp_path: Path) -> None:
    text = BALANCE + (
        "txn_1,charge,ch_1,640.00,9.60,630.40,chf,2026-04-02 10:00,2026-04-09 00:00,Invoice T-44,po_7,Aalto Boats\n"
        "txn_2,refund,re_1,-40.00,0.00,-40.00,chf,2026-04-04 10:00,2026-04-09 00:00,Part of it,po_7,Aalto Boats\n"
        "txn_3,payout,po_7,-590.40,0.00,-590.40,chf,2026-04-09 00:00,2026-04-09 00:00,PAYOUT,po_7,\n"
        "txn_4,stripe_fee,,-2.00,0.00,-2.00,chf,2026-04-09 00:00,2026-04-09 00:00,Radar,po_7,\n"
    )
    found = read_text(tmp_path, text)
    assert [(row.table, row.values["amount"], row.values["applied_to"]) for row in found.rows] == [
        ("payments", Decimal("640.00"), "T-44")
    ]
    back, *others = found.rejects
    assert '"refund": a payment that went back' in back.reason
    assert [("is no payment of a customer" in reject.reason) for reject in others] == [True, True]
