"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.setup.views import own, setup

urlpatterns = [path("setup/", setup, name="setup"), path("own/", own, name="own")]
