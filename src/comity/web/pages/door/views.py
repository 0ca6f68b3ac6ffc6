"""The way in and out."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from comity.web.models.people import User
from comity.web.rights import open_door


@open_door
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let somebody in and on to where they wanted to go."""
    if not User.objects.exists():
        return redirect("setup")
    form = AuthenticationForm(request, request.POST or None)
    onward = request.GET.get("next", "")
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return redirect(onward if url_has_allowed_host_and_scheme(onward, {request.get_host()}) else "week")
    return render(request, "door/sign_in.html", {"form": form})


@open_door
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")
