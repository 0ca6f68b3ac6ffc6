"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.columns.views import columns, forget

urlpatterns = [
    path("read/<int:pk>/columns/", columns, name="columns"),
    path("read/columns/forget/", forget, name="columns-forget"),
]
