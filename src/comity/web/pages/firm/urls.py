"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.firm.views import firm

urlpatterns = [path("settings/firm/", firm, name="firm")]
