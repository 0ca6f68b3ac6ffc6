"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.private.views import make_private, open_again, private, thread

urlpatterns = [
    path("private/", private, name="private"),
    path("private/<int:thread>/", thread, name="private-thread"),
    path("private/<int:thread>/open/", open_again, name="private-open"),
    path("clients/<str:account>/proof/<str:of>/private/", make_private, name="private-make"),
]
