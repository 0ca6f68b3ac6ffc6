"""Fills an empty home with the bundled example firm and tells a login to it; in a filled one, a new password."""

from __future__ import annotations

import secrets
from importlib import resources

from django.core.management.base import BaseCommand
from django.db import transaction

from comity.errors import UserError
from comity.web.models.firm import Firm
from comity.web.models.jobs import Job
from comity.web.models.people import Role, Team, User
from comity.web.models.verdicts import Refresh

FIRM = "Larkfield Talent"
HOST = "larkfieldtalent.example"
# The example's own people: the CRM names the last two as owners of accounts.
PEOPLE = (
    ("Dana Whitlock", "owner", Role.OWNER),
    ("Beth Sandoval", "beth", Role.LEAD),
    ("Tyrell Oakes", "tyrell", Role.MEMBER),
)
WORDS = [
    "amber",
    "birch",
    "cedar",
    "delta",
    "ember",
    "fable",
    "grove",
    "heron",
    "inlet",
    "jetty",
    "kiosk",
    "ledger",
    "maple",
    "novel",
    "otter",
    "plume",
]


class Command(BaseCommand):
    """Make the demo."""

    help = "Fills an empty home with the bundled example firm."

    @transaction.atomic
    def handle(self, *_args: object, **_options: object) -> None:
        """See the module. Raises UserError for a home that holds a firm of somebody's own."""
        firm = Firm.ours()
        if firm is not None and not firm.invented:
            raise UserError(f"{firm} works in this home. Name another home for the demo with --home.")
        if firm is None:
            self._fill()
        password = "-".join([*(secrets.choice(WORDS) for _ in range(3)), str(secrets.randbelow(900) + 100)])
        for user in User.objects.all():
            user.set_password(password)
            user.save()
        self.stdout.write(f"\nThe invented firm {FIRM}. Sign in as owner@{HOST} with the password {password}")
        self.stdout.write("(beth and tyrell, with the same password, see their own accounts only).\n\n")

    def _fill(self) -> None:
        Firm.objects.create(name=FIRM, invented=True)
        team = Team.objects.create(name="Columbus")
        for name, address, role in PEOPLE:
            User.objects.create_user(f"{address}@{HOST}", secrets.token_hex(), name=name, role=role, team=team)
        if Refresh.current() is None:
            Job.objects.create(kind="read", words={"folder": str(resources.files("comity") / "example")})
