"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.promises.views import promises

urlpatterns = [path("clients/<str:account>/promises/", promises, name="promises")]
