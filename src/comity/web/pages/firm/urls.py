"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.firm.views import firm, use

urlpatterns = [path("settings/firm/", firm, name="firm"), path("settings/firm/use/", use, name="firm-use")]
