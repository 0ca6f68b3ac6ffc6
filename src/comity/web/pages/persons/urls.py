"""Addresses of the pages."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.persons.views import people_of, person

urlpatterns = [
    path("clients/<str:account>/people/", people_of, name="people-of"),
    path("clients/<str:account>/people/<str:person>/", person, name="person"),
]
