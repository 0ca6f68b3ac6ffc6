"""What people said beside what Comity says: `load corrections` in a template."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from comity.signals.labels import LABELS
from comity.web import corrections
from comity.web.languages import translated
from comity.web.models.corrections import Correction
from comity.web.models.verdicts import Standing, Verdict
from comity.web.rights import can

register = template.Library()


def label_words(name: str) -> str:
    """A label as people say it: what such a sentence is."""
    says = {
        "threat": _("a threat"), "bypass": _("going round what was agreed"), "contempt": _("contempt"),
        "improper_ask": _("an improper ask"), "pay_refusal": _("a refusal to pay"), "commitment": _("a promise"),
        "price_pressure": _("pressure on our price"), "free_work": _("an ask for free work"),
        "competitor": _("setting us against a competitor"), "appreciation": _("credit for our work"),
        "direction": _("telling us their plans"), "access": _("opening a door"), "flexibility": _("giving ground"),
        "joint_work": _("work put in with us"), "loyalty": _("loyalty"), "feedback": _("feedback"),
        "challenge": _("asking us for better"), "status_quo": _("wanting no change"),
        "pay_notice": _("notice of a late payment"), "pay_dispute": _("a dispute of an invoice"),
        "apology": _("an apology"), "discovery": _("asking about their needs"),
        "feedback_asked": _("asking how we do"), "value_shown": _("showing what we did"), "insight": _("an insight"),
        "concession": _("a concession"), "pitch": _("a pitch"), "check_in": _("keeping contact"),
    }  # fmt: skip
    return says.get(name, name)


MEANS = {label.name: label.means for label in LABELS}


@register.filter
def label(name: str) -> str:
    """A label in words."""
    return label_words(name)


@register.filter
def means(name: str) -> str:
    """What a label says of a sentence."""
    return translated(MEANS.get(name, ""))


@register.filter
def standing_word(value: str) -> str:
    """A standing in words."""
    return str(Standing(value).label) if value in Standing.values else value


@register.filter
def said(correction: Correction) -> str:
    """What a correction says, in one clause."""
    told = {"account": correction.account, "value": correction.value, "label": label_words(correction.label)}
    if correction.what == "sentence":
        form = _("is %(label)s") if correction.value == "holds" else _("is not %(label)s")
    elif correction.what == "promise":
        form = {"kept": _("was kept"), "broken": _("was broken"), "withdrawn": _("was withdrawn"),
                "none": _("is no promise")}[correction.value]  # fmt: skip
    elif correction.what == "standing":
        return _("sees it as %(value)s") % {"value": standing_word(correction.value)}
    else:
        form = {
            "merge": _("is one client with %(value)s"), "split": _("is not the same as %(value)s"),
            "rename": _("is called %(value)s"), "no client": _("is no client of ours"),
            "former": _("is a client no longer"),
        }.get(correction.what, str(correction.what))  # fmt: skip
    return form % told


@register.filter
def lessons(learnt: dict[str, list[str]]) -> list[str]:
    """What the last refresh learnt from corrections, a sentence each."""
    forms = {
        "learnt": _("Comity learnt from them: sentences like those corrected are read otherwise now (%(labels)s)."),
        "dropped": _(
            "For %(labels)s nothing could be learnt that would not have cost more than it gave: these corrections hold "
            "for their own sentences alone."
        ),
    }
    return [
        form % {"labels": ", ".join(label_words(name) for name in learnt[key])}
        for key, form in forms.items() if learnt.get(key)
    ]  # fmt: skip


@register.simple_tag(takes_context=True)
def waiting_count(context: dict[str, Any], account: str = "") -> int:
    """How many possible grave sentences wait for this person to look at, of all accounts or one."""
    user = context["request"].user
    if not user.is_authenticated or not corrections.can_correct(user):
        return 0
    found = corrections.waiting(user)
    return found.filter(account=account).count() if account else found.count()


@register.inclusion_tag("corrections/_beside.html", takes_context=True)
def beside(context: dict[str, Any], verdict: Verdict) -> dict[str, Any]:
    """The standings that people see, beside Comity's; and the way to say one's own."""
    user = context["request"].user
    judgements = corrections.judgements([verdict.account])
    return {"verdict": verdict, "judgements": judgements, "words": can(user, "words"),
            "may_correct": corrections.can_correct(user)}  # fmt: skip


@register.inclusion_tag("corrections/_former.html", takes_context=True)
def former(context: dict[str, Any], verdict: Verdict) -> dict[str, Any]:
    """That this is a client no longer; who said so and why, and the way to take it back, for whoever may read words."""
    user = context["request"].user
    said = corrections.former(verdict.account) if can(user, "words") else None
    return {"verdict": verdict, "said": said, "may_correct": corrections.can_correct(user)}


@register.simple_tag
def percent(share: float) -> str:
    """A share as people write it."""
    return f"{share:.0%}".replace("%", " %")
