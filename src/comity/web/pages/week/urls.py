"""Addresses of the page."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from comity.web.frame import Door
from comity.web.pages.week.views import answer, undo, week

urlpatterns = [
    path("", week, name="week"),
    path("clients/<str:account>/move/", answer, name="move-answer"),
    path("clients/<str:account>/move/undo/", undo, name="move-undo"),
]
DOOR = Door("week", _("This week"), 10)
