"""Addresses of the page."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from comity.web.frame import Door
from comity.web.pages.clients.exporting import export
from comity.web.pages.clients.map import chart
from comity.web.pages.clients.saved import forget, keep
from comity.web.pages.clients.views import clients

urlpatterns = [
    path("clients/", clients, name="clients"),
    path("map/", chart, name="map"),
    path("clients.<str:form>", export, name="export"),
    path("views/", keep, name="keep-view"),
    path("views/<int:view>/", forget, name="forget-view"),
]
DOOR = Door("clients", _("Clients"), 20)
