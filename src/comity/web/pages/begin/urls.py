"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.begin.views import answer, favourites, first, questions, take_back

urlpatterns = [
    path("begin/", first, name="first"),
    path("begin/questions/", questions, name="questions"),
    path("begin/questions/answer/", answer, name="answer"),
    path("begin/questions/<int:pk>/undo/", take_back, name="answer-undo"),
    path("begin/favourites/", favourites, name="favourites"),
]
