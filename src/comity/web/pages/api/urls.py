"""Addresses of the page, and of what programs ask: each of those is under the rule "key"."""

from __future__ import annotations

from django.urls import URLPattern, path

from comity.web.pages.api.endpoints import api
from comity.web.pages.api.views import BASE, description, revoke, tokens
from comity.web.rights import by_key


def _asked() -> list[URLPattern]:
    """The table of the API itself."""
    found = []
    for pattern in api.urls[0]:
        view = pattern.callback
        if isinstance(pattern, URLPattern) and pattern.name != "api-root" and view is not None:
            found.append(path(f"{BASE.lstrip('/')}{pattern.pattern}", by_key(view), name=f"api-{pattern.name}"))
    return found


urlpatterns = [
    path("settings/keys/", tokens, name="tokens"),
    path("settings/keys/<int:token>/end/", revoke, name="token-revoke"),
    path("api/v1/openapi.json", description, name="api-description"),
    *_asked(),
]
