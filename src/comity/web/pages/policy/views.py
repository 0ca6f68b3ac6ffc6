"""How verdicts are reckoned, as an owner reads and turns it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.errors import UserError
from comity.web import log, policies
from comity.web.pages.policy.asked import Asked, in_words, past
from comity.web.rights import Request, may


@may("settings")
def policy(request: Request) -> HttpResponse:
    """The controls, the rules in words, the whole file, earlier versions; with what was asked for and would move."""
    home = Path(settings.HOME)
    shown: dict[str, Any] = {"past": past(home)}
    text = policies.text_of(home)
    try:
        asked = Asked.of(home, request)
        shown |= asked.foreseen() if asked.text != text else {}
        text = asked.text
    except UserError as error:
        shown["problem"], shown["typed"] = str(error), request.POST.get("text", "")
    shown |= {
        "text": text,
        "controls": policies.controls(text),
        "rules": in_words(policies.policy_of(text, _("this policy"))),
    }
    return render(request, "policy/policy.html", shown)


@may("settings")
def foreseen(request: Request) -> HttpResponse:
    """The part that answers in place: what the controls as they stand would move."""
    home = Path(settings.HOME)
    try:
        asked = Asked.of(home, request)
    except UserError as error:
        return render(request, "policy/_moves.html", {"problem": str(error)})
    return render(request, "policy/_moves.html", asked.foreseen() if asked.text != policies.text_of(home) else {})


@may("settings")
@require_POST
def use(request: Request) -> HttpResponse:
    """Use it: in force from the next refresh on."""
    home = Path(settings.HOME)
    try:
        asked = Asked.of(home, request)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("policy")
    if asked.text == policies.text_of(home):
        messages.info(request, _("Nothing is changed in it; it stays in force."))
        return redirect("policy")
    why = policies.differences(policies.text_of(home), asked.text)
    policies.use(home, request.user, asked.text, why)
    log.told(request, "set the policy", says=why)
    messages.success(request, _("It is in force; the clients are being judged anew by it."))
    return redirect("policy")


@may("settings")
def file(request: Request) -> HttpResponse:
    """The policy in force, or an earlier one, as a file."""
    text = policies.text_of(Path(settings.HOME), request.GET.get("version", ""))
    answer = HttpResponse(text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="policy.toml"'
    return answer
