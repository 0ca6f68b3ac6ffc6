"""What every page shows around its own part: the doors, the firm, and whether something is being read just now."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise, SimpleLazyObject

from comity.web import pages
from comity.web.models.firm import Firm
from comity.web.models.people import User
from comity.web.rights import can


@dataclass(frozen=True, slots=True)
class Door:
    """An entry of the bar at the top: its page's address by name, what it says, its place, and the power it needs."""

    name: str
    says: str | Promise
    place: int
    power: str = ""


@cache
def doors() -> tuple[Door, ...]:
    """What the pages declare as DOOR in their urls.py, in order."""
    names = sorted(m.name for m in pkgutil.iter_modules(pages.__path__) if m.ispkg)
    modules = [importlib.import_module(f"{pages.__name__}.{name}.urls") for name in names]
    return tuple(sorted((m.DOOR for m in modules if hasattr(m, "DOOR")), key=lambda d: d.place))


def frame(request: HttpRequest) -> dict[str, Any]:
    """For the templates."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    here = request.resolver_match.url_name if request.resolver_match else ""
    seen = [d for d in doors() if not d.power or can(user, d.power)]
    powers = {p: can(user, p) for p in ("read", "settings")}
    return {"doors": seen, "here": here, "firm": SimpleLazyObject(Firm.ours), "powers": powers}
