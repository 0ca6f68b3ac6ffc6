"""Views that somebody keeps: a name for what they ask the list again and again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.web.models.lists import SavedView
from comity.web.pages.clients.asking import WORDS
from comity.web.rights import Request, own, signed_in

MOST = 30


@signed_in
@require_POST
def keep(request: Request) -> HttpResponse:
    """Keep what the list is asked for under a name; a name that is there already gets the new question."""
    name = " ".join(request.POST.get("name", "").split())[:60]
    asked = QueryDict(request.POST.get("query", "")[:1000])
    query = QueryDict(mutable=True)
    query.update({w: asked[w] for w in WORDS if asked.get(w)})
    back = redirect("clients")
    if query:
        back["Location"] += f"?{query.urlencode()}"
    if not name or not query:
        messages.info(request, _("A view needs a name, and at least one filter or word."))
    elif SavedView.objects.filter(user=request.user).exclude(name=name).count() >= MOST:
        messages.info(request, _("You keep %(n)s views. Take one away first.") % {"n": MOST})
    else:
        SavedView.objects.update_or_create(user=request.user, name=name, defaults={"query": query.urlencode()})
    return back


@own
@require_POST
def forget(request: Request, view: int) -> HttpResponse:
    """Keep a view no longer."""
    get_object_or_404(SavedView, user=request.user, pk=view).delete()
    return redirect("clients")
