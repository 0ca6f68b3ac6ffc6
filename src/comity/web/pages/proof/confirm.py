"""To confirm: one grave sentence after the other that is only possible, in its thread, one key for yes, one for no."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.book.corrections import HOLDS, HOLDS_NOT
from comity.errors import UserError
from comity.web import log
from comity.web.asked import number
from comity.web.corrections import can_correct, waiting
from comity.web.models.corrections import Doubt
from comity.web.models.verdicts import Verdict
from comity.web.pages.proof.record import record
from comity.web.pages.proof.thread import thread
from comity.web.private import shared_book
from comity.web.proofs import Proof, find
from comity.web.rights import Request, account, may, verdicts
from comity.web.sentences import Option, Sentence

ANSWERS = {"yes": HOLDS, "no": HOLDS_NOT}


@may("act")
def confirm(request: Request) -> HttpResponse:
    """The next one that waits; `n` passes some over, `account` keeps to one client."""
    found = _asked(request)
    count, n = found.count(), _place(request)
    doubt = found[min(n, count - 1)] if count else None
    shown = {"count": count, "n": min(n, max(count - 1, 0)), "last": n + 1 >= count, "doubt": doubt}
    return render(request, "proof/confirm.html", shown | (_told(request, doubt) if doubt else {}))


@account
@require_POST
def answer(request: Request, verdict: Verdict, of: str) -> HttpResponse:
    """Say yes or no; the next one comes."""
    home, proof = Path(settings.HOME), None
    value = ANSWERS.get(request.POST.get("answer", ""))
    if can_correct(request.user) and value:
        proof = find(request.user, verdict, home, of)
    doubt = waiting(request.user).filter(account=verdict.account, of=of, label=request.POST.get("label", "")).first()
    if proof and doubt and value:
        try:
            said = Option("sentence", doubt.label, value)
            Sentence(verdict, proof, (), ()).say(home, request.user, said, "", first=True)
        except UserError as error:
            messages.error(request, str(error))
    elif not proof:
        raise Http404(_("There is no such proof."))
    only = f"&account={verdict.account}" if request.POST.get("only") else ""
    return redirect(f"{reverse('confirm')}?n={_place(request)}{only}")


@account
def either(request: Request, verdict: Verdict, of: str) -> HttpResponse:
    """What yes and what no would change, each by itself: asked for by the page once it stands."""
    home, label = Path(settings.HOME), request.GET.get("label", "")
    doubt = waiting(request.user).filter(account=verdict.account, of=of, label=label).first()
    proof = find(request.user, verdict, home, of) if doubt and can_correct(request.user) else None
    found = []
    if doubt and proof:
        sentence = Sentence(verdict, proof, (), ())
        found = [
            (a, sentence.change(home, request.user, Option("sentence", doubt.label, v))) for a, v in ANSWERS.items()
        ]
    return render(request, "proof/_foreseen.html", {"either": found})


def _asked(request: Request) -> QuerySet[Doubt]:
    found = waiting(request.user)
    return found.filter(account=request.GET["account"]) if request.GET.get("account") else found


def _place(request: Request) -> int:
    return number((request.POST or request.GET).get("n", ""))


def _told(request: Request, doubt: Doubt) -> dict[str, object]:
    """The sentence in its thread; where the proof is gone since, only that."""
    home = Path(settings.HOME)
    verdict = verdicts(request.user).defer(None).filter(account=doubt.account).first()
    proof = find(request.user, verdict, home, doubt.of) if verdict else None
    if verdict is None or proof is None:
        return {}
    log.opened(request.user, verdict.account, proof.ref)
    return {"verdict": verdict, "proof": proof, **_around(request, verdict, proof)}


def _around(request: Request, verdict: Verdict, proof: Proof) -> dict[str, object]:
    book = shared_book(Path(settings.HOME))
    if proof.kind != "message":
        return {"record": record(book, verdict, proof)}
    return thread(book, verdict, proof, request.user).told
