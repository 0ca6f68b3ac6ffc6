"""Which policy a request asks for: a file or text that was given, an earlier version, or the one in force, turned."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from comity.errors import UserError
from comity.measures import measures
from comity.standing.policy import Policy
from comity.web import policies
from comity.web.languages import translated
from comity.web.models.verdicts import Standing
from comity.web.rights import Request


@dataclass(frozen=True, slots=True)
class Asked:
    """A policy as a request names it; `given` where it was typed or uploaded whole."""

    text: str
    policy: Policy
    given: bool
    version: str

    @classmethod
    def of(cls, home: Path, request: Request) -> Asked:
        """Raises UserError with one line where it cannot be used."""
        asked = request.POST if request.method == "POST" else request.GET
        upload, typed, version = request.FILES.get("file"), asked.get("text", ""), asked.get("version", "")
        given = upload is not None or bool(typed.strip())
        if upload is not None:
            text, where = _uploaded(upload), upload.name or "policy.toml"
        elif given:
            text, where = typed.replace("\r\n", "\n"), _("this policy")
        else:
            text, where = policies.turned(policies.text_of(home, version), asked), _("this policy")
        return cls(text, policies.policy_of(text, where), given, version)

    def foreseen(self) -> dict[str, Any]:
        """What it would move, for the templates."""
        found = policies.moves(self.policy)
        return {"asked": self, "judged": found is not None, "moves": [m for m in found or [] if not m.stands],
                "advised": [m for m in found or [] if m.stands]}  # fmt: skip


def _uploaded(upload: UploadedFile) -> str:
    if (upload.size or 0) > policies.LARGEST:
        raise UserError(_("%(file)s: larger than any policy is.") % {"file": upload.name})
    try:
        return upload.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(_("%(file)s: is no text in UTF-8. Name a policy file.") % {"file": upload.name}) from None


def in_words(policy: Policy) -> list[dict[str, Any]]:
    """Every rule as a line: what it looks at, and what that speaks for and against."""
    said = []
    for rule in policy.rules:
        if rule.measure not in measures():
            continue
        names = sorted(rule.toward, key=lambda s: -abs(rule.toward[s]))
        toward = [str(Standing(s).label) for s in names if rule.toward[s] > 0]
        against = [str(Standing(s).label) for s in names if rule.toward[s] < 0]
        said.append({"means": translated(measures()[rule.measure].brief), "few": rule.full < rule.none,
                     "toward": ", ".join(toward), "against": ", ".join(against)})  # fmt: skip
    return said


def past(home: Path) -> list[dict[str, Any]]:
    """Who set which policy when, the newest first; the first of them is in force."""
    return [{**r, "named": tomllib.loads(r["value"]).get("name", "") if r["value"] else _("the program’s own")}
            for r in policies.history(home)]  # fmt: skip
