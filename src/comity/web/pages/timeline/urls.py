"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.timeline.views import timeline

urlpatterns = [path("clients/<str:account>/timeline/", timeline, name="timeline")]
