"""A measure's sentence in the language of the page.

Verdicts keep their reasons in English, as review/1 tells them. A page tells them in its own language by knowing again
of which measure's form a sentence is, and what stands in its places.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from comity.measures import measures
from comity.standing.telling import LEVELS, TYPICAL, of_one

_NUMBER = r"-?[\d,]+(?:\.\d)?|unknown"
_TIMES = r"never(?: or once)?|once(?: or twice)?|twice|\d+ (?:or \d+ )?times|unknown"
_SHARE = r"(?:minus )?[\d,]+ %|unknown"
_LOSS = r"less than nothing \(a loss of [\d,]+ (?:%|times as much)\)"
_LEFT = rf"{_LOSS}|{_SHARE}"
_WEIGHT = r"nothing|next to nothing|half a threat|one threat|\d+ threats|unknown"
_LEVEL = "|".join((*LEVELS.values(), "somebody", "nobody known"))
_LIKE = {
    "value": _NUMBER, "typical": _NUMBER, "times": _TIMES, "typical_times": _TIMES, "share": _SHARE,
    "typical_share": _SHARE, "left": _LEFT, "typical_left": _LEFT, "weight": _WEIGHT,
    "typical_weight": _WEIGHT, "level": _LEVEL, "typical_level": _LEVEL,
    "money": r"(?:-?[\d,]+(?:\.\d)?|an unknown amount)(?: [A-Z]{3})?",
}  # fmt: skip
_PLACE = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=4096)
def form_of(sentence: str) -> tuple[str, Mapping[str, str]] | None:
    """The form of the measure whose sentence it is, and what stands in its places; None for any other text."""
    for says, form in _forms():
        if match := form.fullmatch(sentence):
            return says, {name: text for name, text in match.groupdict().items() if text is not None}
    return None


def filled(form: str, places: Mapping[str, str]) -> str:
    """A translated form with what stands in its places; without its last clause where nothing typical is told."""
    if any(name.startswith("typical") for name in _PLACE.findall(form)) and not any(
        name.startswith("typical") for name in places
    ):
        form = form.rpartition(";")[0] + "."
    return form.format(**{name: _written(text) for name, text in places.items()})


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each measure's form, and the same as it is said of one, with what its sentences look like."""
    forms = dict.fromkeys(form for m in measures().values() for form in (of_one(m.says), m.says))
    return tuple((form, re.compile(_pattern(form))) for form in forms)


def _pattern(says: str) -> str:
    head, last, tail = says.partition(TYPICAL)
    pattern = _as_pattern(head) if last else _as_pattern(says)
    return f"{pattern}(?:{_as_pattern(last + tail).removesuffix('[.]')})?[.]" if last else pattern


def _as_pattern(text: str) -> str:
    """A form's text as a pattern: its places take what may stand in them, all else is as it is."""
    parts = _PLACE.split(text)
    return "".join(
        f"(?P<{part}>{_LIKE[part]})" if i % 2 else re.escape(part).replace(r"\.", "[.]") for i, part in enumerate(parts)
    )


def _written(text: str) -> str:
    """What stands in a place: numbers and counts of times as the language writes them."""
    words = {
        "never": _("never"), "once": _("once"), "twice": _("twice"), "unknown": _("unknown"),
        "never or once": _("never or once"), "once or twice": _("once or twice"),
        "an unknown amount": _("an unknown amount"), "nothing": _("nothing"), "next to nothing": _("next to nothing"),
        "half a threat": _("half a threat"), "one threat": _("one threat"),
        "a member of staff": _("a member of staff"), "a specialist": _("a specialist"), "a manager": _("a manager"),
        "a head of department": _("a head of department"),
        "a member of the management": _("a member of the management"),
        "the owner or managing director": _("the owner or managing director"),
        "somebody": _("somebody"), "nobody known": _("nobody known"),
    }  # fmt: skip
    if text in words:
        return words[text]
    if re.fullmatch(_LOSS, text):
        lost = number_format(re.sub(r"\D", "", text), 0, force_grouping=True)
        form = (
            _("less than nothing (a loss of %(n)s times as much)")
            if "times" in text
            else _("less than nothing (a loss of %(n)s %%)")
        )
        return form % {"n": lost}
    if between := re.fullmatch(r"(\d+) or (\d+) times", text):
        return _("%(n)s or %(more)s times") % {"n": between[1], "more": between[2]}
    figure, _blank, unit = text.partition(" ")
    if unit == "times":
        return _("%(n)s times") % {"n": figure}
    if not re.fullmatch(_NUMBER, figure):
        return text
    plain = figure.replace(",", "")
    number = number_format(plain, len(plain.partition(".")[2]), force_grouping=True)
    return _("%(n)s threats") % {"n": number} if unit == "threats" else f"{number} {unit}".strip()
