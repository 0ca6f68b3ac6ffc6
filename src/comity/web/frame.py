"""What every page shows around its own part: the doors, the firm, and whether something is being read just now."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.safestring import SafeString

from comity.web import pages
from comity.web.kept import part
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
    firm = SimpleLazyObject(Firm.ours)
    words = request.GET.get("q", "") if here == "clients" else ""
    return {"here": here, "firm": firm, "powers": powers, "bar": _Bar(seen, here or "", str(user), words, firm, powers)}


@dataclass(frozen=True, slots=True)
class _Bar:
    """The bar at the top, in two parts that are the same on many pages; between them stands a form of one's own."""

    doors: list[Door]
    here: str
    user: str
    words: str
    firm: Any
    powers: dict[str, bool]

    def above(self) -> SafeString:
        """Doors, search and one's name."""
        key = (tuple(d.name for d in self.doors), self.here, self.user, self.words)
        shown = {"doors": self.doors, "here": self.here, "user": self.user, "q": self.words}
        return part("bar.html", key, lambda: shown)

    def below(self) -> SafeString:
        """What is to be said of the firm."""
        if not self.firm or not self.firm.invented:
            return SafeString("")
        key = (self.firm.name, self.powers["settings"])
        return part("note.html", key, lambda: {"firm": self.firm, "powers": self.powers})
