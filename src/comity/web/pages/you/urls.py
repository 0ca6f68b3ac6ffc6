"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.you.views import codes, end_others, end_session, factor, factor_off, you

urlpatterns = [
    path("you/", you, name="you"),
    path("you/second-factor/", factor, name="you-factor"),
    path("you/second-factor/off/", factor_off, name="you-factor-off"),
    path("you/second-factor/codes/", codes, name="you-codes"),
    path("you/sessions/end/", end_others, name="you-end-others"),
    path("you/sessions/<int:session>/end/", end_session, name="you-end-session"),
]
