"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.corrections.views import client, corrections, export, undo

urlpatterns = [
    path("corrections/", corrections, name="corrections"),
    path("corrections.jsonl", export, name="corrections-export"),
    path("corrections/<str:of>/undo/", undo, name="undo"),
    path("clients/<str:account>/correct/", client, name="correct-client"),
]
