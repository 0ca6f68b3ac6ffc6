"""Addresses of the page."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from comity.web.frame import Door
from comity.web.pages.week.views import week

urlpatterns = [path("", week, name="week")]
DOOR = Door("week", _("This week"), 10)
