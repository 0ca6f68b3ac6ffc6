"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.mailboxes.views import again, mailboxes

urlpatterns = [
    path("read/mailboxes/", mailboxes, name="mailboxes"),
    path("read/mailboxes/<int:pk>/again/", again, name="mailbox-again"),
]
