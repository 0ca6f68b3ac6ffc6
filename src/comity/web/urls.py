"""The table of addresses: what each folder in `pages/` declares; the folder listing is the list."""

from __future__ import annotations

import importlib
import pkgutil

from django.urls import URLPattern, URLResolver

from comity.web import pages

urlpatterns: list[URLPattern | URLResolver] = []
for _page in sorted(m.name for m in pkgutil.iter_modules(pages.__path__) if m.ispkg):
    urlpatterns += importlib.import_module(f"{pages.__name__}.{_page}.urls").urlpatterns
