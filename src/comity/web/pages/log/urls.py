"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.log.views import log

urlpatterns = [path("settings/log/", log, name="log")]
