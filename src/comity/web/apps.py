"""The one Django app of Comity."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """All models, pages and jobs belong to this app."""

    name = "comity.web"
    label = "web"
    verbose_name = "Comity"
    default_auto_field = "django.db.models.BigAutoField"
