"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.proof.confirm import answer, confirm, either
from comity.web.pages.proof.not_so import correct
from comity.web.pages.proof.views import proof

urlpatterns = [
    path("clients/<str:account>/proof/<str:of>/", proof, name="proof"),
    path("clients/<str:account>/proof/<str:of>/correct/", correct, name="correct"),
    path("clients/<str:account>/proof/<str:of>/foreseen/", either, name="foreseen"),
    path("clients/<str:account>/proof/<str:of>/answer/", answer, name="answer"),
    path("confirm/", confirm, name="confirm"),
]
