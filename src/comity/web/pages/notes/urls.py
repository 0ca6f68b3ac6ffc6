"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.notes.views import change, notes

urlpatterns = [
    path("clients/<str:account>/notes/", notes, name="notes"),
    path("clients/<str:account>/notes/change/", change, name="note-change"),
]
