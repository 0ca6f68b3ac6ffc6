"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.policy.views import file, foreseen, policy, use

urlpatterns = [
    path("settings/policy/", policy, name="policy"),
    path("settings/policy/foreseen/", foreseen, name="policy-foreseen"),
    path("settings/policy/use/", use, name="policy-use"),
    path("settings/policy/policy.toml", file, name="policy-file"),
]
