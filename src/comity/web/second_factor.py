"""The second factor: a code from a telephone that changes every half minute, or one of ten kept on paper."""

from __future__ import annotations

import io
import secrets
import time

import segno
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from pyotp import random_base32
from pyotp.hotp import HOTP
from pyotp.totp import TOTP

from comity.web.models.doors import RecoveryCode, SecondFactor
from comity.web.models.people import User

STEP = 30  # seconds that a code holds
EITHER_SIDE = 1  # steps that a telephone's clock may be off
CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_secret() -> str:
    """A secret that nobody has yet."""
    return random_base32()


def address(secret: str, user: User) -> str:
    """What the telephone is told."""
    return TOTP(secret).provisioning_uri(name=user.email, issuer_name="Comity")


def picture(secret: str, user: User) -> str:
    """The same as a square to be photographed: SVG without style or script."""
    out = io.BytesIO()
    code = segno.make(address(secret, user), error="m")
    code.save(out, kind="svg", xmldecl=False, scale=4, light="#fff", omitsize=True)
    return out.getvalue().decode()


def step_of(secret: str, code: str) -> int | None:
    """The time step that a code is of; None where it is none of now."""
    now = int(time.time()) // STEP
    typed = "".join(code.split())
    for step in range(now - EITHER_SIDE, now + EITHER_SIDE + 1):
        if constant_time_compare(HOTP(secret).at(step), typed):
            return step
    return None


@transaction.atomic
def turn_on(user: User, secret: str, code: str) -> list[str] | None:
    """Begin to ask for codes once one was shown to work; gives the recovery codes, None for a wrong code."""
    step = step_of(secret, code)
    if step is None:
        return None
    SecondFactor.objects.update_or_create(user=user, defaults={"secret": secret, "last": step})
    return new_codes(user)


@transaction.atomic
def turn_off(user: User) -> None:
    """Ask for codes no more."""
    SecondFactor.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()


@transaction.atomic
def new_codes(user: User) -> list[str]:
    """Ten new recovery codes in place of what is left of the old ones. They are shown once and kept as digests."""
    made = ["-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(2)) for _ in range(CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create([RecoveryCode(user=user, digest=_digest(user, code)) for code in made])
    return made


def check(user: User, code: str) -> bool:
    """Whether a code lets this person in; it does so once."""
    factor = SecondFactor.objects.filter(user=user).first()
    step = step_of(factor.secret, code) if factor else None
    if factor is not None and step is not None:
        # One conditional update decides, so that of two who type the same code only one comes in.
        return bool(SecondFactor.objects.filter(pk=factor.pk, last__lt=step).update(last=step))
    return bool(RecoveryCode.objects.filter(user=user, digest=_digest(user, code)).delete()[0])


def _digest(user: User, code: str) -> str:
    plain = "".join(c for c in code.lower() if c.isalnum())
    return salted_hmac(f"comity.recovery.{user.pk}", plain, algorithm="sha256").hexdigest()
