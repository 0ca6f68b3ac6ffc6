"""The firm's policy as an owner sees it: what its rules say in words, a few plain controls, and what a change moves."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import tomli_w
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.book.declared import POLICY, declare, versions
from comity.errors import UserError
from comity.home import create_book
from comity.standing.policy import Policy, checked
from comity.standing.verdict import decide
from comity.web.corrections import SOURCE
from comity.web.models.jobs import Job
from comity.web.models.people import User
from comity.web.models.verdicts import Refresh, Verdict

_DEFAULT_NAME = re.compile(r'^name *= *"default/[^"]*"', re.M)
LARGEST = 200_000  # letters of a policy
LITTLE, USUAL, MUCH = 0.5, 1.0, 1.5
SOONER, LATER = 2.0, 0.5
WEIGHTS = (("little", LITTLE, gettext_lazy("little")), ("usual", USUAL, gettext_lazy("as usual")),
           ("much", MUCH, gettext_lazy("much")))  # fmt: skip
CAUTION = (("sooner", SOONER, gettext_lazy("sooner than usual")), ("usual", USUAL, gettext_lazy("as usual")),
           ("later", LATER, gettext_lazy("later than usual")))  # fmt: skip
# What owners speak of, each with the measures it is made of.
TOPICS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "open": (gettext_lazy("What they share and open up: plans, doors, work of their own, ground given"),
             ("plans_shared_12m", "doors_opened_12m", "joint_work_12m", "ground_given_12m")),
    "say": (gettext_lazy("What they say of our work: praise, wishes, challenges, or “keep doing the same”"),
            ("praise_12m", "feedback_12m", "challenge_12m", "substance_share_12m", "status_quo_share_12m")),
    "who": (gettext_lazy("Who speaks: one comfortable contact, or people above, and whether we meet"),
            ("main_contact_share_12m", "highest_level_12m", "meetings_held_12m")),
    "price": (gettext_lazy("Talk of our price, cheaper suppliers, and what we conceded"),
              ("price_talk_share_12m", "price_pressure_12m", "competitor_12m", "concessions_12m")),
    "effort": (gettext_lazy("Free work, rising hours and the margin that is left"),
               ("free_work_12m", "free_work_share_12m", "margin_share_12m", "hours_course_12m")),
    "paid": (gettext_lazy("Late and withheld payment"),
             ("unexplained_late_days_12m", "withheld_share_12m", "late_against_habit")),
    "answers": (gettext_lazy("Silence, slow answers and meetings called off"),
                ("their_silence_12m", "their_answer_hours_12m", "meetings_called_off_12m")),
    "grave": (gettext_lazy("Threats, contempt, going round what was agreed"), ("grave_12m", "grave_6m")),
}  # fmt: skip
# Acts of which one alone can be a line; `at` weighs them as the measures do, about one for each day.
LINES: Mapping[str, Any] = {
    "improper_asks_12m": gettext_lazy("asked for something improper"),
    "contempt_12m": gettext_lazy("insulted or shouted at one of ours"),
    "threats_12m": gettext_lazy("threatened us"),
    "bypass_12m": gettext_lazy("went round what was agreed"),
}
LINE_AT = (("never", 0.0, gettext_lazy("is no line")), ("first", 0.9, gettext_lazy("is a line the first time")),
           ("second", 1.9, gettext_lazy("is a line the second time")))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """A client whose verdict a policy would change: from what, to what."""

    account: str
    name: str
    was: str
    now: str
    cause: str
    advice: str

    @property
    def stands(self) -> bool:
        """Whether only the advice or the cause changes."""
        return self.was == self.now


@dataclass(frozen=True, slots=True)
class Control:
    """One plain control: how a form names it, what it says, its choices, and which holds ('' for one of the file's)."""

    name: str
    says: Any
    choices: Sequence[tuple[str, float, Any]]
    held: str


def default_text() -> str:
    """The policy that comes with the program, as its file."""
    return (resources.files("comity.standing") / "default.toml").read_text("utf-8")


def history(home: Path) -> list[dict[str, Any]]:
    """Every policy that was set, the newest first; an empty value is the one that comes with the program."""
    return versions(create_book(home).facts("settings"), POLICY)


def text_of(home: Path, version: str = "") -> str:
    """The policy in force, or an earlier one by its key ('default': the program's own)."""
    found = history(home)
    chosen = next((r for r in found if r["row_id"] == version), None) if version else next(iter(found), None)
    return chosen["value"] or default_text() if chosen and version != "default" else default_text()


def controls(text: str) -> list[Control]:
    """The controls as a policy has them."""
    told = tomllib.loads(text)
    counts, lines = told.get("counts", {}), {x["measure"]: x["at"] for x in told.get("line", [])}
    found = [Control("unknown", _("Says “unknown”"), CAUTION, _held(CAUTION, {told.get("caution", 1)}))]
    for name, (says, measures) in TOPICS.items():
        found.append(Control(name, says, WEIGHTS, _held(WEIGHTS, {counts.get(m, 1) for m in measures})))
    for name, says in LINES.items():
        found.append(Control(name, says, LINE_AT, _held(LINE_AT, {lines.get(name, 0)})))
    return found


def _held(choices: Sequence[tuple[str, float, Any]], values: set[float]) -> str:
    return next((name for name, value, _says in choices if values == {value}), "")


def turned(text: str, asked: Mapping[str, str]) -> str:
    """A policy with the controls as a form has them; what no control speaks of stays as it is."""
    told = tomllib.loads(text)
    counts, lines = dict(told.get("counts", {})), {x["measure"]: x["at"] for x in told.get("line", [])}
    changed = False
    for control in controls(text):
        value = next((v for name, v, _says in control.choices if name == asked.get(control.name)), None)
        if value is None or asked.get(control.name) == control.held:
            continue
        changed = True
        if control.name == "unknown":
            told["caution"] = value
        elif control.name in LINES:
            lines[control.name] = value
        else:
            counts.update(dict.fromkeys(TOPICS[control.name][1], value))
    if not changed:
        return text
    told["counts"] = {m: v for m, v in counts.items() if v != 1}
    told["line"] = [{"measure": m, "at": at} for m, at in lines.items() if at]
    return tomli_w.dumps(told)


def policy_of(text: str, where: str) -> Policy:
    """The policy in a text somebody gave. Raises UserError with one line on what is wrong."""
    if len(text) > LARGEST:
        raise UserError(_("%(file)s: larger than any policy is. Choose the file that was downloaded here.")
                        % {"file": where})  # fmt: skip
    found = checked(text, where)
    if not found.rules:
        raise UserError(_("%(file)s: holds no [[points]]: everybody would be judged alike.") % {"file": where})
    return found


def moves(policy: Policy) -> list[Move] | None:
    """Whose verdict this policy would change, the standings first; None where nobody was judged yet."""
    refresh = Refresh.current()
    if refresh is None:
        return None
    rows = Verdict.objects.filter(refresh=refresh).values_list(
        "account", "name", "standing", "cause", "advice", "told__measures"
    )
    found = []
    for account, name, was, why_was, do_was, measures in rows.order_by("name", "account"):
        then = decide(measures, policy)
        if (then.score.standing, then.cause, then.advice) != (was, why_was, do_was):
            found.append(Move(account, name, was, then.score.standing, then.cause, then.advice))
    return sorted(found, key=lambda m: m.stands)


def use(home: Path, user: User, text: str, why: str) -> None:
    """Set the policy: in force from the next refresh on, which is asked for."""
    at, ours = dt.datetime.now(dt.UTC), f"ours/{len(history(home)) + 1}"
    # A changed copy of the program's own policy is no longer that one: verdicts name the policy they were made by.
    named = text if text == default_text() else _DEFAULT_NAME.sub(f'name = "{ours}"', text, count=1)
    declare(create_book(home), POLICY, "" if text == default_text() else named, by=user.name, at=at, why=why[:300],
            source=SOURCE)  # fmt: skip
    Job.ask_refresh(user)


def differences(old: str, new: str) -> str:
    """What was changed between two policies, in words."""
    before, after = {c.name: c for c in controls(old)}, controls(new)
    said = []
    for c in after:
        if c.held and c.held != before[c.name].held:
            choice = next(str(says) for name, _value, says in c.choices if name == c.held)
            said.append(f"{c.says}: {choice}")
    two = [tomllib.loads(t) for t in (old, new)]
    plain = [{k: v for k, v in t.items() if k not in ("caution", "counts", "line", "name")} for t in two]
    if plain[0] != plain[1]:
        said.append(_("the rules of the file"))
    return "; ".join(said) or _("nothing that is reckoned with")
