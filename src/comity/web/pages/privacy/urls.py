"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.privacy.views import erase, export, keep, privacy, shut, unshut

urlpatterns = [
    path("settings/privacy/", privacy, name="privacy"),
    path("settings/privacy/shut/", shut, name="privacy-shut"),
    path("settings/privacy/shut/<int:rule>/off/", unshut, name="privacy-unshut"),
    path("settings/privacy/keep/", keep, name="privacy-keep"),
    path("settings/privacy/person/export/", export, name="privacy-export"),
    path("settings/privacy/person/erase/", erase, name="privacy-erase"),
]
