"""Addresses of the page."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from comity.web.frame import Door
from comity.web.pages.clients.views import clients

urlpatterns = [path("clients/", clients, name="clients")]
DOOR = Door("clients", _("Clients"), 20)
