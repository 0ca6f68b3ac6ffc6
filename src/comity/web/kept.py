"""What is made once and kept in memory: each thing under all that it is made from, so that none is ever out of date.

What stands in a part of a page besides the language and the day must stand in its key: then nobody has to take it
away when something changes, and nobody gets what another one may see unless both are shown the very same. What was
published is known by its `edition`, which a purge changes too: it takes the published files away.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable, Mapping, Sized
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache
from django.conf import settings
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from comity.web import sheets
from comity.web.days import today
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.private import hidden
from comity.web.rights import Request, can

T = TypeVar("T")
MOST = 50_000_000  # letters in all; what was not asked for longest goes first
LONGEST = 1_000_000  # letters of one part
LONG_QUESTION = 300  # letters of an address's question
ENTRY, ROUGHLY = 100, 5_000  # what an entry of a list is counted as, and anything else
TOKEN = secrets.token_hex(16)  # stands in a kept form for its token; nobody knows it, so that no text can hold it


def _size(made: object) -> int:
    return len(made) * (1 if isinstance(made, str) else ENTRY) if isinstance(made, Sized) else ROUGHLY


_kept: LRUCache[Hashable, Any] = LRUCache(MOST, getsizeof=_size)
_lock = Lock()


def edition(home: Path, refresh: Refresh) -> tuple[Hashable, ...]:
    """What a refresh published, as it stands now."""
    file = sheets.file(home, refresh.statements, "statement")
    try:
        stamp = file.stat().st_mtime_ns
    except FileNotFoundError:
        stamp = 0
    return str(home), refresh.pk, refresh.statements, refresh.made_at, stamp


def once(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, asked for once as long as it is kept; nobody changes it afterwards."""
    with _lock:
        if key in _kept:
            return _kept[key]
    made = make()
    if _size(made) <= LONGEST:
        with _lock:
            _kept[key] = made
    return made


def part(template: str, key: Hashable, shown: Callable[[], Mapping[str, Any]]) -> SafeString:
    """A part of a page; `shown` gives what its template needs, and is asked only where the part was not kept.

    What has None for its key is made each time.
    """

    def made() -> SafeString:
        return mark_safe(get_template(template).render(dict(shown())))  # noqa: S308 - the template escapes

    return made() if key is None else once((template, get_language(), today(), key), made)


def form_part(request: Request, template: str, key: Hashable, shown: Callable[[], Mapping[str, Any]]) -> SafeString:
    """A part with forms in it: each time it is shown they get the token of whoever asks."""
    made = part(template, key, lambda: {**shown(), "csrf_token": TOKEN})
    return mark_safe(made.replace(TOKEN, get_token(request)))  # noqa: S308 - the template escapes


def of_client(request: Request, verdict: Verdict) -> tuple[Hashable, ...] | None:
    """Under what a part of a client's page is kept: the verdict, what may be seen of it, and what was asked.

    None, so that it is not kept, where somebody asks at such length that it is no question of ours.
    """
    asked = request.GET.urlencode()
    seen = (can(request.user, "words"), hidden(), asked, bool(request.htmx))
    return (*edition(Path(settings.HOME), verdict.refresh), verdict.pk, *seen) if len(asked) <= LONG_QUESTION else None


def forget() -> None:
    """Keep nothing: for tests, which take back what they wrote."""
    with _lock:
        _kept.clear()
