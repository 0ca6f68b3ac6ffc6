"""Cost rates: what an hour of each of our people costs, from a day on."""

from __future__ import annotations

from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.values import Unreadable, quoted


def shape(found: Found, context: Context) -> Row:
    """One person's rate from a day on."""
    rate = found["rate"]
    if rate < 0:
        raise Unreadable(f"{quoted(str(rate))} is no cost of an hour")
    values = {
        "person": found["person"],
        "from_on": found["from_on"],
        "rate": rate,
        "currency": found.get("currency") or context.currency,
    }
    return Row("cost_rates", values, "", found["person"])


FORM = Form(
    name="cost_rates",
    table="cost_rates",
    means="what an hour of our people costs, from a day on",
    shape=shape,
    fields=(
        Field(
            "person",
            "text",
            "user; employee; person; team member; staff; name; staff member; member; consultant; full name; "
            "employee name; mitarbeiter; mitarbeiterin; benutzer; medewerker; werknemer; gebruiker; naam; "
            "collaborateur; salarié; employé; nom; persona; empleado; empleada; trabajador; usuario; nombre",
            row=True,
        ),
        Field(
            "rate",
            "money",
            "cost rate; hourly cost; cost per hour; cost/h; cost/hr; cost per hr; cost/hour; internal rate; "
            "internal cost; internal hourly rate; cost rate per hour; loaded rate; loaded cost per hour; "
            "fully loaded cost per hour; fully loaded rate; fully loaded hourly cost; hourly cost rate; cost price; "
            "kostensatz; stundenkosten; interner stundensatz; kosten pro stunde; kostentarief; kostprijs per uur; "
            "kostprijs/uur; kosten per uur; uurkostprijs; kosten/stunde; kosten pro std; coût horaire; coût par heure; "
            "coste hora; coste por hora; coste/hora; tarifa de coste; coste interno",
            weak="rate; hourly rate; stundensatz; uurtarief; taux horaire",
            row=True,
        ),
        Field(
            "from_on",
            "day",
            "from date; from; valid from; effective date; effective from; effective; effective on; applies from; "
            "as of; since; start date; starting; from day; gültig ab; ab; ab datum; seit; von; vanaf; ingangsdatum; "
            "geldig vanaf; per; à partir du; depuis; valable à partir du; date d'effet; desde; "
            "válido desde; a partir de; fecha de inicio; vigente desde",
            row=True,
        ),
        Field("currency", "currency", "currency; currency code; währung; valuta; devise; moneda; divisa"),
    ),
    needs=(("person",), ("rate!",), ("from_on",)),
    hints="email; role; department; to date; until; rolle; abteilung; functie; afdeling",
    never="client; customer; project; hours; duration; kunde; klant; candidate; invoice number; projekt; stunden; "
    "uren; bill rate; billable rate; cliente; proyecto; horas; empresa; factura",
)
