"""The way in and out."""

from __future__ import annotations

import time
from typing import cast

from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.web import log, second_factor, sessions
from comity.web.guessing import address_of, came_in, failed, wait
from comity.web.invitations import accept, found
from comity.web.models.people import User
from comity.web.pages.door.forms import InvitedForm
from comity.web.rights import open_door

HALF_WAY = 600  # seconds in which the second factor has to follow the password


@open_door
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let somebody in, or on to the second factor."""
    if not User.objects.exists():
        return redirect("setup")
    name, address = request.POST.get("username", ""), address_of(request)
    seconds = wait(name, address) if request.method == "POST" else 0
    form = AuthenticationForm(request, None if seconds else request.POST or None, initial={"username": name})
    if request.method != "POST" or seconds:
        status = 429 if seconds else 200
        return render(request, "door/sign_in.html", {"form": form, "seconds": seconds}, status=status)
    if form.is_valid():
        return _on(request, cast("User", form.get_user()))
    failed(name, address)
    return render(request, "door/sign_in.html", {"form": form})


def _on(request: HttpRequest, user: User) -> HttpResponse:
    """From the right password on."""
    onward = request.GET.get("next", "")
    # A word without a stroke before it would be taken for the name of a page.
    if not (onward.startswith("/") and url_has_allowed_host_and_scheme(onward, {request.get_host()})):
        onward = "week"
    if hasattr(user, "second_factor"):
        request.session.cycle_key()
        request.session["half"] = {"user": user.pk, "at": time.time(), "onward": onward}
        return redirect("second-factor")
    came_in(user.email, address_of(request))
    sessions.begin(request, user)
    log.told(request, "signed in")
    return redirect(onward)


@open_door
def second(request: HttpRequest) -> HttpResponse:
    """Ask for the code of whoever has told the password just now."""
    half = request.session.get("half") or {}
    user = User.objects.filter(pk=half.get("user"), is_active=True).first()
    if user is None or time.time() - half["at"] > HALF_WAY:
        return redirect("sign-in")
    name, address = f"code of {user.pk}", address_of(request)
    seconds = wait(name, address) if request.method == "POST" else 0
    if request.method == "POST" and not seconds:
        if second_factor.check(user, request.POST.get("code", "")):
            came_in(name, address)
            came_in(user.email, address)
            sessions.begin(request, user)
            log.told(request, "signed in", says=_("with a second factor"))
            request.session.pop("half", None)
            return redirect(half["onward"])
        failed(name, address)
    shown = {"seconds": seconds, "wrong": request.method == "POST" and not seconds}
    return render(request, "door/second.html", shown, status=429 if seconds else 200)


@open_door
def invited(request: HttpRequest, word: str) -> HttpResponse:
    """A newcomer sets a password; a link that has ended says so and no more."""
    invitation = found(word)
    if invitation is None:
        return render(request, "door/ended.html", status=404)
    form = InvitedForm(invitation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = accept(invitation, form.cleaned_data["password"])
        if user is None:
            raise Http404(_("This link was used already."))
        sessions.end(user)
        return _on(request, user)
    return render(request, "door/invited.html", {"form": form, "invitation": invitation})


@open_door
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if isinstance(request.user, User):
        log.told(request, "signed out")
    logout(request)
    return redirect("sign-in")
