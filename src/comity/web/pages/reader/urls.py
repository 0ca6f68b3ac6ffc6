"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.reader.views import allow, reader, stop

urlpatterns = [
    path("settings/reader/", reader, name="reader"),
    path("settings/reader/allow/", allow, name="reader-allow"),
    path("settings/reader/stop/", stop, name="reader-stop"),
]
