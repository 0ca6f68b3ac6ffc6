"""Users, teams and invitations, as an owner sets them."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Exists, Max, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from comity.web import invitations, log, second_factor, sessions
from comity.web.models.doors import Invitation, SecondFactor
from comity.web.models.people import Team, User
from comity.web.pages.people.forms import InviteForm, PersonForm, TeamForm
from comity.web.rights import Request, may


@may("settings")
def people(request: Request) -> HttpResponse:
    """Everybody, the teams, and who is invited."""
    return _page(request, InviteForm(), TeamForm())


def _page(request: Request, inviting: InviteForm, teaming: TeamForm, link: str = "") -> HttpResponse:
    factor = Exists(SecondFactor.objects.filter(user=OuterRef("pk")))
    users = User.objects.select_related("team").annotate(factor=factor, seen=Max("sessions__seen_at"))
    shown = {
        "users": users.order_by("-is_active", "name"),
        "teams": Team.objects.prefetch_related("people").order_by("name"),
        "invitations": Invitation.open().filter(user=None).select_related("team"),
        "inviting": inviting,
        "teaming": teaming,
        "link": link,
    }
    return render(request, "people/people.html", shown)


@may("settings")
@require_POST
@never_cache
def invite(request: Request) -> HttpResponse:
    """Make the link for somebody new; it is shown this once."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, form, TeamForm())
    word = invitations.invite(form.save(commit=False), request.user)
    log.told(request, "invited", says=form.instance.email)
    return _page(request, InviteForm(), TeamForm(), _link(request, word))


def _link(request: Request, word: str) -> str:
    return request.build_absolute_uri(resolve_url("invited", word=word))


@may("settings")
@require_POST
def withdraw(_request: Request, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    Invitation.open().filter(pk=invitation).delete()
    return redirect("people")


@may("settings")
def person(request: Request, user: int) -> HttpResponse:
    """What somebody is, and where they are signed in."""
    return _person(request, get_object_or_404(User, pk=user))


def _person(request: Request, whom: User, link: str = "") -> HttpResponse:
    form = PersonForm(None if link else request.POST or None, instance=whom)
    if form.is_bound and form.is_valid():
        form.save()
        if not whom.is_active:
            sessions.end(whom)
        told = ", ".join(f"{name} {form.cleaned_data[name]}" for name in form.changed_data)
        log.told(request, "changed a person", says=f"{whom.email}: {told}")
        messages.success(request, _("%(who)s is changed.") % {"who": whom})
        return redirect("people")
    shown = {"form": form, "whom": whom, "sessions": sessions.of(whom), "link": link,
             "factor": SecondFactor.objects.filter(user=whom).exists()}  # fmt: skip
    return render(request, "people/person.html", shown)


@may("settings")
@require_POST
def person_out(request: Request, user: int) -> HttpResponse:
    """End all sessions of somebody."""
    whom = get_object_or_404(User, pk=user)
    sessions.end(whom, but=request.session.session_key)
    log.told(request, "ended sessions", says=whom.email)
    messages.success(request, _("%(who)s is signed out everywhere.") % {"who": whom})
    return redirect("people-person", user=user)


@may("settings")
@require_POST
@never_cache
def person_relink(request: Request, user: int) -> HttpResponse:
    """For who lost password or telephone: a link to a new password, and the second factor is off."""
    whom = get_object_or_404(User, pk=user)
    invitation = Invitation(user=whom, email=whom.email, name=whom.name, role=whom.role, team=whom.team)
    word = invitations.invite(invitation, request.user)
    second_factor.turn_off(whom)
    sessions.end(whom, but=request.session.session_key)
    log.told(request, "made a link to a new password", says=whom.email)
    return _person(request, whom, _link(request, word))


@may("settings")
@require_POST
def team(request: Request) -> HttpResponse:
    """A new team."""
    form = TeamForm(request.POST)
    if not form.is_valid():
        return _page(request, InviteForm(), form)
    form.save()
    return redirect("people")


@may("settings")
@require_POST
def team_off(request: Request, team: int) -> HttpResponse:
    """A team no more; its people stay."""
    gone = get_object_or_404(Team, pk=team)
    gone.delete()
    log.told(request, "removed a team", says=gone.name)
    return redirect("people")
