"""Who may see and do what: the one place that says so. Every view says by one of these which rule it is under.

@signed_in      anybody of the firm
@may("read")    whoever has that power
@own            what is somebody's own: the view itself looks whose it is, and for all others it does not exist
@account        the view gets the verdict of an account that this person may see; all others do not exist for them
@by_key         a program that sends a key of somebody's, and sees what that person may see
@open_door      nobody need sign in: setup and the sign-in itself
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from comity.book.store import DeltaBook
from comity.measures import measures
from comity.web.models.grants import Grant
from comity.web.models.people import Role, User
from comity.web.models.privacy import Keeping
from comity.web.models.verdicts import Refresh, Verdict
from comity.web.private import HEADS, hidden, took_part

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)


class Request(HttpRequest):
    """A request of somebody who is signed in."""

    user: User  # pyright: ignore[reportIncompatibleVariableOverride]
    htmx: HtmxDetails


View = Callable[Concatenate[Request, P], HttpResponse]

# What a role may do beside looking.
POWERS: Mapping[str, frozenset[str]] = {
    Role.OWNER: frozenset({"read", "settings", "words", "act"}),
    Role.LEAD: frozenset({"words", "act"}),
    Role.MEMBER: frozenset({"words", "act"}),
    Role.FINANCE: frozenset(),
    Role.READER: frozenset({"words"}),
}
ALL_ACCOUNTS = frozenset({Role.OWNER, Role.FINANCE, Role.READER})
# Proofs and channels that hold somebody's words; whoever lacks the power "words" never meets them.
WORDS = frozenset({"message", "note", "call", "meeting", "contract"})
MONEY_CHANNELS = frozenset({"money", "hours", "placements"})


def can(user: User, power: str) -> bool:
    """Whether this person has a power."""
    return power in POWERS[user.role]


def may_take_back(user: User, said_by: User | None) -> bool:
    """Whether somebody may take back what was said: their own, as an owner anybody's, as a lead their people's."""
    if user.role == Role.LEAD and user.team is not None and said_by is not None and said_by.team == user.team:
        return True
    return user.role == Role.OWNER or (user == said_by and can(user, "act"))


def granted(user: User) -> Q:
    """The accounts that this person may see, as a condition on `account`."""
    if user.role in ALL_ACCOUNTS:
        return Q()
    whose = Q(user=user)
    if user.role == Role.LEAD and user.team is not None:
        whose |= Q(user__team=user.team)
    return Q(account__in=Grant.holding().filter(whose).values("account"))


def verdicts(user: User, refresh: Refresh | None = None) -> QuerySet[Verdict]:
    """What the current refresh (whoever knows it already hands it in) says of this person's accounts.

    Without the long text.
    """
    return Verdict.objects.filter(granted(user), refresh=refresh or Refresh.current()).defer("told")


def may_open(user: User, kind: str) -> bool:
    """Whether this person may see a proof of this kind."""
    return can(user, "words") or kind not in WORDS


def may_read_whole(user: User, message: Mapping[str, Any]) -> bool:
    """Whether somebody may read a whole message, where the firm lets only those do so who took part in it."""
    return can(user, "words") and (Keeping.ours().whole_messages or took_part(user, message))


def shut(user: User, book: DeltaBook, refs: Collection[str]) -> frozenset[str]:
    """Those of these messages of which somebody may read no more than a quote: neither subject nor body."""
    if not refs or Keeping.ours().whole_messages:
        return frozenset()
    heads = book.find("messages", "ref", sorted(refs), HEADS).to_pylist()
    return frozenset(refs) - {r["ref"] for r in heads if took_part(user, r)}


def told(user: User, verdict: Verdict, private: frozenset[str] | None = None) -> dict[str, Any]:
    """The account of review/1 with nothing in it that this person may not see.

    Whoever tells of many accounts asks for the private messages once, and hands them in.
    """
    account = _without(hidden() if private is None else private, dict(verdict.told))
    if can(user, "words"):
        return account
    known = measures()
    account["possible"] = []
    account["reasons"] = [
        {**r, "evidence": [e for e in r["evidence"] if e["kind"] not in WORDS]}
        for r in account["reasons"]
        if r["measure"] in known and known[r["measure"]].channel in MONEY_CHANNELS
    ]
    account["plays"] = [{**p, "why": ""} for p in account["plays"]]
    return account


def _without(refs: frozenset[str], account: dict[str, Any]) -> dict[str, Any]:
    """What a verdict says without a word of private threads; a reason in which one counts goes as a whole."""
    if not refs:
        return account

    def rests(evidence: Mapping[str, Any]) -> bool:
        return evidence["kind"] == "message" and evidence["ref"] in refs

    gone = [r for r in account["reasons"] if any(rests(e) for e in r["evidence"] if not e.get("earlier"))]
    if gone:
        account["plays"] = [{**p, "why": ""} for p in account["plays"]]
    account["reasons"] = [
        {**r, "evidence": [e for e in r["evidence"] if not rests(e)]} for r in account["reasons"] if r not in gone
    ]
    account["possible"] = [p for p in account["possible"] if not rests(p["evidence"])]
    return account


def signed_in(view: View[P]) -> View[P]:
    """Anybody of the firm; others are sent to the door."""

    @wraps(view)
    def guarded(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs) if request.user.is_authenticated else _to_the_door(request)

    return _ruled(guarded, "signed in")


def own(view: View[P]) -> View[P]:
    """Anybody of the firm, for what is their own; the view raises Http404 for what is not."""
    return _ruled(signed_in(view), "own")


def may(power: str) -> Callable[[View[P]], View[P]]:
    """Whoever has this power; for others the page does not exist."""

    def rule(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_the_door(request)
            if not can(request.user, power):
                raise Http404(_("There is no such page."))
            return view(request, *args, **kwargs)

        return _ruled(guarded, f"may {power}")

    return rule


def account(view: Callable[Concatenate[Request, Verdict, P], HttpResponse]) -> View[Concatenate[str, P]]:
    """Gives the view the account's verdict in place of its name; 404 for an account that is not theirs or is none."""

    @wraps(view)
    def guarded(request: Request, account: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_the_door(request)
        verdict = get_object_or_404(verdicts(request.user).select_related("refresh"), account=account)
        return view(request, verdict, *args, **kwargs)

    return cast("View[Concatenate[str, P]]", _ruled(guarded, "account"))


def open_door(view: Callable[Concatenate[R, P], HttpResponse]) -> Callable[Concatenate[R, P], HttpResponse]:
    """Nobody need sign in."""
    return _ruled(view, "open door")


F = TypeVar("F", bound=Callable[..., HttpResponse])


def by_key(view: F) -> F:
    """A program with a key; the API itself asks for it, and answers 401 to all others."""
    return _ruled(view, "key")


def _ruled(view: F, rule: str) -> F:
    """Write the rule on the view, where the test of all addresses looks for it."""
    view.rule = rule  # pyright: ignore[reportFunctionMemberAccess]
    return view


def _to_the_door(request: Request) -> HttpResponse:
    """Setup while nobody is there yet, else the sign-in, and from there back."""
    door = resolve_url("sign-in" if User.objects.exists() else "setup")
    if request.htmx:
        return HttpResponseClientRedirect(door)
    if request.method != "GET" or not User.objects.exists():
        return HttpResponseRedirect(door)
    return redirect_to_login(request.get_full_path(), door)
