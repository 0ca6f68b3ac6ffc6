"""Addresses of the page."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from comity.web.frame import Door
from comity.web.pages.settings.views import refresh, settings

urlpatterns = [path("settings/", settings, name="settings"), path("settings/refresh/", refresh, name="refresh")]
DOOR = Door("settings", _("Settings"), 90, "settings")
