"""The itemised calls of a telephone bill: what one pays for, so all of them went out."""

from __future__ import annotations

import re

from comity.sources.calls.log import CALLED_AT, NEVER, SECONDS, TIME, call_row
from comity.sources.directions import OUT, is_talk
from comity.sources.forms import Context, Field, Form, Found
from comity.sources.outcome import Row
from comity.sources.values import Unreadable

NO_CALL = re.compile(r"\b(?:text|daten\w*|data|gprs|internet|nachricht\w*|bericht\w*)\b", re.IGNORECASE)


def shape(found: Found, context: Context) -> Row:
    """One call that went out; messages and data on the same bill are left out."""
    del context
    kind = found.get("kind", "")
    if NO_CALL.search(kind) or not is_talk(kind):
        raise Unreadable("a message or data, no call: left out", "Nothing need be done.")
    return call_row(found, OUT)


FORM = Form(
    name="bill",
    table="calls",
    means="the itemised calls of a telephone bill",
    shape=shape,
    fields=(
        CALLED_AT,
        TIME,
        Field(
            "to_number",
            "line",
            "number called; number dialled; dialled number; dialed number; number dialed; called number; "
            "called party; zielrufnummer; zielnummer; gewählte nummer; gebeld nummer; gekozen nummer; numéro appelé; "
            "numéro composé",
            weak="to; to number; destination number; an; nach; naar; vers",
            row=True,
        ),
        Field(
            "our_number",
            "text",
            "rufnummer; anschluss; anschlussnummer; calling number; cli; your number; line; from; telephone number; "
            "phone number; mobile number; nummer; telefoonnummer; numéro; eigene rufnummer; ligne",
        ),
        Field("kind", "text", "type; call type; service; verbindungsart; art; dienst; soort; type d'appel"),
        SECONDS,
        Field(
            "cost",
            "money",
            "cost; charge; price; amount; call cost; nettobetrag; betrag; preis; entgelt; kosten; bedrag; coût; "
            "montant; prix",
        ),
    ),
    needs=(("called_at",), ("to_number!",), ("seconds",), ("cost",)),
    hints="destination; zielort; ziel; bestemming; tariff; tarif; rate type; destinataire; zone",
    never="direction; richtung; richting; sens; in/out; caller; caller number; source; src; callee; "
    + NEVER.replace("amount; ", ""),
    least=4,
)
