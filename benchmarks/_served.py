"""The app as it is served, and a bare page more, of one template and no query, that others are held against."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from comity.web.wsgi import application

from comity.web.urls import urlpatterns  # isort: skip - pages can be imported once Django is ready

__all__ = ["application"]


def bare(request: HttpRequest) -> HttpResponse:
    """One template, no query."""
    return render(request, "door/ended.html")


urlpatterns.append(path("bare/", bare, name="bare"))
