"""“Not so” under a sentence: what can be said against it, what that would change, and saying it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.errors import UserError
from comity.web.corrections import can_correct
from comity.web.models.verdicts import Verdict
from comity.web.private import shared_book
from comity.web.proofs import find
from comity.web.rights import Request, account, shut
from comity.web.sentences import SPOKEN, Sentence


@account
def correct(request: Request, verdict: Verdict, of: str) -> HttpResponse:
    """Choose what is not so; see what it would change; say it. Each step is a page that works by itself."""
    home = Path(settings.HOME)
    if not can_correct(request.user):
        return render(request, "corrections/shut.html", {"verdict": verdict})
    proof = find(request.user, verdict, home, of)
    if proof is None:
        raise Http404(_("There is no such proof."))
    sentence = Sentence.of(home, verdict, proof)
    option = sentence.chosen(request.POST if request.method == "POST" else request.GET)
    if option and request.method == "POST":
        return _say(request, sentence, option.name, of)
    shown = {"verdict": verdict, "proof": proof, "of": of, "sentence": sentence, "option": option}
    if proof.kind in SPOKEN and not proof.quote:
        whole = proof.kind != "message" or not shut(request.user, shared_book(home), {proof.ref})
        shown |= {"whole": True, "read": sentence.read_in(home, verdict, proof) if whole else []}
    if option:
        shown["change"] = sentence.change(home, request.user, option)
    return render(request, "proof/_not_so.html" if request.htmx else "proof/not_so.html", shown)


def _say(request: Request, sentence: Sentence, name: str, of: str) -> HttpResponse:
    option = next(o for o in sentence.options if o.name == name)
    try:
        sentence.say(Path(settings.HOME), request.user, option, request.POST.get("why", ""))
    except UserError as error:
        messages.error(request, str(error))
        return redirect("correct", sentence.verdict.account, of)
    messages.info(request, _("Kept. The clients are being judged anew; it can be taken back under Corrections."))
    return redirect("corrections")
