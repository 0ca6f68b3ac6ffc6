"""Invitations: a link that works once, for a week; what is kept of it is a digest."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from comity.web.models.doors import Invitation
from comity.web.models.people import User

LASTS = dt.timedelta(days=7)


def invite(invitation: Invitation, by: User) -> str:
    """Save an invitation and give the word of its link, which is told this once. Earlier ones of the address end."""
    word = secrets.token_urlsafe(24)
    Invitation.open().filter(email__iexact=invitation.email).delete()
    invitation.email = invitation.email.strip().lower()
    invitation.digest, invitation.made_by, invitation.ends_at = _digest(word), by, timezone.now() + LASTS
    invitation.save()
    return word


def found(word: str) -> Invitation | None:
    """The invitation of a link that still leads in."""
    return Invitation.open().filter(digest=_digest(word)).first()


@transaction.atomic
def accept(invitation: Invitation, password: str) -> User | None:
    """Make the newcomer, or set the new password; None where somebody else was faster.

    The name is the one that the owner gave: a name that the CRM knows opens clients.
    """
    if not Invitation.open().filter(pk=invitation.pk).update(used_at=timezone.now()):
        return None
    if invitation.user is not None:
        invitation.user.set_password(password)
        invitation.user.save()
        return invitation.user
    return User.objects.create_user(
        invitation.email, password, name=invitation.name, role=invitation.role, team=invitation.team
    )


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode("utf-8", "replace")).hexdigest()
