"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.client.views import client, statement

urlpatterns = [
    path("clients/<str:account>/", client, name="client"),
    path("clients/<str:account>/statement/", statement, name="statement"),
]
