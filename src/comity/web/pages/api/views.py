"""The page of one's keys, and the description of the API."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from comity.web import log
from comity.web.models.tokens import Token
from comity.web.pages.api.endpoints import api
from comity.web.rights import Request, open_door, own, signed_in
from comity.web.tokens import make

BASE = "/api/v1/"


class TokenForm(forms.Form):
    """What a key is for."""

    name = forms.CharField(label=gettext_lazy("What it is for"), max_length=100)


@signed_in
@never_cache
def tokens(request: Request) -> HttpResponse:
    """One's keys; a new one is shown this once."""
    form, made = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        made = make(request.user, form.cleaned_data["name"])
        log.told(request, "made a key for programs", says=form.cleaned_data["name"])
        form = TokenForm()
    shown = {"form": form, "made": made, "tokens": Token.objects.filter(user=request.user)}
    return render(request, "api/tokens.html", shown)


@own
@require_POST
def revoke(request: Request, token: int) -> HttpResponse:
    """End a key of one's own at once."""
    found = get_object_or_404(Token, pk=token, user=request.user)
    log.told(request, "ended a key for programs", says=found.name)
    found.delete()
    messages.success(request, _("The key “%(name)s” is ended: no program gets in with it now.") % {"name": found.name})
    return redirect("tokens")


@open_door
@require_safe
def description(_request: HttpRequest) -> HttpResponse:
    """What the API answers, as OpenAPI tells it: nothing of any firm is in it."""
    return JsonResponse(api.get_openapi_schema(path_prefix=BASE))
