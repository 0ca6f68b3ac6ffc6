"""Keys of the API: made once, kept as a digest, asked for with each request."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.utils import timezone

from comity.web.models.people import User
from comity.web.models.tokens import Token

FRESH = dt.timedelta(minutes=1)  # the last use is written down this often at most: reading should not write


def digest(key: str) -> str:
    """What is kept of a key. It is long and random: nobody finds it by trying, so a fast digest is enough."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def make(user: User, name: str) -> str:
    """A new key of this person; it is told now and never again."""
    key = f"comity_{secrets.token_urlsafe(32)}"
    Token.objects.create(user=user, name=name, digest=digest(key))
    return key


def owner(key: str) -> User | None:
    """Whose key this is, where it still counts and its owner may still sign in."""
    token = Token.objects.select_related("user", "user__team").filter(digest=digest(key), user__is_active=True).first()
    if token is None:
        return None
    now = timezone.now()
    if token.used_at is None or now - token.used_at > FRESH:
        Token.objects.filter(pk=token.pk).update(used_at=now)
    return token.user
