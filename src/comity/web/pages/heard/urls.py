"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.heard.views import heard

urlpatterns = [path("clients/<str:account>/heard/", heard, name="heard")]
