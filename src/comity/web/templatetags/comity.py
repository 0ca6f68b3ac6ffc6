"""How templates say a standing, a day, a share: there in every template without `load`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.ledger.quarters import Quarter
from comity.ledger.statement import phrases
from comity.plays import playbook
from comity.web.assets import address
from comity.web.days import over, today
from comity.web.kept import part
from comity.web.keys import person_key
from comity.web.languages import translated
from comity.web.models.jobs import OPEN, Job
from comity.web.models.verdicts import Standing
from comity.web.owed import Owed

register = template.Library()
register.filter(translated)

SURE, HALF_SURE = 0.7, 0.45  # as on the terminal: from these probabilities on a mark is solid, or half
WEEK = 7


@register.simple_tag
def asset(name: str) -> str:
    """The address of a file of ours."""
    return address(name)


@register.inclusion_tag("judging.html", takes_context=True)
def judging(context: dict[str, Any]) -> dict[str, Any]:
    """That the clients are being judged, be it `again`, on a page that follows by itself."""
    return {"judging": Job.judging(), "path": context["request"].path, "again": bool(context.get("refresh"))}


@register.inclusion_tag("unjudged.html", takes_context=True)
def unjudged(context: dict[str, Any], lead: str) -> dict[str, Any]:
    """Where nothing was judged yet: that it is being done, or that exports are being read; else what there will be."""
    reading = Job.objects.filter(kind="read", state__in=OPEN).first()
    return {**judging(context), "job": reading, "lead": lead, "powers": context["powers"]}


@register.filter
def fill(probability: float) -> str:
    """How far a mark is filled: as far as we are sure."""
    return "solid" if probability >= SURE else "half" if probability >= HALF_SURE else "hollow"


@register.filter
def hundredths(part: float) -> int:
    """A share in whole hundredths."""
    return round(100 * part)


@register.filter
def person(name: str) -> str:
    """Somebody's name in an address."""
    return person_key(name or "")


@register.filter
def label(name: str) -> str:
    """What somebody of theirs did by a sentence of this label: 'told us their plans'."""
    return translated(phrases()["they"].get(name, name))


@register.simple_tag
def mark(standing: str, probability: float, word: bool = True) -> str:
    """A standing's mark, filled as far as we are sure, and its word."""
    sure = fill(probability)
    said = Standing(standing).label
    told = {"solid": _("sure"), "half": _("likely"), "hollow": _("perhaps")}[sure]
    return format_html(
        '<span class="standing {}"><svg class="mark {}" role="img" aria-label="{}"><title>{}</title>'
        '<use href="{}#{}"/></svg>{}</span>',
        standing, sure, f"{said}, {told}", f"{said}, {told} ({probability:.0%})",
        address("comity/marks.svg"), standing, said if word else "",
    )  # fmt: skip


@register.simple_tag
def standings() -> list[tuple[str, str]]:
    """Every standing with the relationship in one sentence, the best first."""
    means = {
        Standing.PARTNER: _("Both sides put something in, both gain, and hard talks end in a fair settlement."),
        Standing.GOOD: _("They say, with specifics, that we meet or exceed what they expect, and hold us to it."),
        Standing.EASY: _("Pleasant and unexamined: one comfortable contact, and nobody above has confirmed anything."),
        Standing.PRICE: _("What they talk about is our price."),
        Standing.ONE_SIDED: _("We give, they take; little or nothing comes back."),
        Standing.COERCIVE: _("They win at our cost: by threats, by breaking what was agreed, or by contempt."),
        Standing.UNKNOWN: _("Too little was read to say. It is no polite word for a bad client."),
    }
    return [(str(value), says) for value, says in means.items()]


@register.filter
def steps(play: str) -> tuple[str, ...]:
    """How a move is done, step by step; none for one that the playbook does not know."""
    found = playbook().get(play)
    return found.steps if found else ()


@register.simple_tag
def course(trend: str, word: bool = False) -> str:
    """Where a standing goes, against ninety days before."""
    said = {"up": _("rising"), "down": _("falling")}.get(trend, _("steady"))
    return format_html(
        '<span class="course"><svg class="mark" role="img" aria-label="{}"><title>{}</title>'
        '<use href="{}#course-{}"/></svg>{}</span>',
        said, said, address("comity/marks.svg"), trend, said if word else "",
    )  # fmt: skip


@register.filter
def by_when(day: dt.date | str | None, as_of: dt.date) -> str:
    """Until when a move of ours is to be made, or that it should have been, as of a day."""
    if not day:
        return ""
    on = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return (_("overdue (%(day)s)") if over(on, as_of) else _("by %(day)s")) % {"day": said_day(on)}


@register.filter
def said_day(day: dt.date | str | None) -> str:
    """A day as people say it: relative within a week, then by its date."""
    if not day:
        return ""
    on = dt.date.fromisoformat(day) if isinstance(day, str) else day
    ago = (today() - on).days
    if ago in (-1, 0, 1):
        return {-1: _("tomorrow"), 0: _("today"), 1: _("yesterday")}[ago]
    if 0 < ago <= WEEK:
        return ngettext("%(n)s day ago", "%(n)s days ago", ago) % {"n": ago}
    if -WEEK < ago < 0:  # the same weekday of next week would be read as today
        return date_format(on, "l")
    return date_format(on, _("j M Y"))


@register.filter
def kind(name: str) -> str:
    """A kind of proof in words."""
    says = {
        "message": _("Mail"), "meeting": _("Meeting"), "invoice": _("Invoice"), "payment": _("Payment"),
        "hours": _("Hours"), "call": _("Call"), "deal": _("Deal"), "placement": _("Placement"),
        "contract": _("Contract"), "note": _("Note"),
    }  # fmt: skip
    return says.get(name, name)


@register.filter
def called(ref: str, kind: str) -> str:
    """What people call a record by: a number, a file's name, who worked on which day; '' for a machine's key."""
    if kind == "hours":
        day, _slash, rest = ref.partition("/")
        return ", ".join(filter(None, (rest.rpartition("/")[0], _day(day))))
    return ref if kind in ("invoice", "payment", "contract") else ""


def _day(said: str) -> str:
    try:
        return date_format(dt.date.fromisoformat(said), _("j M Y"))
    except ValueError:
        return ""


@register.filter
def figure(value: float | None) -> str:
    """A number as people say it: whole from ten on, one place below."""
    if value is None:
        return ""
    places = 0 if abs(value) >= 10 or value == int(value) else 1
    return number_format(f"{value:.{places}f}", places, force_grouping=True)  # it would cut off and not round


@register.filter
def exact(value: float) -> str:
    """A sum of money to the cent, as an invoice tells it; a whole one without."""
    places = 0 if round(value, 2) == round(value) else 2
    return number_format(f"{value:.{places}f}", places, force_grouping=True)


@register.filter
def of_proof(owed: Owed | str, proof: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What is open of the invoice that a proof or an entry names; None where nothing is, or it is not known."""
    kind = proof.get("proof") or proof["kind"]
    return owed.get((proof["ref"], str(proof["on"]))) if kind == "invoice" and not isinstance(owed, str) else None


@register.filter
def of_line(owed: Mapping[str, float] | str, quarter: Quarter) -> float | None:
    """How much of what fell due in a quarter is open."""
    return None if isinstance(owed, str) else owed.get(quarter.key)


@register.filter
def in_unit(head: str, unit: str) -> str:
    """The head of a column with its unit, where that is known."""
    return f"{head}, {unit}" if unit else head


@register.filter
def size(value: float) -> float:
    """An amount without its sign, where a word tells that it is a loss."""
    return abs(value)


@register.filter
def share(part: float, whole: float) -> int:
    """A part in whole hundredths; 0 where there is no whole."""
    return round(100 * part / whole) if whole else 0


@register.simple_tag(takes_context=True)
def asked(context: dict[str, Any], **changes: object) -> str:
    """The address's question with some of its words changed; an empty word is left out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag
def always(template: str) -> SafeString:
    """A part that says the same to everybody; it is rendered once."""
    return part(template, (), dict)
