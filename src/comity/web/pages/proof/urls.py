"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.proof.views import proof

urlpatterns = [path("clients/<str:account>/proof/<str:of>/", proof, name="proof")]
