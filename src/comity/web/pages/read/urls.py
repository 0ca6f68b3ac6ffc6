"""Addresses of the page."""

from __future__ import annotations

from django.urls import path

from comity.web.pages.read.views import cancel, drop, files_read, mend, progress, reading, records, rejects

urlpatterns = [
    path("read/", drop, name="read"),
    path("read/<int:pk>/", reading, name="reading"),
    path("read/<int:pk>/progress/", progress, name="reading-progress"),
    path("read/<int:pk>/cancel/", cancel, name="reading-cancel"),
    path("read/files/", files_read, name="files-read"),
    path("read/rejects/", rejects, name="rejects"),
    path("read/records/<str:what>/", records, name="records"),
    path("read/rejects/mend.csv", mend, name="mend"),
]
