"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.door.views import invited, second, sign_in, sign_out

urlpatterns = [
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-in/code/", second, name="second-factor"),
    path("sign-out/", sign_out, name="sign-out"),
    path("invited/<str:word>/", invited, name="invited"),
]
