"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.effort.views import effort

urlpatterns = [path("clients/<str:account>/effort/", effort, name="effort")]
