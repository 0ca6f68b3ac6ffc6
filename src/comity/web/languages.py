"""The languages that the app can be told in: English, and those with a catalogue in `locale` (tools/catalogue.py)."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext

from comity.errors import UserError
from comity.web.reasons import filled, form_of

OURS = "en"
LOCALE = Path(__file__).parent / "locale"


def language(asked: str) -> str:
    """The language asked for, English for none. Raises UserError where there is no catalogue of it."""
    known = {OURS, *(p.name for p in LOCALE.iterdir() if p.is_dir())}
    if asked and asked not in known:
        raise UserError(
            f"COMITY_LANGUAGE={asked}: the app has no such language. Choose one of: {', '.join(sorted(known))}."
        )
    return asked or OURS


def translated(sentence: str) -> str:
    """A sentence of the library (a move, an entry, a unit, a label, a measure's reason), which catalogues hold too."""
    told = gettext(sentence) if sentence else ""
    if told != sentence or not (known := form_of(sentence)):
        return told
    says, places = known
    form = gettext(says)
    return sentence if form == says else filled(form, places)
