"""The page of oneself."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from comity.web import log, second_factor, sessions
from comity.web.models.doors import RecoveryCode
from comity.web.rights import Request, signed_in

_NEW = "new_secret"


@signed_in
def you(request: Request) -> HttpResponse:
    """Password, second factor, and where one is signed in."""
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        sessions.end(request.user, but=request.session.session_key)
        update_session_auth_hash(request, request.user)
        sessions.note(request, request.user)
        log.told(request, "changed the password")
        messages.success(request, _("The password is changed; all other sessions have ended."))
        return redirect("you")
    form.fields["old_password"].widget.attrs.pop("autofocus", None)
    shown = {
        "form": form,
        "factor": getattr(request.user, "second_factor", None),
        "codes_left": RecoveryCode.objects.filter(user=request.user).count(),
        "sessions": sessions.of(request.user),
        "this": request.session.session_key,
    }
    return render(request, "you/you.html", shown)


@signed_in
@never_cache
def factor(request: Request) -> HttpResponse:
    """Show the square, take the first code, show the recovery codes once.

    Where there is a factor already the password is asked for, as it is to turn that off.
    """
    secret = request.session.setdefault(_NEW, second_factor.new_secret())
    wrong, replaces = False, hasattr(request.user, "second_factor")
    if request.method == "POST" and (not replaces or _is_them(request)):
        made = second_factor.turn_on(request.user, secret, request.POST.get("code", ""))
        if made is not None:
            del request.session[_NEW]
            log.told(request, "turned the second factor on")
            return render(request, "you/codes.html", {"codes": made})
        wrong = True
    shown = {"secret": secret, "wrong": wrong, "replaces": replaces}
    # The square is drawn by a library from the secret alone: nothing in it was typed by anybody.
    square = mark_safe(second_factor.picture(secret, request.user))  # noqa: S308
    return render(request, "you/factor.html", {**shown, "square": square})


@signed_in
@require_POST
def factor_off(request: Request) -> HttpResponse:
    """Turn the second factor off; the password is asked for once more."""
    if _is_them(request):
        second_factor.turn_off(request.user)
        log.told(request, "turned the second factor off")
        messages.success(request, _("The second factor is off."))
    return redirect("you")


@signed_in
@require_POST
@never_cache
def codes(request: Request) -> HttpResponse:
    """New recovery codes in place of the old ones."""
    if not hasattr(request.user, "second_factor") or not _is_them(request):
        return redirect("you")
    made = second_factor.new_codes(request.user)
    log.told(request, "made new recovery codes")
    return render(request, "you/codes.html", {"codes": made})


def _is_them(request: Request) -> bool:
    if request.user.check_password(request.POST.get("password", "")):
        return True
    messages.error(request, _("That was not your password; nothing was changed."))
    return False


@signed_in
@require_POST
def end_session(request: Request, session: int) -> HttpResponse:
    """End one of one's own sessions."""
    sessions.end(request.user, pk=session)
    return redirect("you")


@signed_in
@require_POST
def end_others(request: Request) -> HttpResponse:
    """End all of one's own sessions but this."""
    sessions.end(request.user, but=request.session.session_key)
    return redirect("you")
