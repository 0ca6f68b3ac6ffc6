"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.people.owners import grant, owners, ungrant
from comity.web.pages.people.views import invite, people, person, person_out, person_relink, team, team_off, withdraw

urlpatterns = [
    path("settings/people/", people, name="people"),
    path("settings/people/invite/", invite, name="people-invite"),
    path("settings/people/invite/<int:invitation>/withdraw/", withdraw, name="people-withdraw"),
    path("settings/people/<int:user>/", person, name="people-person"),
    path("settings/people/<int:user>/out/", person_out, name="people-out"),
    path("settings/people/<int:user>/link/", person_relink, name="people-link"),
    path("settings/teams/", team, name="people-team"),
    path("settings/teams/<int:team>/off/", team_off, name="people-team-off"),
    path("settings/owners/", owners, name="owners"),
    path("settings/owners/grant/", grant, name="owners-grant"),
    path("settings/owners/ungrant/", ungrant, name="owners-ungrant"),
]
